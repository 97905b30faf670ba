import { countBelow } from '../text/binary-search.js';
import { type Alignment, alignTexts, type Image, imagesBy } from '../text/comparison/alignment.js';
import { fold, passageFolds } from '../text/folds.js';
import { editDistance } from '../text/quotes/edit-distance.js';
import { occurrences } from '../text/quotes/occurrences.js';
import { type Surroundings, surroundingsOf } from '../text/quotes/surroundings.js';
import { turnedBy } from '../text/quotes/turning.js';
import { type Span, snap } from '../text/span.js';

/*
 * A new edition comes, and every annotation of the one before is carried over. Both texts are at hand:
 * they are compared once, and each place follows from that. To land silently on a look-alike sentence
 * is the worst that can happen, so a passage counts as carried only where its own words stand and
 * nothing around them turns them; of everything else it is said what became of it, and why.
 */

/** Where a span of one edition stands in the next. */
export type CarriedPlacement =
  | { kind: 'exact'; span: Span }
  | { kind: 'moved'; span: Span }
  | { kind: 'changed'; span: Span; was: string; now: string; reason: string }
  | { kind: 'ambiguous'; candidates: Span[]; reason: string }
  | { kind: 'missing'; reason: string };

/** How many annotations an edition has of each kind of placement. */
export type PlacementCounts = Record<CarriedPlacement['kind'], number>;

/** Two editions of one text, compared. */
export interface ComparedEditions {
  was: string;
  now: string;
  alignment: Alignment;
}

/** Compares two editions; in time in proportion to both. */
export function compareEditions(was: string, now: string): ComparedEditions {
  return { was, now, alignment: alignTexts(was, now) };
}

/** Less than this of a passage's letters left in one place: it was written anew. */
const keptShare = 1 / 2;

/** What was written anew right where it stood is the same passage if it is short: a name, a figure. */
const replacedUnits = 60;
const replacedTimes = 4;

/** More places than these are not listed: nobody would choose among them. */
const maxCandidates = 20;

/** So much on each side shows whether a short passage stands where it did. */
const supportUnits = 40;

/** A passage of such a length stands by itself. */
const telltaleUnits = 80;

/**
 * Prepares carrying spans over from one edition to the next: answers for each where it stands, in a
 * short, bounded time. `language` (BCP 47, null if it isn't known) says by which words a sentence is
 * turned. Throws RangeError for a span outside the older text.
 */
export function carrier(
  editions: ComparedEditions,
  language: string | null,
): (span: Span) => CarriedPlacement {
  const { was, now, alignment } = editions;
  const whole = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  const inPlace = imagesBy(editions, { ...whole, runs: alignment.runs });
  const movesOver = movedBy(editions);
  const isInDoubt = doubtAbout(alignment);
  return (span) => {
    const texts = { was, now, language, span, exact: was.slice(span.start, span.end) };
    const here = { ...inPlace(span), isMoved: false, imageOf: inPlace };
    if (isInDoubt(span)) return unsure(texts, copied);
    let best: Carried = here;
    let rival: Carried | null = null;
    for (const image of here.kept < texts.exact.length ? movesOver(span) : []) {
      if (image.kept === best.kept) rival = image;
      if (image.kept <= best.kept) continue;
      [best, rival] = [image, null];
    }
    if (rival && rival.kept > 0)
      return unsure(texts, rival.kept === texts.exact.length ? copied : 'Its passage was parted.');
    return judged(texts, best);
  };
}

/**
 * What spans have become in the stretches that moved; each is found by halves. Starts and ends of the
 * stretches both ascend.
 */
function movedBy(editions: ComparedEditions): (span: Span) => Iterable<Carried> {
  const { moves } = editions.alignment;
  const starts = moves.map(({ was }) => was.start);
  const ends = moves.map(({ was }) => was.end);
  const images = moves.map((move) => imagesBy(editions, move));
  return function* (span) {
    const last = countBelow(starts, span.end);
    for (let at = countBelow(ends, span.start + 1); at < last; at += 1) {
      const imageOf = images[at];
      if (imageOf) yield { ...imageOf(span), isMoved: true, imageOf };
    }
  };
}

/** Whether a span lies in a doubtful one; starts and ends of those both ascend. */
function doubtAbout({ doubtful }: Alignment): (span: Span) => boolean {
  const starts = doubtful.map(({ start }) => start);
  return (span) => {
    const doubt = doubtful[countBelow(starts, span.start + 1) - 1];
    return doubt !== undefined && within(span, doubt);
  };
}

interface Carried extends Image {
  isMoved: boolean;
  imageOf: (span: Span) => Image;
}

interface Texts {
  was: string;
  now: string;
  language: string | null;
  span: Span;
  exact: string;
}

const copied = 'One of several passages that read alike came or went, and it can’t be told which.';

