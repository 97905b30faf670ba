import type { Point } from './geometry.js';

/** How much nearer to the turn's inside a lane of a bend at 45° begins to turn, for each pixel of its place. */
const bevel = Math.tan(Math.PI / 8);

interface Bend {
  y: number;
  dy: number;
  /** The place of the lane among those beside it, from their middle. */
  offset: number;
}

/** A bend of 45° from one level to another: where a lane turns, so that it keeps its distance from others. */
export function bendAcross(fromX: number, { y, dy, offset }: Bend): Point[] {
  if (Math.abs(dy) < 0.05) return [];
  const x = fromX - Math.sign(dy) * bevel * offset;
  return [
    { x, y },
    { x: x + Math.abs(dy), y: y + dy },
  ];
}

/** How far a steep bend comes to each side of its middle. */
export const steepHalfPx = 12;

/** A bend for which 45° takes too much room: it turns by 45° twice, and goes straight down between. */
export function steepBend(middleX: number, { y, dy, offset }: Bend): Point[] {
  if (Math.abs(dy) < 0.05) return [];
  const side = Math.sign(dy);
  const x = middleX - side * offset;
  const corner = Math.min(steepHalfPx, Math.abs(dy) / 2);
  return [
    { x: x - corner, y },
    { x, y: y + side * corner },
    { x, y: y + dy - side * corner },
    { x: x + corner, y: y + dy },
  ];
}

/** The same points without those that change nothing. */
export function withoutStraightPoints(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const [at, point] of points.entries()) {
    const [before, after] = [kept.at(-1), points[at + 1]];
    if (before && Math.hypot(point.x - before.x, point.y - before.y) < 0.05) continue;
    if (before && after && isStraight(before, point, after)) continue;
    kept.push(point);
  }
  return kept;
}

function isStraight(a: Point, b: Point, c: Point): boolean {
  const cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
  const along = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
  return Math.abs(cross) < 0.05 && along >= 0;
}
