import { indexOfLastAtMost } from '../../binary-search.js';
import type { Span } from '../span.js';
import { hashAt, type IndexedText, startsBefore } from './indexed-text.js';

/**
 * A stretch that reads the same in two texts: where it begins in either, and its length. That comes first, since
 * objects that begin with the texts themselves would make the engine take these for of their kind, and slower.
 */
export interface EqualRun {
  length: number;
  was: number;
  now: number;
}

/** A stretch of the older text and one of the newer. */
export interface RegionPair {
  was: Span;
  now: Span;
}

/** A region by its ends: all are made here, so that they are of one shape to the engine. */
export function regionOf(
  wasStart: number,
  wasEnd: number,
  nowStart: number,
  nowEnd: number,
): RegionPair {
  return { was: { start: wasStart, end: wasEnd }, now: { start: nowStart, end: nowEnd } };
}

/**
 * The places where the same `units` UTF-16 units stand once in a stretch of the older text and once
 * in one of the newer, joined to runs, in the order of the older text. They may cross. Takes time in
 * proportion to both stretches.
 */
export function uniqueRuns(
  was: IndexedText,
  now: IndexedText,
  region: RegionPair,
  units: number,
): EqualRun[] {
  const first = startsBefore(was, region.was.start);
  const last = Math.max(first, startsBefore(was, region.was.end - units + 1));
  const table = roomyTable(2 * (last - first) + 2);
  note(table, was, first, last, units);
  meet(table, now, region.now, units);
  return metOnce(table, was, now, { first, last, units });
}

/** Those of the noted stretches that were met, joined to runs. */
function metOnce(
  { slots, places, met }: Table,
  was: IndexedText,
  now: IndexedText,
  { first, last, units }: { first: number; last: number; units: number },
): EqualRun[] {
  const runs: EqualRun[] = [];
  let run: EqualRun | null = null;
  for (let index = first; index < last; index += 1) {
    const at = was.starts[index] as number;
    const slot = slots[index - first] as number;
    const there = places[slot] === at ? (met[slot] as number) : nowhere;
    if (there < 0 || !sameAt(was.units, at, now.units, there, units)) continue;
    if (run && at - run.was === there - run.now && at <= run.was + run.length) {
      run.length = at + units - run.was;
    } else {
      run = { length: units, was: at, now: there };
      runs.push(run);
    }
  }
  return runs;
}

/**
 * Those of the runs that stand in the same order in both texts, chosen so that as many units as
 * possible are kept, cut so that none overlaps another. The runs come in the order of the older text.
 */
export function inSameOrder(runs: readonly EqualRun[]): EqualRun[] {
  const chosen = isRising(runs) ? runs : heaviestRising(runs);
  const kept: EqualRun[] = [];
  for (const run of chosen) {
    const last = kept.at(-1);
    const cut = last
      ? Math.max(0, last.was + last.length - run.was, last.now + last.length - run.now)
      : 0;
    if (cut < run.length)
      kept.push({ length: run.length - cut, was: run.was + cut, now: run.now + cut });
  }
  return kept;
}

function isRising(runs: readonly EqualRun[]): boolean {
  let before = -1;
  for (const { now } of runs) {
    if (now <= before) return false;
    before = now;
  }
  return true;
}

/** The rising subsequence, by place in the newer text, with the most units. */
function heaviestRising(runs: readonly EqualRun[]): EqualRun[] {
  const places = [...runs].map(({ now }) => now).sort((one, other) => one - other);
  const rankOf = (now: number) => indexOfLastAtMost(places, now);
  // By rank, the best chain that ends at or before it (a Fenwick tree of maxima).
  const best = new Int32Array(places.length + 1).fill(-1);
  const weights = new Float64Array(runs.length);
  const before = new Int32Array(runs.length).fill(-1);
  let heaviest = -1;
  for (const [index, run] of runs.entries()) {
    const rank = rankOf(run.now) + 1;
    let previous = -1;
    for (let at = rank - 1; at > 0; at -= at & -at) previous = heavier(weights, previous, best[at]);
    before[index] = previous;
    weights[index] = run.length + (previous < 0 ? 0 : (weights[previous] ?? 0));
    for (let at = rank; at < best.length; at += at & -at)
      best[at] = heavier(weights, index, best[at]);
    heaviest = heavier(weights, heaviest, index);
  }
  const chain: EqualRun[] = [];
  for (let at = heaviest; at >= 0; at = before[at] ?? -1) chain.push(runs[at] as EqualRun);
  return chain.reverse();
}

