import { overlap, type Span, snap } from '../span.js';
import { closeMatches, finished } from './close-matches.js';
import { editDistance } from './edit-distance.js';
import type { GramIndex } from './gram-index.js';
import { likelyPlaces } from './likely-places.js';
import type { Quote } from './quote.js';
import { readingOfCloseCopy, type Sought, slackUnits } from './quote-reading.js';
import { wordsOf } from './sentence-words.js';
import { foldedWord } from './turning-words.js';

/*
 * A quote that reads like one place may have been taken from another, where errors came in since. Which it
 * was nobody can say where more stands beside that place than stands there by chance: two texts that say
 * different things have a third of their letters in common.
 */

/** So much on each side of a quote tells two places apart. */
const sideUnits = 32;

/** Of a longer quote no more than its beginning is looked for. */
const headUnits = 128;

/** So much on each side of the place that was found is read. */
const besideUnits = 512;

/** Elsewhere a place is read where so much speaks for it as for the likeliest. */
const leastShare = 1 / 10;

/** A quote with what stood around it may stand where no more of its units are others: by chance two thirds are. */
const mostErrors = 0.4;

/** The same of what stood around it alone: where one side is another text, half of the other has to stand. */
const mostErrorsAround = 0.45;

/** A side is looked for in so much more on each end than it takes. */
const loosenessUnits = 12;

interface Search extends Sought {
  index: GramIndex;
}

/** What is looked for of a quote: what stood nearest around it, and that with the quote or its beginning. */
interface Pattern {
  before: string;
  after: string;
  whole: string;
}

/**
 * The places, in no order, that may be the quote's as well as the one that was found. Where that has all that
 * stood around the quote to the letter, only those count in which the same words were misspelt, and where it has all that
 * stood before it, none that has another figure there: lines of a list are alike too. A quote of which less is known than what stood on one side has none. Takes a bounded time for
 * any text, and yields between short pieces of work.
 */
export function* rivalPlaces(search: Search, found: Span): Generator<undefined, Span[]> {
  const { text, quote } = search;
  const pattern = patternOf(quote);
  if (pattern.before.length + pattern.after.length < sideUnits) return [];
  const isWhole = {
    before: text.startsWith(quote.prefix, found.start - quote.prefix.length),
    after: text.startsWith(quote.suffix, found.end),
  };
  const rivals: Span[] = [];
  for (const stretch of stretchesToRead(search, pattern, found)) {
    const start = yield* likestIn(search, stretch, pattern);
    if (start === null) continue;
    const reads = text.slice(start, start + pattern.whole.length);
    if (isWhole.before && isWhole.after && !isMisspelt(pattern.whole, reads)) continue;
    const span = spanAt(search, start + pattern.before.length);
    if (!span || (isWhole.before && hasOtherFigure(text, quote.prefix, span))) continue;
    if (![found, ...rivals].some((other) => overlap(other, span))) rivals.push(span);
  }
  return rivals;
}

function patternOf({ prefix, exact, suffix }: Quote): Pattern {
  const [before, after] = [prefix.slice(-sideUnits), suffix.slice(0, sideUnits)];
  const head = exact.slice(0, headUnits);
  return { before, after, whole: before + head + (head === exact ? after : '') };
}

/** Right before and behind the place that was found, and wherever else the quote may begin. */
function stretchesToRead({ text, quote, index }: Search, { whole }: Pattern, found: Span): Span[] {
  const { prefix, exact, suffix } = quote;
  const before = Math.max(0, found.start - exact.length - besideUnits);
  const within = Math.max(0, prefix.length - sideUnits);
  const elsewhere = likelyPlaces(index, prefix + exact + suffix, null, leastShare)
    .map((place) => place + within)
    .map((place) => ({
      start: Math.max(0, place - slackUnits),
      end: place + whole.length + slackUnits,
    }));
  return [
    { start: before, end: Math.min(found.start, before + 2 * besideUnits) },
    { start: found.end, end: Math.min(text.length, found.end + besideUnits + whole.length) },
    ...elsewhere.filter((stretch) => !overlap(stretch, found)),
  ];
}

/** Where a pattern begins in a stretch in which it stands with few errors; null where it does not. */
function* likestIn(
  { text, quote }: Search,
  { start, end }: Span,
  { before, after, whole }: Pattern,
): Generator<undefined, number | null> {
  const maxErrors = Math.floor(whole.length * mostErrors);
  const stretch = text.slice(start, end);
  const [likest] = yield* closeMatches(stretch, { pattern: whole, maxErrors, maxMatches: 1 });
  if (!likest) return null;
  const at = start + likest.start;
  const ends = at + before.length + quote.exact.length;
  const drift = Math.floor(quote.exact.length / 8);
  const sides = [errorsOf(text, before, at, 0), errorsOf(text, after, ends, drift)];
  const known = sides.filter((errors) => errors !== null);
  const sum = known.reduce((all, errors) => all + errors, 0);
  return sum <= known.length * mostErrorsAround ? at : null;
}

/** The share of a side's units that are others about where it would begin; null where nothing stood there. */
function errorsOf(text: string, side: string, at: number, drift: number): number | null {
  if (side === '') return null;
  const slack = loosenessUnits + drift;
  const stretch = text.slice(Math.max(0, at - slack), at + side.length + slack);
  const sought = { pattern: side, maxErrors: side.length, maxMatches: 1 };
  const [likest] = finished(closeMatches(stretch, sought));
  return (likest?.errors ?? side.length) / side.length;
}

/** Shorter words are hardly told from others with a letter changed. */
const shortestWord = 4;

/** Whether a word of one wording reads, misspelt, in another, or some that ran together. */
function isMisspelt(was: string, now: string): boolean {
  const [older, newer] = [wholeWords(was), wholeWords(now)];
  const gone = older.filter((word) => !newer.includes(word));
  const came = newer.filter((word) => !older.includes(word));
  return (
    isSlip(gone.join(''), came.join('')) ||
    came.some((word) => gone.some((other) => isSlip(other, word)))
  );
}

/** Whether another figure stands nearest before a place than stood before a quote. */
function hasOtherFigure(text: string, before: string, { start }: Span): boolean {
  const now = text.slice(Math.max(0, start - before.length), start);
  const [older, newer] = [before, now].map((side) => wordsOf(side).findLast(isFigure));
  return older !== undefined && newer !== undefined && older !== newer;
}

function isFigure(word: string): boolean {
  return /^\p{N}+$/u.test(word);
}

function isSlip(one: string, other: string): boolean {
  if (Math.min(one.length, other.length) < shortestWord) return false;
  const most = Math.floor(Math.max(one.length, other.length) / 3);
  return Number.isFinite(editDistance(one, other, most));
}

/** The words of a wording that is cut anywhere, figures left out. */
function wholeWords(wording: string): string[] {
  return wordsOf(wording)
    .slice(1, -1)
    .filter((word) => !/\p{N}/u.test(word))
    .map(foldedWord);
}

/** What reads like the quote from about a place on. */
function spanAt(sought: Sought, start: number): Span | null {
  const end = Math.min(sought.text.length, start + sought.quote.exact.length);
  const reading = readingOfCloseCopy(sought, { start, end });
  return reading && reading.kept > 0 ? reading.span : snap(sought.text, { start, end });
}
