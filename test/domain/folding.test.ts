import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldSpace, foldTypography } from '../../src/domain/folding.js';
import { someText } from './arbitrary-text.js';

test.each([
  ['runs of white space', 'a \n\t b\u00a0c\n', 'a b c '],
  ['single spaces', 'a b c', 'a b c'],
  ['curly marks, which it keeps', '“a” – b…', '“a” – b…'],
])('white space is folded in %s', (_what, text, folded) => {
  expect(foldSpace(text).text).toBe(folded);
});

test.each([
  ['marks', '“It’s” «so»', `"It's" "so"`],
  ['dashes', '1990–1999 — or 1990−1', '1990-1999 - or 1990-1'],
  ['ellipses', 'well…  no', 'well... no'],
])('typography is folded in %s', (_what, text, folded) => {
  expect(foldTypography(text).text).toBe(folded);
});

test('a span that ends at a run of white space does not take the run in', () => {
  const folded = foldSpace('one \n\n two');
  expect(folded.toOriginal({ start: 0, end: 3 })).toEqual({ start: 0, end: 3 });
  expect(folded.toOriginal({ start: 0, end: 7 })).toEqual({ start: 0, end: 10 });
});

test('any part of an ellipsis is the ellipsis', () => {
  const folded = foldTypography('a…b');
  for (const [start, end] of [
    [1, 2],
    [2, 3],
    [3, 4],
    [1, 4],
  ] as const) {
    expect(folded.toOriginal({ start, end })).toEqual({ start: 1, end: 2 });
  }
});

test('every unit that is no white space is led back to where it stood', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const folded = foldSpace(text);
      expect(folded.text).toBe(text.replace(/\s+/gu, ' '));
      const units = [...folded.text.matchAll(/\S/g)].map(({ index }) => index);
      const origins = units.map((at) => folded.toOriginal({ start: at, end: at + 1 }));
      const expected = [...text.matchAll(/\S/g)].map(({ index }) => ({
        start: index,
        end: index + 1,
      }));
      expect(origins).toEqual(expected);
    }),
  );
});