function heavier(weights: Float64Array, one: number, other: number | undefined): number {
  if (other === undefined || other < 0) return one;
  return one < 0 || (weights[other] ?? 0) > (weights[one] ?? 0) ? other : one;
}

function sameAt(
  was: Uint16Array,
  at: number,
  now: Uint16Array,
  met: number,
  units: number,
): boolean {
  for (let step = 0; step < units; step += 1) {
    if (was[at + step] !== now[met + step]) return false;
  }
  return true;
}

const nowhere = -1;
const repeated = -2;

/** More stretches than this in a row whose hashes fall together are taken as repeated: no text makes it slow. */
const maxProbes = 32;

/** The stretches of one length of the older text that begin a word, by their hash. */
interface Table {
  /** How many slots it has, a power of two, but for the last: what stands there is taken as repeated. */
  size: number;
  /** By slot: the hash, where it stands in the older text, and in the newer. */
  hashes: Int32Array;
  places: Int32Array;
  met: Int32Array;
  /** The slot of each stretch in its order. */
  slots: Int32Array;
}

/** A larger table is not kept from one comparison to the next. */
const keptSlots = 2 ** 14;

let kept = tableOf(2 ** 10);

function tableOf(size: number): Table {
  return {
    size,
    hashes: new Int32Array(size + 1),
    places: new Int32Array(size + 1),
    met: new Int32Array(size + 1),
    slots: new Int32Array(size),
  };
}

/**
 * An empty table of at least so many slots. A long text has ten thousand short stretches, and whoever takes a
 * table is done with it before anybody else takes one.
 */
function roomyTable(slots: number): Table {
  const size = 2 ** (32 - Math.clz32(slots - 1));
  if (size > kept.hashes.length - 1) {
    const roomy = tableOf(size);
    if (size > keptSlots) return emptied(roomy);
    kept = roomy;
  }
  kept.size = size;
  return emptied(kept);
}

function emptied(table: Table): Table {
  table.places.fill(nowhere, 0, table.size);
  table.places[table.size] = repeated;
  table.met.fill(nowhere, 0, table.size + 1);
  return table;
}

/** Notes the stretches that begin with some words of the older text. */
function note(table: Table, was: IndexedText, first: number, last: number, units: number): void {
  const { hashes, places, slots } = table;
  for (let index = first; index < last; index += 1) {
    const at = was.starts[index] as number;
    const hash = hashAt(was, at, units);
    const slot = slotOf(table, hash);
    hashes[slot] = hash;
    places[slot] = places[slot] === nowhere ? at : repeated;
    slots[index - first] = slot;
  }
}

/** Notes where in the newer text each of them stands. */
function meet(table: Table, now: IndexedText, { start, end }: Span, units: number): void {
  const { places, met } = table;
  const last = startsBefore(now, end - units + 1);
  for (let index = startsBefore(now, start); index < last; index += 1) {
    const at = now.starts[index] as number;
    const slot = slotOf(table, hashAt(now, at, units));
    if ((places[slot] as number) < 0) continue;
    met[slot] = met[slot] === nowhere ? at : repeated;
  }
}

function slotOf({ size, hashes, places }: Table, hash: number): number {
  const mask = size - 1;
  const first = hash ^ (hash >>> 15);
  for (let probe = 0; probe < maxProbes; probe += 1) {
    const slot = (first + probe) & mask;
    if (places[slot] === nowhere || hashes[slot] === hash) return slot;
  }
  return size;
}
