import { expect, test } from 'vitest';
import { directionOf } from '../../../src/domain/text/direction.js';

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
