import type { Span } from '../text/span.js';
import { bootstrapInterval, type Interval } from './bootstrap.js';
import { type MarkedText, sharedTexts, stretches } from './marked-text.js';
import { matchSpans } from './span-matching.js';

/** When two spans count as matched: by the same bounds, or by any overlap. */
export type Match = 'exact' | 'overlapping';

/**
 * The span F1 of observers who are each other's equals: 2m / (a + b), where a and b are how many
 * spans the one and the other marked and m how many of them match one to one (Hripcsak and
 * Rothschild 2005, doi:10.1197/jamia.M1733). Overlapping spans match as matchSpans has it. It is
 * counted over all texts that both read; of more than two observers it is the mean over the pairs.
 * From 0 to 1; null where no two marked anything.
 */
export function spanF1(texts: readonly MarkedText[], match: Match): number | null {
  return meanF1(talliesOf(texts, match));
}

/** The bootstrap interval of that F1, by resampling the stretches of spans that overlap. */
export function spanF1Interval(
  texts: readonly MarkedText[],
  match: Match,
  seed: number,
): Interval | null {
  return bootstrapInterval(talliesOf(texts, match), meanF1, seed);
}

/** What two observers did in one stretch: a + b and m. */
interface Tally {
  pair: string;
  marked: number;
  matched: number;
}

/** For each stretch the tallies of all pairs of which either marked anything there. */
function talliesOf(texts: readonly MarkedText[], match: Match): Tally[][] {
  return sharedTexts(texts).flatMap((text) => {
    const observers = [...text.marks.keys()];
    return stretches(text).map((stretch) => talliesIn(observers, stretch, match));
  });
}

function talliesIn(
  observers: readonly string[],
  stretch: readonly (readonly Span[])[],
  match: Match,
): Tally[] {
  const everyTwo = stretch.flatMap((one, at) =>
    stretch.slice(at + 1).map((other, beyond) => ({
      pair: [observers[at], observers[at + 1 + beyond]].sort().join('\n'),
      marked: one.length + other.length,
      matched: matchedAmong(one, other, match),
    })),
  );
  return everyTwo.filter((tally) => tally.marked > 0);
}

/** The best match by overlap holds every match by bounds that there can be. */
function matchedAmong(one: readonly Span[], other: readonly Span[], match: Match): number {
  const { pairs } = matchSpans(one, other);
  return match === 'overlapping' ? pairs.length : pairs.filter(sameBounds).length;
}

function sameBounds({ one, other }: { one: Span; other: Span }): boolean {
  return one.start === other.start && one.end === other.end;
}

function meanF1(sample: readonly (readonly Tally[])[]): number | null {
  const sums = new Map<string, { marked: number; matched: number }>();
  for (const tallies of sample) {
    for (const { pair, marked, matched } of tallies) {
      const sum = sums.get(pair);
      if (sum) {
        sum.marked += marked;
        sum.matched += matched;
      } else sums.set(pair, { marked, matched });
    }
  }
  const figures = [...sums.values()].map(({ marked, matched }) => (2 * matched) / marked);
  return figures.length > 0 ? figures.reduce((sum, f1) => sum + f1, 0) / figures.length : null;
}
