import { clusterAt, demandInside, overlap, type Span } from '../span.js';
import { finished } from './close-matches.js';
import { closeReadings, type Joints, jointsOf, sidesThatFit } from './close-reading.js';
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

/** More places than this are not listed: nobody would choose among them. */
const maxPlaces = 200;

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

/**
 * Finds a quote in a text, which may be another edition than the one it was taken from. The stored
 * position, null when there is none, is a hint: it counts only where the text reads `exact`.
 *
 * - *exact*: it does.
 * - *moved*: `exact` stands elsewhere; once, or once with its context.
 * - *changed*: `exact` is gone, and one close reading stands where its context puts it.
 * - *ambiguous*: two or more places fit about as well. They are listed in the order of the text.
 * - *missing*: nothing close.
 *
 * Likeness alone is never enough: a similar sentence in another context leaves the quote missing.
 */
export function find(text: string, quote: Quote, position: Span | null): Placement {
  return finished(findInTurns(text, quote, position));
}

/** The same, for those who let others have their turn: it yields between short pieces of work. */
export function* findInTurns(
  text: string,
  quote: Quote,
  position: Span | null,
): Generator<undefined, Placement> {
  const { exact } = quote;
  if (exact === '') return { kind: 'missing' };
  if (position && isAt(position, exact, text)) {
    return { kind: 'exact', span: { start: position.start, end: position.end } };
  }
  const places = yield* placesInContext(text, quote);
  return places.length > 0 ? movedTo(places) : yield* findByParts(text, quote);
}

/** Whether these are the words there: asked for each of thousands, without a string made for it. */
function isAt({ start, end }: Span, words: string, text: string): boolean {
  return end - start === words.length && text.startsWith(words, start);
}

/** Where a quote stands whose context is no longer whole, by what is left of either. */
function* findByParts(text: string, quote: Quote): Generator<undefined, Placement> {
  const places = yield* placesOfWording(text, quote);
  if (places.length === maxPlaces) return { kind: 'ambiguous', candidates: places };
  const joints = yield* jointsOf(text, quote.prefix, quote.suffix);
  const readings = (yield* closeReadings(text, quote.exact, joints)).filter(
    (reading) => !places.some((place) => overlap(place, reading)),
  );
  const [reading] = readings;
  if (places.length === 0 && reading && readings.length === 1) {
    const now = text.slice(reading.start, reading.end);
    return { kind: 'changed', span: reading, was: quote.exact, now };
  }
  // A changed wording in the old place makes the old wording elsewhere doubtful: both are listed.
  return movedTo([...bestInContext(places, joints), ...readings]);
}

function movedTo(places: readonly Span[]): Placement {
  const [first, ...rivals] = places;
  if (!first) return { kind: 'missing' };
  if (rivals.length === 0) return { kind: 'moved', span: first };
  return { kind: 'ambiguous', candidates: places.toSorted((a, b) => a.start - b.start) };
}

function* placesInContext(
  text: string,
  { exact, prefix, suffix }: Quote,
): Generator<undefined, Span[]> {
  const place = (at: number) => spanAt(at + prefix.length, exact);
  const isWhole = (at: number) => uncut(text, place(at));
  const found = yield* seekOccurrences(text, prefix + exact + suffix, maxPlaces, isWhole);
  return found.map(place);
}

/**
 * Where `exact` stands, whatever is around it. Where the quote ended with a word, so must the
 * place: "rebel" does not stand in "rebellion".
 */
function* placesOfWording(
  text: string,
  { exact, prefix, suffix }: Quote,
): Generator<undefined, Span[]> {
  const mayJoinLeft = prefix === '' || joins(prefix, exact);
  const mayJoinRight = suffix === '' || joins(exact, suffix);
  const stands = (at: number) => {
    const span = spanAt(at, exact);
    if (!mayJoinLeft && joins(text.slice(0, span.start), exact)) return false;
    if (!mayJoinRight && joins(exact, text.slice(span.end))) return false;
    return uncut(text, span);
  };
  const found = yield* seekOccurrences(text, exact, maxPlaces, stands);
  return found.map((at) => spanAt(at, exact));
}

/** The places beside which most of the context stands; all of them where it stands nowhere. */
function bestInContext(places: readonly Span[], joints: Joints): Span[] {
  const most = Math.max(...places.map((place) => sidesThatFit(place, joints)));
  return places.filter((place) => sidesThatFit(place, joints) === most);
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

function spanAt(start: number, exact: string): Span {
  return { start, end: start + exact.length };
}

function uncut(text: string, { start, end }: Span): boolean {
  return clusterAt(text, start).start === start && clusterAt(text, end).start === end;
}

/** Whether a word runs on from one text into the other. */
function joins(left: string, right: string): boolean {
  return /[\p{L}\p{M}\p{N}]$/u.test(left.slice(-2)) && /^[\p{L}\p{M}\p{N}]/u.test(right);
}
