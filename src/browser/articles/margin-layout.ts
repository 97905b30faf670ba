/** A card that wants to stand level with its passage. Pixels, from the top of the margin. */
export interface CardWish {
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
 * overlap share the shift on both sides. Those that are `fixed` stand exactly where they wish, or as
 * near as those above leave room and those before them in that list have left, and the others give
 * way: upwards above them, downwards below.
 *
 * Less the room that those before it take, no card may come before the last: that is isotonic
 * regression, solved in linear time by pooling adjacent violators (Barlow, Bartholomew, Bremner and
 * Brunk, Statistical Inference under Order Restrictions, 1972); bounds clamp the solution.
 */
export function levelCards(
  wishes: readonly CardWish[],
  gap: number,
  fixed: readonly number[],
): number[] {
  const taken: number[] = [];
  let sum = 0;
  for (const { height } of wishes) {
    taken.push(sum);
    sum += height + gap;
  }
  const wanted = wishes.map(({ top }, index) => top - (taken[index] ?? 0));
  return around(wanted, fixed).map((top, index) => top + (taken[index] ?? 0));
}

/** What stands at one place of a sequence, from 0 on. */
interface Held {
  index: number;
  top: number;
}

/** The nearest tops that never fall, from 0 on; some of them are held. */
function around(wanted: readonly number[], fixed: readonly number[]): number[] {
  const tops: number[] = [];
  let lowest = 0;
  for (const { index, top } of [
    ...heldIn(wanted, fixed),
    { index: wanted.length, top: Infinity },
  ]) {
    const between = rising(wanted.slice(tops.length, index));
    tops.push(...between.map((each) => Math.min(Math.max(each, lowest), top)));
    if (index < wanted.length) tops.push(top);
    lowest = top;
  }
  return tops;
}

/** Where the fixed ones stand, in order: each where it wishes, within what those before it leave. */
function heldIn(wanted: readonly number[], fixed: readonly number[]): Held[] {
  const held: Held[] = [];
  for (const index of fixed) {
    const [before, after] = [
      held.filter((each) => each.index < index),
      held.filter((each) => each.index > index),
    ];
    const lowest = Math.max(0, ...before.map(({ top }) => top));
    const highest = Math.min(...after.map(({ top }) => top));
    held.push({ index, top: Math.min(Math.max(wanted[index] ?? 0, lowest), highest) });
  }
  return held.toSorted((one, other) => one.index - other.index);
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
