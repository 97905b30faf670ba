import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsOf } from '../../../../src/domain/text/turning/sentence-words.js';

const byPattern = (text: string) =>
  text.match(
    /\p{sc=Han}|[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*|[?？؟%<>≤≥≈±~−]|(?<=^|[\s(])[-–](?=[\p{N}\p{Sc}]|$)|\p{Sc}/gu,
  ) ?? [];

test('a figure is one word with its points, a name with its apostrophe, and a minus says something', () => {
  expect(wordsOf('Singh’s firm lost £1,000.5 (-3 %), up-to-date – or not?')).toEqual([
    'Singh’s',
    'firm',
    'lost',
    '£',
    '1,000.5',
    '-',
    '3',
    '%',
    'up',
    'to',
    'date',
    'or',
    'not',
    '?',
  ]);
});

test.each([
  [
    'that people write',
    fc.constantFrom(..."ab1 0.,'’-–(£$€%?—“”é\u0301漢字かな한अ์ع؟？𝐀𠮷🚢\n\u2028〇Ⅷ½ªⅰ"),
  ],
  ['that there are', fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })],
  [
    'that are cut in halves',
    fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
  ],
])('words are what a pattern takes for words, of all signs %s', (_, unit) => {
  const mixed = fc.oneof(
    { weight: 2, arbitrary: unit },
    { weight: 1, arbitrary: fc.constantFrom(..."a1 -.'") },
  );
  fc.assert(
    fc.property(fc.array(mixed, { maxLength: 40 }), (units) => {
      const text = units.join('');
      expect(wordsOf(text)).toEqual([...byPattern(text)]);
    }),
    { numRuns: 1000 },
  );
});

test('each unit by itself is the word that a pattern takes it for', () => {
  const units = Array.from({ length: 2 ** 16 }, (_, unit) => String.fromCharCode(unit));
  expect(units.filter((unit) => wordsOf(unit).join() !== byPattern(unit).join())).toEqual([]);
});
