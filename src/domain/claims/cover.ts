/*
 * Covers: keys of which one stands in each of some sets. Kept apart from those who bound by them (a
 * packing takes no more than a cover has) and who look for the smallest.
 */

/** A set as its keys; those of several sets are the same numbers. */
export type KeySet = readonly number[];

/** How many of the sets each key stands in. */
export function countKeys(sets: Iterable<KeySet>): number[] {
  const counts: number[] = [];
  for (const set of sets) for (const key of set) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** Of some keys the one with the highest count, the first of equals; undefined of none. */
export function mostCounted(keys: KeySet, counts: readonly number[]): number | undefined {
  let best = keys[0];
  for (const key of keys) {
    if (best !== undefined && (counts[key] ?? 0) > (counts[best] ?? 0)) best = key;
  }
  return best;
}

/** A cover by taking again and again the key that stands in most of the sets that are left. */
export function greedyCover(sets: readonly KeySet[]): number[] {
  const counts = countKeys(sets);
  const under = setsByKey(sets);
  const queue = new CountQueue(under.keys(), counts);
  const isCovered = new Uint8Array(sets.length);
  const cover: number[] = [];
  let left = sets.filter(({ length }) => length > 0).length;
  while (left > 0) {
    const key = queue.next();
    cover.push(key);
    for (const at of under.get(key) ?? []) {
      if (isCovered[at] === 1) continue;
      isCovered[at] = 1;
      left -= 1;
      for (const other of sets[at] ?? []) counts[other] = (counts[other] ?? 0) - 1;
    }
  }
  return cover;
}

/** By key, the places of the sets that hold it. */
function setsByKey(sets: readonly KeySet[]): Map<number, number[]> {
  const under = new Map<number, number[]>();
  for (const [at, set] of sets.entries()) {
    for (const key of set) {
      const places = under.get(key);
      if (places) places.push(at);
      else under.set(key, [at]);
    }
  }
  return under;
}

/** Keys by their counts, which only fall: one that stands too high is put down when it is met. */
class CountQueue {
  readonly #counts: readonly number[];
  readonly #buckets: number[][] = [];

  constructor(keys: Iterable<number>, counts: readonly number[]) {
    this.#counts = counts;
    for (const key of keys) this.#put(key);
    for (const bucket of this.#buckets) bucket?.reverse();
  }

  /** The key with the highest count. There has to be one. */
  next(): number {
    for (;;) {
      const key = this.#buckets.at(-1)?.pop();
      if (key === undefined) this.#buckets.pop();
      else if (this.#counts[key] === this.#buckets.length - 1) return key;
      else this.#put(key);
    }
  }

  #put(key: number): void {
    const count = this.#counts[key] ?? 0;
    const bucket = this.#buckets[count] ?? [];
    this.#buckets[count] = bucket;
    bucket.push(key);
  }
}

/** How many sets, taken in this order, share nothing with those taken before: no cover has fewer keys. */
export function countDisjoint(sets: readonly KeySet[]): number {
  const seen = new Set<number>();
  let count = 0;
  for (const set of sets) {
    if (set.some((key) => seen.has(key))) continue;
    count += 1;
    for (const key of set) seen.add(key);
  }
  return count;
}
