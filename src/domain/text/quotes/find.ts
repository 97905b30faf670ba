import { finished } from '../../finished.js';
import { clusterAt, overlap, type Span } from '../span.js';
import {
  hasContext,
  isAccepted,
  isContextElsewhere,
  isRival,
  plainWeightOf,
  weightOf,
} from './fitting.js';
import { GramIndex } from './gram-index.js';
import { likelyPlaces } from './likely-places.js';
import type { Placement, Quote } from './quote.js';
import {
  nearUnits,
  type QuoteReading,
  readingAt,
  readingOfCloseCopy,
  readingOfCopy,
  type SoughtQuote,
  slackUnits,
  tellingUnits,
} from './quote-reading.js';
import { rivalPlaces } from './rival-places.js';
import { isWithinWord } from './standing.js';
import { languageToRead } from './unnamed-language.js';

/*
 * A quote is found by itself where the text that it was taken from is not at hand. Places are proposed
 * by an index of the text; at each of a few the quote with what stood around it is compared with what
 * stands there, and judged by the rule by which annotations are carried over. What stood around it
 * decides between places; the stored position does only where nothing else can.
 */

/** More places than this are not listed: nobody would choose among them. */
const maxPlaces = 200;

/** At so many places the wording itself is compared with what stands around it, those first that fit best. */
const maxCopiesRead = 24;

/** This many units are compared for one quote, but for its best two places: a few milliseconds' work. */
const maxUnitsRead = 2 ** 15;

/** A longer wording, of a hundred pages, is found to the letter only: to compare it would hold everybody up. */
const maxComparedUnits = 2 ** 18;

/** A place that is one of many is read where so much beside it is what stood beside the quote. */
const leastFitUnits = 6;
const fitShare = 1 / 3;

/** Finds quotes in one text, by their stored positions where they have one. */
type Finder = (quote: Quote, position: Span | null) => Generator<undefined, Placement>;

/**
 * Finds a quote in a text, which may be another edition than the one it was taken from. The stored
 * position, null when there is none, is a hint: it counts only where the text reads `exact`.
 * `language` (BCP 47, null if it isn't known) says by which words a sentence is turned.
 *
 * - *exact*: it stands there, and nothing beside it turns it.
 * - *moved*: the same elsewhere, where its context puts it, or once at all where that stands nowhere.
 * - *changed*: a close reading stands where the context puts it, or its own words do, but turned.
 * - *ambiguous*: several places fit about as well, or its words stand elsewhere than its context; in their order.
 * - *missing*: nothing close.
 *
 * Likeness alone is never enough: a similar sentence in another context leaves the quote missing.
 */
export function find(
  text: string,
  quote: Quote,
  position: Span | null,
  language: string | null = null,
): Placement {
  return finished(finderIn(text, language)(quote, position));
}

/**
 * The same for many quotes of one text, which is read once; each yields between short pieces of work.
 * `told` is told how many units are compared.
 */
export function finderIn(
  text: string,
  language: string | null,
  told?: (units: number) => void,
): Finder {
  let read: Pick<Search, 'index' | 'language'> | null = null;
  return function* (quote, position) {
    if (quote.exact === '') return { kind: 'missing' };
    if (position && standsAt(text, quote, position))
      return placedAt(spanAt(position.start, quote.exact), position);
    read ??= { index: yield* GramIndex.of(text), language: languageToRead(language, text) };
    const search = { text, quote, ...read, told };
    const whole = yield* placesInContext(text, quote, read.index);
    const found = whole.length > 0 ? among(whole, position) : yield* findByParts(search, position);
    if (!('span' in found)) return found;
    const isChanged = found.kind === 'changed';
    const rivals = yield* rivalPlaces(search, found.span, isChanged);
    return isChanged && rivals.length === 0 ? found : among([found.span, ...rivals], position);
  };
}

/** A quote that is looked for by the stretches of the text. */
interface Search extends SoughtQuote {
  index: GramIndex;
}

