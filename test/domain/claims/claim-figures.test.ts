import { expect, test } from 'vitest';
import {
  type ClaimPassage,
  countsInside,
  countsOutside,
  figuresOf,
  isCircular,
  isContested,
  isSingleSourced,
} from '../../../src/domain/claims/claim-figures.js';
import { chains } from '../../cases/independence.js';

/** A named origin who told somebody unnamed, who told a paper of its own. */
function passage(n: number, differsFrom: readonly string[] = []): ClaimPassage {
  const holder = (source: string, isDark: boolean) => ({ source, isDark, isPublishers: false });
  const official = { ...holder(`official ${n}`, true), differsFrom };
  const hops = [[holder(`witness ${n}`, false)], [official], [holder(`paper ${n}`, false)]];
  const annotation = `annotation ${n}`;
  return {
    annotation,
    article: `article ${n}`,
    publishedAt: null,
    creator: 'jonas',
    stance: 'asserts',
    chain: { annotation, hops },
    isDisputed: false,
    isWithdrawn: false,
    isInternal: false,
    isOrphan: false,
    isAdrift: false,
    isBlind: false,
  };
}

test.each([
  ['may be one, until somebody says otherwise', [], [], 1],
  ['are two when the first is said to differ', ['official 2'], [], 2],
  ['are two when the second is', [], ['official 1'], 2],
  ['are not two for differing from others', ['official 3'], [], 1],
])('two unnamed go-betweens %s', (_what, one, other, atLeast) => {
  const { asserts } = figuresOf([passage(1, one), passage(2, other)]);
  expect(asserts.independence).toMatchObject({ atLeast, atMost: 2 });
});

test.each<[what: string, given: Partial<ClaimPassage>, inside: boolean, outside: boolean]>([
  ['as any other', {}, true, true],
  ['disputed', { isDisputed: true }, true, true],
  ['off the record', { isInternal: true }, true, false],
  ['gone from the text', { isOrphan: true }, true, false],
  ['withdrawn', { isWithdrawn: true }, false, false],
  ['of a colleague in a blind round', { isBlind: true }, false, false],
])(
  'a passage that is %s counts inside the desk and outside as it should',
  (_what, given, inside, outside) => {
    const each = { ...passage(1), ...given };
    expect([countsInside(each), countsOutside(each)]).toEqual([inside, outside]);
  },
);

const single = 'single';
const contested = 'contested';
const circular = 'circular';
test.each<
  [what: string, passages: [stance: ClaimPassage['stance'], chain: string][], is: string[]]
>([
  ['nobody speaks of', [], []],
  ['nobody asserts', [['denies', 'Ann > *P']], []],
  ['one asserts', [['asserts', 'Ann > *P']], [single]],
  [
    'two assert of one source',
    [
      ['asserts', 'Ann > *P'],
      ['asserts', 'Ann > *Q'],
    ],
    [single],
  ],
  [
    'two assert of two',
    [
      ['asserts', 'Ann > *P'],
      ['asserts', 'Bob > *Q'],
    ],
    [],
  ],
  [
    'two assert that may be of two',
    [
      ['asserts', '? > *P'],
      ['asserts', '? > *Q'],
    ],
    [],
  ],
  [
    'another denies',
    [
      ['asserts', 'Ann > *P'],
      ['denies', 'Bob > *Q'],
    ],
    [single, contested],
  ],
  [
    'another questions',
    [
      ['asserts', 'Ann > *P'],
      ['questions', 'Bob > *Q'],
    ],
    [single, contested],
  ],
  [
    'those assert who have it from each other',
    [
      ['asserts', 'Ann > Bob > *P'],
      ['asserts', 'Bob > Ann > *Q'],
    ],
    [single, circular],
  ],
  [
    'those deny who have it from each other',
    [
      ['denies', 'Ann > Bob > *P'],
      ['denies', 'Bob > Ann > *Q'],
    ],
    [circular],
  ],
])('a claim that %s is told as what it is', (_what, passages, is) => {
  const figures = figuresOf(
    passages.map(([stance, line], at) => {
      const [chain = passage(at).chain] = chains(line);
      return { ...passage(at), stance, chain: { ...chain, annotation: `annotation ${at}` } };
    }),
  );
  const told = { [single]: isSingleSourced, [contested]: isContested, [circular]: isCircular };
  expect(Object.keys(told).filter((name) => told[name as keyof typeof told](figures))).toEqual(is);
});

test.each(['asserts', 'denies', 'questions'] as const)(
  'a claim of which a colleague disputes a passage that %s it is contested',
  (stance) => {
    expect(isContested(figuresOf([{ ...passage(1), stance, isDisputed: true }]))).toBe(true);
  },
);
