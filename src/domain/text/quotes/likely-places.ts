import { GramIndex, gramUnits } from './gram-index.js';

/** At most this many stretches of a pattern are looked up, evenly spread over it. */
const maxLookedUp = 256;

/** A stretch that stands in more places than this tells little: those nearest to where it stood are taken. */
const maxPlacesOfOne = 24;
const maxNearest = 4;

/** Places that are no farther apart speak for one another: letters came or went between them. */
const stepUnits = 32;

/** No more places than these are worth a closer look. */
const maxPlaces = 8;

/**
 * Where a pattern may begin in a text, the likeliest first: its short stretches are looked up, and each speaks
 * for the place by which it would stand in the pattern, the more the rarer it is. `expected` is where the
 * pattern once began, if that is known. None has less than that share of what speaks for the likeliest. Takes a
 * bounded time for any text.
 */
export function likelyPlaces(
  index: GramIndex,
  pattern: string,
  expected: number | null,
  leastShare = 1 / 3,
): number[] {
  const voices = new Map<number, number>();
  const step = Math.max(1, Math.floor((pattern.length - gramUnits) / maxLookedUp));
  for (let at = 0; at + gramUnits <= pattern.length; at += step) {
    const all = index.under(pattern, at);
    const places = all.length <= maxPlacesOfOne ? all : near(all, expected, at);
    for (const place of places) {
      const block = Math.floor((place - at) / stepUnits);
      const voice = Math.min(1, 4 / all.length);
      // Each place counts in two blocks, so that none is parted by where a block ends.
      voices.set(block, (voices.get(block) ?? 0) + voice);
      voices.set(block - 1, (voices.get(block - 1) ?? 0) + voice);
    }
  }
  return best(voices, leastShare);
}

function near(places: Int32Array, expected: number | null, at: number): Int32Array {
  if (expected === null) return places.subarray(0, 0);
  return GramIndex.nearest(places, expected + at, maxNearest);
}

function best(voices: ReadonlyMap<number, number>, leastShare: number): number[] {
  const blocks = [...voices].sort(([one, its], [other, others]) => others - its || one - other);
  const least = (blocks[0]?.[1] ?? 0) * leastShare;
  const chosen: number[] = [];
  for (const [block, voice] of blocks) {
    if (chosen.length === maxPlaces || voice < least) break;
    if (!chosen.some((other) => Math.abs(other - block) < 2)) chosen.push(block);
  }
  return chosen.map((block) => (block + 1) * stepUnits);
}
