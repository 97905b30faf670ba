import { expect, test } from 'vitest';
import { inQuotes, withFullStop } from '../../../src/domain/text/wording.js';

test.each([
  ['a plain passage', '“a plain passage”'],
  ['“We were closer”', '“We were closer”'],
  ['"We were closer"', '“We were closer”'],
  ['„Wir waren näher“', '“Wir waren näher”'],
  ['«Nous étions proches»', '“Nous étions proches”'],
  ['“Yes,” he said, “and no.”', '“‘Yes,’ he said, ‘and no.’”'],
  ['he called it “late”', '“he called it ‘late’”'],
  ['the master\u202e of \u2067nothing', '“the master of nothing”'],
])('%s stands in one pair of quotation marks', (text, shown) => {
  expect(inQuotes(text)).toBe(shown);
});

test.each([
  ['Wrong about the fog', 'Wrong about the fog.'],
  ['Wrong about the fog.', 'Wrong about the fog.'],
  ['She said “no.”', 'She said “no.”'],
  ['Was it so?', 'Was it so?'],
  ['هل كان كذلك؟', 'هل كان كذلك؟'],
  ['“no”', '“no”.'],
  ['New: \u2068“بدأ.”\u2069', 'New: \u2068“بدأ.”\u2069'],
  ['And then…', 'And then…'],
  ['It says “and then…”', 'It says “and then…”.'],
])('%s ends with one full stop', (sentence, end) => {
  expect(withFullStop(sentence)).toBe(end);
});
