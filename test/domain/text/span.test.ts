import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  clusterAt,
  clustersIn,
  codePointIndex,
  fromCodePoints,
  type Span,
  snap,
  toCodePoints,
} from '../../../src/domain/text/span.js';
import { markedOnce } from '../../cases/marked.js';
import { someSpan, someText } from './arbitrary-text.js';

/** A text and any two offsets in it, in their order. */
const someStretch = someText.chain((text) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length))
    .map(([a, b]) => ({ text, span: { start: Math.min(a, b), end: Math.max(a, b) } })),
);

function read(text: string, span: Span | null): string | null {
  return span && text.slice(span.start, span.end);
}

function clustersOf(text: string): string[] {
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

/** Runs of what makes clusters long, or whose place in the run decides where they end. */
const run = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('a', ' ', '\n', '\r', '\u0301', '🇳', '👩', '\u200d', '👩\u200d', '\u{1f3fd}'),
      fc.constantFrom(
        '\u0600',
        'ᄀ',
        '\u1161',
        '\u11a8',
        '가',
        'क्',
        'क',
        '\u093e',
        '©',
        'ไ',
        '\u0e33',
      ),
      fc.constantFrom('記', 'か', '\u3099', '”', '…', 'é', 'ع', '\ud83d', '\u{e0061}'),
    ),
    fc.oneof(fc.nat(3), fc.nat(90)),
  )
  .map(([part, times]) => part.repeat(times));

test('two Latin letters, digits, quotation marks or dashes side by side are two clusters', () => {
  const between = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, step) => String.fromCharCode(first + step));
  const plain = [...between(0x20, 0x7e), ...between(0xc0, 0x24f), ...between(0x2010, 0x201f), '…'];
  const text = plain.flatMap((unit, at) => [unit, plain[(at * 7) % plain.length], unit]).join('');
  expect(clustersOf(text)).toEqual([...text]);
  for (let offset = 0; offset <= text.length; offset += 1)
    expect(clusterAt(text, offset)).toEqual({ start: offset, end: offset });
});

/** The first, the last and a middle one of the offsets within a cluster. */
function someWithin(start: number, end: number): number[] {
  const chosen = [start + 1, Math.floor((start + end) / 2), end - 1];
  return chosen.filter((offset) => start < offset && offset < end);
}

