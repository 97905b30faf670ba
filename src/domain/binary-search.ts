/** The place of the last of some ascending numbers that is not above the limit; 0 if all are. */
export function indexOfLastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How many of some ascending numbers are below a limit. */
export function countBelow(numbers: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many items of what is in order come before a place, as `comesBefore` tells. */
export function countBefore<T>(items: readonly T[], comesBefore: (item: T) => boolean): number {
  return firstWhere(items.length, (at) => {
    const item = items[at];
    return item === undefined || !comesBefore(item);
  });
}

/** The first whole number, from `start` on, for which something holds, as it does for all behind it; or `end`. */
export function firstWhere(end: number, holds: (n: number) => boolean, start = 0): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
