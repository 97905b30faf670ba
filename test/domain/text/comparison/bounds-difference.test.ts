import { expect, test } from 'vitest';
import { boundsDifference } from '../../../../src/domain/text/comparison/bounds-difference.js';
import type { Span } from '../../../../src/domain/text/span.js';

function span(words: string): Span {
  const [start = 0, end = 0] = words.split('-').map(Number);
  return { start, end };
}

test.each([
  ['2-8', '2-8', 'kept 2-8'],
  ['2-8', '4-8', 'removed 2-4, kept 4-8'],
  ['4-8', '2-10', 'added 2-4, kept 4-8, added 8-10'],
  ['2-6', '4-9', 'removed 2-4, kept 4-6, added 6-9'],
  ['2-4', '6-9', 'removed 2-4, between 4-6, added 6-9'],
  ['6-9', '2-4', 'added 2-4, between 4-6, removed 6-9'],
  ['2-4', '4-6', 'removed 2-4, added 4-6'],
])('the passage %s that becomes %s: %s', (before, after, expected) => {
  const pieces = boundsDifference(span(before), span(after));
  expect(pieces.map(({ kind, start, end }) => `${kind} ${start}-${end}`).join(', ')).toBe(expected);
});
