import { expect, test } from 'vitest';
import { directionOf, directionOfWords, isolatedName } from '../../../src/domain/text/direction.js';

test.each([
  ['ar', 'rtl'],
  ['ur-PK', 'rtl'],
  ['he', 'rtl'],
  ['fa', 'rtl'],
  ['dv', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ckb', 'rtl'],
  ['und-Hebr', 'rtl'],
  ['en', 'ltr'],
  ['ar-Latn', 'ltr'],
  ['zh-Hant', 'ltr'],
  ['tr', 'ltr'],
  ['und', 'auto'],
  ['xx', 'auto'],
  ['not a language', 'auto'],
  ['', 'auto'],
  [null, 'auto'],
])('a text in %j is laid out %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});

test.each([
  ['The dock was never inspected', 'ur', 'ltr'],
  ['“The dock”, 1,200 metres', 'ar', 'ltr'],
  ['WikiLeaks نے کہا', 'ur', 'rtl'],
  ['خط', 'ur', 'rtl'],
  ['1,200', 'ur', 'rtl'],
  ['قالت', 'en', 'rtl'],
  ['He said قالت', 'en', 'ltr'],
  ['The dock', null, 'auto'],
])(
  'the passage %j of a text in %j, standing alone, is laid out %s',
  (words, language, direction) => {
    expect(directionOfWords(words, language)).toBe(direction);
  },
);

test('a name from right to left is isolated in a sentence, and no other', () => {
  expect(isolatedName('مریم خان')).toBe('\u2068مریم خان\u2069');
  expect(isolatedName('Laura Hickey')).toBe('Laura Hickey');
});
