import { expect, describe as suite, test } from 'vitest';
import type { Event, SubjectKind } from '../../../src/domain/history/event.js';
import { describe } from '../../../src/domain/history/history.js';
import type { HappenedTo } from '../../../src/domain/history/written-event.js';
import { acceptProposal, propose } from '../../../src/domain/review/proposal.js';
import * as happened from '../../../src/domain/review/review-events.js';
import { openRound } from '../../../src/domain/rounds/round.js';
import { annotation, at, content, verdict } from '../../cases/review.js';

const names = {
  people: new Map([
    ['mira', 'Mira Sen'],
    ['jonas', 'Jonas Ek'],
    ['tom', 'Tom Reyes'],
  ]),
  sources: new Map(),
  claims: new Map(),
};

/** What the history says of a step that mira took. */
function told(step: HappenedTo[SubjectKind]): string {
  const subject: Event['subject'] = { kind: 'annotation', id: 'a1' };
  return describe(
    { id: 'e1', version: 1, at: at(1), by: 'mira', subject, article: 'x', ...step },
    names,
  );
}

const { note: _, ...statement } = content;
const proposed = propose(annotation(), {
  id: 'p1',
  by: 'tom',
  at: at(1),
  revision: 1,
  content: { ...statement, confidence: 'high', claim: 'ferry' },
  reason: 'See the ledger.',
});
const [proposal] = proposed.proposals;
if (!proposal) throw new Error('There is no proposal.');
const taken = acceptProposal(proposed, 'p1', { at: at(2), by: 'mira', parts: ['confidence'] });
const request = {
  id: 'q',
  by: 'mira',
  at: at(1),
  to: 'tom',
  note: 'You know the port.',
  due: '2026-03-05',
  closed: null,
};
const comment = {
  id: 'c',
  by: 'mira',
  at: at(1),
  text: 'Is this the same ledger?',
  replyTo: null,
  mentions: [],
  resolved: null,
  key: null,
};
const settlement = { by: 'mira', at: at(1), revision: 1, reason: 'The ledger bears it out.' };
const round = openRound(['jonas', 'tom'], { id: 'r', article: 'x', at: at(1), by: 'mira' });
const decision = {
  ids: ['a', 'b'],
  outcome: 'taken over',
  kept: 'a',
  parts: {},
  at: at(1),
  by: 'mira',
} as const;

suite('each step of reviewing is told in one plain sentence', () => {
  const cases: [string, HappenedTo[SubjectKind]][] = [
    ['Mira Sen agreed with the annotation.', happened.verdictGiven(verdict('mira agree'), [])],
    [
      'Mira Sen disputed hop 2: “It is not what the ledger says.”',
      happened.verdictGiven(verdict('mira dispute hop:2'), []),
    ],
    [
      'Mira Sen was unsure about the passage.',
      happened.verdictGiven(verdict('mira unsure span'), []),
    ],
    [
      'Mira Sen agreed with the annotation, having disputed hop 2 and been unsure about the claim before.',
      happened.verdictGiven(verdict('mira agree'), [
        verdict('mira dispute hop:2'),
        verdict('mira unsure claim'),
      ]),
    ],
    [
      'Mira Sen withdrew the verdict “dispute” on the chain.',
      happened.verdictWithdrawn(verdict('mira dispute chain')),
    ],
    [
      'Mira Sen proposed another confidence and another claim: “See the ledger.”',
      happened.proposalMade(proposal),
    ],
    [
      'Mira Sen took over the proposal of Tom Reyes and raised the confidence from low to high.',
      happened.proposalAccepted(proposed, taken, proposal),
    ],
    [
      'Mira Sen declined the proposal of Tom Reyes: “It is a copy.”',
      happened.proposalDeclined(proposal, 'It is a copy.'),
    ],
    ['Mira Sen withdrew a proposal.', happened.proposalWithdrawn(proposal)],
    ['Mira Sen commented: “Is this the same ledger?”', happened.commentAdded(comment)],
    ['Mira Sen replied: “Yes.”', happened.commentAdded({ ...comment, text: 'Yes.', replyTo: 'b' })],
    ['Mira Sen resolved a conversation.', happened.conversationResolved('c')],
    ['Mira Sen reopened a conversation.', happened.conversationReopened('c')],
    ['Mira Sen took back a comment.', happened.commentWithdrawn('c')],
    ['Mira Sen asked Tom Reyes for a verdict after all.', happened.requestReopened(request)],
    [
      'Mira Sen took over the confidence, hop 2 as proposed and the removal of what was hop 3 from the proposal of Tom Reyes and raised the confidence from low to high.',
      happened.proposalAccepted(proposed, taken, proposal, ['hop:2', 'hop:-3']),
    ],
    [
      'Mira Sen asked Tom Reyes for a verdict by 5 March 2026: “You know the port.”',
      happened.reviewRequested(request),
    ],
    [
      'Mira Sen withdrew the request to Tom Reyes for a verdict.',
      happened.requestWithdrawn(request),
    ],
    [
      'Mira Sen settled the dispute and upheld the annotation: “The ledger bears it out.”',
      happened.disputeSettled({ ...settlement, outcome: 'upheld' }),
    ],
    [
      'Mira Sen settled the dispute and withdrew the annotation: “The ledger bears it out.”',
      happened.disputeSettled({ ...settlement, outcome: 'withdrawn' }),
    ],
    ['Mira Sen opened a blind round for Jonas Ek and Tom Reyes.', happened.roundOpened(round)],
    ['Mira Sen handed in their part of the blind round.', happened.handedIn()],
    ['Mira Sen let the blind round go on without Tom Reyes.', happened.participantExcused('tom')],
    ['Mira Sen ended the blind round.', happened.roundEnded()],
    [
      'Mira Sen took over what was agreed in the blind round.',
      happened.roundDecided({ ...decision, ids: [...decision.ids] }),
    ],
    [
      'Mira Sen took back a decision on the blind round.',
      happened.decisionUndone({ ...decision, ids: [...decision.ids] }),
    ],
    [
      'Mira Sen changed how many colleagues have to agree from 1 to 2.',
      happened.quorumChanged(1, 2),
    ],
  ];
  test.each(cases)('%s', (sentence, step) => {
    expect(told(step)).toBe(sentence);
  });

  test('what is proposed is not taken for what the annotation says', () => {
    const { before, after } = happened.proposalMade(proposal);
    expect(before).toBeNull();
    expect(after).not.toHaveProperty('confidence');
    expect(after).toMatchObject({ proposed: { confidence: 'high', claim: 'ferry' } });
  });
});
