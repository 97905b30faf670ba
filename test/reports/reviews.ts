import type { Annotation } from '../../src/domain/annotations/annotation.js';
import type { Event } from '../../src/domain/history/event.js';
import type { HappenedTo } from '../../src/domain/history/written-event.js';
import type { Comment } from '../../src/domain/review/comments.js';
import type { Proposal } from '../../src/domain/review/proposal.js';
import type { ReviewRequest } from '../../src/domain/review/request.js';
import {
  commentAdded,
  conversationResolved,
  disputeSettled,
  proposalDeclined,
  proposalMade,
  reviewRequested,
  verdictGiven,
} from '../../src/domain/review/review-events.js';
import type { Verdict } from '../../src/domain/review/verdict.js';
import { event, hop, moment, secret } from './documents.js';

/** A verdict on the whole of revision 1, unless told. */
export function verdict(part: Partial<Verdict> & Pick<Verdict, 'id' | 'by' | 'at'>): Verdict {
  return { revision: 1, verdict: 'agree', on: 'whole', comment: null, hop: null, ...part };
}

/** A proposal to revision 1 of another chain, unless told: what is not named is as it stands. */
export function proposal(
  { edition, target, chain, confidence, credibility, claim, stance }: Annotation,
  part: Partial<Proposal> & Pick<Proposal, 'id' | 'by' | 'at'>,
): Proposal {
  return {
    revision: 1,
    content: { edition, target, chain, confidence, credibility, claim, stance },
    parts: ['chain'],
    reason: 'She was there herself.',
    outcome: null,
    key: null,
    ...part,
  };
}

/** A step in the review of an annotation of the harbour's. */
export function step(
  id: string,
  at: string,
  by: string,
  happened: HappenedTo['annotation'],
): Event {
  return event({ ...happened, subject: { kind: 'annotation', id }, at, by });
}

/** An annotation that was disputed and settled, and what its history has of that. */
export function settled(annotation: Annotation): { annotation: Annotation; events: Event[] } {
  const { id } = annotation;
  const agreed = verdict({ id: 'v-agreed', by: 'nils', at: moment(20) });
  const disputed = verdict({
    id: 'v-disputed',
    by: 'tom',
    at: moment(21),
    verdict: 'dispute',
    on: 'hop:4',
    comment: 'The memo bears no signature.\n\nAnybody could have typed it.',
  });
  const settlement = {
    by: 'jonas',
    at: moment(22),
    revision: 1,
    outcome: 'upheld' as const,
    reason: 'The board has confirmed the memo.',
  };
  return {
    annotation: {
      ...annotation,
      status: 'settled',
      verdicts: [agreed, disputed],
      settlement,
    },
    events: [
      step(id, agreed.at, agreed.by, verdictGiven(agreed, [])),
      step(id, disputed.at, disputed.by, verdictGiven(disputed, [])),
      step(id, settlement.at, settlement.by, disputeSettled(settlement)),
    ],
  };
}

/**
 * An annotation that was off the record until minute 14, with what colleagues said of it then and
 * afterwards. What may never be seen outside stands in much of it.
 */
export function talkedOver(annotation: Annotation): { annotation: Annotation; events: Event[] } {
  const { id } = annotation;
  const early = verdict({
    id: 'v-early',
    by: 'nils',
    at: moment(12),
    verdict: 'dispute',
    on: 'hop:1',
    comment: secret,
  });
  const whispered: Comment = {
    id: 'c-early',
    by: 'tom',
    at: moment(11),
    text: secret,
    replyTo: null,
    mentions: ['inner'],
    resolved: null,
    key: null,
  };
  const answered = { ...whispered, id: 'c-answer', at: moment(17), replyTo: 'c-early' };
  const asked: Comment = {
    ...whispered,
    id: 'c-asked',
    by: 'nils',
    at: moment(24),
    text: 'Who told you, @Mira Sen?',
    mentions: ['mira'],
    resolved: { at: moment(26), by: 'mira' },
  };
  const reply: Comment = {
    ...asked,
    id: 'c-reply',
    by: 'mira',
    at: moment(25),
    text: 'He did, by telephone.',
    replyTo: 'c-asked',
    mentions: [],
    resolved: null,
    key: null,
  };
  const request: ReviewRequest = {
    id: 'q-tom',
    by: 'mira',
    at: moment(23),
    to: 'tom',
    note: 'Before Friday, please.',
    due: '2026-03-06',
    closed: null,
  };
  const proposals = proposalsTo(annotation);
  return {
    annotation: {
      ...annotation,
      status: 'disputed',
      parts: { chain: { by: 'mira', revision: 2 }, confidence: { by: 'jonas', revision: 3 } },
      verdicts: [early, sameReason],
      proposals: Object.values(proposals),
      comments: [whispered, answered, asked, reply],
      requests: [request],
    },
    events: [
      step(id, whispered.at, whispered.by, commentAdded(whispered)),
      step(id, early.at, early.by, verdictGiven(early, [])),
      step(id, answered.at, answered.by, commentAdded(answered)),
      step(id, moment(18), 'tom', proposalMade(proposals.inner)),
      step(id, moment(18), 'tom', verdictGiven(sameReason, [early])),
      step(id, moment(19), 'jonas', proposalDeclined(proposals.inner, secret)),
      step(id, request.at, request.by, reviewRequested(request)),
      step(id, asked.at, asked.by, commentAdded(asked)),
      step(id, reply.at, reply.by, commentAdded(reply)),
      step(id, moment(26), 'mira', conversationResolved(asked.id)),
      step(id, moment(27), 'nils', proposalMade(proposals.open)),
      step(id, moment(28), 'tom', proposalMade(proposals.declined)),
      step(id, moment(29), 'jonas', proposalDeclined(proposals.declined, 'It is not in the text.')),
    ],
  };
}

