import { expect, test } from 'vitest';
import { missingWords, withoutLetters } from '../../../src/reports/pdf/missing-letters.js';
import { printable } from '../../../src/reports/pdf/printable.js';

test.each([
  ['letters', 'a'.repeat(200_000)],
  ['letters with their marks', 'क्षत्रिय'.repeat(20_000)],
])('a word without end of %s may be broken at many places, in linear time', (_what, word) => {
  const parts = printable(word).split('\u200b');
  expect(parts.join('')).toBe(word);
  expect(new Set(parts.slice(0, -1).map((part) => part.length)).size).toBeLessThan(10);
  expect(parts.length).toBeGreaterThan(1000);
});

test('a word of forty letters is no word without end, however many marks they bear', () => {
  expect(printable('e\u0301'.repeat(40))).toBe('e\u0301'.repeat(40));
  expect(printable('e\u0301'.repeat(41))).toContain('\u200b');
});

test.each([
  ['accents', `a${'\u0301'.repeat(40_000)}`],
  ['consonants', `${'क्'.repeat(20_000)}क`],
  ['joined pictures', `${'👩\u200d'.repeat(20_000)}👩`],
])('a letter of %s without end is parted, with nothing lost', (_what, letter) => {
  const parts = printable(`The ${letter} end.`).split('\u200b');
  expect(parts.join('').replaceAll('\u25cc', '')).toBe(`The ${letter} end.`);
  expect(Math.max(...parts.map((part) => [...part].length))).toBeLessThan(50);
});

test('letters that no font has are named in a text without end, in linear time', () => {
  const text = `a${'漢'.repeat(100_000)}b`;
  expect(withoutLetters(text, new Set('漢'))).toBe('a[Chinese or Japanese]b');
});

test('flags and colours of skin, which a font may lack alone, are emoji', () => {
  expect(missingWords(new Set('🏽🇸🇪👍'))).toEqual([
    'No font for emoji is at hand: what is written so stands as its name in brackets.',
  ]);
});

test('stops and brackets among letters that no font has are named with them, as a list is told', () => {
  const text = '董事會「致謝」，然後（１２）。港の🚢';
  const missing = new Set([...text].filter((letter) => letter !== ' '));
  expect(withoutLetters(text, missing)).toBe('[Chinese or Japanese][emoji]');
  expect(missingWords(new Set('漢한🚢'))).toEqual([
    'No font for Chinese or Japanese, Korean and emoji is at hand: what is written so stands as its name in brackets.',
  ]);
});
