import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished } from '../../../src/domain/finished.js';
import { nameKey } from '../../../src/domain/register/name.js';
import {
  copiedFolds,
  fold,
  foldInParts,
  foldKeepingPlaces,
  lookAlikeFolds,
  nameFolds,
  passageFolds,
  searchFolds,
  wordingFolds,
} from '../../../src/domain/text/folds.js';
import { someText } from './arbitrary-text.js';

const inSpace = (text: string) => foldKeepingPlaces(text, copiedFolds);
const inAll = (text: string) => foldKeepingPlaces(text, passageFolds);

test.each([
  ['runs of white space', 'a \n\t b\u00a0c\n', 'a b c '],
  ['single spaces', 'a b c', 'a b c'],
  ['curly marks, which it keeps', '“a” – b…', '“a” – b…'],
])('white space is folded in %s', (_what, text, folded) => {
  expect(inSpace(text).text).toBe(folded);
});

test.each([
  [
    'what cannot be seen',
    'Wiki\u00ADLeaks zero\u200Bwidth \u2066left\u2069',
    'WikiLeaks zerowidth left',
  ],
  ['white space with something unseen in it', 'a \u200B b', 'a b'],
  ['decomposed accents', 'cafe\u0301 A\u030A', 'caf\u00E9 \u00C5'],
  ['signs that Unicode has twice', '\u212B \u2126', '\u00C5 \u03A9'],
  ['presentation ligatures', 'the \uFB01rst of\uFB01ce', 'the first office'],
  ['letters, which it keeps', 'Stra\u00DFe I\u0131 \u00E6', 'Stra\u00DFe I\u0131 \u00E6'],
  ['marks', '“It’s” «so»', `"It's" "so"`],
  ['dashes', '1990–1999 — or 1990−1', '1990-1999 - or 1990-1'],
  ['a long dash, and a Hebrew one', 'no ⸺ בן־גוריון', 'no - בן-גוריון'],
  ['the apostrophes of names in other letters', 'Sanʿaʾ Ngꞌangꞌa ʹ', "San'a' Ng'ang'a '"],
  ['ellipses', 'well…  no', 'well... no'],
])('what makes no difference is folded in %s', (_what, text, folded) => {
  expect(inAll(text).text).toBe(folded);
});

test('a span that ends at a run of white space does not take the run in', () => {
  const folded = inSpace('one \n\n two');
  expect(folded.toOriginal({ start: 0, end: 3 })).toEqual({ start: 0, end: 3 });
  expect(folded.toOriginal({ start: 0, end: 7 })).toEqual({ start: 0, end: 10 });
});

test('any part of an ellipsis is the ellipsis', () => {
  const folded = inAll('a…b');
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
      const folded = inSpace(text);
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

test('every composition that Unicode knows is made', () => {
  const composed = (letter: string) => fold(`x${letter}`, ['composition']);
  for (let code = 0x80; code < 0x110000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    // White space is folded apart from letters.
    if (/\s/u.test(letter)) continue;
    if (composed(letter.normalize('NFD')) !== composed(letter)) {
      expect.fail(`U+${code.toString(16)} is not composed.`);
    }
  }
});

test.each([
  [
    'apostrophes',
    "Sean O'Brien",
    [
      'Sean O’Brien',
      'Sean O\u02BCBrien',
      'Sean O`Brien',
      'sean  O´BRIEN',
      'Sean OʿBrien',
      'Sean OꞌBrien',
    ],
  ],
  ['the sharp s', 'Straße GmbH', ['STRASSE GmbH', 'STRAẞE gmbh', 'Strasse GmbH']],
  ['Turkish i’s', 'İstanbul', ['istanbul', 'ISTANBUL', 'ıstanbul', 'I\u0307stanbul']],
  ['dashes', 'Al-Arab', ['Al‑Arab', 'Al–Arab', 'AL−ARAB', 'Al־Arab', 'Al⸺Arab']],
  [
    'what cannot be seen',
    'WikiLeaks',
    ['Wiki\u00ADLeaks', 'Wiki\u200BLeaks', '\u200EWikiLeaks\u200F', '\uFEFFWikiLeaks'],
  ],
  ['composition', 'Zoë', ['Zoe\u0308', 'ZOË']],
  ['ligatures', 'Office', ['O\uFB03ce', 'O\uFB00ice']],
  ['quotation marks', 'Dwayne "The Rock"', ['Dwayne “The Rock”', 'Dwayne «The Rock»']],
  ['a Greek s', 'Οδυσσεύς', ['ΟΔΥΣΣΕΎΣ']],
])('names are one whatever %s they are written with', (_what, name, others) => {
  for (const other of others) expect(nameKey(other)).toBe(nameKey(name));
});

test.each([
  ['Jean-Pierre', 'Jean Pierre'],
  ['OBrien', "O'Brien"],
  ['Müller', 'Muller'],
  ['Anna', 'Ana'],
])('“%s” and “%s” are two names', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test('folding a name that is folded changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(someText, fc.string({ unit: 'grapheme' })), (text) => {
      expect(nameKey(nameKey(text))).toBe(nameKey(text));
    }),
  );
});

