import { type Box, type DrawnBed, type DrawnStation, type Point, stationPx } from './geometry.js';

/** How far the bed of a station comes beyond its middle. */
const bedEndPx = 22;

/** A stretch between two stations, and the corners along which its bed would go. */
interface Joining {
  start: string;
  end: string;
  course: () => readonly Point[];
}

/** Beneath the stations that stand in every chain, and what joins two of them; `aroundPx` wider than these. */
export function bedsBeneath(
  stations: readonly DrawnStation[],
  joining: readonly Joining[],
  aroundPx: number,
): DrawnBed[] {
  const necks = stations.filter(({ station }) => station.isNeck);
  const ids = new Set(necks.map(({ station }) => station.id));
  const between = joining.filter(({ start, end }) => ids.has(start) && ids.has(end));
  const joined = new Set(between.flatMap(({ start, end }) => [start, end]));
  const width = aroundPx + Math.max(0, ...necks.map((neck) => Math.max(neck.width, neck.height)));
  const alone = necks
    .filter(({ station }) => !joined.has(station.id))
    .map((neck) => ({ points: spine(neck), width: stationPx + aroundPx }));
  return [...between.map(({ course }) => bedAlong(course(), width)), ...alone];
}

/** From one end of a capsule to the other, which a line with round ends fills. */
function spine({ x, y, width, height }: Box): Point[] {
  const half = Math.min(width, height) / 2 - 0.5;
  const [right, bottom] = [x + width, y + height];
  if (width > height) {
    return [x + half, right - half].map((at) => ({ x: at, y: y + height / 2 }));
  }
  return [y + half, bottom - half].map((at) => ({ x: x + width / 2, y: at }));
}

/** A bed whose round ends come no further out than a little beyond its stations. */
function bedAlong(points: readonly Point[], width: number): DrawnBed {
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
