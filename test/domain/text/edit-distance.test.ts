import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../../src/domain/text/edit-distance.js';

const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });

/** The textbook's recursion, to compare with. */
function distance(one: string, other: string): number {
  if (one === '' || other === '') return Math.max(one.length, other.length);
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [line, unit] of [...one].entries()) {
    const row = [line + 1];
    for (const [column, against] of [...other].entries()) {
      const replaced = (above[column] ?? 0) + (unit === against ? 0 : 1);
      row.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1));
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}

test.each([
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['same', 'same', 0],
  ['two members', 'ten members', 2],
])('from %j to %j it is %d edits', (one, other, edits) => {
  expect(editDistance(one, other, 10)).toBe(edits);
});

test('the count is exact up to the limit, and beyond it infinite', () => {
  fc.assert(
    fc.property(short, short, fc.nat(12), (one, other, limit) => {
      const edits = distance(one, other);
      expect(editDistance(one, other, limit)).toBe(
        edits <= limit ? edits : Number.POSITIVE_INFINITY,
      );
    }),
  );
});
