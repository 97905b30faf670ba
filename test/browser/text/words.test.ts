import { expect, test } from 'vitest';
import { sentenceAt, wordBefore, wordFrom } from '../../../src/browser/text/words.js';

const text = '\nThe pilot, “Jo”, said so.  No one heard.\n\nالسفينة جنحت.';
const read = (span: { start: number; end: number } | null) =>
  span && text.slice(span.start, span.end);

test('words are walked one by one, over punctuation and line breaks, both ways', () => {
  const forth: string[] = [];
  for (let at = wordFrom(text, 0); at; at = wordFrom(text, at.end)) forth.push(read(at) ?? '');
  expect(forth).toEqual([
    'The',
    'pilot',
    'Jo',
    'said',
    'so',
    'No',
    'one',
    'heard',
    'السفينة',
    'جنحت',
  ]);
  const back: string[] = [];
  for (let at = wordBefore(text, text.length); at; at = wordBefore(text, at.start)) {
    back.unshift(read(at) ?? '');
  }
  expect(back).toEqual(forth);
});

test('a sentence is what stands between two full stops, without the space after it', () => {
  expect(read(sentenceAt(text, text.indexOf('said')))).toBe('The pilot, “Jo”, said so.');
  expect(read(sentenceAt(text, text.indexOf('one')))).toBe('No one heard.');
});

test('a text without words has none', () => {
  expect(wordFrom(' … \n', 0)).toBeNull();
  expect(wordBefore(' … \n', 4)).toBeNull();
});