function* findByParts(search: Search, position: Span | null): Generator<undefined, Placement> {
  const copies = yield* copiesOf(search.text, search.quote, search.index);
  const readings: QuoteReading[] = [];
  for (const start of placesToRead(search, copies, position)) {
    const reading = readingAt(search, start);
    if (reading && !readings.some((other) => isSame(other, reading))) readings.push(reading);
    yield;
  }
  const accepted = readings.filter((reading) => isAccepted(reading, search));
  const [best, ...others] = accepted.sort((one, other) => weightOf(other) - weightOf(one));
  // Where its context stands without it, its words elsewhere are another's.
  if (!best || isContextElsewhere(readings, best))
    return withoutContext(search, copies, readings, position);
  others.push(...betterBeside(search, copies, best));
  return chosen(search, { best, others, copies }, position);
}

/**
 * Copies of the words so close to the best place that they were read together with it, and around which more stands
 * of what stood around the quote.
 */
function betterBeside(search: Search, copies: readonly Span[], best: QuoteReading): QuoteReading[] {
  const isClose = ({ start }: Span) =>
    Math.abs(start - best.span.start) < wholeLength(search.quote);
  return copies
    .filter((copy) => isClose(copy) && !overlap(copy, best.span))
    .slice(0, maxCopiesRead)
    .flatMap((copy) => readingOfCloseCopy(search, copy) ?? [])
    .filter((each) => isAccepted(each, search) && plainWeightOf(each) > plainWeightOf(best));
}

function wholeLength({ prefix, exact, suffix }: Quote): number {
  return prefix.length + exact.length + suffix.length + slackUnits;
}

/** The best place of several, unless others are about as good. */
function chosen(
  { text, quote }: Search,
  {
    best,
    others,
    copies,
  }: { best: QuoteReading; others: readonly QuoteReading[]; copies: readonly Span[] },
  position: Span | null,
): Placement {
  const { span, standing } = best;
  const now = text.slice(span.start, span.end);
  const rivals = others.filter((other) => isRival(other, best)).map((other) => other.span);
  // A changed wording in the old place makes the old wording elsewhere doubtful: both are listed.
  if (!now.includes(quote.exact) && quote.exact.length >= tellingUnits) rivals.push(...copies);
  // What stands beside one of two copies is the other one's, and speaks for neither.
  if (!best.hasWholeSide && quote.exact.length >= tellingUnits)
    rivals.push(...copies.filter((copy) => isBeside(copy, span)));
  const elsewhere = rivals.filter((rival) => !overlap(rival, span));
  if (elsewhere.length > 0) return among([span, ...elsewhere], position);
  if (standing.kind === 'changed') return standing;
  if (now === quote.exact) return placedAt(span, position);
  return { kind: 'changed', span, was: quote.exact, now, reason: 'It is set with other signs.' };
}

function isBeside(copy: Span, { start, end }: Span): boolean {
  return copy.end >= start - nearUnits && copy.start <= end + nearUnits;
}

/** What can't be placed by what stood around it: by its words alone, where they stand once and that nowhere. */
function withoutContext(
  search: Search,
  copies: readonly Span[],
  readings: readonly QuoteReading[],
  position: Span | null,
): Placement {
  const [only, ...others] = copies;
  if (!only) return { kind: 'missing' };
  const isTold = search.quote.exact.length >= tellingUnits && !readings.some(hasContext);
  if (others.length > 0 || !isTold) return { kind: 'ambiguous', candidates: [...copies] };
  const { standing } = readingOfCopy(search, only);
  return standing.kind === 'changed' ? standing : placedAt(only, position);
}

function among(places: readonly Span[], position: Span | null): Placement {
  const [first, ...rivals] = places;
  if (!first) return { kind: 'missing' };
  if (rivals.length === 0) return placedAt(first, position);
  return { kind: 'ambiguous', candidates: places.toSorted((a, b) => a.start - b.start) };
}

function placedAt(span: Span, position: Span | null): Placement {
  const isThere = position?.start === span.start && position.end === span.end;
  return { kind: isThere ? 'exact' : 'moved', span };
}

