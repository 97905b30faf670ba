/** A card that wants to stand level with its passage. Pixels, from the top of the margin. */
export interface Wish {
  top: number;
  height: number;
}

/** Neighbours that stand together. */
interface Pool {
  sum: number;
  count: number;
}

/**
 * Where the cards stand, in the order of their wishes: none over another or above the margin, and
 * the sum of the squared distances from their wishes as small as can be, so that cards that would
 * overlap share the shift on both sides. The open one stands exactly where it wishes, or as near as
 * those above it leave room, and the others give way.
 *
 * Less the room that those before it take, no card may come before the last: that is isotonic
 * regression, solved in linear time by pooling adjacent violators (Barlow, Bartholomew, Bremner and
 * Brunk, Statistical Inference under Order Restrictions, 1972); bounds clamp the solution.
 */
export function level(wishes: readonly Wish[], gap: number, open: number | null): number[] {
  const taken: number[] = [];
  let sum = 0;
  for (const { height } of wishes) {
    taken.push(sum);
    sum += height + gap;
  }
  const wanted = wishes.map(({ top }, index) => top - (taken[index] ?? 0));
  return around(wanted, open).map((top, index) => top + (taken[index] ?? 0));
}

/** The nearest tops that never fall, from 0 on; one of them may be fixed. */
function around(wanted: readonly number[], fixed: number | null): number[] {
  if (fixed === null) return rising(wanted).map((top) => Math.max(top, 0));
  const at = Math.max(wanted[fixed] ?? 0, 0);
  return [
    ...rising(wanted.slice(0, fixed)).map((top) => Math.min(Math.max(top, 0), at)),
    at,
    ...rising(wanted.slice(fixed + 1)).map((top) => Math.max(top, at)),
  ];
}

/** The sequence that never falls and is nearest by squares: what falls is pooled to its mean. */
function rising(values: readonly number[]): number[] {
  const pools: Pool[] = [];
  for (const value of values) {
    let pool: Pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last && falls(last, pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
}

function falls(before: Pool, after: Pool): boolean {
  return before.sum / before.count > after.sum / after.count;
}
