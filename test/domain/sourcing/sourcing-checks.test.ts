import { expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Holder } from '../../../src/domain/chain/chain.js';
import type { Source } from '../../../src/domain/register/source.js';
import { checkSourcing } from '../../../src/domain/sourcing/sourcing-checks.js';
import { annotation, edition, source } from '../../reports/documents.js';

function joinedInto(into: string): Source['joined'] {
  return { into, at: '2026-02-01T00:00:00.000Z', by: 'mira' };
}

const rating = {
  ...{ reliability: 'B' as const, at: '2026-01-01T00:00:00.000Z', by: 'mira', reason: 'So.' },
};
const sources = new Map<string, Source>(
  [
    source('ann', 'Ann Lee', { kind: 'person' }),
    source('bob', 'Bob Ray', { kind: 'person' }),
    source('aide', 'aide', { kind: 'person', unnamed: true }),
    source('staff', 'Staff', { kind: 'group', unnamed: true }),
    source('known', 'a clerk', { unnamed: true, joined: joinedInto('ann') }),
    source('helper', 'a helper', { unnamed: true, joined: joinedInto('aide') }),
    source('mask', 'Confidential source 1', { confidential: true }),
    source('post', 'The Post', { kind: 'outlet' }),
    source('herald', 'The Herald', { kind: 'outlet' }),
    source('deep', 'Confidential source 2', { confidential: true, unnamed: true }),
    source('cy', 'Cy', { joined: { into: 'rated', at: '', by: 'mira' } }),
    source('rated', 'Cy Old', {
      ratings: [rating],
    }),
  ].map((each) => [each.id, each]),
);

function holder(id: string, part: Partial<Holder> = {}): Holder {
  return {
    ...{ source: id, as: null, firstHand: false, basis: 'not stated', terms: null },
    ...{ check: null, rating: null, evidence: [] },
    ...part,
  };
}

function rated(id: string, reliability: 'A' | 'B' | 'D' | 'E' | 'F', reason: string | null = null) {
  return holder(id, { rating: { reliability, at: '2026-02-01T00:00:00.000Z', reason } });
}

/** As the register rates it, at another moment. */
function ratedAt(at: string) {
  return holder('rated', { rating: { reliability: 'B', at, reason: null } });
}

const chain = (...hops: Holder[][]) =>
  hops.map((holders, at) => ({
    relation: at < hops.length - 1 ? ('told' as const) : null,
    holders,
  }));
const passage = (exact: string) => ({ exact, prefix: '', suffix: '', start: 0, end: exact.length });

const outlet = [holder('post')];
const high = { confidence: 'high' } as const;
const cases: [why: string, part: Partial<Annotation>, found: string[], least?: number][] = [
  ['a named origin is none', { ...high, chain: chain([holder('ann')], outlet) }, []],
  [
    'high on one unnamed origin',
    { ...high, chain: chain([holder('aide')], outlet) },
    ['unnamed origin'],
  ],
  [
    'moderate on one unnamed origin',
    { confidence: 'moderate', chain: chain([holder('aide')], outlet) },
    [],
  ],
  [
    'high on an origin that is not stated',
    { ...high, chain: chain([], outlet) },
    ['unnamed origin'],
  ],
  [
    'high on two unnamed origins',
    { ...high, chain: chain([holder('aide'), holder('staff')], outlet) },
    [],
  ],
  [
    'high on one unnamed origin under two of its names',
    { ...high, chain: chain([holder('aide'), holder('helper')], outlet) },
    ['unnamed origin'],
  ],
  ['one that is joined with a named one', { ...high, chain: chain([holder('known')], outlet) }, []],
  ['the desk knows who is confidential', { ...high, chain: chain([holder('mask')], outlet) }, []],
  [
    'also where they were known by a description',
    { ...high, chain: chain([holder('deep')], outlet) },
    [],
  ],
  [
    'high across an E',
    { ...high, chain: chain([holder('ann')], [rated('bob', 'E', 'x')]) },
    ['weak hop'],
  ],
  [
    'moderate across an E',
    { confidence: 'moderate', chain: chain([holder('ann')], [rated('bob', 'E', 'x')]) },
    [],
  ],
  ['high across a D', { ...high, chain: chain([holder('ann')], [rated('bob', 'D', 'x')]) }, []],
  [
    'F is unknown, not worse than E',
    { ...high, chain: chain([holder('ann')], [rated('bob', 'F', 'x')]) },
    [],
  ],
  [
    'credibility 1 on one source',
    { credibility: 1, chain: chain([holder('ann')], outlet) },
    ['one origin'],
  ],
  ['credibility 1 on two', { credibility: 1, chain: chain([holder('ann')], outlet) }, [], 2],
  ['credibility 2 on one', { credibility: 2, chain: chain([holder('ann')], outlet) }, []],
  [
    'confidence and likelihood in one sentence',
    {
      note: 'Read twice. We have high confidence that it is likely.',
      chain: chain([holder('ann')]),
    },
    ['confidence and likelihood'],
  ],
  [
    'in two sentences they are apart',
    { note: 'It is likely. We have high confidence in that.', chain: chain([holder('ann')]) },
    [],
  ],
  [
    'sources say over a chain with one',
    {
      target: passage('Sources close to him said it leaks'),
      chain: chain([holder('ann')], outlet),
    },
    ['several sources'],
  ],
  [
    'according to officials over a chain with one',
    {
      target: passage('It leaks, according to two senior officials'),
      chain: chain([holder('ann')]),
    },
    ['several sources'],
  ],
  [
    'sources say over two',
    { target: passage('Sources said it leaks'), chain: chain([holder('ann'), holder('bob')]) },
    [],
  ],
  [
    'a group is several',
    { target: passage('Officials said so'), chain: chain([holder('staff')]) },
    [],
  ],
  [
    'a source is one',
    { target: passage('A source said it leaks'), chain: chain([holder('ann')]) },
    [],
  ],
  [
    'an outlet had it from somebody',
    { chain: chain([holder('post')], [holder('ann')]) },
    ['open origin'],
  ],
  [
    'also one of two outlets, of which none was there',
    { chain: chain([holder('post'), holder('herald')], [holder('ann')]) },
    ['open origin'],
  ],
  [
    'unless somebody else held it, too',
    { chain: chain([holder('post'), holder('ann')], [holder('bob')]) },
    [],
  ],
  ['unless it was there', { chain: chain([holder('post', { firstHand: true })]) }, []],
  ['or the gap is stated', { chain: chain([], outlet) }, []],
  [
    'a rating of its own without a reason',
    { chain: chain([rated('rated', 'D')]) },
    ['unexplained rating'],
  ],
  ['with a reason', { chain: chain([rated('rated', 'D', 'He was drunk.')]) }, []],
  [
    'as the register has it since',
    { chain: chain([ratedAt('2025-12-31T23:59:59.999Z')]) },
    ['unexplained rating'],
  ],
  ['as the register has it from that moment', { chain: chain([ratedAt(rating.at)]) }, []],
  ['the register’s own of the entry that stands for it', { chain: chain([rated('cy', 'B')]) }, []],
  [
    'another than the entry’s that stands for it',
    { chain: chain([rated('cy', 'D')]) },
    ['unexplained rating'],
  ],
  ['the register’s own, and not rated here', { chain: chain([holder('rated')]) }, []],
  ['the register’s own', { chain: chain([rated('rated', 'B')]) }, []],
];

