import { expect, test } from 'vitest';
import {
  isAccepted,
  isContextElsewhere,
  isRival,
  weightOf,
} from '../../../../src/domain/text/quotes/fitting.js';
import type { QuoteReading } from '../../../../src/domain/text/quotes/quote-reading.js';

const [exact, sideUnits] = ['The harbour office closed the ferry ramp.', 40];

/** What stands at a place: so many units of its words, and of the forty before and behind it. */
function reading(
  kept: number,
  sides: number[],
  { isGone = false, around = 0, hasWholeSide = false } = {},
): QuoteReading {
  const span = { start: 0, end: exact.length };
  return {
    span,
    standing: isGone ? { kind: 'gone', reason: '' } : { kind: 'stands', span },
    sides: sides.map((side) => ({ units: sideUnits, kept: side })),
    around,
    kept,
    hasWholeSide,
  };
}

test.each<[what: string, reading: QuoteReading, text: string, isAccepted: boolean]>([
  ['half of both sides, and none of its words', reading(0, [20, 20]), '', true],
  ['hardly half of one side, and little of its words', reading(20, [20, 19]), '', false],
  ['half of one side, and two thirds of all', reading(41, [24, 16]), '', true],
  ['half of one side, and hardly two thirds of all', reading(41, [24, 15]), '', false],
  ['two thirds of all, and of no side half', reading(41, [19]), '', false],
  ['seven tenths of one side, and its own words', reading(0, [28, 0]), exact, true],
  ['hardly seven tenths of one side, and its own words', reading(0, [27, 0]), exact, false],
  [
    'seven tenths of one side, and its own words elsewhere',
    reading(0, [28, 0]),
    exact.padStart(99),
    false,
  ],
  ['seven tenths of one side, and three quarters of its words', reading(31, [28, 0]), '', true],
  ['seven tenths of one side, and hardly three quarters', reading(30, [28, 0]), '', false],
  ['its own words, and nothing that stood beside it', reading(41, []), exact, false],
  ['both sides without it', reading(0, [40, 40], { isGone: true }), '', false],
])('of a place with %s it is said whether it is the quote’s', (_, place, text, isIts) => {
  const quote = { exact, prefix: '', suffix: '' };
  expect(isAccepted(place, { text, quote })).toBe(isIts);
});

test.each<[what: string, reading: QuoteReading, isElsewhere: boolean]>([
  ['hardly less of both sides without it', reading(0, [20, 24], { isGone: true }), true],
  ['less of both sides', reading(0, [20, 23], { isGone: true }), false],
  ['less than half of one side', reading(0, [40, 19], { isGone: true }), false],
  ['both sides with it', reading(41, [40, 40]), false],
])(
  'where the best place keeps 52 units around it, of %s elsewhere it is said whether that tells',
  (_, place, isElsewhere) => {
    expect(isContextElsewhere([place], reading(41, [26, 26]))).toBe(isElsewhere);
  },
);

test('short stretches that stood around a quote tell nothing elsewhere', () => {
  const sides = (kept: number) => [{ units: kept, kept }];
  const alone = reading(0, [], { isGone: true });
  expect(isContextElsewhere([{ ...alone, sides: sides(16) }], undefined)).toBe(true);
  expect(isContextElsewhere([{ ...alone, sides: sides(15) }], undefined)).toBe(false);
});

test.each<[what: string, other: QuoteReading, best: QuoteReading, isRival: boolean]>([
  ['seven units less', reading(41, [], { around: 33 }), reading(41, [], { around: 40 }), true],
  ['eight units less', reading(41, [], { around: 32 }), reading(41, [], { around: 40 }), false],
  ['a long wording', reading(200, []), reading(400, []), true],
  [
    'more on both sides, where one stands whole at the best,',
    reading(41, [], { around: 41 }),
    reading(41, [], { around: 40, hasWholeSide: true }),
    true,
  ],
  [
    'no more, where one side stands whole at the best,',
    reading(41, [], { around: 40 }),
    reading(41, [], { around: 40, hasWholeSide: true }),
    false,
  ],
  [
    'less, and one side whole,',
    reading(41, [], { around: 1, hasWholeSide: true }),
    reading(41, [], { around: 40 }),
    true,
  ],
])('of a place with %s it is said whether it is as good', (_, other, best, isAsGood) => {
  expect(isRival(other, best)).toBe(isAsGood);
});

test('a side that stands to the letter weighs as much as sixteen units', () => {
  const whole = reading(41, [], { around: 20, hasWholeSide: true });
  expect(weightOf(whole)).toBe(weightOf(reading(41, [], { around: 36 })));
});