describe('snapping a span', () => {
  test.each([
    ['drops white space at its ends', 'one[ two\n]three', 'two'],
    ['drops no-break spaces', 'one[\u00a0two\u00a0]three', 'two'],
    ['leaves nothing of white space', 'one[ \n\t ]two', null],
    ['leaves nothing of an empty span', 'one []two', null],
    ['leaves nothing of an empty span within a cluster', 'e[]\u0301', null],
    ['takes in the accent', 'caf[e]\u0301', 'e\u0301'],
    ['takes in the letter under an accent', 'cafe[\u0301]', 'e\u0301'],
    ['takes in the rest of a surrogate pair', 'a[\ud83d]\udc4d', '👍'],
    ['takes in the skin of a thumb', '[👍]\u{1f3fd}', '👍\u{1f3fd}'],
    ['takes in the whole family', '👩\u200d[👩]\u200d👧 ', '👩\u200d👩\u200d👧'],
    ['keeps to one flag of three', '🇳🇱[\u{1f1e9}]\u{1f1ea}🇫🇷', '🇩🇪'],
    ['takes in a conjunct', '[क]्षत्रिय', 'क्ष'],
    ['takes in a vowel sign', 'नमस[त]े ', 'स्ते'.slice(2)],
    ['takes in a space that bears a mark', 'a[ ]\u0301b', ' \u0301'],
  ])('%s', (_title, notation, expected) => {
    const { text, span } = markedOnce(notation);
    expect(read(text, snap(text, span))).toBe(expected);
  });

  test('agrees with the segmentation of the whole text', () => {
    fc.assert(
      fc.property(someText, fc.nat(), (text, at) => {
        const offset = at % (text.length + 1);
        const whole = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
        const cluster = whole.containing(offset);
        const cut = cluster !== undefined && cluster.index < offset;
        const start = cut ? cluster.index : offset;
        const end = cut ? cluster.index + cluster.segment.length : offset;
        expect(clusterAt(text, offset)).toEqual({ start, end });
      }),
    );
  });

  test('agrees with the segmentation of the whole text in long runs of one thing', () => {
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect([...clustersIn(text)]).toEqual(clustersOf(text));
        let start = 0;
        for (const cluster of clustersOf(text)) {
          const end = start + cluster.length;
          expect(clusterAt(text, start)).toEqual({ start, end: start });
          for (const offset of someWithin(start, end)) {
            expect(clusterAt(text, offset)).toEqual({ start, end });
          }
          start = end;
        }
      }),
    );
  });

  test('agrees with the segmentation of the whole text after any letter in any company', () => {
    for (let unit = 0x20; unit <= 0xffff; unit += 1) {
      const letter = String.fromCharCode(unit);
      if (!/[\p{L}\p{P}\p{Z}\p{N}]/u.test(letter)) continue;
      // These are thousands of a kind.
      if (/[\p{sc=Han}\p{sc=Hangul}\p{sc=Yi}]/u.test(letter) && unit % 101 !== 0) continue;
      const text = ['\u0600', '🇦', '🇦', '👩\u200d', 'क्', 'क', 'ᄀ', '가'].join(letter);
      let start = 0;
      const wrong: number[] = [];
      for (const { length } of clustersOf(text)) {
        if (clusterAt(text, start).end !== start) wrong.push(start);
        if (length > 1 && clusterAt(text, start + 1).start !== start) wrong.push(start + 1);
        start += length;
      }
      if (wrong.length > 0) expect({ letter, wrong }).toEqual({ letter, wrong: [] });
    }
  });

  test('reads no further than a few units in a line of any length', () => {
    const line = 'The envoy said “no”, and Zoe\u0308 — 記者は否定した — wrote it down. '.repeat(
      8_000,
    );
    const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    for (let offset = 200_000; offset < 201_000; offset += 1) clusterAt(line, offset);
    const lengths = segment.mock.calls.map(([part]) => part.length);
    vi.restoreAllMocks();
    expect(lengths.length).toBeGreaterThan(100);
    expect(Math.max(...lengths)).toBeLessThan(64);
  });

  test.each([
    ['Thai', 'กำหนดการประชุมวันนี้'],
    ['Devanagari', 'क्षत्रिय'],
    ['Tamil', 'தமிழ்நாடு'],
    ['Khmer', 'ភាសាខ្មែរ'],
    ['Korean', '대한민국헌법'],
  ])('reads no further than a few units in a line of %s without spaces', (_title, words) => {
    const line = words.repeat(20_000);
    const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    for (let offset = 90_000; offset < 90_100; offset += 1) clusterAt(line, offset);
    const lengths = segment.mock.calls.map(([part]) => part.length);
    vi.restoreAllMocks();
    expect(lengths.length).toBeGreaterThan(50);
    expect(Math.max(...lengths)).toBeLessThan(64);
  });

  test.each([
    ['accents', `e${'\u0301'.repeat(300_000)}`],
    ['flags', '🇳🇱'.repeat(75_000)],
    ['a family', '👩\u200d'.repeat(100_000)],
    ['prepended marks', `${'\u0600'.repeat(300_000)}a`],
  ])('reads a line that is one run of %s a few times at the most', (_title, line) => {
    const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    clusterAt(line, 150_001);
    const given = segment.mock.calls.reduce((sum, [part]) => sum + part.length, 0);
    vi.restoreAllMocks();
    expect(given).toBeLessThan(4 * line.length);
  });

  test.each([
    ['one letter', 'a'.repeat(200_000)],
    ['words without spaces', 'क्षत्रिय'.repeat(20_000)],
    ['flags', '🇳🇱'.repeat(30_000)],
  ])(
    'reads clusters one after the other in a line of %s, no more than a few units for each',
    (_title, line) => {
      const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
      expect([...clustersIn(line)].join('')).toBe(line);
      const given = segment.mock.calls.reduce((sum, [part]) => sum + part.length, 0);
      vi.restoreAllMocks();
      expect(given).toBeLessThan(40 * line.length);
    },
  );

  test('changes nothing the second time, and leaves no white space or half a cluster', () => {
    fc.assert(
      fc.property(someSpan, ({ text, span }) => {
        expect(snap(text, span)).toEqual(span);
        expect(clusterAt(text, span.start).start).toBe(span.start);
        expect(clusterAt(text, span.end).end).toBe(span.end);
        const clusters = clustersOf(text.slice(span.start, span.end));
        expect(clusters.at(0)?.trim()).not.toBe('');
        expect(clusters.at(-1)?.trim()).not.toBe('');
      }),
    );
  });

  test('never loses a letter of the span', () => {
    fc.assert(
      fc.property(someStretch, ({ text, span }) => {
        const snapped = snap(text, span);
        const bare = (text.slice(span.start, span.end).match(/\S/gu) ?? []).join('');
        expect((read(text, snapped) ?? '').replace(/\s/gu, '')).toContain(bare);
      }),
    );
  });

  test.each([
    [{ start: -1, end: 2 }, 'Span -1–2 is not within a text of length 3.'],
    [{ start: 1, end: 4 }, 'Span 1–4 is not within a text of length 3.'],
    [{ start: 2, end: 1 }, 'Span 2–1 is not within a text of length 3.'],
    [{ start: 0.5, end: 1 }, 'Span 0.5–1 is not within a text of length 3.'],
    [{ start: 0, end: Number.NaN }, 'Span 0–NaN is not within a text of length 3.'],
  ])('refuses %j outside the text', (span, sentence) => {
    expect(() => snap('abc', span)).toThrow(new RangeError(sentence));
  });
});

