import { countBelow, indexOfLastAtMost } from '../binary-search.js';
import type { Span } from '../span.js';
import { inSameOrder, type Region, type Run, uniqueRuns } from './anchors.js';
import { movedStretches, type Stretch } from './moves.js';
import { settleGaps } from './sliding.js';
import { fewestEdits } from './small-alignment.js';

/*
 * Two editions of a text are compared once. What stands once in both, long stretches first, is taken
 * in the same order as far as possible (as patience diff does with lines); between them the same is
 * done with shorter stretches; what then remains is short, and compared unit by unit. What was taken
 * out in one place and put in at another is compared by itself afterwards.
 */

/** Where two texts read the same. */
export interface Alignment {
  /** In the order of both texts; none overlaps another. */
  runs: readonly Run[];
  /** What was taken out at one place and put in at another, in the order of the older text. */
  moves: readonly Move[];
  /** Spans of the older text of which one copy went, or came, and it can't be told which. */
  doubtful: readonly Span[];
}

/** A stretch that was taken out and one that was put in, which read alike. */
interface Move extends Stretch {
  runs: readonly Run[];
}

/** What a comparison has come to, and what it may. */
export interface Work {
  /** How many units were read, each as often as it was. */
  units: number;
  /** How many pairs of units may still be compared. */
  pairs: number;
}

/** What a span of the older text has become. */
export interface Image {
  /** In the newer text; empty, where nothing is left of it. */
  span: Span;
  /** How many units of the span stand in it still. */
  kept: number;
  /** The stretch of the older text around the whole span that stands as it was; null where it doesn't. */
  unchanged: Span | null;
}

/** How long a stretch has to be that stands once in both, in one pass after the other. */
const anchorUnits = [32, 16, 10, 6] as const;

/** What is as long as this is hardly found by chance. */
const tellingUnits = 16;

/** Below so many pairs of units a stretch without such anchors is compared unit by unit: some ten words. */
const shortPairs = 2 ** 12;

/** So many pairs at most where no anchor is found: longer stretches have been written anew. */
const maxPairs = 2 ** 20;

/** For all such stretches of two texts together: a second's work at the very most. */
const maxAllPairs = 2 ** 26;

/**
 * Compares two texts, in time in proportion to their length and a bounded amount beside. `work` tells
 * afterwards how much it was.
 */
export function alignTexts(
  was: string,
  now: string,
  work: Work = { units: 0, pairs: maxAllPairs },
): Alignment {
  const { runs, doubtful } = alignInOrder(was, now, work);
  const whole = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  return { runs, moves: movesBetween({ was, now, work }, runs, whole), doubtful };
}

/** The same, but for what was put elsewhere. */
export function alignInOrder(
  was: string,
  now: string,
  work: Work = { units: 0, pairs: maxAllPairs },
): Omit<Alignment, 'moves'> {
  const whole = { was: { start: 0, end: was.length }, now: { start: 0, end: now.length } };
  const runs = withoutIslands(aligned({ was, now, work }, whole), whole);
  return { runs, doubtful: settleGaps(was, now, runs) };
}

interface Texts {
  was: string;
  now: string;
  work: Work;
}

/** The runs of a region in their order. */
function aligned(texts: Texts, whole: Region): Run[] {
  const found: Run[] = [];
  const open: { region: Region; pass: number }[] = [{ region: whole, pass: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { ends, inner } = commonEnds(texts, next.region);
    found.push(...ends);
    const once = alignedOnce(texts, inner, next.pass);
    for (const run of once?.runs ?? []) found.push(run);
    if (once?.pass == null) continue;
    for (const region of regionsBetween(once.runs, inner)) {
      open.push({ region, pass: once.pass + 1 });
    }
  }
  return joined(found.sort((one, other) => one.was - other.was));
}

/** One pass over a region: its anchors, or at the last all that it has in common. */
function alignedOnce(
  texts: Texts,
  region: Region,
  from: number,
): { runs: Run[]; pass: number | null } | null {
  const [lines, columns] = [lengthOf(region.was), lengthOf(region.now)];
  if (lines === 0 || columns === 0) return null;
  for (let pass = from; pass < anchorUnits.length; pass += 1) {
    const units = anchorUnits[pass] ?? 0;
    if (units > Math.min(lines, columns)) continue;
    if (units < tellingUnits && lines * columns <= shortPairs) break;
    texts.work.units += lines + columns;
    const runs = inSameOrder(uniqueRuns(texts.was, texts.now, region, units));
    if (runs.length > 0) return { runs, pass };
  }
  const pairs = (lines + 1) * (columns + 1);
  if (pairs > Math.min(maxPairs, texts.work.pairs)) return null;
  texts.work.pairs -= pairs;
  return { runs: fewestEdits(texts.was, texts.now, region), pass: null };
}

function commonEnds({ was, now, work }: Texts, region: Region): { ends: Run[]; inner: Region } {
  const shorter = Math.min(lengthOf(region.was), lengthOf(region.now));
  let head = 0;
  while (
    head < shorter &&
    was.charCodeAt(region.was.start + head) === now.charCodeAt(region.now.start + head)
  )
    head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    was.charCodeAt(region.was.end - 1 - tail) === now.charCodeAt(region.now.end - 1 - tail)
  )
    tail += 1;
  work.units += head + tail;
  const inner = {
    was: { start: region.was.start + head, end: region.was.end - tail },
    now: { start: region.now.start + head, end: region.now.end - tail },
  };
  const ends = [
    { was: region.was.start, now: region.now.start, length: head },
    { was: inner.was.end, now: inner.now.end, length: tail },
  ];
  return { ends: ends.filter(({ length }) => length > 0), inner };
}

