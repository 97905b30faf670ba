import type { ConflictItem } from './conflict-graph.js';
import { countKeys, greedyCover, mostCounted } from './cover.js';
import { searchPacking } from './packing-search.js';
import { StepBudget } from './step-budget.js';
import { vertexCut } from './vertex-cut.js';

/*
 * The largest number of ways of which no two share a source: maximum set packing, in which what
 * stands in an `end` is shared only with what is in a `core`. Ways that can be replaced by another
 * are dropped, the rest parted into components that have nothing to do with each other, and each of
 * them searched by branch and bound.
 */

/** What is packed: two can't be taken together where the core of one meets core or end of the other. */
export interface PackedItem {
  core: readonly string[];
  end: readonly string[];
}

interface Packing {
  /** Which were taken, by their places. */
  chosen: number[];
  /** No more can be taken than these. */
  bound: number;
}

/** A component of more items than this is not searched: it would take memory by their square. */
const maxSearchedItems = 600;

/** On the average. What is not compared with all others stays, which makes the search longer and no more. */
const maxComparisonsOfItem = 30;

/** A largest packing, and how large one can be at the most: the same number where the search came to its end. */
export function largestPacking(packed: readonly PackedItem[], budget: StepBudget): Packing {
  const reducing = new StepBudget(packed.length * maxComparisonsOfItem);
  const items = undominated(withoutPrivateKeys(distinct(packed)), reducing);
  budget.take(reducing.taken);
  const packing: Packing = { chosen: [], bound: 0 };
  for (const component of components(withoutPrivateKeys(items))) {
    const { chosen, bound } = packComponent(component, budget);
    packing.chosen.push(...chosen.map(({ place }) => place));
    packing.bound += bound;
  }
  packing.chosen.sort((one, other) => one - other);
  return packing;
}

/** Keys as numbers; of items with the same keys the first. */
function distinct(packed: readonly PackedItem[]): ConflictItem[] {
  const numbers = new Map<string, number>();
  const numberOf = (key: string) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const items = new Map<string, ConflictItem>();
  for (const [place, { core, end }] of packed.entries()) {
    const item = { place, core: core.map(numberOf), end: end.map(numberOf) };
    const sorted = (keys: number[]) => keys.toSorted((a, b) => a - b).join();
    const key = `${sorted(item.core)}|${sorted(item.end)}`;
    if (!items.has(key)) items.set(key, item);
  }
  return [...items.values()];
}

/** How often each key stands in a core, and anywhere. */
function frequencies(items: readonly ConflictItem[]): { core: number[]; all: number[] } {
  return {
    core: countKeys(items.map(({ core }) => core)),
    all: countKeys(items.map(({ core, end }) => [...core, ...end])),
  };
}

/** Without the keys by which an item meets no other: those that nobody else has, or nobody in a core. */
function withoutPrivateKeys(items: readonly ConflictItem[]): ConflictItem[] {
  const { core: inCores, all } = frequencies(items);
  const isMet = (key: number) => (inCores[key] ?? 0) > 0 && (all[key] ?? 0) > 1;
  return items.map(({ place, core, end }) => ({
    place,
    core: core.filter(isMet),
    end: end.filter(isMet),
  }));
}

/**
 * Without those in whose place another can always be taken: one whose core stands in their core, and
 * whose end stands in what they have. Where the steps run out, the rest stay: that is no fault.
 */
function undominated(items: readonly ConflictItem[], budget: StepBudget): ConflictItem[] {
  const byRarest = underRarestKey(items);
  return items.filter((item) => {
    if (budget.isSpent) return true;
    const [inCore, inAny] = [new Set(item.core), new Set([...item.core, ...item.end])];
    const dominates = (other: ConflictItem) =>
      other !== item &&
      other.core.length <= item.core.length &&
      budget.take(1) &&
      other.core.every((key) => inCore.has(key)) &&
      other.end.every((key) => inAny.has(key)) &&
      !isSameSize(item, other);
    return !item.core.some((key) => byRarest.get(key)?.some(dominates));
  });
}

