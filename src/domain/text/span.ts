/*
 * Positions are zero-based and half-open, in UTF-16 code units of the edition's text; a line break
 * is one unit. Whatever crosses the edge of the program counts in Unicode code points instead, as
 * the W3C Web Annotation Data Model asks, and is converted there by the functions at the end.
 */

import { indexOfLastAtMost } from '../binary-search.js';
import { isSpaceUnit } from './white-space.js';

/** A stretch of an edition's text. */
export interface Span {
  start: number;
  end: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The span as it may be kept: widened until it cuts no grapheme cluster (UAX #29), without white
 * space at its ends. Null when nothing is left. Throws RangeError for a span outside the text.
 */
export function snap(text: string, span: Span): Span | null {
  demandInside(span, text.length);
  if (span.start === span.end) return null;
  if (isSnug(text, span)) return { start: span.start, end: span.end };
  const bare = trim(text, widen(text, span));
  // A mark may sit on a space: what was trimmed is then part of a cluster, and comes back.
  return bare && widen(text, bare);
}

/** Whether a span plainly begins and ends with a whole letter or sign, as most do. */
function isSnug(text: string, { start, end }: Span): boolean {
  if (isSpace(text, start) || isSpace(text, end - 1)) return false;
  return betweenPlain(text, start) && betweenPlain(text, end);
}

/** The grapheme cluster that the offset would cut; empty, at the offset, where it cuts none. */
export function clusterAt(text: string, offset: number): Span {
  const none = { start: offset, end: offset };
  if (offset <= 0 || offset >= text.length || betweenPlain(text, offset)) return none;
  const cluster = clusterAround(text, offset);
  return cluster.start === offset ? none : cluster;
}

/** The segmenter takes, for each cluster, as long as the whole text that it was given is. */
const readAtOnceUnits = 64;

/** The grapheme clusters of a text in their order, in time that grows as the text does. */
export function* clustersIn(text: string): Generator<string> {
  let size = readAtOnceUnits;
  for (let from = 0; from < text.length; ) {
    const to = endOfCodePoint(text, Math.min(from + size, text.length));
    const read = text.slice(from, to);
    const clusters = singles.test(read)
      ? [...read]
      : Array.from(graphemes.segment(read), ({ segment }) => segment);
    // The last one may go on.
    const length = to === text.length ? 0 : (clusters.pop()?.length ?? 0);
    yield* clusters;
    size = clusters.length === 0 ? 2 * size : readAtOnceUnits;
    from = to - length;
  }
}

/** Most clusters are much shorter; for a longer one, more is read. */
const shortestReadingUnits = 32;

/** The cluster that holds the unit at the offset, read from as little of the text as decides it. */
function clusterAround(text: string, offset: number): Span {
  const from = readFrom(text, offset);
  for (let ahead = Math.max(shortestReadingUnits, offset - from); ; ahead *= 2) {
    const to = endOfCodePoint(text, Math.min(offset + ahead, text.length));
    const found = graphemes.segment(text.slice(from, to)).containing(offset - from);
    if (!found) return { start: offset, end: offset };
    const start = from + found.index;
    const end = start + found.segment.length;
    // A break depends on what is before it and on one code point after it.
    if (end < to || to === text.length) return { start, end };
  }
}

/**
 * Letters, digits and marks of punctuation that join what is before them only after a prepended
 * mark, and make what follows them independent of what was before: they are neither pictographs nor
 * regional indicators nor parts of a conjunct or of a Hangul syllable (UAX #29, GB6 to GB13).
 */
const base =
  /[ -~\u00a0\u2010-\u201f\u2026\u3000-\u3002\uff0c]|(?=\p{L})[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Armenian}\p{sc=Georgian}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Ethiopic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** Signs of one unit that join nothing but marks behind them: where one follows another, a cluster begins. */
const single =
  /[^\u{10000}-\u{10ffff}\p{M}\p{C}\p{RI}\p{Extended_Pictographic}\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7fb\uff9e\uff9f]/u;

const singles = new RegExp(`^${single.source}+$`, 'u');

/**
 * An offset before another from which its cluster can be told. The cluster of the nearest base may begin before it
 * (GB9b), never before the base before that; scripts without spaces have few of these.
 */
function readFrom(text: string, offset: number): number {
  let [at, bases] = [offset, 0];
  while (at > 0 && text[at - 1] !== '\n') {
    at -= 1;
    const sign = text.charAt(at);
    if (base.test(sign)) bases += 1;
    if (bases === 2 || (single.test(sign) && single.test(text.charAt(at - 1)))) break;
  }
  return at;
}

function endOfCodePoint(text: string, offset: number): number {
  return withinPair(text, offset) ? offset + 1 : offset;
}

/** Whether two spans have a place in common. */
export function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Throws RangeError, quoting the numbers, unless the span lies within a text of that length. */
export function demandInside(span: Span, length: number): void {
  const { start, end } = span;
  const whole = Number.isInteger(start) && Number.isInteger(end);
  if (whole && 0 <= start && start <= end && end <= length) return;
  throw new RangeError(`Span ${start}–${end} is not within a text of length ${length}.`);
}

/** A span in UTF-16 code units, in code points. Throws RangeError outside the text. */
export function toCodePoints(text: string, span: Span, index = codePointIndex(text)): Span {
  demandInside(span, text.length);
  return { start: index.toCodePoints(span.start), end: index.toCodePoints(span.end) };
}

/** A span in code points, in UTF-16 code units. Throws RangeError outside the text. */
export function fromCodePoints(text: string, span: Span, index = codePointIndex(text)): Span {
  demandInside(span, index.toCodePoints(text.length));
  return { start: index.toCodeUnits(span.start), end: index.toCodeUnits(span.end) };
}

/** Converts many offsets of one text, each in the time of one stride. */
export interface CodePointIndex {
  /** Throws RangeError outside the text and within a surrogate pair. */
  toCodePoints(offset: number): number;
  /** Throws RangeError outside the text. */
  toCodeUnits(codePoint: number): number;
}

/** Far enough apart that the marks of a long text stay few, near enough to count on from one. */
const strideUnits = 1024;

const known = new WeakMap<object, CodePointIndex>();

/** The index of what holds a text that never changes, such as an edition: prepared once. */
export function codePointsOf(holder: { readonly text: string }): CodePointIndex {
  const index = known.get(holder) ?? codePointIndex(holder.text);
  known.set(holder, index);
  return index;
}

/** Prepares a text, in one pass, for converting offsets between UTF-16 code units and code points. */
export function codePointIndex(text: string): CodePointIndex {
  const marks = [0];
  for (let offset = 0; offset < text.length; offset += strideUnits) {
    const end = Math.min(offset + strideUnits, text.length);
    marks.push((marks.at(-1) ?? 0) + countCodePoints(text, offset, end));
  }
  const hasPairs = marks.at(-1) !== text.length;
  return {
    toCodePoints(offset) {
      demandInside({ start: offset, end: offset }, text.length);
      if (!hasPairs) return offset;
      if (withinPair(text, offset)) throw new RangeError(`Offset ${offset} cuts a code point.`);
      const block = Math.floor(offset / strideUnits);
      return (marks[block] ?? 0) + countCodePoints(text, block * strideUnits, offset);
    },
    toCodeUnits(codePoint) {
      demandInside({ start: codePoint, end: codePoint }, marks.at(-1) ?? 0);
      const block = indexOfLastAtMost(marks, codePoint);
      const start = Math.min(block * strideUnits, text.length);
      return advance(text, start, codePoint - (marks[block] ?? 0));
    },
  };
}

function widen(text: string, span: Span): Span {
  return { start: clusterAt(text, span.start).start, end: clusterAt(text, span.end).end };
}

function trim(text: string, span: Span): Span | null {
  let { start, end } = span;
  while (start < end && isSpace(text, start)) start += 1;
  while (start < end && isSpace(text, end - 1)) end -= 1;
  return start < end ? { start, end } : null;
}

function isSpace(text: string, offset: number): boolean {
  return isSpaceUnit(text.charCodeAt(offset));
}

/**
 * Printable ASCII, Latin letters, dashes and quotation marks join nothing on either side, so most offsets of a
 * Latin text are settled here.
 */
function betweenPlain(text: string, offset: number): boolean {
  return isPlain(text.charCodeAt(offset - 1)) && isPlain(text.charCodeAt(offset));
}

const plain = new Uint8Array(2 ** 16)
  .fill(1, 0x20, 0x7f)
  .fill(1, 0xc0, 0x250)
  .fill(1, 0x2010, 0x2020);
plain[0x2026] = 1;

function isPlain(unit: number): boolean {
  return plain[unit] === 1;
}

function withinPair(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** How many code points begin in the stretch. */
function countCodePoints(text: string, start: number, end: number): number {
  // Most texts have no pairs, which a pattern tells much sooner than a loop.
  if (!/[\ud800-\udfff]/.test(text.slice(start, end))) return end - start;
  let count = 0;
  for (let offset = start; offset < end; offset += 1) {
    if (!withinPair(text, offset)) count += 1;
  }
  return count;
}

/** The offset that lies some code points further on; a start within a pair belongs to the last one. */
function advance(text: string, start: number, codePoints: number): number {
  let offset = withinPair(text, start) ? start + 1 : start;
  for (let left = codePoints; left > 0; left -= 1) offset += withinPair(text, offset + 1) ? 2 : 1;
  return offset;
}
