import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binOf, binsOver } from '../../../src/domain/text/bins.js';
import { overlap, type Span } from '../../../src/domain/text/span.js';

const span = fc
  .tuple(fc.nat(2_000_000), fc.oneof(fc.integer({ min: 1, max: 200 }), fc.nat(1_500_000)))
  .map(([start, length]): Span => ({ start, end: start + Math.max(length, 1) }));

test('whatever overlaps a stretch lies in one of the bins over it', () => {
  fc.assert(
    fc.property(span, span, (one, other) => {
      if (overlap(one, other)) expect(binsOver(one)).toContain(binOf(other));
      expect(binsOver(one)).toContain(binOf(one));
    }),
    { numRuns: 2_000 },
  );
});

test('a short span lies in a small bin unless it crosses an end of one', () => {
  expect(binOf({ start: 0, end: 1024 })).toBe('1024.0');
  expect(binOf({ start: 1000, end: 1025 })).toBe('8192.0');
  expect(binOf({ start: 8000, end: 8200 })).toBe('65536.0');
  expect(binOf({ start: 5, end: 5 })).toBe('1024.0');
  expect(binOf({ start: 524_000, end: 525_000 })).toBe('whole');
});

test('over a paragraph there are few bins, however long the text is', () => {
  expect(binsOver({ start: 1_000_000, end: 1_000_600 }).length).toBeLessThan(10);
});
