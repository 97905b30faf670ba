import { expect, test } from 'vitest';
import { closed } from '../../../src/domain/history/words.js';

test.each([
  ['Wrong about the fog', 'Wrong about the fog.'],
  ['Wrong about the fog.', 'Wrong about the fog.'],
  ['She said “no.”', 'She said “no.”'],
  ['Was it so?', 'Was it so?'],
  ['هل كان كذلك؟', 'هل كان كذلك؟'],
  ['“no”', '“no”.'],
])('%s ends with one full stop', (sentence, end) => {
  expect(closed(sentence)).toBe(end);
});
