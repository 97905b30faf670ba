import { countBelow, indexOfLastAtMost } from '../../binary-search.js';
import type { Span } from '../span.js';
import type { EqualRun, RegionPair } from './anchors.js';

/** What a span of the older text has become. */
export interface SpanImage {
  /** In the newer text; empty, where nothing is left of it. */
  span: Span;
  /** How many units of the span stand in it still. */
  kept: number;
  /** The stretch of the older text around the whole span that stands as it was; null where it doesn't. */
  unchanged: Span | null;
}

/**
 * Finds what spans of the older text have become by the runs of a region, each in the time of a
 * search by halves. Where an end of a span lies in what was written anew, its place is reckoned.
 */
export function imagesBy(
  texts: { was: string; now: string },
  { runs, ...region }: RegionPair & { runs: readonly EqualRun[] },
) {
  const starts = runs.map((run) => run.was);
  // How many units of the older text stand in the runs before each.
  const keptBefore = new Float64Array(runs.length + 1);
  for (const [index, { length }] of runs.entries())
    keptBefore[index + 1] = (keptBefore[index] ?? 0) + length;
  const gapBefore = (index: number) => gapBetween(runs[index - 1], runs[index], region);
  return (span: Span): SpanImage => {
    let next = indexOfLastAtMost(starts, span.start);
    if (next < runs.length && endOf(runs[next]) <= span.start) next += 1;
    const first = runs[next];
    const start =
      first && first.was <= span.start
        ? first.now + span.start - first.was
        : placeInGap(texts, gapBefore(next), span.start);
    const unchanged =
      first && first.was <= span.start && endOf(first) >= span.end
        ? { start: first.was, end: endOf(first) }
        : null;
    const behind = countBelow(starts, span.end);
    const last = runs[behind - 1];
    const kept =
      behind <= next || !first || !last
        ? 0
        : (keptBefore[behind] ?? 0) -
          (keptBefore[next] ?? 0) -
          Math.max(0, span.start - first.was) -
          Math.max(0, endOf(last) - span.end);
    next = Math.max(next, behind);
    const end =
      kept > 0 && last && endOf(last) >= span.end
        ? last.now + span.end - last.was
        : placeInGap(texts, gapBefore(next), span.end);
    return { span: { start, end: Math.max(start, end) }, kept, unchanged };
  };
}

/** No word that is read is longer. */
const maxWordUnits = 64;

/** The place in the newer text of one that lies in a gap: as far into it, at a word's edge if it was at one. */
function placeInGap(texts: { was: string; now: string }, whole: RegionPair, place: number): number {
  const { was, now } = texts;
  const gap = sentenceInGap(texts, whole, place);
  if (place <= gap.was.start) return gap.now.start;
  if (place >= gap.was.end) return gap.now.end;
  const share = (place - gap.was.start) / lengthOf(gap.was);
  const near = gap.now.start + Math.round(share * lengthOf(gap.now));
  if (!isWordEdge(was, place)) return near;
  for (let step = 0; step <= Math.min(maxWordUnits, lengthOf(gap.now)); step += 1) {
    if (near - step >= gap.now.start && isWordEdge(now, near - step)) return near - step;
    if (near + step <= gap.now.end && isWordEdge(now, near + step)) return near + step;
  }
  return near;
}

/** Further than this no end of a sentence is looked for. */
const maxSentenceUnits = 400;

/**
 * Of a gap that ends within a sentence of either text, their last sentences, for a place in that of the older one:
 * what went before it, and what came, is none of it.
 */
function sentenceInGap(
  { was, now }: { was: string; now: string },
  gap: RegionPair,
  place: number,
): RegionPair {
  const [older, newer] = [lastSentence(was, gap.was), lastSentence(now, gap.now)];
  const isOwn = older.start <= place && !atSentenceEnd(was, gap.was.end);
  return isOwn && older.start < older.end ? { was: older, now: newer } : gap;
}

function lastSentence(text: string, { start, end }: Span): Span {
  const from = Math.max(start, end - maxSentenceUnits);
  for (let at = end; at > from; at -= 1) if (atSentenceEnd(text, at)) return { start: at, end };
  return { start: from === start ? start : end, end };
}

function atSentenceEnd(text: string, at: number): boolean {
  if (text.charAt(at - 1) === '\n') return true;
  return /[.!?…؟۔।]["”’»)\]]?\s$/u.test(text.slice(Math.max(0, at - 3), at));
}

function isWordEdge(text: string, place: number): boolean {
  return isLetter(text.charAt(place - 1)) !== isLetter(text.charAt(place));
}

function isLetter(unit: string): boolean {
  return unit < '\u0080' ? /[A-Za-z0-9]/.test(unit) : /[\p{L}\p{M}\p{N}\p{Cs}]/u.test(unit);
}

function gapBetween(
  before: EqualRun | undefined,
  after: EqualRun | undefined,
  region: RegionPair,
): RegionPair {
  return {
    was: spanUpTo(before ? endOf(before) : region.was.start, after?.was ?? region.was.end),
    now: spanUpTo(
      before ? before.now + before.length : region.now.start,
      after?.now ?? region.now.end,
    ),
  };
}

/** Runs may go on beyond their region. */
function spanUpTo(start: number, end: number): Span {
  return { start, end: Math.max(start, end) };
}

function endOf(run: EqualRun | undefined): number {
  return run ? run.was + run.length : 0;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
