import { describe, expect, test } from 'vitest';
import { articleInput, maxTextUnits } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';

const least = { title: 'Higher wall', publisher: 'The Harbour Post', text: 'The wall grows.' };

describe('an article that is sent', () => {
  test('needs a title, a publisher and a text, and says so at each', () => {
    expect(faults({ title: ' ', publisher: '', text: ' \n ' })).toEqual([
      'title',
      'publisher',
      'text',
    ]);
  });

  test('has its line endings made one, and the rest of its text kept', () => {
    expect(parse(articleInput, { ...least, text: 'one\r\ntwo\rthree — “four”' }).text).toBe(
      'one\ntwo\nthree — “four”',
    );
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'fields left empty are none',
      { url: ' ', byline: '', language: '' },
      { url: null, byline: null, language: null },
    ],
    ['a byline turns nothing about', { byline: 'Ann\u202e Lee\u2067' }, { byline: 'Ann Lee' }],
    ['a title on two lines is one line', { title: ' Higher\n wall ' }, { title: 'Higher wall' }],
    ['a day stays a day', { publishedAt: '2011-03-20' }, { publishedAt: '2011-03-20' }],
    [
      'a moment is kept in UTC',
      { publishedAt: '2011-03-20T08:00:00+02:00' },
      { publishedAt: '2011-03-20T06:00:00.000Z' },
    ],
    ['a title may be Arabic and hold an emoji', { title: 'السور 🌊' }, { title: 'السور 🌊' }],
  ])('%s', (_sentence, sent, expected) => {
    expect(parse(articleInput, { ...least, ...sent })).toMatchObject(expected);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['an address that runs something', { url: 'javascript:alert(1)' }, 'url'],
    ['an address that is none', { url: 'example' }, 'url'],
    ['a day that no month has', { publishedAt: '2011-02-30' }, 'publishedAt'],
    ['a date in words', { publishedAt: 'last March' }, 'publishedAt'],
    ['a moment after all years', { publishedAt: '9999-12-31T23:00:00-05:00' }, 'publishedAt'],
    ['a title with a NUL in it', { title: 'a\u0000b' }, 'title'],
    ['a byline with half a character in it', { byline: 'a\ud800b' }, 'byline'],
    ['a language that is none', { language: 'in English' }, 'language'],
    ['a language by its name', { language: 'English' }, 'language'],
    ['a title without end', { title: 'x'.repeat(301) }, 'title'],
    ['a text without end', { text: 'x'.repeat(maxTextUnits + 1) }, 'text'],
    ['a text with a NUL in it', { text: 'a\u0000b' }, 'text'],
    ['a text with half a character in it', { text: 'a\ud800b' }, 'text'],
    ['a title that is no text', { title: 7 }, 'title'],
  ])('%s is refused at its field', (_sentence, sent, field) => {
    expect(faults({ ...least, ...sent })).toEqual([field]);
  });
});

function faults(sent: unknown): string[] {
  try {
    parse(articleInput, sent);
    return [];
  } catch (error) {
    if (error instanceof Problem) return error.fields.map(({ field }) => field);
    throw error;
  }
}
