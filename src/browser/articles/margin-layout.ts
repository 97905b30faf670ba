/** A card that wants to stand level with its passage. Pixels, from the top of the margin. */
export interface Wish {
  top: number;
  height: number;
}

/**
 * Where the cards stand: none over another, each as near to its wish as those before it allow. The
 * active one stands exactly where it wishes and the others give way, unless those above it would
 * be pushed out of the margin.
 */
export function level(wishes: readonly Wish[], gap: number, active: number | null): number[] {
  const tops = pushDown(wishes, gap);
  if (active === null) return tops;
  const free = wishes.slice(0, active).reduce((sum, { height }) => sum + height + gap, 0);
  const fixed = wishes.with(active, {
    top: Math.max(wishes[active]?.top ?? 0, free),
    height: wishes[active]?.height ?? 0,
  });
  const above = pushUp(fixed.slice(0, active + 1), gap, pushDown(fixed.slice(0, active), gap));
  const below = pushDown(fixed.slice(active), gap);
  return [...above.slice(0, active), ...below];
}

function pushDown(wishes: readonly Wish[], gap: number): number[] {
  let free = 0;
  return wishes.map(({ top, height }) => {
    const placed = Math.max(top, free);
    free = placed + height + gap;
    return placed;
  });
}

/** From the last one up, each gives way to the one below it. */
function pushUp(wishes: readonly Wish[], gap: number, tops: readonly number[]): number[] {
  const placed: number[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let at = wishes.length - 1; at >= 0; at -= 1) {
    const { top, height } = wishes[at] ?? { top: 0, height: 0 };
    placed[at] = Math.min(tops[at] ?? top, limit - height);
    limit = (placed[at] ?? 0) - gap;
  }
  return placed;
}
