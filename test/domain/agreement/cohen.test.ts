import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kappa, kappaInterval, type Pair } from '../../../src/domain/agreement/cohen.js';
import { kappaCases } from '../../cases/agreement.js';

const anyValue: fc.Arbitrary<string | null> = fc.constantFrom('told', 'wrote', 'leaked', null);
const anyPairs = fc.array(fc.tuple(anyValue, anyValue));

function pairsOf(table: readonly (readonly number[])[]): [number, number][] {
  return table.flatMap((row, one) =>
    row.flatMap((count, other) =>
      Array.from({ length: count }, (): [number, number] => [one, other]),
    ),
  );
}

test.each(kappaCases)('$source: κ is the published one', ({ table, expected }) => {
  const figure = kappa(pairsOf(table));
  expect(figure.value).toBeCloseTo(expected.value, 3);
  expect(figure.observedAgreement).toBeCloseTo(expected.observedAgreement, 9);
  expect(figure.expectedAgreement).toBeCloseTo(expected.expectedAgreement, 9);
});

test('a pair with a gap is not counted', () => {
  const pairs: Pair<string>[] = [
    ['a', 'a'],
    ['b', null],
    [null, 'a'],
    ['b', 'b'],
  ];
  expect(kappa(pairs)).toMatchObject({ value: 1, units: 2 });
});

test.each<[string, Pair<string>[], number]>([
  ['there are no pairs', [], 0],
  [
    'both gave one and the same value throughout',
    [
      ['a', 'a'],
      ['a', 'a'],
    ],
    2,
  ],
])('there is no figure when %s', (_title, pairs, units) => {
  expect(kappa(pairs)).toMatchObject({ value: null, units });
});

test('κ is at most 1 and the same with the observers changed about', () => {
  fc.assert(
    fc.property(anyPairs, (pairs) => {
      const figure = kappa(pairs);
      expect(figure.value ?? 1).toBeLessThanOrEqual(1);
      const turned = pairs.map(([one, other]): Pair<string> => [other, one]).reverse();
      expect(kappa(turned)).toEqual(figure);
    }),
  );
});

test('the interval holds the figure', () => {
  const pairs = kappaCases[0] ? pairsOf(kappaCases[0].table) : [];
  const [low, high] = kappaInterval(pairs, 1) ?? [1, 0];
  expect(low).toBeGreaterThan(0.35);
  expect(low).toBeLessThan(0.492);
  expect(high).toBeGreaterThan(0.492);
  expect(high).toBeLessThan(0.65);
});
