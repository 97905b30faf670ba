import { indexOfLastAtMost } from '../binary-search.js';
import type { Span } from '../span.js';

/** A stretch that reads the same in two texts: where it begins in either, and its length. */
export interface Run {
  was: number;
  now: number;
  length: number;
}

/** A stretch of the older text and one of the newer. */
export interface Region {
  was: Span;
  now: Span;
}

/*
 * Stretches are compared from where words begin: that is a sixth of all places, and what is the same
 * from there on is the same in both texts. Scripts without blanks between words begin one everywhere.
 */

/**
 * The places where the same `units` UTF-16 units stand once in a stretch of the older text and once
 * in one of the newer, joined to runs, in the order of the older text. They may cross. Takes time in
 * proportion to both stretches.
 */
export function uniqueRuns(was: string, now: string, region: Region, units: number): Run[] {
  const grams = new Grams(was, region.was, units);
  grams.meet(now, region.now);
  const runs: Run[] = [];
  for (let index = 0; index < grams.count; index += 1) {
    const met = grams.metOnce(index);
    if (met < 0) continue;
    const at = grams.startOf(index);
    if (!sameAt(was, at, now, met, units)) continue;
    const last = runs.at(-1);
    const follows = last && at - last.was === met - last.now && at <= last.was + last.length;
    if (follows) last.length = at + units - last.was;
    else runs.push({ was: at, now: met, length: units });
  }
  return runs;
}

/**
 * Those of the runs that stand in the same order in both texts, chosen so that as many units as
 * possible are kept, cut so that none overlaps another. The runs come in the order of the older text.
 */
export function inSameOrder(runs: readonly Run[]): Run[] {
  const chosen = heaviestRising(runs);
  const kept: Run[] = [];
  for (const run of chosen) {
    const last = kept.at(-1);
    const cut = last
      ? Math.max(0, last.was + last.length - run.was, last.now + last.length - run.now)
      : 0;
    if (cut < run.length)
      kept.push({ was: run.was + cut, now: run.now + cut, length: run.length - cut });
  }
  return kept;
}

/** The rising subsequence, by place in the newer text, with the most units. */
function heaviestRising(runs: readonly Run[]): Run[] {
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
  const chain: Run[] = [];
  for (let at = heaviest; at >= 0; at = before[at] ?? -1) chain.push(runs[at] as Run);
  return chain.reverse();
}

function heavier(weights: Float64Array, one: number, other: number | undefined): number {
  if (other === undefined || other < 0) return one;
  return one < 0 || (weights[other] ?? 0) > (weights[one] ?? 0) ? other : one;
}

function sameAt(was: string, at: number, now: string, met: number, units: number): boolean {
  for (let step = 0; step < units; step += 1) {
    if (was.charCodeAt(at + step) !== now.charCodeAt(met + step)) return false;
  }
  return true;
}

const nowhere = -1;
const repeated = -2;
const multiplier = 0x01000193;

/** More stretches than this in a row whose hashes fall together are taken as repeated: no text makes it slow. */
const maxProbes = 32;

/** Longer lists are not kept from one comparison to the next. */
const keptUnits = 2 ** 14;

const kept = new Map<string, Int32Array>();

/**
 * A list with room for so many numbers, whatever they are by now. A long text has ten thousand short stretches,
 * and whoever takes a list is done with it before anybody else takes the one of that name.
 */
function roomFor(name: string, size: number): Int32Array {
  const known = kept.get(name);
  if (known && known.length >= size) return known;
  const roomy = new Int32Array(2 ** Math.ceil(Math.log2(size + 1)));
  if (size <= keptUnits) kept.set(name, roomy);
  return roomy;
}

