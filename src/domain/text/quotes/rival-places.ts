import { finished } from '../../finished.js';
import { editDistance } from '../edit-distance.js';
import { overlap, type Span, snap } from '../span.js';
import { changedWords } from '../turning/changed-words.js';
import { wordsOf } from '../turning/sentence-words.js';
import { closeMatches } from './close-matches.js';
import type { GramIndex } from './gram-index.js';
import { likelyPlaces } from './likely-places.js';
import type { Quote } from './quote.js';
import { readingOfCloseCopy, type SoughtQuote, slackUnits } from './quote-reading.js';
import { isWithinWord } from './standing.js';

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

interface Search extends SoughtQuote {
  index: GramIndex;
}

/** What is looked for of a quote: what stood nearest around it, and that with the quote or its beginning. */
interface Pattern {
  before: string;
  after: string;
  whole: string;
}

/**
 * The places, in no order, that may be the quote's as well as the one that was found. Where that is changed, only those count
 * that read no worse. Where it has all that stood around the quote to the letter, and where one side is all that a place has of
 * that, only those in which words are misspelt; and none has another figure before it where the one that was found has the
 * quote's: lines of a list are alike too. A quote of which less is known than what stood on one side has none. Takes a bounded
 * time for any text, and yields between short pieces of work.
 */
