import { describe, expect, test } from 'vitest';
import { finished } from '../../../src/domain/finished.js';
import { searchWordsInTurns } from '../../../src/domain/search/search-words.js';
import { finderIn } from '../../../src/domain/text/quotes/find.js';
import {
  closestTo,
  describeInTurns,
  locateInTurns,
} from '../../../src/domain/text/quotes/quote.js';
import { paragraphParts } from '../../../src/domain/text/segments.js';
import { ownWords } from '../../../src/domain/text/shared-wording/own-words.js';
import { quotationsIn } from '../../../src/domain/text/shared-wording/quotations.js';
import {
  fingerprintsOf,
  sharedStretches,
  shinglesOf,
} from '../../../src/domain/text/shared-wording/shared-wording.js';

/* Others have their turn at each step: what is done with a long text takes many. */

const units = 200_000;
const filled = (part: string) => part.repeat(Math.ceil(units / part.length));

const shapes = {
  'lines of one letter': filled('a\n'),
  'one letter': filled('a'),
  'one word, repeated': filled('Mumbai '),
  'one endless line': filled('The envoy said “no” on Sunday, and London thought so too. '),
  'characters without spaces': filled('海港的墙高了两米'),
  'letters in two parts': filled('e\u0301'),
  'marks that nothing closes': filled('‘a '),
  'signs without a word': filled('😀 '),
};

const missing = 'Somebody else was never here at all, they said.';

const works: Record<string, (text: string) => Iterator<undefined, unknown>> = {
  'looking for a passage that is missing': (text) => locateInTurns(text, { exact: missing }),
  'looking for what is closest to it': (text) => closestTo(text, missing),
  'looking for what it quotes': (text) => quotationsIn(text),
  'reading its own words': (text) => ownWords(text, []),
  'finding where a quote stands that is gone': (text) =>
    finderIn(text, 'en')({ exact: missing, prefix: 'Beside it: ', suffix: ' So it ends.' }, null),
};

function stepsOf(work: Iterator<undefined, unknown>): number {
  let steps = 0;
  while (!work.next().done) steps += 1;
  return steps;
}

describe.each(Object.entries(shapes))('a long text of %s', (_shape, text) => {
  test.each(Object.entries(works))('is read in many steps for %s', (_what, work) => {
    expect(stepsOf(work(text))).toBeGreaterThan(20);
  });
});

test.each([
  ['different words', Array.from({ length: 30_000 }, (_, n) => `w${n}`).join(' ')],
  ['one word, repeated', shapes['one word, repeated']],
  ['characters without spaces', filled(String.fromCodePoint(...range(0x4e00, 2000)))],
])('the words by which a long text of %s is found are made in many steps', (_what, text) => {
  expect(stepsOf(searchWordsInTurns(text))).toBeGreaterThan(20);
});

test('the words of one endless word are its beginning', () => {
  const work = searchWordsInTurns(shapes['one letter']);
  expect(work.next()).toEqual({ done: true, value: ['a'.repeat(60)] });
});

test('a passage at the end of one letter without end is described in steps', () => {
  const text = `${shapes['one letter']}b`;
  const span = { start: text.length - 40, end: text.length };
  expect(stepsOf(describeInTurns(text, span))).toBeGreaterThan(3);
});

test('what the words of a long text share with another is found in many steps', () => {
  const words = Int32Array.from({ length: 200_000 }, (_, at) => 2 * at + 2);
  expect(stepsOf(fingerprintsOf(words))).toBeGreaterThan(20);
  const all = { words, shingles: finished(shinglesOf(words)) };
  const there = { words, prints: finished(fingerprintsOf(words)) };
  expect(stepsOf(sharedStretches(all, there))).toBeGreaterThan(20);
});

test('marks that nothing closes are read in linear time', () => {
  expect(finished(quotationsIn('‘a '.repeat(300_000)))).toEqual([]);
});

test('no part of half a million lines is more than some hundred paragraphs', () => {
  const sizes = Array.from(paragraphParts('a\n'.repeat(500_000), []), (part) => part.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500_000);
  expect(Math.max(...sizes)).toBeLessThan(2000);
});

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at);
}
