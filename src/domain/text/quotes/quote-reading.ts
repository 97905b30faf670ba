import { type Alignment, alignInOrder } from '../comparison/alignment.js';
import type { EqualRun } from '../comparison/anchors.js';
import { imagesBy } from '../comparison/images.js';
import type { Span } from '../span.js';
import { surroundingsOf } from '../turning/surroundings.js';
import type { Quote } from './quote.js';
import { isWithinWord, type PassageStanding, type PlacedSpan, standingOf } from './standing.js';

/*
 * What stands at a place at which a quote may: it is compared, with what stood around it, with what stands
 * there, and judged by the rule by which annotations are carried over.
 */

/** So much around a place is read beside what the quote takes, where letters came or went. */
export const slackUnits = 64;
const slackShare = 1 / 8;

/** Where two stretches have nothing longer in common, no more pairs of their units than these are compared. */
const maxPairs = 2 ** 17;

/** An end of so few units is not compared again. */
const loosenessUnits = 4;

/** What stood nearest around a quote is the best witness. */
export const nearUnits = 40;

/** What is as long as this is hardly found by chance. */
export const tellingUnits = 16;

/** A quote at the edge of its text had nothing beside it: so much of what stands there now is read. */
const edgeUnits = 200;

/** No word that is read is longer. */
const maxWordUnits = 64;

/** What is said to have stood on a side is shorter than this only where the text began or ended. */
const cutUnits = 24;

/** A quote and the text in which it is looked for, in a language (BCP 47; null where it isn't known). */
export interface SoughtQuote {
  text: string;
  quote: Quote;
  language: string | null;
  /** Is told how many units and pairs of units were compared. */
  told?: ((units: number) => void) | undefined;
}

/** What stands at one place, compared with the quote. */
export interface QuoteReading {
  span: Span;
  standing: PassageStanding;
  /** What stood nearest before and after it, where anything did: of so many units so many stand beside it still. */
  sides: { units: number; kept: number }[];
  /** How many units of all that stood around it do. */
  around: number;
  /** How many units of its own stand. */
  kept: number;
  /** Whether all that stood on one side of it does, to the letter. */
  hasWholeSide: boolean;
}

/** Compares the quote and what stood around it with what stands from there on; null where nothing does of it. */
export function readingAt(sought: SoughtQuote, start: number): QuoteReading | null {
  const { prefix, exact, suffix } = sought.quote;
  const length = prefix.length + exact.length + suffix.length;
  return readingWithin(sought, start, slackUnits + Math.floor(length * slackShare));
}

/** The same of a copy of the quote's words and hardly more, where what stands there is too close to another place. */
export function readingOfCloseCopy(sought: SoughtQuote, { start }: Span): QuoteReading | null {
  return readingWithin(sought, start - sought.quote.prefix.length, loosenessUnits);
}

function readingWithin(sought: SoughtQuote, start: number, slack: number): QuoteReading | null {
  const { text, quote } = sought;
  const was = quote.prefix + quote.exact + quote.suffix;
  const stretch = { start: Math.max(0, start - slack), end: start + was.length + slack };
  if (isClosedUp(text, stretch, quote)) return leftOut(quote, start);
  const { runs, doubtful } = comparedAt(sought, was, stretch);
  if (runs.length === 0) return null;
  const span = { start: quote.prefix.length, end: quote.prefix.length + quote.exact.length };
  const reading = readingBy(sought, runs);
  const isInDoubt = doubtful.some(({ start, end }) => start <= span.start && span.end <= end);
  return isInDoubt ? { ...reading, standing: inDoubt } : reading;
}

/** What stood around the quote, without it. */
function leftOut({ prefix, suffix }: Quote, start: number): QuoteReading {
  const place = start + prefix.length;
  return {
    span: { start: place, end: place },
    standing: removed,
    sides: [prefix, suffix]
      .map(({ length }) => ({
        units: Math.min(length, nearUnits),
        kept: Math.min(length, nearUnits),
      }))
      .filter(({ units }) => units > 0),
    around: prefix.length + suffix.length,
    kept: 0,
    hasWholeSide: true,
  };
}

/** What a copy of the quote's words is, whatever stands around it. */
export function readingOfCopy(sought: SoughtQuote, { start }: Span): QuoteReading {
  const { prefix, exact } = sought.quote;
  return readingBy(sought, [{ length: exact.length, was: prefix.length, now: start }]);
}

/** Judges where the quote stands by some runs, at least one, of it with what stood around it. */
function readingBy(
  { text, quote, language }: SoughtQuote,
  found: readonly EqualRun[],
): QuoteReading {
  const was = quote.prefix + quote.exact + quote.suffix;
  const [first, last] = [found[0] as EqualRun, found.at(-1) as EqualRun];
  const { own, seen, cut } = edgesOf(text, quote, {
    start: first.now - first.was,
    end: last.now - last.was + was.length,
  });
  const span = { start: quote.prefix.length, end: quote.prefix.length + quote.exact.length };
  const now = text.slice(seen.start, seen.end);
  const runs = found.map(({ length, was, now }) => ({ length, was, now: now - seen.start }));
  const imageOf = imagesBy(
    { was, now },
    {
      runs,
      was: { start: 0, end: was.length },
      now: { start: own.start - seen.start, end: own.end - seen.start },
    },
  );
  const image: PlacedSpan = { ...imageOf(span), isMoved: true, imageOf };
  const standing = standingOf({ was, now, language, span, exact: quote.exact, cut }, image);
  return readingOf(text, quote, { image, standing }, seen.start);
}

type AlignmentInPlace = Pick<Alignment, 'runs'> & { doubtful: readonly Span[] };

