import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../src/domain/annotations/annotation.js';
import type { Proposal } from '../../src/domain/review/proposal.js';
import type { Verdict } from '../../src/domain/review/verdict.js';
import { reportedReview } from '../../src/reports/reported-review.js';
import { holder, shared } from '../cases/hops.js';
import { annotation, claim, edition, hop, moment, source } from './documents.js';
import { proposal, verdict } from './reviews.js';

const text = edition('harbour', 1, 'Berth nine closes in May.');
const chain = [
  shared('told', holder('ann'), holder('bob')),
  hop('cable', { relation: 'leaked' }),
  hop('post'),
];
const named = new Map([
  ...[source('ann', 'Ann Lee'), source('bob', 'Bob Ray')].map((each) => [each.id, each] as const),
  ...[source('cable', 'The cable'), source('post', 'The Post')].map(
    (each) => [each.id, each] as const,
  ),
]);
const people = new Map([
  ['jonas', 'Jonas Ek'],
  ['mira', 'Mira Sen'],
]);

function reviewOf(part: Partial<Annotation>) {
  const about = annotation('a1', text, 'closes', { chain, revision: 2, ...part });
  return reportedReview(about, {
    ...{ sources: named, people, shortIds: new Map(), audience: 'record' },
    claims: new Map([['shut', claim('shut', 'The berth shuts.')]]),
  });
}

const by = { id: 'x1', by: 'jonas', at: moment(20) };

describe('a verdict is told', () => {
  const replaced = { parts: { chain: { by: 'mira', revision: 2 } } };

  test.each<[string, Partial<Verdict>, Partial<Annotation>, string]>([
    ['of the whole', { verdict: 'agree' }, {}, '✓ agrees with the annotation'],
    ['of a part', { verdict: 'unsure', on: 'span' }, {}, '? is unsure about the passage'],
    [
      'of a hop, with all who hold it',
      { on: 'hop:1' },
      {},
      '◐ disputes hop 1, Ann Lee and Bob Ray',
    ],
    ['of one of its holders', { on: 'hop:1.2' }, {}, '◐ disputes hop 1.2, Bob Ray'],
    ['of a hop that is not there', { on: 'hop:9' }, {}, '◐ disputes hop 9'],
    [
      'of a hop of an earlier chain, by who held it then',
      { on: 'hop:1', hop: hop('cable') },
      replaced,
      '◐ disputes what was hop 1, The cable',
    ],
    [
      'of a hop of an earlier chain of which nobody knows who held it',
      { on: 'hop:1' },
      replaced,
      '◐ disputes hop 1',
    ],
  ])('%s', (_of, said, part, words) => {
    const given = verdict({ ...by, verdict: 'dispute', ...said });
    const [told] = reviewOf({ verdicts: [given], ...part }).verdicts;
    expect(`${told?.sign} ${told?.did}`).toBe(words);
    expect(told).toMatchObject({ by: 'Jonas Ek', at: by.at, earlier: true });
  });

  test.each<[string, Partial<Verdict>, number, boolean]>([
    ['as dissent, where it is a dispute that was settled', { verdict: 'dispute' }, 2, true],
    ['as what it is, where it agrees', { verdict: 'agree' }, 2, false],
    ['as what it is, where it was changed since', { verdict: 'dispute' }, 1, false],
  ])('%s', (_how, said, revision, dissent) => {
    const settlement = { ...by, by: 'mira', outcome: 'upheld' as const, reason: 'So.', revision };
    const { settlement: told, verdicts } = reviewOf({
      ...{ status: revision === 2 ? 'settled' : 'disputed', settlement },
      verdicts: [verdict({ ...by, ...said })],
    });
    expect(verdicts[0]?.dissent).toBe(dissent);
    expect(told).toMatchObject({
      ...{ by: 'Mira Sen', reason: 'So.', earlier: revision === 1 },
      words: 'upheld: the annotation stands as it is',
    });
  });
});

describe('a proposal', () => {
  const made = proposal(annotation('a1', text, 'closes', { chain }), by);
  const what = (part: Partial<Proposal['content']>, parts: Proposal['parts']) =>
    reviewOf({ proposals: [{ ...made, parts, content: { ...made.content, ...part } }] })
      .proposals[0]?.parts.map(({ label, said }) => `${label}: ${said}`)
      .join('; ');

  test.each<[Parameters<typeof what>, string]>([
    [[{ credibility: 2 }, ['credibility']], 'Credibility: 2, probably true'],
    [[{ credibility: null }, ['credibility']], 'Credibility: Not rated'],
    [
      [{ claim: 'shut', stance: 'denies' }, ['claim', 'stance']],
      'Claim: The berth shuts.; Stance: Denies',
    ],
    [[{ claim: null, stance: null }, ['claim', 'stance']], 'Claim: None; Stance: None'],
    [[{}, ['span']], 'Passage: “closes”'],
  ])('says what it proposes: %j', (proposed, words) => {
    expect(what(...proposed)).toBe(words);
  });

  const decided = { by: 'mira', at: moment(21) };
  const why = 'It is not in the text.';
  test.each<[Proposal['outcome'], string, string | null]>([
    [null, 'It waits for a decision.', null],
    [{ ...decided, decision: 'withdrawn' }, 'Mira Sen withdrew it.', null],
    [{ ...decided, decision: 'declined', reason: why }, 'Mira Sen declined it.', why],
    [
      { ...decided, decision: 'accepted', parts: ['chain'], hops: [], revision: 2 },
      'Mira Sen took over the chain, in revision 2.',
      null,
    ],
  ])('says what became of it: %j', (outcome, sentence, reason) => {
    const [told] = reviewOf({ proposals: [{ ...made, outcome }] }).proposals;
    expect(told?.outcome).toEqual({ sentence, reason });
  });
});
