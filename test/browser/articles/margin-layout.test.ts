import fc from 'fast-check';
import { expect, test } from 'vitest';
import { level } from '../../../src/browser/articles/margin-layout.js';

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
  expect(level(far, 10, null)).toEqual([10, 100]);
  expect(level(far, 10, 1)).toEqual([10, 100]);
});

test('the card at hand stands level and those before it give way', () => {
  const near = [
    { top: 300, height: 100 },
    { top: 310, height: 100 },
    { top: 320, height: 100 },
  ];
  expect(level(near, 10, null)).toEqual([300, 410, 520]);
  expect(level(near, 10, 1)).toEqual([200, 310, 420]);
});

test('no card ever lies over another or above the margin, in any order but that of the text', () => {
  fc.assert(
    fc.property(wishes, fc.option(fc.nat(), { nil: null }), (cards, seed) => {
      const tops = level(cards, 8, seed === null ? null : seed % cards.length);
      for (const [index, { height }] of cards.entries()) {
        const top = tops[index] ?? Number.NaN;
        expect(top).toBeGreaterThanOrEqual(0);
        if (index + 1 < cards.length)
          expect(tops[index + 1]).toBeGreaterThanOrEqual(top + height + 8);
      }
    }),
  );
});
