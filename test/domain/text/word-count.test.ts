import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { finished } from '../../../src/domain/finished.js';
import { countWords } from '../../../src/domain/text/word-count.js';

afterEach(() => {
  vi.restoreAllMocks();
});

function wordsOfWhole(text: string): number {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
  return [...words].filter(({ isWordLike }) => isWordLike).length;
}

/** All but scripts whose words only a dictionary tells apart. */
const pieces = [
  ...["can't", 'e.g.', '3,000.5', 'snake_case', 'Zoe\u0308', 'ἄνθρωπος', 'צה״ל', '\u05d0"\u05d1'],
  ...[
    '🇳🇱🇩🇪🇫🇷',
    '👩‍👩‍👧‍👦',
    '\u200d',
    '\u0301',
    '𝐀',
    "'",
    ':',
    ' ',
    '  ',
    '\n',
    '\r\n',
    'hello',
    '한국어',
    'क्षत्रिय',
  ],
];

test('words read in pieces are those of the whole text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
      fc.integer({ min: 4, max: 40 }),
      (parts, size) => {
        const text = parts.join('');
        expect(finished(countWords(text, size))).toBe(wordsOfWhole(text));
      },
    ),
    { numRuns: 1000 },
  );
});

test('words that only a dictionary tells apart are those of their line', () => {
  const line = '記者は昨日の会見で合意の存在を否定したと伝えられている。\n';
  expect(finished(countWords(line.repeat(100)))).toBe(100 * wordsOfWhole(line));
});

const prose = 'The envoy said on Sunday that “an accord” was ready, and London thought so too. ';

test.each([
  ['prose in one line', prose.repeat(4_000), 1_024],
  ['prose in many lines', prose.replaceAll('. ', '.\n').repeat(4_000), 1_024],
  ['a hundred thousand short lines', 'ab\n'.repeat(100_000), 1_024],
  ['empty lines', '\n'.repeat(300_000), 1_024],
  ['long words', `${'a'.repeat(1_500)} `.repeat(200), 4_096],
  ['flags', '🇳🇱'.repeat(75_000), 1_025],
  ['ideographs', '記'.repeat(100_000), 1_024],
  ['one letter', 'a'.repeat(300_000), 300_000],
  ['one letter with accents', `e${'\u0301'.repeat(300_000)}`, 300_001],
])('the segmenter is given no more at once than it needs: %s', (_title, text, mostUnits) => {
  const original = Intl.Segmenter.prototype.segment;
  const given: number[] = [];
  vi.spyOn(Intl.Segmenter.prototype, 'segment').mockImplementation(function (
    this: Intl.Segmenter,
    part,
  ) {
    given.push(part.length);
    return original.call(this, part);
  });
  finished(countWords(text));
  expect(Math.max(...given)).toBeLessThanOrEqual(mostUnits);
  expect(given.reduce((sum, units) => sum + units, 0)).toBeLessThan(8 * text.length);
});

test('others have their turn after each piece', () => {
  const pieces = [...countWords(prose.repeat(4_000))];
  expect(pieces.length).toBeGreaterThan(300);
});
