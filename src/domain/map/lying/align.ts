/** Where something in a row wants to be, and how much it wants it. */
export interface WantedPlace {
  at: number;
  weight: number;
}

/** Something in a column, with the room that it needs above its middle and below. */
interface ColumnItem {
  up: number;
  down: number;
  y: number;
}

/**
 * Puts a column's items as near as can be to where they want to be, in their order and without overlap:
 * the sum of the weighted distances is least (isotonic regression by medians, pooling adjacent
 * violators), so that most stand exactly where they want and few a little beside it.
 */
export function align<T extends ColumnItem>(
  column: readonly T[],
  wishesOf: (item: T) => readonly WantedPlace[],
  gap: (above: T, below: T) => number,
): void {
  const blocks: { from: number; wishes: WantedPlace[]; at: number }[] = [];
  const shifts: number[] = [];
  for (const [index, item] of column.entries()) {
    const above = column[index - 1];
    const distance = above ? above.down + gap(above, item) + item.up : 0;
    const shift = (shifts[index - 1] ?? 0) + distance;
    shifts.push(shift);
    const wanted = wishesOf(item);
    const wishes = wanted.length > 0 ? wanted : [{ at: item.y, weight: 0.01 }];
    let block = pooled(
      index,
      wishes.map(({ at, weight }) => ({ at: at - shift, weight })),
    );
    for (let last = blocks.at(-1); last && last.at > block.at; last = blocks.at(-1)) {
      blocks.pop();
      block = pooled(last.from, [...last.wishes, ...block.wishes]);
    }
    blocks.push(block);
  }
  for (const [number, { from, at }] of blocks.entries()) {
    const end = blocks[number + 1]?.from ?? column.length;
    for (const [index, item] of column.slice(from, end).entries()) {
      item.y = at + (shifts[from + index] ?? 0);
    }
  }
}

function pooled(from: number, wishes: WantedPlace[]) {
  return { from, wishes, at: weightedMedian(wishes) };
}

/** The lower of the middle ones, so that it is always somebody's very wish. */
function weightedMedian(wishes: readonly WantedPlace[]): number {
  const ordered = wishes.toSorted((one, other) => one.at - other.at);
  const half = ordered.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { at, weight } of ordered) {
    sum += weight;
    if (sum >= half) return at;
  }
  return 0;
}
