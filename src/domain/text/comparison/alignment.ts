import type { Span } from '../span.js';
import { type EqualRun, inSameOrder, type RegionPair, regionOf, uniqueRuns } from './anchors.js';
import { type IndexedText, indexedPair } from './indexed-text.js';
import { lineEdgeUnits, tellingUnits, withoutIslands } from './islands.js';
import { type MovedStretch, movedStretches, shortestGapUnits } from './moves.js';
import { type Doubtful, settleGaps } from './sliding.js';
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
  runs: readonly EqualRun[];
  /** What was taken out at one place and put in at another, in the order of the older text. */
  moves: readonly Move[];
  /** Spans of which one copy went, or came, and it can't be told which. */
  doubtful: Doubtful;
}

/** A stretch that was taken out and one that was put in, which read alike. */
export interface Move extends MovedStretch {
  runs: readonly EqualRun[];
}

/** What a comparison has come to, and what it may. */
interface ComparisonBudget {
  /** How many units were read, each as often as it was. */
  units: number;
  /** How many pairs of units may still be compared. */
  pairs: number;
}

/** How long a stretch has to be that stands once in both, in one pass after the other. */
const anchorUnits = [32, 16, 10, 6] as const;

/** Below this many pairs of units a stretch without such anchors is compared unit by unit: some ten words. */
const shortPairs = 2 ** 12;

/** This many pairs at most where no anchor is found: longer stretches have been written anew. */
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
  work: ComparisonBudget = { units: 0, pairs: maxAllPairs },
): Alignment {
  const whole = wholeOf(was, now);
  const texts = { ...indexedPair(was, now), work };
  const { runs, doubtful } = settled(texts, whole);
  return { runs, moves: movesBetween(texts, runs, whole), doubtful };
}

/** The same, but for what was put elsewhere. */
export function alignInOrder(
  was: string,
  now: string,
  work: ComparisonBudget = { units: 0, pairs: maxAllPairs },
): Omit<Alignment, 'moves'> {
  return settled({ ...indexedPair(was, now), work }, wholeOf(was, now));
}

function wholeOf(was: string, now: string): RegionPair {
  return regionOf(0, was.length, 0, now.length);
}

interface Texts {
  was: IndexedText;
  now: IndexedText;
  work: ComparisonBudget;
}

function settled(texts: Texts, whole: RegionPair): Omit<Alignment, 'moves'> {
  const runs = withoutIslands(aligned(texts, whole), whole, texts, 'closed');
  return { runs, doubtful: settleGaps(texts.was.text, texts.now.text, runs) };
}

/**
 * Regions that are to be compared, the last first, as five numbers each: from which pass on, or `same` for one that is known
 * to be the same, and the ends in either text. A long text has ten thousand, so they are no objects.
 */
type Open = number[];

const same = -1;

function openRegion(
  open: Open,
  pass: number,
  wasStart: number,
  wasEnd: number,
  nowStart: number,
  nowEnd: number,
): void {
  open.push(pass, wasStart, wasEnd, nowStart, nowEnd);
}

/** The runs of a region in their order; they are found from the end to the beginning. */
function aligned(texts: Texts, { was, now }: RegionPair): EqualRun[] {
  const found: EqualRun[] = [];
  const open: Open = [];
  const inner = regionOf(0, 0, 0, 0);
  openRegion(open, 0, was.start, was.end, now.start, now.end);
  while (open.length > 0) {
    const nowEnd = open.pop() as number;
    const nowStart = open.pop() as number;
    const wasEnd = open.pop() as number;
    const wasStart = open.pop() as number;
    const pass = open.pop() as number;
    if (pass === same) {
      tellBefore(found, wasStart, nowStart, wasEnd - wasStart);
      continue;
    }
    const shorter = Math.min(wasEnd - wasStart, nowEnd - nowStart);
    const head = commonHead(texts, wasStart, nowStart, shorter);
    const alike = commonTail(texts, wasEnd, nowEnd, shorter - head);
    // A full stop alone is left to the sentence to which it belongs.
    const tail = alike < lineEdgeUnits && head + alike < shorter ? 0 : alike;
    texts.work.units += head + tail;
    tellBefore(found, wasEnd - tail, nowEnd - tail, tail);
    inner.was.start = wasStart + head;
    inner.was.end = wasEnd - tail;
    inner.now.start = nowStart + head;
    inner.now.end = nowEnd - tail;
    if (head > 0) openRegion(open, same, wasStart, inner.was.start, nowStart, inner.now.start);
    if (lengthOf(inner.was) > 0 && lengthOf(inner.now) > 0)
      alignInner(texts, inner, pass, open, found);
  }
  return found.reverse();
}

/** Of two runs of which one goes on where the other ends one is made. */
function tellBefore(found: EqualRun[], was: number, now: number, length: number): void {
  if (length === 0) return;
  const last = found.length === 0 ? null : (found[found.length - 1] as EqualRun);
  if (last !== null && was + length === last.was && now + length === last.now) {
    last.was = was;
    last.now = now;
    last.length += length;
  } else found.push({ length, was, now });
}