/** Keys that were taken out may leave two items alike: then each could stand for the other. */
function isSameSize(item: ConflictItem, other: ConflictItem): boolean {
  const isAlike = item.core.length === other.core.length && item.end.length === other.end.length;
  return isAlike && item.place < other.place;
}

function underRarestKey(items: readonly ConflictItem[]): Map<number, ConflictItem[]> {
  const { core: counts } = frequencies(items);
  const rareness = counts.map((count) => -count);
  const under = new Map<number, ConflictItem[]>();
  for (const item of items) {
    const rarest = mostCounted(item.core, rareness);
    if (rarest === undefined) continue;
    const list = under.get(rarest);
    if (list) list.push(item);
    else under.set(rarest, [item]);
  }
  return under;
}

/** Items in groups of which no item meets one of another group. */
function components(items: readonly ConflictItem[]): ConflictItem[][] {
  const parents = new Map<number, number>();
  const rootOf = (key: number): number => {
    let root = key;
    for (let next = parents.get(root); next !== undefined && next !== root; ) {
      root = next;
      next = parents.get(root);
    }
    parents.set(key, root);
    return root;
  };
  for (const { core, end } of items) {
    const [first, ...others] = [...core, ...end];
    if (first === undefined) continue;
    for (const key of others) parents.set(rootOf(key), rootOf(first));
  }
  const groups = new Map<number | string, ConflictItem[]>();
  for (const item of items) {
    const [key] = [...item.core, ...item.end];
    const root = key === undefined ? `alone ${item.place}` : rootOf(key);
    const group = groups.get(root);
    if (group) group.push(item);
    else groups.set(root, [item]);
  }
  return [...groups.values()];
}

interface ComponentPacking {
  chosen: readonly ConflictItem[];
  bound: number;
}

function packComponent(items: readonly ConflictItem[], budget: StepBudget): ComponentPacking {
  const packing = {
    chosen: greedyPacking(items) as readonly ConflictItem[],
    bound: coverOf(items),
  };
  if (packing.chosen.length >= packing.bound) return packing;
  if (items.length <= maxSearchedItems && !budget.isSpent) {
    const { chosen, bound } = searchPacking(items, packing.chosen, budget);
    packing.chosen = chosen;
    packing.bound = Math.min(packing.bound, bound);
    if (chosen.length >= packing.bound) return packing;
  }
  const cores = items.map(({ core }) => core).filter(({ length }) => length > 0);
  const others = items.length - cores.length;
  const cut = vertexCut(cores, packing.bound - others, budget);
  return cut === null ? packing : { ...packing, bound: cut + others };
}

/** Takes one after the other, those first whose keys are the rarest. */
function greedyPacking(items: readonly ConflictItem[]): ConflictItem[] {
  const { core: inCores, all } = frequencies(items);
  const sum = (keys: readonly number[], counts: readonly number[]) =>
    keys.reduce((total, key) => total + (counts[key] ?? 0), 0);
  const met = new Map(items.map((item) => [item, sum(item.core, all) + sum(item.end, inCores)]));
  const order = items.toSorted((a, b) => (met.get(a) ?? 0) - (met.get(b) ?? 0));
  const [inCore, inAny] = [new Set<number>(), new Set<number>()];
  return order.filter(({ core, end }) => {
    if (core.some((key) => inAny.has(key)) || end.some((key) => inCore.has(key))) return false;
    for (const key of core) inCore.add(key);
    for (const key of [...core, ...end]) inAny.add(key);
    return true;
  });
}

/**
 * How many can be taken at the most, by a set of keys that stands in every core: each of them is in
 * one core of a packing. Those without a core are counted one by one.
 */
function coverOf(items: readonly ConflictItem[]): number {
  const cores = items.map(({ core }) => core).filter(({ length }) => length > 0);
  const origins = new Set(cores.map(([origin]) => origin));
  const others = items.length - cores.length;
  return others + Math.min(origins.size, greedyCover(cores).length);
}