/** Whether the words stand there with all that stood around them, or whole where nothing is said of that. */
export function standsAt(
  text: string,
  { exact, prefix, suffix }: Quote,
  { start, end }: Span,
): boolean {
  if (exact === '' || end - start !== exact.length || !text.startsWith(exact, start)) return false;
  if (prefix === '' && suffix === '') return isWhole(text, { start, end });
  return (
    start >= prefix.length &&
    text.startsWith(prefix, start - prefix.length) &&
    text.startsWith(suffix, end)
  );
}

function* placesInContext(
  text: string,
  quote: Quote,
  index: GramIndex,
): Generator<undefined, Span[]> {
  const { exact, prefix, suffix } = quote;
  const place = (at: number) => spanAt(at + prefix.length, exact);
  const isBare = prefix === '' && suffix === '';
  const stands = (at: number) => (isBare ? isWhole(text, place(at)) : isUncut(text, place(at)));
  return (yield* index.occurrences(prefix + exact + suffix, maxPlaces, stands)).map(place);
}

/** Where the words stand, whatever is around them; where a word ended with them, so must it there. */
function* copiesOf(text: string, quote: Quote, index: GramIndex): Generator<undefined, Span[]> {
  const { exact, prefix, suffix } = quote;
  const whole = prefix + exact + suffix;
  const mayCutFirst = isWithinWord(whole, prefix.length);
  const mayCutLast = isWithinWord(whole, prefix.length + exact.length);
  const stands = (at: number) => {
    const span = spanAt(at, exact);
    if (!mayCutFirst && isWithinWord(text, span.start)) return false;
    if (!mayCutLast && isWithinWord(text, span.end)) return false;
    return isUncut(text, span);
  };
  return (yield* index.occurrences(exact, maxPlaces, stands)).map((at) => spanAt(at, exact));
}

/** Where the quote with its context may begin, the old position first. */
function placesToRead(
  { text, quote, index }: Search,
  copies: readonly Span[],
  position: Span | null,
): number[] {
  const { prefix, exact, suffix } = quote;
  const whole = prefix + exact + suffix;
  if (whole.length > maxComparedUnits) return [];
  const expected = position && position.start - prefix.length;
  const isThere = position !== null && text.startsWith(exact, position.start);
  const fits = copies.map((copy) => fitOf(text, quote, copy));
  const least = copies.length > maxCopiesRead ? leastFitUnits : 0;
  const most = fits.reduce((one, other) => Math.max(one, other), 0);
  const fitting = copies
    .map((copy, at) => ({ copy, fit: fits[at] ?? 0 }))
    .filter(({ fit }) => fit >= Math.max(least, most * fitShare))
    .sort((one, other) => other.fit - one.fit)
    .slice(0, maxCopiesRead);
  const all = [
    ...(isThere && expected !== null ? [expected] : []),
    ...likelyPlaces(index, whole, expected),
    ...fitting.map(({ copy }) => copy.start - prefix.length),
  ];
  const room = Math.max(2, Math.floor(maxUnitsRead / (2 * whole.length + 2 * slackUnits)));
  return all
    .filter(
      (place, at) => !all.slice(0, at).some((other) => Math.abs(other - place) < slackUnits / 4),
    )
    .slice(0, room);
}

/** How many units right beside a place are what stood beside the quote. */
function fitOf(text: string, { prefix, suffix }: Quote, { start, end }: Span): number {
  let before = 0;
  while (
    before < prefix.length &&
    text.charCodeAt(start - 1 - before) === prefix.charCodeAt(prefix.length - 1 - before)
  )
    before += 1;
  let after = 0;
  while (after < suffix.length && text.charCodeAt(end + after) === suffix.charCodeAt(after))
    after += 1;
  return before + after;
}

function isSame({ span: one }: QuoteReading, { span: other }: QuoteReading): boolean {
  return one.start === other.start && one.end === other.end;
}

function spanAt(start: number, exact: string): Span {
  return { start, end: start + exact.length };
}

function isUncut(text: string, { start, end }: Span): boolean {
  return clusterAt(text, start).start === start && clusterAt(text, end).start === end;
}

/** Whether a place cuts no word, figure or cluster. */
function isWhole(text: string, span: Span): boolean {
  return isUncut(text, span) && !isWithinWord(text, span.start) && !isWithinWord(text, span.end);
}
