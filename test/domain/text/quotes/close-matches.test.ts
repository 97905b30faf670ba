import search from 'approx-string-match';
import fc from 'fast-check';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { finished } from '../../../../src/domain/finished.js';
import { closeMatches } from '../../../../src/domain/text/quotes/close-matches.js';

// The program that other files have loaded knows the true matcher, and they are to load it again.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock('approx-string-match');
  vi.resetModules();
});
vi.mock(import('approx-string-match'), async (original) => {
  const actual = await original();
  return { default: vi.fn(actual.default) };
});

afterEach(() => {
  vi.mocked(search).mockClear();
});

const someText = fc
  .array(fc.tuple(fc.string({ unit: fc.constantFrom(...'abc '), maxLength: 60 }), fc.nat(90)), {
    maxLength: 6,
  })
  .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(''));

test('what is found in pieces is what the matcher finds in the whole text', () => {
  fc.assert(
    fc.property(
      someText,
      fc.string({ unit: fc.constantFrom(...'abc '), minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 30 }),
      (text, pattern, most) => {
        const maxErrors = Math.floor(pattern.length / 4);
        const whole = search(text, pattern, maxErrors);
        const found = finished(closeMatches(text, { pattern, maxErrors, maxMatches: most }));
        expect(found).toEqual(whole.slice(0, most));
      },
    ),
    { numRuns: 200 },
  );
});

test.each([64, 256])(
  'in a run of one letter few of the places are looked at (%i units)',
  (size) => {
    const text = 'a'.repeat(300_000);
    const pattern = `${'a'.repeat(size - 1)}b`;
    const found = finished(closeMatches(text, { pattern, maxErrors: size / 4, maxMatches: 1 }));
    expect(found).toEqual([{ start: 0, end: size - 1, errors: 1 }]);
    const calls = vi.mocked(search).mock;
    const given = calls.calls.reduce((sum, [part]) => sum + part.length, 0);
    const listed = calls.results.reduce((sum, { value }) => sum + value.length, 0);
    expect(given).toBeLessThan(2 * text.length);
    expect(listed).toBeLessThan(5_000);
  },
);