export function* rivalPlaces(
  search: Search,
  found: Span,
  isChanged: boolean,
): Generator<undefined, Span[]> {
  const { text, quote } = search;
  const pattern = patternOf(quote);
  if (pattern.before.length + pattern.after.length < sideUnits) return [];
  const isWhole = {
    before: text.startsWith(quote.prefix, found.start - quote.prefix.length),
    after: text.startsWith(quote.suffix, found.end),
  };
  const hasOwnFigure =
    isWhole.before || (isChanged && figureBefore(text, quote.prefix, found) !== 'another');
  const most = isChanged ? yield* errorsAt(search, found, pattern) : Number.POSITIVE_INFINITY;
  const rivals: Span[] = [];
  for (const stretch of stretchesToRead(search, pattern, found)) {
    const likest = yield* likestIn(search, stretch, pattern);
    if (likest === null || likest.errors > most) continue;
    const span = spanAt(search, likest.start + pattern.before.length);
    if (!span || [found, ...rivals].some((other) => overlap(other, span))) continue;
    const figure = hasOwnFigure ? figureBefore(text, quote.prefix, span) : 'its own';
    if (figure === 'another') continue;
    const isDoubted =
      (isWhole.before && isWhole.after) || !likest.isAround || figure === 'perhaps damaged';
    if (isDoubted && !(yield* isMisspelt(search, likest, pattern))) continue;
    rivals.push(span);
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

/** Where a pattern reads likest in a stretch. */
interface Likest {
  start: number;
  /** How many of its units are others there. */
  errors: number;
  /** Whether both of its sides stand there as well, or one and the quote alone. */
  isAround: boolean;
}

/** How many units of a pattern are others at the place that was found. */
function* errorsAt(
  search: Search,
  { start, end }: Span,
  pattern: Pattern,
): Generator<undefined, number> {
  const around = {
    start: Math.max(0, start - pattern.before.length - slackUnits),
    end: end + pattern.after.length + slackUnits,
  };
  return (yield* likestIn(search, around, pattern))?.errors ?? Number.POSITIVE_INFINITY;
}

/** Where a pattern stands in a stretch with few errors; null where it does not. */
function* likestIn(
  { text, quote }: Search,
  { start, end }: Span,
  { before, after, whole }: Pattern,
): Generator<undefined, Likest | null> {
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
  return { start: at, errors: likest.errors, isAround: sum <= known.length * mostErrorsAround };
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

/** A single letter tells nothing of the word that it was. */
const shortestWord = 2;

/**
 * Whether a word of the pattern, or some that ran together or fell apart, reads misspelt where it is likest: as one that stands
 * nowhere else in the text. Words that are like each other stand in any two lines of a list.
 */
function* isMisspelt(
  { text, index }: Search,
  { start }: Likest,
  { whole }: Pattern,
): Generator<undefined, boolean> {
  const end = start + whole.length;
  for (const { was, now, word } of cutWords(text, whole, { start, end }))
    if (isSlip(was, now) && (yield* standsOnce(text, index, word))) return true;
  const [older, newer] = [wholeWords(whole), wholeWords(text.slice(start, end))];
  for (const { was, now } of changedWords(older, newer)) {
    const gone = older.slice(was.start, was.end);
    const came = newer.slice(now.start, now.end);
    const isParted = isSlip(gone.join(''), came.join(''));
    for (const word of came) {
      if (!isParted && !gone.some((other) => isSlip(other, word))) continue;
      if (yield* standsOnce(text, index, word)) return true;
    }
  }
  return false;
}

function* standsOnce(text: string, index: GramIndex, word: string): Generator<undefined, boolean> {
  const isWhole = (at: number) => !isWithinWord(text, at) && !isWithinWord(text, at + word.length);
  return (yield* index.occurrences(word, 2, isWhole)).length === 1;
}

/** Of the words that the ends of a pattern cut, those that read otherwise in a stretch of a text, and whole there. */
function cutWords(text: string, pattern: string, { start, end }: Span) {
  const first = /^\p{L}+/u.exec(pattern)?.[0] ?? '';
  const last = /\p{L}+$/u.exec(pattern)?.[0] ?? '';
  const [opening, closing] = [wordAt(text, start), wordAt(text, end)];
  return [
    { was: first, now: opening.slice(-first.length), word: opening },
    { was: last, now: closing.slice(0, last.length), word: closing },
  ].filter(({ was, now }) => was !== '' && was !== now);
}

/** No longer word is read on either side of a place. */
const maxWordUnits = 40;

function wordAt(text: string, at: number): string {
  const before = /\p{L}*$/u.exec(text.slice(Math.max(0, at - maxWordUnits), at))?.[0] ?? '';
  const after = /^\p{L}*/u.exec(text.slice(at, at + maxWordUnits))?.[0] ?? '';
  return before + after;
}

/** Which figure stands nearest before a place, by that which stood before a quote: a shorter one may be whole, or damaged. */
function figureBefore(
  text: string,
  before: string,
  { start }: Span,
): 'its own' | 'perhaps damaged' | 'another' {
  const now = text.slice(Math.max(0, start - before.length), start);
  const [older, newer] = [before, now].map((side) => wordsOf(side).findLast(hasDigit));
  if (older === undefined || newer === undefined || older === newer) return 'its own';
  return isDamagedFigure(older, newer) ? 'perhaps damaged' : 'another';
}

/** Whether a figure is another one in which digits are missing, or into which letters came. */
function isDamagedFigure(was: string, now: string): boolean {
  let at = 0;
  for (const digit of now.replace(/[^\p{N}]+/gu, '')) {
    at = was.indexOf(digit, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isSlip(was: string, now: string): boolean {
  const [one, other] = [was.toLowerCase(), now.toLowerCase()];
  if (Math.min(one.length, other.length) < shortestWord) return false;
  const most = Math.floor(Math.max(one.length, other.length) / 2);
  return Number.isFinite(editDistance(one, other, most));
}

function hasDigit(word: string): boolean {
  return /\p{N}/u.test(word);
}

/** The words of a wording that is cut anywhere, figures left out. */
function wholeWords(wording: string): string[] {
  return wordsOf(wording)
    .slice(1, -1)
    .filter((word) => !hasDigit(word));
}

/** What reads like the quote from about a place on; null where nothing follows it. */
function spanAt(sought: SoughtQuote, start: number): Span | null {
  if (start >= sought.text.length) return null;
  const end = Math.min(sought.text.length, start + sought.quote.exact.length);
  const reading = readingOfCloseCopy(sought, { start, end });
  return reading && reading.kept > 0 ? reading.span : snap(sought.text, { start, end });
}
