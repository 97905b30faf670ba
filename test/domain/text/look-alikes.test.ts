import { describe, expect, test } from 'vitest';
import { passesForPseudonym } from '../../../src/domain/register/pseudonym.js';
import { sourceName } from '../../../src/domain/register/source-input.js';
import { looksLike } from '../../../src/domain/text/look-alikes.js';

test.each([
  ['the same in another case', 'Mira Sen', 'MIRA  sen'],
  ['a letter of another script', 'Mira Sen', 'Mirа Sеn'],
  ['a capital of another script', 'Mira Sen', 'Мira Sen'],
  ['capitals of another script', 'Mira Sen', 'MIRА SЕN'],
  ['Greek letters', 'Tom Kos', 'Τοm Κοs'],
  ['what can’t be seen', 'Mira Sen', 'Mi\u200Bra\u2060 S\u00ADen\u200E'],
  ['letters drawn as one', 'Tom Arne', 'Torn Ame'],
  ['a digit for a letter', 'Nora Oder', 'N0ra 0der'],
  ['an l for an I', 'Ines Vega', 'lnes Vega'],
  ['wide letters', 'Mira Sen', 'Ｍｉｒａ Ｓｅｎ'],
  ['letters of mathematics', 'Mira Sen', '𝐌𝐢𝐫𝐚 𝐒𝐞𝐧'],
  ['a space of Braille', 'Mira Sen', 'Mira\u2800Sen'],
  ['a mark of an annotation', 'Mira Sen', 'Mi\uFFF9ra Sen'],
  ['a longer line between letters', 'محمد علي', 'مـحمد علي'],
  ['an apostrophe', 'Sean O’Brien', "Sean O'Brien"],
])('two names look alike by %s', (_what, one, other) => {
  expect(looksLike(one, other)).toBe(true);
});

test.each([
  ['Ian Moss', 'Lan Moss'],
  ['Mira Sen', 'Mira Senn'],
  ['Müller', 'Muller'],
  ['Ada Quist', 'Quist Ada'],
  ['李明', '李鸣'],
])('two names do not look alike: %s, %s', (one, other) => {
  expect(looksLike(one, other)).toBe(false);
});

describe('a name that passes for a pseudonym', () => {
  test.each([
    'Confidential source 1',
    'confidential SOURCE 12',
    'Сonfidential sоurce 3',
    'Confidential\u00a0source\u200B 1',
    'Confidential source l',
    'Confidential source １',
    'Confidential source ①',
    'Confidential source #4',
    'Confidential source1',
    'C0nfidential s0urce 1',
    '1 source Confidential',
    'Confidentia1 source 4',
    'Confidential s0urce4',
    'Confidential source 1\u20E3',
    'Confidential source №1',
    'Confidential source no. 1',
    'Confidential source Nr 7',
    'Confidential Source One',
    'Confidential source number twelve',
    'Confidential source IV',
    'Confidéntial sourcé 1',
    'Confide\u0301ntial source \uFF11\uFF12',
    'Confidential source n\u00BA 3',
  ])('is reserved: %s', (name) => {
    expect(passesForPseudonym(name)).toBe(true);
  });

  test.each([
    'Confidential source',
    'Confidential source Noah',
    'A source 4',
    'Confidential sources 2',
    'Source 1',
    '1',
    '',
  ])('is another: %s', (name) => {
    expect(passesForPseudonym(name)).toBe(false);
  });
});

test('a name is kept without marks that turn its direction', () => {
  expect(sourceName.parse('\u200F1 \u202Eecruos\u202C Confidential')).toBe('1 ecruos Confidential');
});