function judged(texts: Texts, image: Carried): CarriedPlacement {
  const { was, now, exact, span } = texts;
  const stands = image.span.start < image.span.end ? snap(now, image.span) : null;
  if (!stands) return unsure(texts, 'Its passage was removed.');
  const carried: CarriedPlacement = {
    kind: image.isMoved || stands.start !== span.start ? 'moved' : 'exact',
    span: stands,
  };
  if (isUntouched(texts, image)) return carried;
  const around = { was: surroundingsOf(was, span), now: surroundingsOf(now, stands) };
  const wording = now.slice(stands.start, stands.end);
  if (!readsAs(exact, wording)) {
    const isKept = image.kept >= exact.length * keptShare || isReplaced(exact, wording, around);
    return isKept
      ? changed(texts, stands, 'Its wording has changed.')
      : unsure(texts, 'Its passage was written anew.');
  }
  const reason = turnedBy(around.was, around.now, texts.language);
  if (reason !== null) return changed(texts, wholeWords(texts, stands), reason);
  return isSupported(texts, image) ? carried : unsure(texts, 'What stood around it is gone.');
}

function changed({ exact, now }: Texts, span: Span, reason: string): CarriedPlacement {
  return { kind: 'changed', span, was: exact, now: now.slice(span.start, span.end), reason };
}

/** Whether the whole of its paragraph stands as it was, in its place, with something around it. */
function isUntouched({ was, span }: Texts, { isMoved, unchanged }: Carried): boolean {
  if (isMoved || !unchanged || unchanged.end - unchanged.start < telltaleUnits) return false;
  const line = {
    start: was.lastIndexOf('\n', span.start - 1) + 1,
    end: was.indexOf('\n', span.end),
  };
  const isWhole = unchanged.start <= Math.max(0, line.start - 1);
  const isWholeAfter = unchanged.end > line.end && line.end !== -1;
  return isWhole && (isWholeAfter || unchanged.end === was.length);
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
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return plainLetter.test(one.charAt(at)) && plainLetter.test(other.charAt(at));
}

/** Whether a short passage was put in another's place, while the rest of the sentence stayed. */
function isReplaced(
  exact: string,
  wording: string,
  around: { was: Surroundings; now: Surroundings },
): boolean {
  const longest = Math.max(exact.length, wording.length);
  if (longest > Math.max(replacedUnits, replacedTimes * Math.min(exact.length, wording.length)))
    return false;
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
function isSupported({ was, exact, span }: Texts, { imageOf, span: image }: Carried): boolean {
  if (exact.length >= telltaleUnits) return true;
  const before = { start: Math.max(0, span.start - supportUnits), end: span.start };
  const after = { start: span.end, end: Math.min(was.length, span.end + supportUnits) };
  const sides = [before, after].filter(({ start, end }) => start < end);
  return (
    sides.length === 0 ||
    sides.some((side) => {
      const { kept, span: stands } = imageOf(side);
      const isNear =
        Math.abs(stands.end - image.start) <= supportUnits ||
        Math.abs(stands.start - image.end) <= supportUnits;
      return isNear && kept >= (side.end - side.start) / 2;
    })
  );
}

/** What can't be placed, with every place that bears its words: to choose among, never chosen. */
function unsure({ now, exact }: Texts, reason: string): CarriedPlacement {
  const candidates = copiesOf(now, exact);
  return candidates.length > 0
    ? { kind: 'ambiguous', candidates, reason }
    : { kind: 'missing', reason };
}

/** Where a wording stands to the letter, in the order of the text; no more than twenty places. */
export function copiesOf(text: string, exact: string): Span[] {
  return occurrences(text, exact, maxCandidates, (at) =>
    isWhole(text, { start: at, end: at + exact.length }),
  ).map((start) => ({ start, end: start + exact.length }));
}

function isWhole(text: string, span: Span): boolean {
  const snapped = snap(text, span);
  return snapped?.start === span.start && snapped.end === span.end;
}

const inWord = /[\p{L}\p{M}\p{N}'’-]/u;
const pointBefore = /\p{N}[.,]$/u;
const pointAfter = /^[.,]\p{N}/u;

/** Whether a place is within a word or figure. */
function isWithinWord(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 2)];
  if (inWord.test(before.slice(-1)) && inWord.test(after.charAt(0))) return true;
  const isFigure = /\p{N}$/u.test(before) && pointAfter.test(after);
  return isFigure || (pointBefore.test(before) && /^\p{N}/u.test(after));
}

/**
 * The span, widened to the ends of the words and figures that it cuts, where the passage cut none. A word
 * that stood beside it before, and lost its blank alone, is none of it.
 */
function wholeWords({ was, span, now }: Texts, { start, end }: Span): Span {
  let [from, to] = [start, end];
  if (!isWithinWord(was, span.start)) while (isWithinWord(now, from)) from -= 1;
  if (!isWithinWord(was, span.end)) while (isWithinWord(now, to)) to += 1;
  if (isLike(now.slice(from, start), wordBefore(was, span.start))) from = start;
  if (isLike(now.slice(end, to), wordAfter(was, span.end))) to = end;
  return snap(now, { start: from, end: to }) ?? { start, end };
}

function isLike(joined: string, word: string): boolean {
  return word !== '' && Number.isFinite(editDistance(joined, word, Math.ceil(word.length / 3)));
}

const maxWordUnits = 40;

function wordBefore(text: string, at: number): string {
  return /(\S*)\s*$/u.exec(text.slice(Math.max(0, at - maxWordUnits), at))?.[1] ?? '';
}

function wordAfter(text: string, at: number): string {
  return /^\s*(\S*)/u.exec(text.slice(at, at + maxWordUnits))?.[1] ?? '';
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
