import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame } from '../../src/domain/equality.js';

/** A value as JSON, its fields in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, part]) => [name, turnedRound(part)] as const);
  return { ...Object.fromEntries(fields.toReversed()), none: undefined };
}

// Two of few values are often the same, or nearly.
const few = fc.jsonValue({ maxDepth: 3, stringUnit: fc.constantFrom('a', 'b') });

test('two values are the same that JSON keeps alike, in whatever order their fields stand', () => {
  fc.assert(
    fc.property(few, few, (one, other) => {
      expect(isSame(one, turnedRound(one))).toBe(true);
      expect(isSame(one, other)).toBe(canonical(one) === canonical(other));
      expect(isSame([one, { a: other }], [other, { a: one }])).toBe(isSame(one, other));
    }),
  );
});

test.each<[unknown, unknown]>([
  [{ a: 1 }, { a: 1, b: null }],
  [
    { a: 1, b: 2 },
    { a: 1, c: 2 },
  ],
  [[], {}],
  [null, {}],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: [1] }, { a: [1, 1] }],
])('%j is another value than %j', (one, other) => {
  expect([isSame(one, other), isSame(other, one)]).toEqual([false, false]);
});
