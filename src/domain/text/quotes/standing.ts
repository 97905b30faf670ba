import { finished } from '../../finished.js';
import type { SpanImage } from '../comparison/images.js';
import { editDistance } from '../edit-distance.js';
import { fold, passageFolds } from '../folds.js';
import { isNumeral, isWordly } from '../letters.js';
import { type Span, snap } from '../span.js';
import {
  endsLine,
  isWithinLongerParagraph,
  type Surroundings,
  surroundingsOf,
} from '../turning/surroundings.js';
import { turnedBy } from '../turning/turning.js';
import { isSpaceUnit } from '../white-space.js';
import type { GramIndex } from './gram-index.js';
import { isListed, leadInTo, signatureUnder, unmarked } from './lead-in.js';
import { seekOccurrences } from './occurrences.js';

/*
 * What has become of a passage where two texts have been compared: the one rule for an edition that
 * comes after another, of which all is at hand, and for a quote of which only what stood around it is.
 */

/** What a passage is where it was put: itself, changed, or not there. */
export type PassageStanding =
  | { kind: 'stands'; span: Span }
  | { kind: 'changed'; span: Span; was: string; now: string; reason: string }
  | { kind: 'gone'; reason: string };

/** A span of one text that is looked for in another. */
export interface SoughtSpan {
  was: string;
  now: string;
  language: string | null;
  span: Span;
  exact: string;
  /** Where the older text is a piece of a longer one, of which nothing more is known. */
  cut?: { before: boolean; after: boolean };
}

/** Where a comparison puts a span, and whatever else of its text. */
export interface PlacedSpan extends SpanImage {
  isMoved: boolean;
  imageOf: (span: Span) => SpanImage;
}

/** Less than this of a passage's letters left in one place: it was written anew. */
const keptShare = 1 / 2;

/** What was written anew right where it stood is the same passage if it is short: a name, a figure. */
const replacedUnits = 60;
const replacedTimes = 4;

/** More places than these are not listed: nobody would choose among them. */
const maxCandidates = 20;

/** Where its paragraph goes on for longer, a passage is compared with it. */
const nearUnits = 1000;

/** So much on each side shows whether a short passage stands where it did. */
const supportUnits = 40;

/** A passage of such a length stands by itself. */
const telltaleUnits = 80;

/** What has become of a span, by the place where a comparison puts it. */
export function standingOf(sought: SoughtSpan, image: PlacedSpan): PassageStanding {
  const { was, now, exact, span } = sought;
  const stands = image.span.start < image.span.end ? snap(now, image.span) : null;
  if (!stands) return { kind: 'gone', reason: 'Its passage was removed.' };
  const itself: PassageStanding = { kind: 'stands', span: stands };
  if (isUntouched(sought, image)) return itself;
  const aroundIt = () => ({
    was: surroundingsIn(was, span, sought.cut),
    now: surroundingsIn(now, stands, sought.cut),
  });
  const wording = now.slice(stands.start, stands.end);
  if (!readsAs(exact, wording)) {
    const isKept = image.kept >= exact.length * keptShare || isReplaced(exact, wording, aroundIt);
    return isKept
      ? changed(sought, withEndings(sought, stands), 'Its wording has changed.')
      : { kind: 'gone', reason: 'Its passage was removed or rewritten.' };
  }
  const reason = turnedIn(sought, stands, aroundIt());
  if (reason !== null) return changed(sought, wholeWords(sought, stands), reason);
  if (isSupported(sought, image)) return itself;
  return { kind: 'gone', reason: 'What stood around it is gone.' };
}

/** Why a passage may say something else; null also where lines alone are broken in other places. */
function turnedIn(
  { was, now, span, cut, language }: SoughtSpan,
  stands: Span,
  around: { was: Surroundings; now: Surroundings },
): string | null {
  const reason = turnedBy(around.was, around.now, language);
  if (reason === null) return null;
  const older = inParagraph(was, span, cut, around.was);
  const newer = inParagraph(now, stands, undefined, around.now);
  const isSame = isAsWide(older, around.was) && isAsWide(newer, around.now);
  return isSame || turnedBy(older, newer, language) !== null ? reason : null;
}

/** What stands around a span in its paragraph; what does in its line, where nothing of it goes on beyond that. */
function inParagraph(
  text: string,
  span: Span,
  cut: SoughtSpan['cut'],
  line: Surroundings,
): Surroundings {
  const isAll = !isWithinLongerParagraph(text, span) || isListed(text, span.start);
  return isAll && !line.cut ? line : surroundingsIn(text, span, cut, 'paragraph');
}

/** Whether what stands around a span in its paragraph is what stands around it in its line. */
function isAsWide(paragraph: Surroundings, line: Surroundings): boolean {
  return (
    paragraph.before === line.before &&
    paragraph.after === line.after &&
    paragraph.quoted === line.quoted &&
    line.cut === undefined
  );
}

