import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CardWish, levelCards } from '../../../src/browser/articles/margin-layout.js';

const wishes = fc
  .array(fc.record({ top: fc.nat(2000), height: fc.integer({ min: 1, max: 400 }) }), {
    minLength: 1,
  })
  .map((made) => made.sort((one, other) => one.top - other.top));

test('cards with room enough stand where they wish', () => {
  const far = [
    { top: 10, height: 50 },
    { top: 100, height: 50 },
  ];
  expect(levelCards(far, 10, [])).toEqual([10, 100]);
  expect(levelCards(far, 10, [1])).toEqual([10, 100]);
});

test('cards that would overlap share the shift, and the open one stands level', () => {
  const near = [
    { top: 300, height: 100 },
    { top: 310, height: 100 },
    { top: 320, height: 100 },
  ];
  expect(levelCards(near, 10, [])).toEqual([200, 310, 420]);
  expect(levelCards(near, 10, [0])).toEqual([300, 410, 520]);
  expect(levelCards(near, 10, [2])).toEqual([100, 210, 320]);
  expect(levelCards(near, 10, [1])).toEqual([200, 310, 420]);
});

test('two stand level at once; where they would overlap, the second gives way to the first', () => {
  const apart = [
    { top: 100, height: 50 },
    { top: 110, height: 100 },
    { top: 300, height: 50 },
  ];
  expect(levelCards(apart, 10, [0, 2])).toEqual([100, 160, 300]);
  const near = [
    { top: 300, height: 100 },
    { top: 350, height: 100 },
  ];
  expect(levelCards(near, 10, [1, 0])).toEqual([240, 350]);
  expect(levelCards(near, 10, [0, 1])).toEqual([300, 410]);
});

test('no card ever lies over another or above the margin, in any order but that of the text', () => {
  fc.assert(
    fc.property(wishes, fc.array(fc.nat(), { maxLength: 3 }), (cards, seeds) => {
      const fixed = [...new Set(seeds.map((seed) => seed % cards.length))];
      const tops = levelCards(cards, 8, fixed);
      for (const [index, { height }] of cards.entries()) {
        const top = tops[index] ?? Number.NaN;
        expect(top).toBeGreaterThanOrEqual(0);
        if (index + 1 < cards.length)
          expect(tops[index + 1]).toBeGreaterThanOrEqual(top + height + 8 - 1e-6);
      }
    }),
  );
});

test('no other place of any card would bring them nearer to their passages', () => {
  const far = (cards: readonly CardWish[], tops: readonly number[]) =>
    cards.reduce((sum, { top }, index) => sum + ((tops[index] ?? 0) - top) ** 2, 0);
  fc.assert(
    fc.property(wishes, fc.array(fc.integer({ min: -60, max: 60 })), (cards, moves) => {
      const tops = levelCards(cards, 8, []);
      // Any other tops without overlap are tops of a layout of other wishes.
      const others = cards.map(({ top, height }, index) => ({
        top: Math.max(0, top + (moves[index] ?? 0)),
        height,
      }));
      expect(far(cards, tops)).toBeLessThanOrEqual(far(cards, levelCards(others, 8, [])) + 1e-6);
    }),
  );
});