test.each(cases)('%s', (_, part, found, least = 1) => {
  const against = { sourceOf: (id: string) => sources.get(id), atLeastOf: () => least };
  const base = annotation('n1', edition('e', 1, 'It leaks.'), 'It leaks');
  const checks = checkSourcing({ ...base, ...part }, against);
  expect(checks.map(({ code }) => code)).toEqual(found);
});

test.each<[Partial<Annotation>, string]>([
  [
    { ...high, chain: chain([holder('aide')], outlet) },
    'High confidence on one origin that is not named: the aide.',
  ],
  [{ ...high, chain: chain([], outlet) }, 'High confidence, and the origin is not stated.'],
  [
    { ...high, chain: chain([holder('ann')], [rated('bob', 'E', 'x')], outlet) },
    'High confidence across Bob Ray, rated E, unreliable.',
  ],
  [
    { target: passage('Sources close to him said it leaks'), chain: chain([holder('ann')]) },
    'The passage speaks of several, “Sources close to him said”, and its chain begins with one: Ann Lee.',
  ],
  [
    { chain: chain(outlet) },
    'The chain begins with The Post: from whom it has it, or whether it is first-hand, is left open.',
  ],
  [
    { chain: chain([holder('post'), holder('herald')]) },
    'The chain begins with The Post and The Herald: from whom they have it, or whether it is first-hand, is left open.',
  ],
])('is told in a sentence: %#', (part, sentence) => {
  const against = { sourceOf: (id: string) => sources.get(id), atLeastOf: () => 1 };
  const base = annotation('n1', edition('e', 1, 'It leaks.'), 'It leaks');
  expect(checkSourcing({ ...base, ...part }, against).map((each) => each.sentence)).toEqual([
    sentence,
  ]);
});

test('of several sentences that mix confidence and likelihood the first is told', () => {
  const against = { sourceOf: (id: string) => sources.get(id), atLeastOf: () => 1 };
  const note = 'High confidence that it is likely. High confidence, and unlikely.';
  const base = annotation('n1', edition('e', 1, 'It leaks.'), 'It leaks');
  const [check] = checkSourcing({ ...base, note, chain: chain([holder('ann')]) }, against);
  expect(check?.sentence).toBe(
    'The note says confidence and likelihood in one sentence: “High confidence that it is likely.”',
  );
});

test('what was set aside of this revision says so, of an earlier one no more', () => {
  const against = { sourceOf: (id: string) => sources.get(id), atLeastOf: () => 1 };
  const given = { id: 'o1', at: '2026-03-01T00:00:00.000Z', by: 'mira', reason: 'Known to us.' };
  const override = { ...given, code: 'unnamed origin' as const, revision: 2 };
  const other = { ...override, id: 'o2', code: 'weak hop' as const };
  const said = { ...high, chain: chain([holder('aide')], outlet), overrides: [other, override] };
  const base = annotation('n1', edition('e', 1, 'It leaks.'), 'It leaks');
  const overrideAt = (revision: number) =>
    checkSourcing({ ...base, ...said, revision }, against)[0]?.override;
  expect(overrideAt(2)).toEqual(override);
  expect(overrideAt(3)).toBeNull();
});
