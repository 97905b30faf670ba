import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { markedOnce } from '../../cases/marked.js';

/* What is said of a passage is said by the words of its own clause, and by whoever speaks there. */

/** What becomes of the passage in brackets where the words in braces of its sentence are others. */
function carried(language: string, sentence: string) {
  const version = (place: 1 | 2) => sentence.replace(/\{([^|}]*)\|([^}]*)\}/gu, `$${place}`);
  const { text, span } = markedOnce(`${version(1)}\nNobody had asked.`);
  const now = `${version(2).replace(/[[\]]/gu, '')}\nNobody had asked.`;
  return carrier(compareEditions(text, now), language)(span).kind;
}

describe.each([
  ['when it is, beside it', 'The old barracks now {houses|housed} [four hundred clerks].'],
  [
    'who does it, before a participle',
    '{The airline|A passenger} has apologised, saying that [a door was loose].',
  ],
  ['who was cautioned', 'The nurses {cautioned|had been cautioned} that [a pump failed].'],
  [
    'who speaks, by the sentence before',
    '{Bela Nagy|Karl Weiss}, the mayor, thanked them. He added that [a pump failed].',
  ],
  [
    'who says it in one more clause',
    '[A pump failed], and {a clerk|a thief}, who was there, said so.',
  ],
  [
    'who says it in a clause that depends',
    'Although {a baker|a thief} said that [a pump failed], few came.',
  ],
  ['as who says', '[A pump failed], as {a baker|a thief} told the paper.'],
  ['who says it beyond a clause', 'A {baker|thief}, although drunk, said that [a pump failed].'],
  [
    'who says it where no sign ends a clause',
    'Men from where the {mill|jail} stood said that [a pump failed].',
  ],
  ['who wrote it in a clause', 'A letter, which a {baker|thief} wrote, says that [a pump failed].'],
  ['on what it depends', '{If|Even if} it rains, [the pump will fail].'],
])('%s', (_what, sentence) => {
  test('makes a passage changed', () => expect(carried('en', sentence)).toBe('changed'));
});

describe.each([
  [
    'as others acted',
    '“[A pump failed],” the clerk said on Friday, as {dockers|workers} gathered there.',
  ],
  [
    'although something was so',
    'Although rain {delayed the count|hit the count}, clerks said that [a pump failed].',
  ],
  ['because something was so', '[A pump failed], the clerk said, because of {gales|winds}.'],
  [
    'and something else was so',
    '[A pump failed], a clerk said, and the owner of a {shop|kiosk} took pictures.',
  ],
  [
    'of what is said in another clause',
    '[A pump failed], but the bank warns that its data are {patchy|incomplete}.',
  ],
  ['which was something', 'The report, which {runs to|fills} a shelf, says that [a pump failed].'],
  [
    'whom somebody praised before',
    'Bela Nagy {praised|thanked} the crews. He added that [a pump failed].',
  ],
])('%s', (_what, sentence) => {
  test('a word for it leaves a passage as it was', () =>
    expect(carried('en', sentence)).toMatch(/exact|moved/u));
});