function surroundingsIn(
  text: string,
  span: Span,
  cut: SoughtSpan['cut'],
  reach: 'line' | 'paragraph' = 'line',
): Surroundings {
  const isWithinLine = reach === 'line' || isListed(text, span.start);
  const around = surroundingsOf(text, span, isWithinLine ? 'line' : reach);
  if (!cut) return ledTo(text, around, span);
  const { start, end } = around.whole;
  return {
    ...around,
    cut: { before: cut.before && start === 0, after: cut.after && end === text.length },
  };
}

/** Surroundings with the words before the sentence and behind its paragraph that say whose or what it is. */
function ledTo(text: string, around: Surroundings, span: Span): Surroundings {
  const lead = leadInTo(text, around.whole.start, span);
  const own = unmarked(around.before);
  const leading = lead ? `${text.slice(lead.start, lead.end)} ` : '';
  const signed = signatureUnder(text, span);
  const after = signed ? `${around.after} — ${text.slice(signed.start, signed.end)}` : around.after;
  return { ...around, before: leading + own, after, leading: leading.length };
}

function changed({ exact, now }: SoughtSpan, span: Span, reason: string): PassageStanding {
  return { kind: 'changed', span, was: exact, now: now.slice(span.start, span.end), reason };
}

/** Whether the whole of its paragraph stands as it was, in its place, with something around it. */
function isUntouched(sought: SoughtSpan, { isMoved, unchanged, span: image }: PlacedSpan): boolean {
  const { was, now, span, cut } = sought;
  if (isMoved || !unchanged || unchanged.end - unchanged.start < telltaleUnits) return false;
  // Where the older text begins or ends, the newer one may have more.
  const begins = cut?.before || image.start === span.start;
  const ends = cut?.after || now.length - image.end === was.length - span.end;
  const before = { start: Math.max(unchanged.start, span.start - nearUnits), end: span.start };
  const after = { start: span.end, end: Math.min(unchanged.end, span.end + nearUnits) };
  const lead = unchanged.start === 0 ? null : leadInTo(was, span.start, span);
  return (
    (unchanged.start === 0 ? begins : endsLine(was, before)) &&
    (!lead || lead.start >= unchanged.start) &&
    (unchanged.end === was.length ? ends : endsLine(was, after)) &&
    isSignedAsBefore(sought, image, unchanged.end)
  );
}

/** Whether the same signed the quotation, or nobody: nothing has changed up to a place. */
function isSignedAsBefore({ was, now, span }: SoughtSpan, image: Span, unchanged: number): boolean {
  const [older, newer] = [signatureUnder(was, span), signatureUnder(now, image)];
  if (!older || !newer) return !older && !newer;
  return older.end <= unchanged;
}

/** The same to the eye: signs and white space as word processors change them make no difference. */
function readsAs(exact: string, wording: string): boolean {
  if (exact === wording) return true;
  if (differInLetters(exact, wording)) return false;
  return fold(exact, passageFolds) === fold(wording, passageFolds);
}

const plainLetter = /[A-Za-z0-9]/;