/** The stretches of one length of the older text that stand once in it, by their hash. */
class Grams {
  /** How many of them begin a word. */
  readonly count: number;
  readonly #mask: number;
  /** By slot: the hash, where it stands in the older text, and in the newer. */
  readonly #hashes: Int32Array;
  readonly #places: Int32Array;
  readonly #met: Int32Array;
  /** The slot of each stretch, and where it begins. */
  readonly #slots: Int32Array;
  readonly #starts: Int32Array;
  readonly #units: number;

  constructor(was: string, stretch: Span, units: number) {
    const { hashes, starts, count } = hashesOf(was, stretch, units, 'was');
    const slots = 2 ** Math.ceil(Math.log2(2 * count + 2));
    this.count = count;
    this.#mask = slots - 1;
    this.#hashes = roomFor('hash by slot', slots + 1);
    this.#places = roomFor('place by slot', slots + 1).fill(nowhere, 0, slots);
    this.#places[slots] = repeated;
    this.#met = roomFor('met by slot', slots + 1).fill(nowhere, 0, slots + 1);
    this.#slots = roomFor('slots', count);
    this.#starts = starts;
    this.#units = units;
    for (let index = 0; index < count; index += 1) {
      const hash = hashes[index] ?? 0;
      const slot = this.#slotOf(hash);
      this.#hashes[slot] = hash;
      this.#places[slot] = this.#places[slot] === nowhere ? (starts[index] ?? 0) : repeated;
      this.#slots[index] = slot;
    }
  }

  /** Notes where in the newer text each of them stands. */
  meet(now: string, stretch: Span): void {
    const { hashes, starts, count } = hashesOf(now, stretch, this.#units, 'now');
    for (let index = 0; index < count; index += 1) {
      const slot = this.#slotOf(hashes[index] ?? 0);
      if ((this.#places[slot] ?? nowhere) < 0) continue;
      this.#met[slot] = this.#met[slot] === nowhere ? (starts[index] ?? 0) : repeated;
    }
  }

  startOf(index: number): number {
    return this.#starts[index] ?? 0;
  }

  /** Where in the newer text a stretch stands that stands once in either; negative, where it doesn't. */
  metOnce(index: number): number {
    const slot = this.#slots[index] ?? 0;
    return this.#places[slot] === this.#starts[index] ? (this.#met[slot] ?? nowhere) : nowhere;
  }

  #slotOf(hash: number): number {
    const first = hash ^ (hash >>> 15);
    for (let probe = 0; probe < maxProbes; probe += 1) {
      const slot = (first + probe) & this.#mask;
      if (this.#places[slot] === nowhere || this.#hashes[slot] === hash) return slot;
    }
    return this.#mask + 1;
  }
}

/**
 * Of each stretch of that many units that begins with a word its hash, rolled on by one unit a step (Rabin and
 * Karp), and its start.
 */
function hashesOf(text: string, { start, end }: Span, units: number, of: 'was' | 'now') {
  const most = Math.max(0, end - start - units + 1);
  const hashes = roomFor(`hashes, ${of}`, most);
  const starts = roomFor(`starts, ${of}`, most);
  let [hash, highest, count] = [0, 1, 0];
  for (let step = 0; step < units - 1 && most > 0; step += 1) {
    hash = (Math.imul(hash, multiplier) + text.charCodeAt(start + step)) | 0;
    highest = Math.imul(highest, multiplier);
  }
  for (let at = start; at + units <= end; at += 1) {
    hash = (Math.imul(hash, multiplier) + text.charCodeAt(at + units - 1)) | 0;
    if (beginsWord(text, at)) {
      hashes[count] = hash;
      starts[count] = at;
      count += 1;
    }
    hash = (hash - Math.imul(highest, text.charCodeAt(at))) | 0;
  }
  return { hashes, starts, count };
}

/** Whether what stands before a place is no letter or digit of a script that parts its words. */
function beginsWord(text: string, at: number): boolean {
  const before = at === 0 ? 0 : text.charCodeAt(at - 1);
  return before < 0x30 || before >= 0x2e80 || (before >= 0x2000 && before < 0x2070);
}
