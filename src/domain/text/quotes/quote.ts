import { finished } from '../../finished.js';
import { clusterAt, demandInside, type Span } from '../span.js';
import { seekOccurrences } from './occurrences.js';

export {
  closestTo,
  locate,
  locateInTurns,
  type Passage,
  type PassageLocation,
} from './passage.js';

/** A span described so that it can be found again: the TextQuoteSelector of W3C Web Annotation. */
export interface Quote {
  exact: string;
  /** The text right before it; empty at the beginning of the text. */
  prefix: string;
  /** The text right after it; empty at the end of the text. */
  suffix: string;
}

/** Where a quote stands in a text; where that is not what it was, why, in a sentence, if it is known. */
export type Placement =
  | { kind: 'exact'; span: Span }
  | { kind: 'moved'; span: Span }
  | { kind: 'changed'; span: Span; was: string; now: string; reason?: string | null }
  | { kind: 'ambiguous'; candidates: Span[]; reason?: string | null }
  | { kind: 'missing'; reason?: string | null };

/** Half a line on each side tells most quotes apart. */
const shortContextUnits = 32;

/** A quote that needs more than this on each side is one of the copies of a repeated passage. */
const longContextUnits = 256;

/**
 * Describes a span of a text. The context on each side is 32 units, doubled until the quote with
 * its context stands once, at most to 256; it cuts no grapheme cluster and may so be a little
 * shorter. Throws RangeError for a span outside the text.
 */
export function describe(text: string, span: Span): Quote {
  return finished(describeInTurns(text, span));
}

/** The same, for those who let others have their turn: it yields between short pieces of work. */
export function* describeInTurns(text: string, span: Span): Generator<undefined, Quote> {
  demandInside(span, text.length);
  let size = shortContextUnits;
  while (size < longContextUnits && !(yield* standsOnce(text, quoteAt(text, span, size))))
    size *= 2;
  return quoteAt(text, span, size);
}

/** Describes a span by the half line on each side of it, whether that tells it from others or not. */
export function quoteAround(text: string, span: Span): Quote {
  demandInside(span, text.length);
  return quoteAt(text, span, shortContextUnits);
}

function quoteAt(text: string, { start, end }: Span, size: number): Quote {
  const from = clusterAt(text, Math.max(0, start - size)).end;
  const to = clusterAt(text, Math.min(text.length, end + size)).start;
  return {
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, Math.max(end, to)),
  };
}

function* standsOnce(
  text: string,
  { exact, prefix, suffix }: Quote,
): Generator<undefined, boolean> {
  return (yield* seekOccurrences(text, prefix + exact + suffix, 2)).length === 1;
}