/** Given with a proposal that is off the record, for the same reason. */
const sameReason = verdict({
  id: 'v-same',
  by: 'tom',
  at: moment(18),
  revision: 3,
  verdict: 'dispute',
  on: 'chain',
  comment: `${secret} was the pilot.`,
});

function proposalsTo(annotation: Annotation) {
  const { chain, target } = annotation;
  const made = (part: Partial<Proposal> & Pick<Proposal, 'id' | 'by' | 'at'>) =>
    proposal(annotation, { revision: 3, ...part });
  const { content } = made({ id: 'p', by: 'tom', at: moment(0) });
  const inner = made({
    id: 'p-inner',
    by: 'tom',
    at: moment(18),
    content: {
      ...content,
      chain: [hop('inner', { basis: 'off the record', relation: 'told' }), ...chain],
    },
    reason: `${secret} was the pilot.`,
    outcome: { decision: 'declined', at: moment(19), by: 'jonas', reason: secret },
  });
  const open = made({
    id: 'p-open',
    by: 'nils',
    at: moment(27),
    content: {
      ...content,
      chain: [hop('survey', { relation: 'told', firstHand: true }), ...chain],
      confidence: 'low',
    },
    parts: ['chain', 'confidence'],
  });
  const declined = made({
    id: 'p-declined',
    by: 'tom',
    at: moment(28),
    content: {
      ...content,
      target: shortened(target),
      claim: 'closing',
      stance: 'asserts',
    },
    parts: ['span', 'claim', 'stance'],
    reason: 'It is about the closing.',
    outcome: {
      decision: 'declined',
      at: moment(29),
      by: 'jonas',
      reason: 'It is not in the text.',
    },
  });
  return { inner, open, declined };
}

/** The same passage without its first word. */
function shortened(target: Annotation['target']): Annotation['target'] {
  const [first = ''] = target.exact.split(' ');
  const word = `${first} `;
  return {
    ...target,
    exact: target.exact.slice(word.length),
    prefix: target.prefix + word,
    start: target.start + word.length,
  };
}

/** A review in which people wrote such words wherever they can. */
export function hostileReview(
  annotation: Annotation,
  words: string,
): { annotation: Annotation; events: Event[] } {
  const { article, id } = annotation;
  const disputed = verdict({
    id: 'v-1',
    by: 'jonas',
    at: moment(20),
    verdict: 'dispute',
    on: 'hop:1',
    comment: words,
  });
  const [, ...rest] = annotation.chain;
  const described = hop('hostile-source', { as: `${words}!`, relation: 'told' });
  const { content } = proposal(annotation, { id: 'p-1', by: 'jonas', at: moment(21) });
  const proposed = proposal(annotation, {
    id: 'p-1',
    by: 'jonas',
    at: moment(21),
    content: { ...content, chain: [described, ...rest] },
    reason: words,
    outcome: { decision: 'declined', at: moment(22), by: 'mira', reason: words },
  });
  const said: Comment = {
    id: 'c-1',
    by: 'jonas',
    at: moment(23),
    text: words,
    replyTo: null,
    mentions: [],
    resolved: null,
    key: null,
  };
  const settlement = {
    by: 'nils',
    at: moment(24),
    revision: 1,
    outcome: 'withdrawn' as const,
    reason: words,
  };
  return {
    annotation: {
      ...annotation,
      status: 'settled',
      verdicts: [disputed],
      proposals: [proposed],
      comments: [said],
      settlement,
    },
    events: [
      step(id, disputed.at, 'jonas', verdictGiven(disputed, [])),
      step(id, proposed.at, 'jonas', proposalMade(proposed)),
      step(id, moment(22), 'mira', proposalDeclined(proposed, words)),
      step(id, said.at, 'jonas', commentAdded(said)),
      step(id, settlement.at, 'nils', disputeSettled(settlement)),
    ].map((each) => ({ ...each, article })),
  };
}
