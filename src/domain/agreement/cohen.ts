/** Cohen's κ for two observers. J. Cohen (1960), doi:10.1177/001316446002000104. */

import { bootstrapInterval, type Interval } from './bootstrap.js';

/** The values that two observers gave the same unit, null where one gave none. */
export type Pair<T> = readonly [T | null, T | null];

interface Kappa {
  /** At most 1; null without units, and where both gave one and the same value throughout. */
  value: number | null;
  /** Shares of the units, 0 without any. */
  observedAgreement: number;
  expectedAgreement: number;
  /** How many units have a value from both. */
  units: number;
}

/** κ of pairs of values, which are the same as Map keys are. Pairs with a gap are left out. */
export function kappa<T>(pairs: readonly Pair<T>[]): Kappa {
  return ofCodes(coded(pairs));
}

/** The bootstrap interval of that κ, by resampling its units. */
export function kappaInterval<T>(pairs: readonly Pair<T>[], seed: number): Interval | null {
  return bootstrapInterval(coded(pairs), (sample) => ofCodes(sample).value, seed);
}

type Codes = readonly [one: number, other: number];

/** The pairs without a gap, with a number from 0 for each value. */
function coded<T>(pairs: readonly Pair<T>[]): Codes[] {
  const codes = new Map<T, number>();
  const codeOf = (value: T) => {
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  };
  return pairs.flatMap(([one, other]): Codes[] =>
    one === null || other === null ? [] : [[codeOf(one), codeOf(other)]],
  );
}

function ofCodes(pairs: readonly Codes[]): Kappa {
  const ones: number[] = [];
  const others: number[] = [];
  let agreed = 0;
  for (const [one, other] of pairs) {
    ones[one] = (ones[one] ?? 0) + 1;
    others[other] = (others[other] ?? 0) + 1;
    if (one === other) agreed += 1;
  }
  // Of all ways to pair a value of the one with a value of the other, those that agree.
  const byChance = ones.reduce((total, count, code) => total + count * (others[code] ?? 0), 0);
  const units = pairs.length;
  const observedAgreement = units && agreed / units;
  const expectedAgreement = units && byChance / units ** 2;
  const value =
    byChance < units ** 2
      ? (observedAgreement - expectedAgreement) / (1 - expectedAgreement)
      : null;
  return { value, observedAgreement, expectedAgreement, units };
}
