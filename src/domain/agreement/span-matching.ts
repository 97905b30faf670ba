import { overlap, type Span } from '../text/span.js';
import { assignment } from './assignment.js';
import { byPosition, groupsByObserver } from './span-groups.js';

/** How alike two annotations are beside their places, from 0 to 1. */
type Likeness<S> = (one: S, other: S) => number;

/** Which spans of one observer stand for which of another; all in the order of the text. */
interface Matching<S> {
  pairs: { one: S; other: S }[];
  onlyOne: S[];
  onlyOther: S[];
}

/** Beyond these steps, 460 spans on each side that hang together, the best match is too slow. */
const maxSteps = 100_000_000;

/**
 * Matches the spans of two observers one to one, so that the matched ones overlap by the greatest
 * total. Of equal totals it prefers the same bounds, then closer bounds and the more alike.
 * Only where several hundred spans of each hang together by overlaps are the longest overlaps
 * taken first instead, which gives at least half of the greatest total.
 */
export function matchSpans<S extends Span>(
  one: readonly S[],
  other: readonly S[],
  likeness: Likeness<S> = () => 0,
): Matching<S> {
  const matched: Matching<S> = { pairs: [], onlyOne: [], onlyOther: [] };
  for (const [ones = [], others = []] of groupsByObserver([one, other])) {
    const places = partners(ones, others, likeness);
    for (const [at, span] of ones.entries()) {
      const partner = others[places[at] ?? nobody];
      if (partner) matched.pairs.push({ one: span, other: partner });
      else matched.onlyOne.push(span);
    }
    const taken = new Set(places);
    matched.onlyOther.push(...others.filter((_, at) => !taken.has(at)));
  }
  return matched;
}

/**
 * Matches the spans of any number of observers: rows, in the order of the text, in which each
 * observer has one span or null. Every two observers are matched as by matchSpans; then the pairs
 * are joined to rows, the longest overlaps first, where that gives no observer two spans in a row
 * and every two spans of a row overlap.
 */
export function alignSpans<S extends Span>(
  observers: readonly (readonly S[])[],
  likeness: Likeness<S> = () => 0,
): (S | null)[][] {
  const owned = observers.map((own) =>
    own.map((span) => ({ start: span.start, end: span.end, span })),
  );
  const rowOf = new Map<Span, Row<Span & { span: S }>>();
  for (const [observer, own] of owned.entries()) {
    for (const span of own) rowOf.set(span, new Map([[observer, span]]));
  }
  for (const { one, other } of pairsOfAll(owned, (a, b) => likeness(a.span, b.span))) {
    const joined = joinRows(rowOf.get(one), rowOf.get(other));
    for (const span of joined.values()) rowOf.set(span, joined);
  }
  return [...new Set(rowOf.values())]
    .sort((row, next) => byPosition(extentOf(row), extentOf(next)))
    .map((row) => owned.map((_, observer) => row.get(observer)?.span ?? null));
}

/** Where a span has no partner. */
const nobody = -1;

/** For each of the one's spans the place of its partner among the other's. */
function partners<S extends Span>(
  one: readonly S[],
  other: readonly S[],
  likeness: Likeness<S>,
): number[] {
  if (one.length > other.length) {
    const places = partners(other, one, (b, a) => likeness(a, b));
    return one.map((_, at) => places.indexOf(at));
  }
  const weigh = (a: S, b: S) => weightOf(a, b, likeness, one.length);
  const fits = one.length ** 2 * other.length <= maxSteps;
  const places = fits
    ? assignment(one.map((a) => other.map((b) => weigh(a, b))))
    : longestFirst(one, other, weigh);
  return places.map((place, at) => {
    const [a, b] = [one[at], other[place]];
    return a && b && overlap(a, b) ? place : nobody;
  });
}

/** The overlap, and a fraction to decide between equals that no sum over the rows makes a unit. */
function weightOf<S extends Span>(one: S, other: S, likeness: Likeness<S>, rows: number): number {
  const common = overlapOf(one, other);
  if (common === 0) return 0;
  const union = Math.max(one.end, other.end) - Math.min(one.start, other.start);
  const closeness = common === union ? 1 : common / union / 2;
  return common + (5 * closeness + likeness(one, other)) / 6 / (rows + 1);
}

function overlapOf(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

/** Spans in the order of the text. */
function longestFirst<S extends Span>(
  one: readonly S[],
  other: readonly S[],
  weigh: (a: S, b: S) => number,
): number[] {
  const options: { row: number; place: number; weight: number }[] = [];
  for (const [row, a] of one.entries()) {
    for (const [place, b] of other.entries()) {
      if (b.start >= a.end) break;
      if (overlap(a, b)) options.push({ row, place, weight: weigh(a, b) });
    }
  }
  const places = one.map(() => nobody);
  const taken = new Set<number>();
  for (const { row, place } of options.sort((best, next) => next.weight - best.weight)) {
    if (places[row] !== nobody || taken.has(place)) continue;
    places[row] = place;
    taken.add(place);
  }
  return places;
}

type Row<S> = ReadonlyMap<number, S>;

/** The matched pairs of every two observers, the longest overlaps first. */
function pairsOfAll<S extends Span>(
  observers: readonly (readonly S[])[],
  likeness: Likeness<S>,
): { one: S; other: S }[] {
  const pairs = observers.flatMap((one, at) =>
    observers.slice(at + 1).flatMap((other) => matchSpans(one, other, likeness).pairs),
  );
  return pairs
    .map((pair) => ({ ...pair, weight: weightOf(pair.one, pair.other, likeness, 1) }))
    .sort((best, next) => next.weight - best.weight);
}

/** Both rows in one if they can be, otherwise the first as it is. */
function joinRows<S extends Span>(one: Row<S> = new Map(), other: Row<S> = new Map()): Row<S> {
  const fit = [...one].every(([observer, span]) =>
    [...other].every(([against, next]) => observer !== against && overlap(span, next)),
  );
  return fit ? new Map([...one, ...other]) : one;
}

function extentOf(row: Row<Span>): Span {
  const spans = [...row.values()];
  return {
    start: Math.min(...spans.map((span) => span.start)),
    end: Math.max(...spans.map((span) => span.end)),
  };
}
