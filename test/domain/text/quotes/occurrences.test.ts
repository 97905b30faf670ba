import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { finished } from '../../../../src/domain/finished.js';
import { seekOccurrences } from '../../../../src/domain/text/quotes/occurrences.js';

const occurrences = (...sought: Parameters<typeof seekOccurrences>) =>
  finished(seekOccurrences(...sought));

afterEach(() => {
  vi.restoreAllMocks();
});

/** Every offset tried. */
function allOf(text: string, pattern: string): number[] {
  return [...Array(text.length).keys()].filter((at) => text.slice(at).startsWith(pattern));
}

/** Few letters and long repeats, so that patterns stand in many places that overlap. */
const repeating = (longest: number) =>
  fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'ab', 'aab'), fc.nat(60)), { maxLength: longest })
    .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(''));

test('a pattern is found wherever it stands, however text and pattern repeat', () => {
  fc.assert(
    fc.property(repeating(12), repeating(3), fc.nat(), fc.nat(200), (text, other, from, length) => {
      const start = from % (text.length + 1);
      for (const pattern of [other, text.slice(start, start + length)]) {
        const expected = pattern === '' ? [] : allOf(text, pattern);
        expect(occurrences(text, pattern, text.length)).toEqual(expected);
        expect(occurrences(text, pattern, 2)).toEqual(expected.slice(0, 2));
        const odd = (at: number) => at % 2 === 1;
        expect(occurrences(text, pattern, text.length, odd)).toEqual(expected.filter(odd));
      }
    }),
  );
});

test.each([
  ['that stands nowhere for its end', `${'a'.repeat(10_000)}b`],
  ['that stands nowhere for its beginning', `b${'a'.repeat(10_000)}`],
  ['that stands nowhere for its middle', `${'a'.repeat(5_000)}b${'a'.repeat(5_000)}`],
  ['that stands almost everywhere', 'a'.repeat(10_000)],
])('a long pattern %s is compared with a run of one letter in linear time', (_title, pattern) => {
  const text = 'a'.repeat(300_000);
  const sought = vi.spyOn(String.prototype, 'indexOf');
  const compared = vi.spyOn(String.prototype, 'startsWith');
  const found = occurrences(text, pattern, 300_000, () => false);
  const lengths = (calls: readonly (readonly [string, ...unknown[]])[]) =>
    calls.map(([part]) => part.length);
  const longest = Math.max(...lengths(sought.mock.calls));
  const whole = lengths(compared.mock.calls).reduce((sum, length) => sum + length, 0);
  vi.restoreAllMocks();
  expect(found).toEqual([]);
  expect(longest).toBeLessThanOrEqual(32);
  expect(whole).toBeLessThanOrEqual(text.length + 2 * pattern.length);
});
