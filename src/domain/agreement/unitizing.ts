/**
 * Krippendorff's α for unitizing, αU: do observers find the same spans in a text, and put them in
 * the same categories? K. Krippendorff, On the reliability of unitizing continuous data (1995),
 * doi:10.2307/271061, and Content Analysis, 2nd ed. (2004), section 11.6.
 */

import { demandInside, overlap, type Span } from '../text/span.js';
import { bootstrapInterval, type Interval } from './bootstrap.js';
import { type MarkedText, sharedTexts, stretches } from './marked-text.js';
import { overlapGroups } from './span-groups.js';

/** A span in a category. */
export interface Mark extends Span {
  category: string;
}

interface CategoryAlpha {
  /** At most 1; null where nothing was marked, or nothing that could have differed. */
  value: number | null;
  observedDisagreement: number;
  expectedDisagreement: number;
}

interface UnitizingAlpha extends CategoryAlpha {
  categories: ReadonlyMap<string, CategoryAlpha>;
}

/**
 * αU over all categories and for each. An observer's spans of one category that overlap are taken
 * as one, since the definition cuts the text into sections; those that only touch stay two. Several
 * texts are pooled by the squares of their lengths, which makes every span count alike (the
 * definition knows one text); texts of fewer than two observers are left out. Throws RangeError
 * for a span outside its text.
 */
export function unitizingAlpha(texts: readonly MarkedText<Mark>[]): UnitizingAlpha {
  const shared = sharedTexts(texts);
  const parts = shared.flatMap(partsOf);
  const area = shared.reduce((sum, text) => sum + lengthOf(text.extent) ** 2, 0);
  const names = new Set(parts.map((part) => part.category));
  const categories = [...names].map((name) => {
    const own = parts.filter((part) => part.category === name);
    return [name, pooled(own, area)] as const;
  });
  return { ...pooled(parts, area), categories: new Map(categories) };
}

/**
 * The bootstrap interval of αU over all categories. What is resampled are the stretches of spans
 * that overlap, the smallest pieces whose disagreements add up; the expected disagreement, which
 * only whole texts have, is kept, as Hayes and Krippendorff (2007, doi:10.1080/19312450709336664)
 * keep it for α.
 */
export function unitizingInterval(
  texts: readonly MarkedText<Mark>[],
  seed: number,
): Interval | null {
  const shared = sharedTexts(texts);
  const expected = shared.flatMap(partsOf).reduce((sum, part) => sum + part.expected, 0);
  const observed = shared.flatMap(stretches).map(observedIn);
  const alphaOf = (sample: readonly number[]) =>
    expected > 0 ? 1 - sample.reduce((sum, part) => sum + part, 0) / expected : null;
  return bootstrapInterval(observed, alphaOf, seed);
}

/** The disagreement in one category of one text, in squared lengths, for two of its observers. */
interface Part {
  category: string;
  observed: number;
  expected: number;
}

function pooled(parts: readonly Part[], area: number): CategoryAlpha {
  const observed = parts.reduce((sum, part) => sum + part.observed, 0);
  const expected = parts.reduce((sum, part) => sum + part.expected, 0);
  return {
    value: expected > 0 ? 1 - observed / expected : null,
    observedDisagreement: area && observed / area,
    expectedDisagreement: area && expected / area,
  };
}

function partsOf(text: MarkedText<Mark>): Part[] {
  const observers = [...text.marks.values()];
  return categoriesOf(text).map((category) => {
    const units = observers.map((marks) => unitsOf(marks, category));
    return {
      category,
      observed: observedAmong(units),
      expected: expectedAmong(units, text.extent),
    };
  });
}

function categoriesOf({ extent, marks }: MarkedText<Mark>): string[] {
  const all = [...marks.values()].flat();
  for (const { start, end } of all) {
    const shifted = { start: start - extent.start, end: end - extent.start };
    demandInside(shifted, extent.end - extent.start);
  }
  return [...new Set(all.map((mark) => mark.category))];
}

/** An observer's units of a category, in the order of the text, none overlapping another. */
function unitsOf(marks: readonly Mark[], category: string): Span[] {
  return overlapGroups(marks.filter((mark) => mark.category === category)).map((group) => ({
    start: Math.min(...group.map((mark) => mark.start)),
    end: Math.max(...group.map((mark) => mark.end)),
  }));
}

/** The observed disagreement of one stretch; those of all stretches make up that of the text. */
function observedIn(observers: readonly (readonly Mark[])[]): number {
  const categories = [...new Set(observers.flat().map((mark) => mark.category))];
  const unitsIn = (category: string) => observers.map((marks) => unitsOf(marks, category));
  return categories.reduce((sum, category) => sum + observedAmong(unitsIn(category)), 0);
}

/** The mean over all pairs of observers of what their units differ by. */
function observedAmong(observers: readonly (readonly Span[])[]): number {
  let sum = 0;
  for (const [at, one] of observers.entries()) {
    for (const other of observers.slice(at + 1)) sum += differenceOf(one, other);
  }
  return (2 * sum) / (observers.length * (observers.length - 1));
}

/** Two units that overlap differ by how far their ends are apart; one in a gap by its length. */
function differenceOf(one: readonly Span[], other: readonly Span[]): number {
  const groups = overlapGroups([
    ...one.map((unit) => ({ ...unit, first: true })),
    ...other.map((unit) => ({ ...unit, first: false })),
  ]);
  return groups.reduce((sum, group) => sum + differenceWithin(group), 0);
}

/** Units of one observer don't overlap, so in a group of several each overlaps one of the other. */
function differenceWithin(group: readonly (Span & { first: boolean })[]): number {
  const [alone, ...more] = group;
  if (alone && more.length === 0) return lengthOf(alone) ** 2;
  return endsApart(
    group.filter((unit) => unit.first),
    group.filter((unit) => !unit.first),
  );
}

function endsApart(one: readonly Span[], other: readonly Span[]): number {
  let sum = 0;
  for (const unit of one) {
    for (const against of other.filter((candidate) => overlap(unit, candidate))) {
      sum += (unit.start - against.start) ** 2 + (unit.end - against.end) ** 2;
    }
  }
  return sum;
}

/** What the units would differ by, had they been put anywhere in the text at random. */
function expectedAmong(observers: readonly (readonly Span[])[], extent: Span): number {
  const length = lengthOf(extent);
  const units = observers.flat().map(lengthOf);
  const gaps = observers.flatMap((own) => gapsOf(own, extent));
  const whole = observers.length * length;
  const within = units.reduce((sum, unit) => sum + unit * (unit - 1), 0);
  const among = units.reduce((sum, unit) => {
    const onUnits = ((units.length - 1) / 3) * (2 * unit ** 3 - 3 * unit ** 2 + unit);
    return sum + onUnits + unit ** 2 * placesIn(gaps, unit);
  }, 0);
  return (2 * length * among) / (whole * (whole - 1) - within);
}

/** In how many places of the gaps a unit of that length fits. */
function placesIn(gaps: readonly number[], unit: number): number {
  return gaps.reduce((sum, gap) => (gap >= unit ? sum + gap - unit + 1 : sum), 0);
}

/** The lengths of the gaps before, between and after an observer's units. */
function gapsOf(units: readonly Span[], extent: Span): number[] {
  const starts = [...units.map((unit) => unit.start), extent.end];
  const ends = [extent.start, ...units.map((unit) => unit.end)];
  return starts.map((start, at) => start - (ends[at] ?? start));
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