/** One pass over a region: opens its anchors, and what lies between them, or tells all that it has in common. */
function alignInner(
  texts: Texts,
  region: RegionPair,
  from: number,
  open: Open,
  found: EqualRun[],
): void {
  const { was, now } = region;
  const lines = lengthOf(was);
  const columns = lengthOf(now);
  const pass = nextPass(from, lines, columns);
  if (pass !== null) {
    texts.work.units += lines + columns;
    const runs = uniqueRuns(texts.was, texts.now, region, anchorUnits[pass] as number);
    if (runs.length === 0) openRegion(open, pass + 1, was.start, was.end, now.start, now.end);
    else openBetween(inSameOrder(runs), region, pass, open);
    return;
  }
  const pairs = (lines + 1) * (columns + 1);
  if (pairs > Math.min(maxPairs, texts.work.pairs)) return;
  texts.work.pairs -= pairs;
  tellAll(fewestEdits(texts.was.units, texts.now.units, region), found);
}

/** The first pass from that one on that finds anchors in stretches of those lengths, if any may. */
function nextPass(from: number, lines: number, columns: number): number | null {
  for (let pass = from; pass < anchorUnits.length; pass += 1) {
    const units = anchorUnits[pass] as number;
    if (units > Math.min(lines, columns)) continue;
    return units < tellingUnits && lines * columns <= shortPairs ? null : pass;
  }
  return null;
}

function openBetween(
  anchors: readonly EqualRun[],
  { was, now }: RegionPair,
  pass: number,
  open: Open,
): void {
  let startWas = was.start;
  let startNow = now.start;
  for (let next = 0; next < anchors.length; next += 1) {
    const { length, was: atWas, now: atNow } = anchors[next] as EqualRun;
    if (startWas < atWas && startNow < atNow)
      openRegion(open, pass + 1, startWas, atWas, startNow, atNow);
    startWas = atWas + length;
    startNow = atNow + length;
    openRegion(open, same, atWas, startWas, atNow, startNow);
  }
  if (startWas < was.end && startNow < now.end)
    openRegion(open, pass + 1, startWas, was.end, startNow, now.end);
}

function tellAll(runsBack: readonly EqualRun[], found: EqualRun[]): void {
  for (let next = 0; next < runsBack.length; next += 1) {
    const { length, was, now } = runsBack[next] as EqualRun;
    tellBefore(found, was, now, length);
  }
}

/** How many units are the same from two places on, up to so many. */
function commonHead({ was, now }: Texts, atWas: number, atNow: number, most: number): number {
  let head = 0;
  while (head < most && was.units[atWas + head] === now.units[atNow + head]) head += 1;
  return head;
}

/** How many units are the same before two places, up to so many. */
function commonTail({ was, now }: Texts, endWas: number, endNow: number, most: number): number {
  let tail = 0;
  while (tail < most && was.units[endWas - 1 - tail] === now.units[endNow - 1 - tail]) tail += 1;
  return tail;
}

/** What lies before, between and behind some runs, of so many units in either text at least. */
export function regionsBetween(
  runs: readonly EqualRun[],
  whole: RegionPair,
  leastUnits: number = 1,
): RegionPair[] {
  const regions: RegionPair[] = [];
  let was = whole.was.start;
  let now = whole.now.start;
  for (let next = 0; next <= runs.length; next += 1) {
    const run = next < runs.length ? (runs[next] as EqualRun) : null;
    const endWas = run === null ? whole.was.end : run.was;
    const endNow = run === null ? whole.now.end : run.now;
    if (endWas - was >= leastUnits || endNow - now >= leastUnits)
      regions.push(regionOf(was, endWas, now, endNow));
    if (run === null) break;
    was = run.was + run.length;
    now = run.now + run.length;
  }
  return regions;
}

/** Compares what was taken out with what was put in, wherever that stands. */
function movesBetween(texts: Texts, runs: readonly EqualRun[], whole: RegionPair): Move[] {
  const regions = regionsBetween(runs, whole, shortestGapUnits);
  const count = (units: number) => {
    texts.work.units += units;
  };
  return movedStretches(texts.was.text, texts.now.text, regions, count).map((stretch) => ({
    ...stretch,
    runs: upToCore(texts, withoutIslands(aligned(texts, stretch), stretch, texts, 'open'), stretch),
  }));
}

/** The runs of a stretch, the outer ones as far as the texts go on the same: a full stop may have stayed behind. */
function upToCore(
  { was, now }: Texts,
  runs: readonly EqualRun[],
  { core }: MovedStretch,
): EqualRun[] {
  const reads = (one: Span, other: number) =>
    was.text.slice(one.start, one.end) === now.text.slice(other, other + lengthOf(one));
  return runs.map((run, index) => {
    const [start, end] = [run.was, run.was + run.length];
    const ahead = { start: core.was.start, end: start };
    const behind = { start: end, end: core.was.end };
    const step = run.now - run.was;
    const isLate = index === 0 && reads(ahead, core.was.start + step);
    const isShort = index === runs.length - 1 && reads(behind, end + step);
    const from = isLate ? Math.min(start, ahead.start) : start;
    const to = isShort ? Math.max(end, behind.end) : end;
    return { length: to - from, was: from, now: from + step };
  });
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
