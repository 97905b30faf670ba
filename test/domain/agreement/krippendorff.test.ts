import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  alpha,
  alphaInterval,
  interval,
  nominal,
  ordinal,
  type Ratings,
  type Scale,
} from '../../../src/domain/agreement/krippendorff.js';
import { alphaCases } from '../../cases/agreement.js';

const order = [1, 2, 3, 4, 5];
const anyRatings: fc.Arbitrary<Ratings<number>> = fc
  .integer({ min: 2, max: 4 })
  .chain((observers) =>
    fc.array(
      fc.array(fc.option(fc.constantFrom(...order), { freq: 4 }), {
        minLength: observers,
        maxLength: observers,
      }),
      { maxLength: 15 },
    ),
  );
const scales: [string, Scale<number>][] = [
  ['nominal', nominal],
  ['ordinal', ordinal(order)],
  ['interval', interval],
];

test.each(alphaCases)('$source: nominal α is the published one', ({ units, expected }) => {
  const figure = alpha(units, nominal);
  expect(figure.value).toBeCloseTo(expected.nominal, 3);
  const { observedDisagreement, expectedDisagreement } = expected;
  if (observedDisagreement === undefined || expectedDisagreement === undefined) return;
  expect(figure.observedDisagreement).toBeCloseTo(observedDisagreement, 3);
  expect(figure.expectedDisagreement).toBeCloseTo(expectedDisagreement, 3);
});

test('Krippendorff 2004, p. 230: ordinal and interval α are the published ones', () => {
  const [, , { units, expected } = { units: [], expected: {} }] = alphaCases;
  const numbers = units.map((row) => row.map((value) => (value === null ? null : Number(value))));
  expect(alpha(numbers, ordinal(order)).value).toBeCloseTo(expected.ordinal ?? 0, 3);
  expect(alpha(numbers, interval).value).toBeCloseTo(expected.interval ?? 0, 3);
});

test('a unit that one observer alone judged is not counted', () => {
  const ratings = [['a', 'a', null], ['b', null, null], ['b', 'b', null], []];
  expect(alpha(ratings, nominal)).toMatchObject({ value: 1, units: 2, observers: 2 });
});

test('a level that has no place in the order is missing, not an end of the scale', () => {
  const ratings = [
    [1, 1, 6],
    [2, 3, null],
    [6, 6, 6],
  ];
  const known = [
    [1, 1],
    [2, 3],
  ];
  expect(alpha(ratings, ordinal(order))).toEqual(alpha(known, ordinal(order)));
});

test.each<[string, Ratings<string>, number]>([
  ['there are no units', [], 0],
  [
    'no unit has two values',
    [
      ['a', null],
      [null, 'b'],
    ],
    0,
  ],
  [
    'all values are the same',
    [
      ['a', 'a'],
      ['a', 'a'],
    ],
    2,
  ],
])('there is no figure when %s', (_title, ratings, units) => {
  expect(alpha(ratings, nominal)).toMatchObject({ value: null, units });
});

test.each(scales)('%s α: agreement without a fault is 1', (_name, scale) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...order)), (values) => {
      const ratings = values.map((value) => [value, value, value]);
      expect(alpha(ratings, scale).value).toBe(new Set(values).size > 1 ? 1 : null);
    }),
  );
});

test.each(scales)('%s α is at most 1', (_name, scale) => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      expect(alpha(ratings, scale).value ?? 1).toBeLessThanOrEqual(1);
    }),
  );
});

test.each(scales)('%s α knows no order of units and observers', (_name, scale) => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const turned = ratings.map((row) => [...row].reverse()).reverse();
      const { value, ...rest } = alpha(ratings, scale);
      const again = alpha(turned, scale);
      expect(again.value ?? -9).toBeCloseTo(value ?? -9, 9);
      expect([again.units, again.observers]).toEqual([rest.units, rest.observers]);
    }),
  );
});

test('nominal α knows no names of values', () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const renamed = ratings.map((row) => row.map((value) => value && `origin ${9 - value}`));
      expect(alpha(renamed, nominal)).toEqual(alpha(ratings, nominal));
    }),
  );
});

test('ordinal α forgives a neighbouring level more than a far one', () => {
  const settled = order.flatMap((level) => [
    [level, level],
    [level, level],
  ]);
  const near = alpha([...settled, [1, 2]], ordinal(order)).value ?? 0;
  const far = alpha([...settled, [1, 5]], ordinal(order)).value ?? 0;
  expect(near).toBeGreaterThan(far);
});

test('the interval holds the figure', () => {
  const { units } = alphaCases[2] ?? { units: [] };
  const [low, high] = alphaInterval(units, nominal, 1) ?? [1, 0];
  expect(low).toBeLessThan(0.743);
  expect(high).toBeGreaterThan(0.743);
});
