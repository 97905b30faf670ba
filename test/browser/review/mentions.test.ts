import { describe, expect, test } from 'vitest';
import { mentionAt } from '../../../src/browser/review/mentions.js';

/** A text with the caret at the bar. */
function at(marked: string) {
  return mentionAt(marked.replace('|', ''), marked.indexOf('|'));
}

describe('a mention that is being typed', () => {
  test.each([
    ['@|', { start: 0, name: '' }],
    ['Ask @mi|', { start: 4, name: 'mi' }],
    ['Ask @Mira Se|, please', { start: 4, name: 'Mira Se' }],
    ['(@mi|', { start: 1, name: 'mi' }],
    ['@Mira Sen and @ni|', { start: 14, name: 'ni' }],
    ['🚢 @mi|', { start: 3, name: 'mi' }],
  ])('is found in “%s”', (marked, typed) => {
    expect(at(marked)).toEqual(typed);
  });

  test.each([
    ['desk@example|'],
    ['mira.@example|'],
    ['@ mira|'],
    ['@mira\nsaid|'],
    ['@Mira told us that it was so|'],
    ['Mira|'],
  ])('is none in %j', (marked) => {
    expect(at(marked)).toBeNull();
  });
});