/** Whether the first difference is one between plain letters, which no fold makes one. */
function differInLetters(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let at = 0;
  while (at < shorter && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at < shorter && plainLetter.test(one.charAt(at)) && plainLetter.test(other.charAt(at));
}

/** Whether a short passage was put in another's place, while the rest of the sentence stayed. */
function isReplaced(
  exact: string,
  wording: string,
  aroundIt: () => { was: Surroundings; now: Surroundings },
): boolean {
  const longest = Math.max(exact.length, wording.length);
  if (longest > Math.max(replacedUnits, replacedTimes * Math.min(exact.length, wording.length)))
    return false;
  const around = aroundIt();
  const stayed = commonEnd(around.was.before, around.now.before);
  const follows = commonEnd(reversed(around.was.after), reversed(around.now.after));
  return stayed > 0 && follows > 0 && stayed + follows >= Math.min(longest, supportUnits) / 2;
}

/** How many units two texts have in common at their ends. */
function commonEnd(one: string, other: string): number {
  let units = 0;
  while (units < one.length && one.at(-1 - units) === other.at(-1 - units)) units += 1;
  return units;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Whether something of what stood around a passage stands around it still; a long one needs nothing. */
function isSupported(sought: SoughtSpan, placed: PlacedSpan): boolean {
  const { was, exact, span } = sought;
  const { imageOf, span: image } = placed;
  if (exact.length >= telltaleUnits) return true;
  const before = { start: Math.max(0, span.start - supportUnits), end: span.start };
  const after = { start: span.end, end: Math.min(was.length, span.end + supportUnits) };
  const sides = [before, after].filter(({ start, end }) => start < end);
  const staysBeside = (side: Span) => {
    const { kept, span: stands } = imageOf(side);
    const isNear =
      Math.abs(stands.end - image.start) <= supportUnits ||
      Math.abs(stands.start - image.end) <= supportUnits;
    return isNear && kept >= (side.end - side.start) / 2;
  };
  // The texts are read for its line last, and for few.
  return sides.length === 0 || sides.some(staysBeside) || isWholeLine(sought, placed);
}

/** Whether its whole line stands as it was, and once in either text: it is its own surroundings. */
function isWholeLine({ was, now, span }: SoughtSpan, { span: image }: PlacedSpan): boolean {
  const line = lineOf(was, span);
  return (
    line.length >= supportUnits &&
    line === lineOf(now, image) &&
    isOnce(was, line) &&
    isOnce(now, line)
  );
}

const maxLineUnits = supportUnits + telltaleUnits;

/** The line in which a span stands; empty where it is too long, and no more of it is looked at. */
function lineOf(text: string, { start, end }: Span): string {
  const from = Math.max(0, start - maxLineUnits - 1);
  const before = text.slice(from, start);
  const after = text.slice(end, end + maxLineUnits + 1);
  const [opens, closes] = [before.lastIndexOf('\n'), after.indexOf('\n')];
  const line = text.slice(from + opens + 1, closes === -1 ? end + after.length : end + closes);
  return line.length <= maxLineUnits ? line : '';
}

function isOnce(text: string, words: string): boolean {
  return text.indexOf(words) === text.lastIndexOf(words);
}

/** Where a wording stands to the letter, in the order of the text; no more than twenty places. */
export function copiesOf(text: string, exact: string, index?: GramIndex): Span[] {
  return finished(copiesInTurns(text, exact, index));
}

/** The same; yields between short pieces of work. */
export function* copiesInTurns(
  text: string,
  exact: string,
  index?: GramIndex,
): Generator<undefined, Span[]> {
  const accept = (start: number) => isWhole(text, { start, end: start + exact.length });
  const found = yield* index
    ? index.occurrences(exact, maxCandidates, accept)
    : seekOccurrences(text, exact, maxCandidates, accept);
  return found.map((start) => ({ start, end: start + exact.length }));
}

function isWhole(text: string, span: Span): boolean {
  const snapped = snap(text, span);
  return snapped?.start === span.start && snapped.end === span.end;
}

/** Whether a place is within a word or figure. */
export function isWithinWord(text: string, at: number): boolean {
  if (isSpaceUnit(text.charCodeAt(at - 1)) || isSpaceUnit(text.charCodeAt(at))) return false;
  if (isWordly(text, at - 1) && isWordly(text, at)) return true;
  const isPoint = (place: number) => /[.,]/u.test(text.charAt(place));
  if (isPoint(at)) return isNumeral(text, at - 1) && isNumeral(text, at + 1);
  return isPoint(at - 1) && isNumeral(text, at - 2) && isNumeral(text, at);
}

/**
 * The span, widened to the ends of the words and figures that it cuts, where the passage cut none. A word
 * that stood beside it before, and lost its blank alone, is none of it.
 */
function wholeWords({ was, span, now }: SoughtSpan, { start, end }: Span): Span {
  let [from, to] = [start, end];
  if (!isWithinWord(was, span.start)) while (isWithinWord(now, from)) from -= 1;
  if (!isWithinWord(was, span.end)) while (isWithinWord(now, to)) to += 1;
  if (from < start && isLike(now.slice(from, start), wordBefore(was, span.start))) from = start;
  if (end < to && isLike(now.slice(end, to), wordAfter(was, span.end))) to = end;
  return snap(now, { start: from, end: to }) ?? { start, end };
}

/** The longest ending with which a word is bent: “lie” became “lies”. */
const maxEndingUnits = 4;

/** The span with the rest of the words that it cuts, where that is no more than an ending. */
function withEndings(sought: SoughtSpan, span: Span): Span {
  const { start, end } = wholeWords(sought, span);
  return {
    start: span.start - start > maxEndingUnits ? span.start : start,
    end: end - span.end > maxEndingUnits ? span.end : end,
  };
}

function isLike(joined: string, word: string): boolean {
  const most = Math.min(Math.ceil(word.length / 3), Math.max(0, word.length - 2));
  return /[\p{L}\p{N}]/u.test(word) && Number.isFinite(editDistance(joined, word, most));
}

const maxWordUnits = 40;

function wordBefore(text: string, at: number): string {
  return /(\S*)\s*$/u.exec(text.slice(Math.max(0, at - maxWordUnits), at))?.[1] ?? '';
}

function wordAfter(text: string, at: number): string {
  return /^\s*(\S*)/u.exec(text.slice(at, at + maxWordUnits))?.[1] ?? '';
}
