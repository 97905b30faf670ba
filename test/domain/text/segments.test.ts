import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type NamedSpan,
  paragraphSegments,
  paragraphs,
  segments,
} from '../../../src/domain/text/segments.js';
import { someText } from './arbitrary-text.js';

/** Reads "a 0–4, b 2–6" as items. */
function items(notation: string): NamedSpan[] {
  return [...notation.matchAll(/(\w+) (\d+)–(\d+)/gu)].map(([, id = '', start, end]) => ({
    id,
    start: Number(start),
    end: Number(end),
  }));
}

/** A text with spans of it, snapped or not. */
const annotated = someText.chain((text) => {
  const offset = fc.nat(text.length);
  return fc
    .array(fc.tuple(offset, offset), { maxLength: 12 })
    .map((pairs) =>
      pairs.map(([a, b], place) => ({
        id: `n${place}`,
        start: Math.min(a, b),
        end: Math.max(a, b),
      })),
    )
    .map((spans) => ({ text, spans }));
});

function lyingOver(spans: readonly NamedSpan[], start: number, end: number): string[] {
  return spans.filter((item) => item.start <= start && end <= item.end).map(({ id }) => id);
}

describe('segments', () => {
  test.each([
    ['nothing on an empty text', 0, '', ''],
    ['a bare text', 5, '', '0–5'],
    ['an item over all of it', 5, 'a 0–5', '0–5 a'],
    ['an item amid it', 9, 'a 2–4', '0–2, 2–4 a, 4–9'],
    ['two that overlap', 9, 'b 3–7, a 1–5', '0–1, 1–3 a, 3–5 a+b, 5–7 b, 7–9'],
    ['two that touch', 6, 'a 0–3, b 3–6', '0–3 a, 3–6 b'],
    ['the longer first', 6, 'a 0–3, b 0–6', '0–3 b+a, 3–6 b'],
    ['by id where they lie on one another', 6, 'b 0–6, a 0–6', '0–6 a+b'],
    ['an empty item over nothing', 6, 'a 3–3', '0–6'],
  ])('show %s', (_title, length, notation, expected) => {
    const run = segments(length, items(notation)).map(({ start, end, ids }) =>
      `${start}–${end} ${ids.join('+')}`.trim(),
    );
    expect(run.join(', ')).toBe(expected);
  });

  test('name the items that begin and end with them', () => {
    const run = segments(9, items('a 1–5, b 3–7'));
    expect(run.map(({ starts }) => starts.join(''))).toEqual(['', 'a', 'b', '', '']);
    expect(run.map(({ ends }) => ends.join(''))).toEqual(['', '', 'a', 'b', '']);
  });

  test('an item outside the text is refused', () => {
    expect(() => segments(3, items('a 1–4'))).toThrow(RangeError);
  });

  test('cover the text, and each carries exactly the items over it', () => {
    fc.assert(
      fc.property(annotated, ({ text, spans }) => {
        const run = segments(text.length, spans);
        expect(run.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        for (const { start, end, ids } of run) {
          expect(start).toBeLessThan(end);
          expect(ids.toSorted()).toEqual(lyingOver(spans, start, end).toSorted());
        }
      }),
    );
  });

  test('differ from their neighbours', () => {
    fc.assert(
      fc.property(annotated, ({ text, spans }) => {
        const run = segments(text.length, spans).map(({ ids }) => ids.join(' '));
        expect(run.filter((ids, place) => ids === run[place - 1])).toEqual([]);
      }),
    );
  });

  test('each item begins once and ends once, in its first and last piece', () => {
    fc.assert(
      fc.property(annotated, ({ text, spans }) => {
        const run = segments(text.length, spans);
        const drawn = spans.filter(({ start, end }) => start < end);
        expect(run.flatMap(({ starts }) => starts).toSorted()).toEqual(
          drawn.map(({ id }) => id).toSorted(),
        );
        for (const { id, start, end } of drawn) {
          expect(run.find(({ starts }) => starts.includes(id))?.start).toBe(start);
          expect(run.find(({ ends }) => ends.includes(id))?.end).toBe(end);
        }
      }),
    );
  });
});

describe('paragraphs', () => {
  test.each([
    ['', []],
    ['\n\n\n', []],
    [' \n\t\n', []],
    ['one', ['one']],
    ['one\ntwo', ['one', 'two']],
    ['\n\none\n\n\ntwo\n', ['one', 'two']],
    ['one\n   \ntwo', ['one', 'two']],
    ['  one \n two', ['  one ', ' two']],
  ])('of %j are the lines with something to see', (text, lines) => {
    expect(paragraphs(text).map(({ start, end }) => text.slice(start, end))).toEqual(lines);
  });

  test.each([
    ['\n\none', '\n\n', ['']],
    ['one\n \ntwo\n', '', ['\n \n', '\n']],
    ['\n\n', '\n\n', []],
  ])('of %j leave the white space around them', (text, lead, gaps) => {
    const parts = paragraphSegments(text, []);
    expect(parts.lead).toBe(lead);
    expect(parts.paragraphs.map(({ gap }) => gap)).toEqual(gaps);
  });

  test('an item over two of them begins in one and ends in the other', () => {
    const text = 'one\n\ntwo';
    const [first, second] = paragraphSegments(text, items('a 1–7')).paragraphs;
    expect(first?.segments).toEqual([
      { start: 0, end: 1, ids: [], starts: [], ends: [] },
      { start: 1, end: 3, ids: ['a'], starts: ['a'], ends: [] },
    ]);
    expect(second?.segments).toEqual([
      { start: 5, end: 7, ids: ['a'], starts: [], ends: ['a'] },
      { start: 7, end: 8, ids: [], starts: [], ends: [] },
    ]);
  });

  test('an item that reaches into the white space begins with its first visible piece', () => {
    const [, second] = paragraphSegments('one\n\ntwo', items('a 4–8')).paragraphs;
    expect(second?.segments).toEqual([
      { start: 5, end: 8, ids: ['a'], starts: ['a'], ends: ['a'] },
    ]);
  });

  test('give the text again, piece by piece, each with exactly the items over it', () => {
    fc.assert(
      fc.property(annotated, ({ text, spans }) => {
        const { lead, paragraphs: parts } = paragraphSegments(text, spans);
        const pieces = parts.map(
          ({ segments: run, gap }) =>
            run.map(({ start, end }) => text.slice(start, end)).join('') + gap,
        );
        expect(lead + pieces.join('')).toBe(text);
        for (const { start, end, ids } of parts.flatMap((part) => part.segments)) {
          expect(ids.toSorted()).toEqual(lyingOver(spans, start, end).toSorted());
        }
      }),
    );
  });
});
