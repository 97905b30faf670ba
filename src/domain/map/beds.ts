import { type Box, type DrawnBed, type DrawnStation, type Point, stationPx } from './geometry.js';

/** How far a bed comes beyond its stations. */
export const bedAroundPx = 8;

/** A stretch between two stations, how thick it is, and the corners along which its bed would go. */
interface Joining {
  start: string;
  end: string;
  thickness: number;
  course: () => readonly Point[];
}

/**
 * Beneath the stations that stand in every chain, and what joins two of them; `stationOverPx` is how much
 * wider a station is than its lines.
 */
export function bedsBeneath(
  stations: readonly DrawnStation[],
  joining: readonly Joining[],
  stationOverPx: number,
): DrawnBed[] {
  const necks = stations.filter(({ station }) => station.isNeck);
  const ids = new Set(necks.map(({ station }) => station.id));
  const between = joining.filter(({ start, end }) => ids.has(start) && ids.has(end));
  return [
    ...between.map(({ course, thickness }): DrawnBed => {
      const own = Math.max(stationPx, thickness + stationOverPx);
      return { points: course(), width: own + 2 * bedAroundPx, cap: 'butt' };
    }),
    ...necks.map(
      (neck): DrawnBed => ({
        points: spine(neck),
        width: Math.min(neck.width, neck.height) + 2 * bedAroundPx,
        cap: 'round',
      }),
    ),
  ];
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
