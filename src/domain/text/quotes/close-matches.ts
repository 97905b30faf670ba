import search from 'approx-string-match';
import type { Span } from '../span.js';

interface Match extends Span {
  errors: number;
}

interface Sought {
  pattern: string;
  /** No match has more errors than these. */
  maxErrors: number;
  /** More matches than these are not listed. */
  maxMatches: number;
}

/**
 * The matcher works out the beginning of every match that it finds, which takes longer for a long
 * pattern, so it is given little at once: 512 units for a pattern of 256.
 */
const maxUnits = 2048;
const maxUnitsByPattern = 2 ** 17;

/**
 * The places that read most like a pattern: all with the fewest errors, in ascending order, up to
 * `maxMatches`. Yields between short pieces of work, for those who let others have their turn.
 */
export function* closeMatches(text: string, sought: Sought): Generator<undefined, Match[]> {
  const { pattern, maxErrors, maxMatches } = sought;
  let best: Match[] = [];
  let errors = maxErrors;
  const windowUnits = Math.min(maxUnits, Math.ceil(maxUnitsByPattern / pattern.length));
  for (let from = 0; from < text.length && errors >= 0; from += windowUnits) {
    // A match that ends in this window began no earlier than so many units before it.
    const start = Math.max(0, from - pattern.length - maxErrors);
    const found = search(text.slice(start, from + windowUnits), pattern, errors)
      .map((match) => ({ ...match, start: start + match.start, end: start + match.end }))
      .filter(({ end }) => end > from);
    const [first] = found;
    if (first && first.errors === best[0]?.errors) best = [...best, ...found].slice(0, maxMatches);
    else if (first) best = found.slice(0, maxMatches);
    // Once there are enough, only better ones count.
    const fewest = best[0]?.errors ?? maxErrors;
    errors = best.length < maxMatches ? fewest : fewest - 1;
    yield;
  }
  return best;
}
