/** Which of two texts stands first, by code units: the same everywhere. */
export function byCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The number of items that are put in order in one go: less than a millisecond of work. */
const itemsAtOnce = 500;

/** Items in order; it yields between pieces of less than a millisecond. */
export function* inOrder<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
): Generator<undefined, T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += itemsAtOnce) {
    runs.push(items.slice(at, at + itemsAtOnce).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(
  ones: readonly T[],
  others: readonly T[],
  compare: (one: T, other: T) => number,
): Generator<undefined, T[]> {
  const all: T[] = [];
  let [at, beside] = [0, 0];
  while (at < ones.length || beside < others.length) {
    const [one, other] = [ones[at], others[beside]];
    if (other === undefined || (one !== undefined && compare(one, other) <= 0)) {
      if (one !== undefined) all.push(one);
      at += 1;
    } else {
      all.push(other);
      beside += 1;
    }
    if (all.length % itemsAtOnce === 0) yield;
  }
  return all;
}
