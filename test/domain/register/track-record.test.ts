import { expect, test } from 'vitest';
import { trackRecord, wilsonInterval } from '../../../src/domain/register/track-record.js';

// Newcombe (1998), Statistics in Medicine 17: 857-872, table I, method 3; the last from Brown, Cai and DasGupta (2001).
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [29, 29, 0.883, 1],
])('of %i in %i the share lies between %d and %d', (successes, trials, lower, upper) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval.lower).toBeCloseTo(lower, 4);
  expect(interval.upper).toBeCloseTo(upper, 4);
});

test('of nothing, everything is possible', () => {
  expect(wilsonInterval(0, 0)).toEqual({ lower: 0, upper: 1 });
});

const through = (id: string, state: 'open' | 'confirmed' | 'refuted' | 'undecided') => ({
  claim: { id, state },
  stance: 'asserts' as const,
});

test('fewer than five decided claims are counted and give no share', () => {
  const some = ['a', 'b', 'c', 'd'].map((id) => through(id, 'confirmed'));
  expect(trackRecord(some)).toEqual({ held: 4, decided: 4, share: null });
  const { share } = trackRecord([...some, through('e', 'refuted')]);
  expect(share?.is).toBe(0.8);
  expect(share?.atLeast).toBeCloseTo(0.3755, 4);
  expect(share?.atMost).toBeCloseTo(0.9638, 4);
});

test.each([
  ['an open claim', [through('a', 'open')], 0, 0],
  ['one that stayed undecided', [through('a', 'undecided')], 0, 0],
  ['a claim named by two annotations', [through('a', 'refuted'), through('a', 'refuted')], 0, 1],
  [
    'a denial of what was refuted',
    [{ ...through('a', 'refuted'), stance: 'denies' as const }],
    1,
    1,
  ],
  [
    'a denial of what was confirmed',
    [{ ...through('a', 'confirmed'), stance: 'denies' as const }],
    0,
    1,
  ],
  ['a question', [{ ...through('a', 'refuted'), stance: 'questions' as const }], 0, 0],
  [
    'what it said both ways, however often',
    [
      through('a', 'refuted'),
      { ...through('a', 'refuted'), stance: 'denies' as const },
      through('a', 'refuted'),
    ],
    0,
    0,
  ],
])('%s', (_what, said, held, decided) => {
  expect(trackRecord(said)).toEqual({ held, decided, share: null });
});
