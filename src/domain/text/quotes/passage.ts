import { finished } from '../../finished.js';
import { copiedFolds, type FoldName, fold, foldInParts, passageFolds } from '../folds.js';
import { clusterAt, type Span, snap } from '../span.js';
import { closeMatches } from './close-matches.js';
import { seekOccurrences } from './occurrences.js';

/** A passage as a person pastes it or a program sends it; positions in UTF-16 code units. */
export interface Passage {
  exact: string;
  prefix?: string | undefined;
  suffix?: string | undefined;
  start?: number | undefined;
  end?: number | undefined;
}

/** Where a passage stands in a text. */
export type PassageLocation =
  | { kind: 'found'; span: Span }
  | { kind: 'ambiguous'; candidates: Span[] }
  | { kind: 'missing' };

/** More places than this are not listed: nobody would choose among them. */
const maxCandidates = 200;

/** Enough of a passage to point at its place; the matcher's time grows with what it is given. */
const maxHintUnits = 256;

/** What is shown before the first difference, so that the place can be recognised. */
const shownBeforeUnits = 100;

/** So much white space is looked over between a passage and what is said to stand around it. */
const maxGap = 16;

/** A hint may be wrong in one unit of four; beyond that it would point at anything. */
const hintShare = 1 / 4;

/**
 * Finds a passage in a text. Any run of white space counts as one space, since browsers change it
 * on copying; letters and digits must be the same, case included. Where the passage stands nowhere
 * so, quotation marks, dashes, the way in which letters are composed, presentation ligatures and
 * what can't be seen make no difference either.
 *
 * Of several places those count that have the prefix and the suffix, then the one at `start`; if
 * that leaves more than one, the answer is *ambiguous*. Spans are snapped.
 */
export function locate(text: string, passage: Passage): PassageLocation {
  return finished(locateInTurns(text, passage));
}

/** The same, for those who let others have their turn: it yields between short pieces of work. */
export function* locateInTurns(
  text: string,
  passage: Passage,
): Generator<undefined, PassageLocation> {
  const there = standsAt(text, passage);
  if (there) return { kind: 'found', span: there };
  for (const folds of [copiedFolds, passageFolds]) {
    const candidates = yield* candidatesFor(text, passage, folds);
    const [only, ...rivals] = candidates;
    if (only && rivals.length === 0) return { kind: 'found', span: only };
    if (only) return { kind: 'ambiguous', candidates };
  }
  return { kind: 'missing' };
}

/**
 * Where a passage stands that reads to the letter as the text does at its own position, with what is
 * said to stand around it: the rest of the text has no say then. null where that is not so.
 */
function standsAt(text: string, { exact, prefix, suffix, start, end }: Passage): Span | null {
  if (start === undefined || start < 0 || exact.trim() !== exact || exact === '') return null;
  const span = { start, end: start + exact.length };
  if (end !== undefined && end !== span.end) return null;
  if (text.slice(span.start, span.end) !== exact) return null;
  const before = (prefix ?? '').trim();
  const after = (suffix ?? '').trim();
  const isBetween =
    text
      .slice(Math.max(0, start - before.length - maxGap), start)
      .trimEnd()
      .endsWith(before) &&
    text
      .slice(span.end, span.end + after.length + maxGap)
      .trimStart()
      .startsWith(after);
  return isBetween ? snap(text, span) : null;
}

function* candidatesFor(
  text: string,
  passage: Passage,
  folds: readonly FoldName[],
): Generator<undefined, Span[]> {
  const folded = yield* foldInParts(text, folds);
  const bare = (part: string | undefined) => fold(part ?? '', folds).trim();
  const exact = bare(passage.exact);
  if ((yield* seekOccurrences(folded.text, exact, 1)).length === 0) return [];
  const prefix = bare(passage.prefix);
  const suffix = bare(passage.suffix);
  const inContext = (at: number) => {
    const before = folded.text.slice(0, at).trimEnd();
    const after = folded.text.slice(at + exact.length).trimStart();
    return before.endsWith(prefix) && after.startsWith(suffix);
  };
  const some = (yield* seekOccurrences(folded.text, exact, 1, inContext)).length > 0;
  const counts = some ? inContext : () => true;
  const spanOf = (at: number) => folded.toOriginal({ start: at, end: at + exact.length });
  function* spansWhere(accept: (at: number) => boolean): Generator<undefined, Span[]> {
    const places = yield* seekOccurrences(folded.text, exact, maxCandidates, accept);
    return places.flatMap((at) => snap(text, spanOf(at)) ?? []);
  }
  const hint = hintedCluster(text, passage);
  const isHinted = (at: number) => hint !== null && isWithin(hint, spanOf(at).start);
  const hinted = hint ? distinct(yield* spansWhere((at) => isHinted(at) && counts(at))) : [];
  return hinted.length === 1 ? hinted : distinct(yield* spansWhere(counts));
}

/** The cluster with which the passage's own position begins; null if it has none in this text. */
function hintedCluster(text: string, { exact, start, end }: Passage): Span | null {
  if (start === undefined || start < 0) return null;
  const to = Math.min(end ?? start + exact.length, text.length);
  const span = start < to ? snap(text, { start, end: to }) : null;
  return span && { start: span.start, end: clusterAt(text, span.start + 1).end };
}

function isWithin({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

/** Without repeats, which arise where two matches lie in one grapheme cluster. */
function distinct(spans: readonly Span[]): Span[] {
  const keys = new Map(spans.map((span) => [`${span.start} ${span.end}`, span]));
  return [...keys.values()];
}

/**
 * The place that reads closest to a passage (of a long one, to its beginning, or where it first
 * differs), snapped, for a person to look at; null when nothing does. Yields between short pieces of
 * work.
 */
export function* closestTo(text: string, exact: string): Generator<undefined, Span | null> {
  const folded = yield* foldInParts(text, passageFolds);
  const passage = fold(exact, passageFolds).trim();
  const pattern = passage.slice(0, maxHintUnits);
  const maxErrors = Math.floor(pattern.length * hintShare);
  const [match] = yield* closeMatches(folded.text, { pattern, maxErrors, maxMatches: 1 });
  if (!match) return null;
  const place = match.errors === 0 ? firstDifference(folded.text, match.start, passage) : match;
  return snap(text, folded.toOriginal(place));
}

/** Where a passage that begins as the text does reads otherwise, with what stands before it. */
function firstDifference(text: string, at: number, passage: string): Span {
  let length = 0;
  while (length < passage.length && text[at + length] === passage[length]) length += 1;
  const word = /^.\S{0,60}/su.exec(text.slice(at + length, at + length + 64))?.[0] ?? '';
  return { start: at + Math.max(0, length - shownBeforeUnits), end: at + length + word.length };
}
