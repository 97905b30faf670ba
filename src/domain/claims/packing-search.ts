import { countKeys, mostCounted } from './cover.js';
import type { StepBudget } from './step-budget.js';

/** What is packed, its keys as numbers; `place` tells which it was. */
export interface ConflictItem {
  place: number;
  core: readonly number[];
  end: readonly number[];
}

interface Search {
  items: readonly ConflictItem[];
  /** By item, those that it can't be taken beside, itself included: a bit each. */
  closed: readonly Uint32Array[];
  budget: StepBudget;
  best: readonly number[];
}

/**
 * Searches a packing larger than the one that is known, by branch and bound: one of an item and those
 * it meets is in some largest packing, so they are tried one after the other, the item that meets the
 * fewest first. `isWhole` says whether the search came to its end, so that none is larger.
 */
export function searchPacking(
  items: readonly ConflictItem[],
  known: readonly ConflictItem[],
  budget: StepBudget,
): { chosen: readonly ConflictItem[]; isWhole: boolean } {
  const best = known.map((item) => items.indexOf(item));
  const search: Search = { items, closed: conflicts(items), budget, best };
  const every = bitsOf(items.length);
  for (const at of items.keys()) add(every, at);
  const isWhole = branch(search, every, []);
  return { chosen: search.best.flatMap((at) => items[at] ?? []), isWhole };
}

function conflicts(items: readonly ConflictItem[]): Uint32Array[] {
  const holders = new Map<number, { core: Uint32Array; all: Uint32Array }>();
  const holdersOf = (key: number) => {
    const known = holders.get(key);
    if (known) return known;
    const fresh = { core: bitsOf(items.length), all: bitsOf(items.length) };
    holders.set(key, fresh);
    return fresh;
  };
  for (const [at, { core, end }] of items.entries()) {
    for (const key of core) add(holdersOf(key).core, at);
    for (const key of [...core, ...end]) add(holdersOf(key).all, at);
  }
  return items.map(({ core, end }, at) => {
    const met = bitsOf(items.length);
    add(met, at);
    for (const key of core) unite(met, holdersOf(key).all);
    for (const key of end) unite(met, holdersOf(key).core);
    return met;
  });
}

/** Whether all that are left were looked through, or need not be. */
function branch(search: Search, left: Uint32Array, taken: readonly number[]): boolean {
  const members = membersOf(left);
  if (!search.budget.take((members.length + 1) * left.length)) return false;
  if (taken.length > search.best.length) search.best = taken;
  if (taken.length + coverOf(search.items, members) <= search.best.length) return true;
  const [first, ...others] = choices(search, left, members);
  if (first === undefined) return true;
  const rest = left.slice();
  for (const at of [first, ...others]) {
    if (!branch(search, without(rest, search.closed[at]), [...taken, at])) return false;
    remove(rest, at);
  }
  return true;
}

/** The item that meets the fewest of those left, and these; alone where they all meet each other. */
function choices({ closed }: Search, left: Uint32Array, members: readonly number[]): number[] {
  let [fewest, pivot] = [Number.POSITIVE_INFINITY, -1];
  for (const at of members) {
    const count = sizeOfBoth(left, closed[at]);
    if (count < fewest) [fewest, pivot] = [count, at];
  }
  const around = closed[pivot];
  if (!around) return [];
  const met = membersOf(both(left, around)).filter((at) => at !== pivot);
  const own = both(left, around);
  return met.every((at) => isWithin(own, closed[at])) ? [pivot] : [pivot, ...met];
}

/** The size of a set of keys of which one stands in each core, and those that have none. */
function coverOf(items: readonly ConflictItem[], members: readonly number[]): number {
  const cores = members.map((at) => items[at]?.core ?? []);
  const counts = countKeys(cores);
  const taken = new Set<number>();
  let cover = 0;
  for (const core of cores) {
    if (core.some((key) => taken.has(key))) continue;
    const key = mostCounted(core, counts);
    cover += 1;
    if (key !== undefined) taken.add(key);
  }
  return cover;
}

/* Sets of small numbers, 32 to a word. */

function bitsOf(size: number): Uint32Array {
  return new Uint32Array(Math.ceil(size / 32));
}

function add(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

function remove(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31));
}

function unite(bits: Uint32Array, others: Uint32Array): void {
  for (const [word, other] of others.entries()) bits[word] = (bits[word] ?? 0) | other;
}

function both(one: Uint32Array, other: Uint32Array): Uint32Array {
  return one.map((word, at) => word & (other[at] ?? 0));
}

function without(bits: Uint32Array, others: Uint32Array | undefined): Uint32Array {
  return bits.map((word, at) => word & ~(others?.[at] ?? 0));
}

function isWithin(bits: Uint32Array, others: Uint32Array | undefined): boolean {
  return bits.every((word, at) => (word & ~(others?.[at] ?? 0)) === 0);
}

function sizeOfBoth(one: Uint32Array, other: Uint32Array | undefined): number {
  let size = 0;
  for (let at = 0; at < one.length; at += 1) size += ones((one[at] ?? 0) & (other?.[at] ?? 0));
  return size;
}

/** How many bits of a word are set. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function membersOf(bits: Uint32Array): number[] {
  const members: number[] = [];
  for (const [word, value] of bits.entries()) {
    for (let left = value; left !== 0; left &= left - 1) {
      members.push(word * 32 + (31 - Math.clz32(left & -left)));
    }
  }
  return members;
}
