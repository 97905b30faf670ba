import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MarkedText } from '../../../src/domain/agreement/marked-text.js';
import { spanF1 } from '../../../src/domain/agreement/span-f1.js';
import type { Span } from '../../../src/domain/text/span.js';

function markedBy(observers: Record<string, readonly Span[]>): MarkedText {
  return { extent: { start: 0, end: 100 }, marks: new Map(Object.entries(observers)) };
}

/** "0/6,6/7" as spans. */
function spans(notation: string): Span[] {
  if (notation === '') return [];
  return notation.split(',').map((span) => {
    const [start = 0, end = 0] = span.split('/').map(Number);
    return { start, end };
  });
}

const anySpans = fc.array(
  fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 6 }))
    .map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 8 },
);

test.each([
  ['the same spans', '0/6,8/9', '8/9,0/6', 1, 1],
  ['one alike, one overlapping', '0/6,8/12', '0/6,9/12', 0.5, 1],
  ['one too many', '0/6', '0/6,8/9', 2 / 3, 2 / 3],
  ['one span against two within it', '0/10', '0/4,5/10', 0, 2 / 3],
  ['two on the same words against one', '0/6,0/6', '0/6', 2 / 3, 2 / 3],
  ['nothing in common', '0/6', '6/9', 0, 0],
  ['nothing on one side', '0/6', '', 0, 0],
  ['nothing at all', '', '', null, null],
])('F1 of two observers: %s', (_title, one, other, exact, overlapping) => {
  const texts = [markedBy({ Ana: spans(one), Bo: spans(other) })];
  expect(spanF1(texts, 'exact')).toBe(exact);
  expect(spanF1(texts, 'overlapping')).toBe(overlapping);
});

test('of more than two observers it is the mean over those pairs that marked anything', () => {
  const texts = [markedBy({ Ana: spans('0/6'), Bo: spans('0/6'), Cy: [], Di: [] })];
  expect(spanF1(texts, 'exact')).toBe((1 + 0 + 0 + 0 + 0) / 5);
});

test('a pair is counted over all texts that both read, whoever is named first', () => {
  const first = markedBy({ Ana: spans('0/6'), Bo: spans('0/6,8/9') });
  const second = markedBy({ Bo: spans('0/6'), Ana: spans('0/6') });
  const alone = markedBy({ Ana: spans('1/2,3/4') });
  expect(spanF1([first, second, alone], 'exact')).toBe(4 / 5);
});

test('exact matches are as many as bounds that both have, and overlaps no fewer', () => {
  fc.assert(
    fc.property(anySpans, anySpans, (one, other) => {
      const texts = [markedBy({ Ana: one, Bo: other })];
      const left = other.map(({ start, end }) => `${start}/${end}`);
      const same = one.filter(({ start, end }) => {
        const at = left.indexOf(`${start}/${end}`);
        return at >= 0 && left.splice(at, 1).length > 0;
      });
      const marked = one.length + other.length;
      const exact = spanF1(texts, 'exact');
      expect(exact).toBe(marked > 0 ? (2 * same.length) / marked : null);
      expect(spanF1(texts, 'overlapping') ?? 0).toBeGreaterThanOrEqual(exact ?? 0);
    }),
  );
});
