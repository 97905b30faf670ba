import search from 'approx-string-match';
import { overlap, type Span, snap } from '../span.js';
import { closeMatches } from './close-matches.js';
import { editDistance } from './edit-distance.js';
import { seekOccurrences } from './occurrences.js';

/**
 * A joint is where a quote's wording and its context meet: `starts` are the places where the text
 * before the quote ends, `ends` those where the text after it begins.
 */
export interface Joints {
  starts: Side;
  ends: Side;
}

interface Side {
  at: number[];
  /** Long enough that it does not stand in many places by chance. */
  telling: boolean;
  /** Telling, and stands once, to the letter. */
  firm: boolean;
}

/** What stands nearest to a quote is the best witness, and one word of the matcher's bits. */
const nearUnits = 32;
const tellingUnits = 16;

/**
 * Context is taken as the same up to one edit in five units. The closest that unrelated English
 * comes to 32 units, anywhere in a text of 350,000, is 8 edits and mostly 16: these 6 are below it.
 */
const contextShare = 1 / 5;

/** Context that stands in more places than this puts a quote nowhere. */
const maxJoints = 20;

/**
 * Between both its joints, wording may have changed by half: sentences of equal length that have
 * nothing in common differ by 0.7 and more.
 */
const betweenShare = 1 / 2;

/** With one joint only, the far end rests on the wording itself, which must be closer. */
const besideShare = 1 / 4;

/** More edits than this are a new passage, however long the old one was; they also take long to count. */
const maxEdits = 256;

/** Longer wording is found to the letter or not at all: comparing it would hold everything up. */
const maxWordingUnits = 20_000;

/**
 * The joints of a context in a text. An empty side stands at the beginning or end of the text. Yields
 * between short pieces of work.
 */
export function* jointsOf(
  text: string,
  prefix: string,
  suffix: string,
): Generator<undefined, Joints> {
  const before = prefix.slice(-nearUnits);
  const after = suffix.slice(0, nearUnits);
  return {
    starts: before === '' ? atEdge(0) : yield* sideOf(text, before, (match) => match.end),
    ends: after === '' ? atEdge(text.length) : yield* sideOf(text, after, (match) => match.start),
  };
}

/** On how many sides a place has the context that the joints stand for: 0, 1 or 2. */
export function sidesThatFit(place: Span, { starts, ends }: Joints): number {
  const left = starts.telling && starts.at.includes(place.start);
  const right = ends.telling && ends.at.includes(place.end);
  return Number(left) + Number(right);
}

/**
 * The spans that read like `exact`, but not the same, where the joints put it: between two of them,
 * or beside one that is certain. Snapped; none overlaps another. Yields after each that is compared.
 */
export function* closeReadings(
  text: string,
  exact: string,
  joints: Joints,
): Generator<undefined, Span[]> {
  if (exact.length > maxWordingUnits) return [];
  const between = pairs(joints, 2 * exact.length);
  const beside = besideFirm(text, exact, joints);
  return withoutOverlap([
    ...(yield* closest(text, exact, between, betweenShare)),
    ...(yield* closest(text, exact, beside, besideShare)),
  ]);
}

/** Those of the spans, snapped, whose edits are no more than a share; the fewest edits first. */
function* closest(
  text: string,
  exact: string,
  spans: readonly Span[],
  share: number,
): Generator<undefined, Span[]> {
  const close: { span: Span; edits: number }[] = [];
  for (const each of spans) {
    const span = snap(text, each);
    if (!span) continue;
    const edits = editsWithin(exact, text.slice(span.start, span.end), share);
    if (edits > 0 && Number.isFinite(edits)) close.push({ span, edits });
    yield;
  }
  return close.sort((one, other) => one.edits - other.edits).map(({ span }) => span);
}

function atEdge(offset: number): Side {
  return { at: [offset], telling: false, firm: false };
}

function* sideOf(
  text: string,
  context: string,
  joint: (match: Span) => number,
): Generator<undefined, Side> {
  const verbatim = yield* seekOccurrences(text, context, maxJoints + 1);
  const spans =
    verbatim.length > 0
      ? verbatim.map((start) => ({ start, end: start + context.length }))
      : yield* closeMatches(text, approximately(context));
  const at = spans.length > maxJoints ? [] : [...new Set(spans.map(joint))];
  const telling = context.length >= tellingUnits;
  return { at, telling, firm: telling && verbatim.length === 1 };
}

function approximately(pattern: string) {
  const maxErrors = Math.floor(pattern.length * contextShare);
  return { pattern, maxErrors, maxMatches: maxJoints + 1 };
}

function pairs({ starts, ends }: Joints, longest: number): Span[] {
  return starts.at.flatMap((start) =>
    ends.at.filter((end) => start < end && end - start <= longest).map((end) => ({ start, end })),
  );
}

/** The best readings that begin at a firm start, and that end at a firm end. */
function besideFirm(text: string, exact: string, { starts, ends }: Joints): Span[] {
  const maxSideEdits = Math.min(maxEdits, Math.floor(exact.length * besideShare));
  const reach = exact.length + maxSideEdits;
  const after = starts.firm ? starts.at : [];
  const before = ends.firm ? ends.at : [];
  return [
    ...after.flatMap((start) => {
      const last = search(text.slice(start, start + reach), exact, maxSideEdits).at(-1);
      return last ? [{ start, end: start + last.end }] : [];
    }),
    ...before.flatMap((end) => {
      const from = Math.max(0, end - reach);
      const first = search(text.slice(from, end), exact, maxSideEdits)[0];
      return first ? [{ start: from + first.start, end }] : [];
    }),
  ];
}

/** The edits between two wordings, or Infinity when they are more than a share of the longer. */
function editsWithin(was: string, now: string, share: number): number {
  const maxShared = Math.floor(Math.max(was.length, now.length) * share);
  return editDistance(was, now, Math.min(maxShared, maxEdits));
}

function withoutOverlap(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    if (!kept.some((other) => overlap(other, span))) kept.push(span);
  }
  return kept;
}
