import type { DrawnBed, Point } from './geometry.js';

/** How far the bed of a station comes beyond its middle. */
const bedEndPx = 22;

/** A bed whose round ends come no further out than a little beyond its stations. */
export function bedAlong(points: readonly Point[], width: number): DrawnBed {
  const inset = Math.max(0, width / 2 - bedEndPx);
  const [first, second] = points;
  const [last, beforeLast] = [points.at(-1), points.at(-2)];
  if (!first || !second || !last || !beforeLast) return { points, width };
  const ends = [movedTowards(first, second, inset), movedTowards(last, beforeLast, inset)] as const;
  return { points: [ends[0], ...points.slice(1, -1), ends[1]], width };
}

/** Less than halfway, so that two ends never change places. */
function movedTowards(from: Point, to: Point, by: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(0.49, by / length);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