describe('code points', () => {
  test('an emoji before the span counts as one', () => {
    expect(toCodePoints('👍 yes', { start: 3, end: 6 })).toEqual({ start: 2, end: 5 });
    expect(fromCodePoints('👍 yes', { start: 2, end: 5 })).toEqual({ start: 3, end: 6 });
  });

  test('a span comes back from code points as it was', () => {
    fc.assert(
      fc.property(someSpan, ({ text, span }) => {
        expect(fromCodePoints(text, toCodePoints(text, span))).toEqual(span);
      }),
    );
  });

  test('every offset of a long text is converted both ways', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '👍', 'ब'), { maxLength: 3000, size: 'max' }),
        (points) => {
          const index = codePointIndex(points.join(''));
          let offset = 0;
          for (const [count, point] of [...points, ''].entries()) {
            if (index.toCodeUnits(count) !== offset) expect.fail(`${count} is not ${offset}`);
            if (index.toCodePoints(offset) !== count) expect.fail(`${offset} is not ${count}`);
            offset += point.length;
          }
        },
      ),
      {
        numRuns: 5,
        examples: [
          [Array.from({ length: 1024 }, () => '👍')],
          [['a', ...Array.from({ length: 1024 }, () => '👍')]],
        ],
      },
    );
  });

  test.each([
    ['a position after the end', () => fromCodePoints('👍a', { start: 0, end: 3 })],
    ['a position before the beginning', () => toCodePoints('👍a', { start: -1, end: 1 })],
    ['half a surrogate pair', () => toCodePoints('👍a', { start: 1, end: 3 })],
    ['an offset after the end', () => codePointIndex('a').toCodePoints(2)],
    ['a code point after the end', () => codePointIndex('👍').toCodeUnits(2)],
  ])('%s is refused', (_what, convert) => {
    expect(convert).toThrow(RangeError);
  });
});
