/** One step of two rows that are laid side by side; numbers are counted from 1, null where there is none. */
interface AlignedPair {
  before: number | null;
  after: number | null;
}

/** What it counts that something came or went; `distance` counts what two beside each other differ. */
const comeOrGone = 2;

/**
 * Two rows laid side by side with as little difference as possible, each in its order. (Needleman
 * and Wunsch's alignment, 1970.)
 */
export function aligned<T>(
  before: readonly T[],
  after: readonly T[],
  distance: (one: T, other: T) => number,
): AlignedPair[] {
  const costs = costTable(before, after, distance);
  const cost = (row: number, column: number) => costs[row]?.[column] ?? 0;
  const pairs: AlignedPair[] = [];
  let [row, column] = [before.length, after.length];
  while (row > 0 || column > 0) {
    const [one, other] = [before[row - 1], after[column - 1]];
    const pair = one && other && cost(row - 1, column - 1) + distance(one, other);
    if (pair === cost(row, column)) pairs.push({ before: row--, after: column-- });
    else if (one && cost(row - 1, column) + comeOrGone === cost(row, column)) {
      pairs.push({ before: row--, after: null });
    } else pairs.push({ before: null, after: column-- });
  }
  return pairs.toReversed();
}

/** What it costs at the least to turn the first of one row into the first of the other. */
function costTable<T>(
  before: readonly T[],
  after: readonly T[],
  distance: (one: T, other: T) => number,
): number[][] {
  const table = [Array.from({ length: after.length + 1 }, (_, column) => column * comeOrGone)];
  for (const [index, one] of before.entries()) {
    const above = table[index] ?? [];
    const row = [(index + 1) * comeOrGone];
    for (const [at, other] of after.entries()) {
      const paired = (above[at] ?? 0) + distance(one, other);
      const alone = Math.min(above[at + 1] ?? 0, row[at] ?? 0) + comeOrGone;
      row.push(Math.min(paired, alone));
    }
    table.push(row);
  }
  return table;
}
