/**
 * Krippendorff's α for units that observers gave values: 1 − observed/expected disagreement.
 * K. Krippendorff, Content Analysis, 2nd ed. (2004), chapter 11. What the coincidence matrix adds
 * up is added up here without laying it out, since origins make hundreds of values.
 */

import { bootstrapInterval, type Interval } from './bootstrap.js';

/** Units in rows; in each the observers' values, in one order, null where one gave none. */
export type Ratings<T> = readonly (readonly (T | null)[])[];

/** How values are told apart: nominal, ordinal(order) or interval. */
export type Scale<T> = (given: Iterable<T>) => Coding<T>;

interface Coding<T> {
  /** A number from 0 for each value that counts; one without is missing. */
  codes: ReadonlyMap<T, number>;
  ruler(counts: readonly number[]): Ruler;
}

/** Measures differences among values of which there are so many each: the metric δ². */
interface Ruler {
  apart(one: number, other: number): number;
  /** The differences of all ordered pairs of values added up. */
  total: number;
}

interface Alpha {
  /** At most 1; null where no unit has two values (units is 0) or where all values are equal. */
  value: number | null;
  observedDisagreement: number;
  expectedDisagreement: number;
  /** How many units have two or more values. */
  units: number;
  /** How many observers gave any of those values. */
  observers: number;
}

/** Values are the same (as Map keys are) or they are not. */
export function nominal<T>(given: Iterable<T>): Coding<T> {
  return { codes: codesOf(given), ruler: nominalRuler };
}

/** Values stand in an order. One that has no place in it is no judgement, and counts as missing. */
export function ordinal<T>(order: readonly T[]): Scale<T> {
  const codes = codesOf(order);
  return () => ({ codes, ruler: (counts) => squaredRuler(midRanks(counts), counts) });
}

/** Values are numbers that differ by so much. */
export function interval(given: Iterable<number>): Coding<number> {
  const codes = codesOf(given);
  return { codes, ruler: (counts) => squaredRuler([...codes.keys()], counts) };
}

/** α of any number of observers; units with fewer than two values say nothing and are left out. */
export function alpha<T>(ratings: Ratings<T>, scale: Scale<T>): Alpha {
  const { coding, rows, units } = coded(ratings, scale);
  const { observed, expected } = disagreement(units, coding);
  return {
    value: ratio({ observed, expected }),
    observedDisagreement: observed,
    expectedDisagreement: expected,
    units: units.length,
    observers: new Set(rows.flatMap((row) => [...row.keys()].filter((at) => row[at] !== null)))
      .size,
  };
}

/** The bootstrap interval of that α, by resampling its units. */
export function alphaInterval<T>(
  ratings: Ratings<T>,
  scale: Scale<T>,
  seed: number,
): Interval | null {
  const { coding, units } = coded(ratings, scale);
  return bootstrapInterval(units, (sample) => ratio(disagreement(sample, coding)), seed);
}

/** The units that count, as rows with gaps and as the bare values, with codes for values. */
function coded<T>(ratings: Ratings<T>, scale: Scale<T>) {
  const coding = scale(ratings.flat().filter((value) => value !== null));
  const rows = ratings
    .map((row) => row.map((value) => (value === null ? null : (coding.codes.get(value) ?? null))))
    .filter((row) => row.filter((code) => code !== null).length >= 2);
  return { coding, rows, units: rows.map((row) => row.filter((code) => code !== null)) };
}

interface Disagreement {
  observed: number;
  expected: number;
}

function disagreement<T>(units: readonly (readonly number[])[], coding: Coding<T>): Disagreement {
  const counts = countsOf(units, coding.codes.size);
  const values = counts.reduce((sum, count) => sum + count, 0);
  if (values === 0) return { observed: 0, expected: 0 };
  const { apart, total } = coding.ruler(counts);
  const within = units.reduce((sum, unit) => sum + disagreementWithin(unit, apart), 0);
  return { observed: within / values, expected: total / (values * (values - 1)) };
}

/** All ordered pairs of a unit's values, weighted so that each value counts once. */
function disagreementWithin(unit: readonly number[], apart: Ruler['apart']): number {
  let sum = 0;
  for (let at = 1; at < unit.length; at += 1) {
    const one = unit[at] ?? 0;
    for (let before = 0; before < at; before += 1) sum += apart(one, unit[before] ?? 0);
  }
  return (2 * sum) / (unit.length - 1);
}

function ratio({ observed, expected }: Disagreement): number | null {
  return expected > 0 ? 1 - observed / expected : null;
}

function codesOf<T>(values: Iterable<T>): ReadonlyMap<T, number> {
  return new Map([...new Set(values)].map((value, code) => [value, code]));
}

function countsOf(units: readonly (readonly number[])[], size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  for (const unit of units) for (const code of unit) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function nominalRuler(counts: readonly number[]): Ruler {
  const values = counts.reduce((sum, count) => sum + count, 0);
  const alike = counts.reduce((sum, count) => sum + count * count, 0);
  return { apart: (one, other) => (one === other ? 0 : 1), total: values * values - alike };
}

function squaredRuler(scores: readonly number[], counts: readonly number[]): Ruler {
  const apart = (one: number, other: number) => ((scores[one] ?? 0) - (scores[other] ?? 0)) ** 2;
  let total = 0;
  for (const [one, count] of counts.entries()) {
    for (const [other, against] of counts.entries()) total += count * against * apart(one, other);
  }
  return { apart, total };
}

/**
 * The place of each value's middle one among all values in their order: the ordinal metric, which
 * counts the values from the one to the other with half of each end, is the distance of these.
 */
function midRanks(counts: readonly number[]): number[] {
  let below = 0;
  return counts.map((count) => {
    below += count;
    return below - count / 2;
  });
}