/** How a wording reads in a stretch of a text, which is cut to what the wording takes of it. */
function comparedAt(sought: SoughtQuote, was: string, stretch: Span): AlignmentInPlace {
  const wide = comparedIn(sought, was, stretch);
  const [first, last] = [wide.runs[0], wide.runs.at(-1)];
  if (!first || !last) return wide;
  const [before, after] = [first.was, was.length - last.was - last.length];
  if (Math.max(before, after) <= loosenessUnits) return wide;
  // An end that is compared with much more than itself has nothing in common with it but by chance.
  return comparedIn(sought, was, {
    start: first.now - before - looseness(before),
    end: last.now + last.length + after + looseness(after),
  });
}

function looseness(units: number): number {
  return loosenessUnits + Math.floor(units * slackShare);
}

function comparedIn(
  { text, told }: SoughtQuote,
  was: string,
  { start, end }: Span,
): AlignmentInPlace {
  const from = Math.max(0, start);
  // The signs at the ends differ, so that nothing is taken for the same because it begins or ends there.
  const work = { units: 0, pairs: maxPairs };
  const framed = `\u0003${text.slice(from, end)}\u0004`;
  const { runs, doubtful } = alignInOrder(`\u0001${was}\u0002`, framed, work);
  told?.(work.units + maxPairs - work.pairs);
  return {
    runs: runs.map(({ length, was, now }) => ({ length, was: was - 1, now: now - 1 + from })),
    doubtful: doubtful.was.map((doubt) => ({ start: doubt.start - 1, end: doubt.end - 1 })),
  };
}

/**
 * What a quote takes of a text with what stood around it, and what is seen of the text: as much, where its
 * sentence was cut with its context, and more, where the sentence or the text itself began or ended in that.
 */
function edgesOf(text: string, quote: Quote, { start, end }: Span) {
  const { prefix, suffix } = quote;
  const cut = cutOf(quote);
  const own = { start: Math.max(0, start), end: Math.min(text.length, end) };
  for (
    let step = 0;
    prefix === '' && step < maxWordUnits && isWithinWord(text, own.start);
    step += 1
  )
    own.start -= 1;
  for (let step = 0; suffix === '' && step < maxWordUnits && isWithinWord(text, own.end); step += 1)
    own.end += 1;
  const seen = {
    start: cut.before ? own.start : Math.max(0, own.start - edgeUnits),
    end: cut.after ? own.end : own.end + edgeUnits,
  };
  return { own, seen, cut };
}

/** On which sides the sentence of a quote was cut with its context. */
function cutOf({ prefix, exact, suffix }: Quote): { before: boolean; after: boolean } {
  const span = { start: prefix.length, end: prefix.length + exact.length };
  const whole = prefix + exact + suffix;
  const { start, end } = surroundingsOf(whole, span).whole;
  return {
    before: prefix.length >= cutUnits && start === 0,
    after: suffix.length >= cutUnits && end === whole.length,
  };
}

function readingOf(
  text: string,
  quote: Quote,
  { image, standing }: { image: PlacedSpan; standing: PassageStanding },
  by: number,
): QuoteReading {
  const { prefix, exact, suffix } = quote;
  const end = prefix.length + exact.length;
  const { imageOf } = image;
  const sideIn = (side: Span, place: (span: Span) => number) => {
    const stands = imageOf(side);
    const isBeside = Math.abs(place(stands.span)) <= nearUnits;
    return { units: side.end - side.start, kept: isBeside ? stands.kept : 0 };
  };
  const before = { start: Math.max(0, prefix.length - nearUnits), end: prefix.length };
  const after = { start: end, end: end + Math.min(nearUnits, suffix.length) };
  const found = 'span' in standing ? standing.span : image.span;
  const span = { start: found.start + by, end: found.end + by };
  return {
    span,
    standing: 'span' in standing ? { ...standing, span } : standing,
    sides: [
      sideIn(before, (side) => side.end - image.span.start),
      sideIn(after, (side) => side.start - image.span.end),
    ].filter(({ units }) => units > 0),
    around:
      imageOf({ start: 0, end: prefix.length }).kept +
      imageOf({ start: end, end: end + suffix.length }).kept,
    kept: image.kept,
    hasWholeSide:
      (prefix.length >= tellingUnits &&
        span.start >= prefix.length &&
        text.startsWith(prefix, span.start - prefix.length)) ||
      (suffix.length >= tellingUnits && text.startsWith(suffix, span.end)),
  };
}

const inDoubt: PassageStanding = {
  kind: 'gone',
  reason: 'One of several passages that read alike came or went, and it can’t be told which.',
};

const removed: PassageStanding = { kind: 'gone', reason: 'Its passage was removed.' };

/** Whether what stood before the quote and what stood after it now stand side by side, in a stretch of a text. */
function isClosedUp(text: string, { start, end }: Span, { prefix, suffix }: Quote): boolean {
  const window = text.slice(start, end);
  const before = prefix.trimEnd().slice(-tellingUnits);
  const after = suffix.trimStart().slice(0, tellingUnits);
  if (before === '' && start === 0) return isTelling(after) && window.trimStart().startsWith(after);
  if (after === '' && end >= text.length)
    return isTelling(before) && window.trimEnd().endsWith(before);
  if (!isTelling(before) || !isTelling(after)) return false;
  for (let at = window.indexOf(before); at >= 0; at = window.indexOf(before, at + 1)) {
    const next = window.slice(at + before.length, at + before.length + 2 * tellingUnits);
    if (next.trimStart().startsWith(after)) return true;
  }
  return false;
}

function isTelling({ length }: string): boolean {
  return length >= tellingUnits / 2;
}