test.each([
  ['copied', copiedFolds],
  ['passage', passageFolds],
  ['name', nameFolds],
  ['look-alike', lookAlikeFolds],
  ['wording', wordingFolds],
  ['search', searchFolds],
])('a %s of ASCII alone, of which folds are left out, is folded as any', (_what, names) => {
  const ascii = Array.from({ length: 0x80 }, (_, unit) => String.fromCharCode(unit));
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...ascii), maxLength: 40 }), (text) => {
      expect(fold(text, names)).toBe(foldKeepingPlaces(text, names).text);
    }),
    { examples: [[ascii.join('')]] },
  );
});

test('every character is folded alike whether places are kept or not', () => {
  const lists = [passageFolds, nameFolds, lookAlikeFolds, wordingFolds, searchFolds];
  const unlike: string[] = [];
  for (let point = 0; point < 0x20000; point += point < 0x3000 ? 1 : 61) {
    const text = `i${String.fromCodePoint(point)} é’`;
    for (const names of lists)
      if (fold(text, names) !== foldKeepingPlaces(text, names).text)
        unlike.push(`U+${point.toString(16)}`);
  }
  expect(unlike).toEqual([]);
});

test('a text that is folded in parts is folded as in one go, with the same way back', () => {
  const names = fc.constantFrom(copiedFolds, passageFolds);
  fc.assert(
    fc.property(someText, fc.integer({ min: 1, max: 40 }), names, (text, atOnce, folds) => {
      const whole = foldKeepingPlaces(text, folds);
      const inParts = finished(foldInParts(text, folds, atOnce));
      expect(inParts.text).toBe(whole.text);
      for (let start = 0; start < whole.text.length; start += 3) {
        for (const end of [start + 1, whole.text.length]) {
          expect(inParts.toOriginal({ start, end })).toEqual(whole.toOriginal({ start, end }));
        }
      }
    }),
  );
});

test.each(['\uFE72', '\uFC5E', '\uFDFA', '\u3260'])(
  'a text is cut before no %s that folds into what is before it',
  (sign) => {
    const text = `no. ${sign}`;
    const inParts = finished(foldInParts(text, passageFolds, 1));
    expect(inParts.text).toBe(foldKeepingPlaces(text, passageFolds).text);
  },
);

test.each([
  ['one letter', 'a'],
  ['lines of one letter', 'a\n'],
  ['letters in two parts', 'e\u0301'],
  ['characters without spaces', '海港的墙'],
  ['a script of syllables', 'मंत्री'],
  ['pictures', '👩‍👩‍👧'],
])('an endless line of %s is folded in many short parts', (_what, part) => {
  const text = part.repeat(Math.ceil(50_000 / part.length));
  const steps = [...foldInParts(text, passageFolds)].length;
  expect(steps).toBeGreaterThan(10);
});