/** What lies before, between and behind some runs. */
export function regionsBetween(runs: readonly Run[], whole: Region): Region[] {
  const regions: Region[] = [];
  let [was, now] = [whole.was.start, whole.now.start];
  for (const run of [...runs, { was: whole.was.end, now: whole.now.end, length: 0 }]) {
    if (was < run.was || now < run.now)
      regions.push({ was: { start: was, end: run.was }, now: { start: now, end: run.now } });
    was = run.was + run.length;
    now = run.now + run.length;
  }
  return regions;
}

/** Runs of which one goes on where the other ends are one. */
function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    const goesOn = last && last.was + last.length === run.was && last.now + last.length === run.now;
    if (goesOn) last.length += run.length;
    else all.push({ ...run });
  }
  return all;
}

/** Nothing so long is the same by chance. */
const longestIslandUnits = 64;

/**
 * The runs but for those that are no longer than what was changed on either side of them: letters that
 * two wordings have in common by chance. Takes time in proportion to the runs.
 */
function withoutIslands(runs: readonly Run[], whole: Region): Run[] {
  const kept: Run[] = [];
  for (let next = 0; next < runs.length; next += 1) {
    kept.push(runs[next] as Run);
    // What goes makes the gap wider in which the one before it stands.
    for (let last = kept.at(-1); last; last = kept.at(-1)) {
      const before = longerSide(gapBetween(kept.at(-2), last, whole));
      const after = longerSide(gapBetween(last, runs[next + 1], whole));
      if (last.length > Math.min(before, after, longestIslandUnits)) break;
      kept.pop();
    }
  }
  return kept;
}

function longerSide({ was, now }: Region): number {
  return Math.max(lengthOf(was), lengthOf(now));
}

/** Compares what was taken out with what was put in, wherever that stands. */
function movesBetween(texts: Texts, runs: readonly Run[], whole: Region): Move[] {
  const regions = regionsBetween(runs, whole);
  const count = (units: number) => {
    texts.work.units += units;
  };
  return movedStretches(texts.was, texts.now, regions, count).map((stretch) => ({
    ...stretch,
    runs: withoutIslands(aligned(texts, stretch), stretch),
  }));
}

/**
 * Finds what spans of the older text have become by the runs of a region, each in the time of a
 * search by halves. Where an end of a span lies in what was written anew, its place is reckoned.
 */
export function imagesBy(
  texts: Pick<Texts, 'was' | 'now'>,
  { runs, ...region }: Region & { runs: readonly Run[] },
) {
  const starts = runs.map((run) => run.was);
  // How many units of the older text stand in the runs before each.
  const keptBefore = new Float64Array(runs.length + 1);
  for (const [index, { length }] of runs.entries())
    keptBefore[index + 1] = (keptBefore[index] ?? 0) + length;
  const gapBefore = (index: number) => gapBetween(runs[index - 1], runs[index], region);
  return (span: Span): Image => {
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
function placeInGap({ was, now }: Pick<Texts, 'was' | 'now'>, gap: Region, place: number): number {
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

function isWordEdge(text: string, place: number): boolean {
  return isLetter(text.charAt(place - 1)) !== isLetter(text.charAt(place));
}

function isLetter(unit: string): boolean {
  return /[\p{L}\p{M}\p{N}\p{Cs}]/u.test(unit);
}

function gapBetween(before: Run | undefined, after: Run | undefined, region: Region): Region {
  return {
    was: { start: before ? endOf(before) : region.was.start, end: after?.was ?? region.was.end },
    now: {
      start: before ? before.now + before.length : region.now.start,
      end: after?.now ?? region.now.end,
    },
  };
}

function endOf(run: Run | undefined): number {
  return run ? run.was + run.length : 0;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
