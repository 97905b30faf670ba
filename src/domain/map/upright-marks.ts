import { type DrawnLine, type DrawnMark, type Point, stationPx } from './geometry.js';
import { type AcyclicMap, grouped } from './layers.js';

/** What an upright map's lines bear: a tick where they were confirmed, an arrow where they go in a circle. */
export function uprightMarks(map: AcyclicMap, lines: readonly DrawnLine[]): DrawnMark[] {
  return [...ticksOn(lines), ...arrowsOn(map, lines)];
}

/** One tick for the lanes of a stretch beside each other that were confirmed. */
function ticksOn(lines: readonly DrawnLine[]): DrawnMark[] {
  const confirmed = lines.filter(({ kind }) => kind === 'confirmed');
  const groups = grouped(confirmed, ({ from, to, level }) => JSON.stringify([from, to, level]));
  return [...groups.values()].flatMap((group): DrawnMark[] => {
    const line = group[(group.length - 1) >> 1];
    const [from, to] = longest(line?.points ?? []);
    if (!from || !to) return [];
    const { x, y } = along(from, to, 0.6);
    return [{ kind: 'tick', x, y, level: line?.level ?? null, turn: 0 }];
  });
}

function arrowsOn({ stretches }: AcyclicMap, lines: readonly DrawnLine[]): DrawnMark[] {
  return stretches
    .filter(({ isCircular }) => isCircular)
    .flatMap((stretch): DrawnMark[] => {
      const line = lines.find(({ from, to }) => from === stretch.from && to === stretch.to);
      const [from, to] = longest(line?.points ?? []);
      if (!from || !to) return [];
      const turns = from.x === to.x ? ([90, 270] as const) : ([0, 180] as const);
      const isForward = (to.x - from.x || to.y - from.y) > 0 !== stretch.isBack;
      const { x, y } = along(from, to, 0.5);
      return [{ kind: 'arrow', x, y, level: null, turn: isForward ? turns[0] : turns[1] }];
    });
}

function along(from: Point, to: Point, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The longest part that is level or upright, but for what a station covers. */
function longest(points: readonly Point[]): [Point?, Point?] {
  let best: [Point?, Point?] = [];
  let most = 0;
  for (const [at, end] of points.entries()) {
    const start = points[at - 1];
    if (!start || (Math.abs(start.x - end.x) > 0.05 && Math.abs(start.y - end.y) > 0.05)) continue;
    const from = at === 1 ? { ...start, y: start.y + stationPx / 2 } : start;
    const to = at === points.length - 1 ? { ...end, y: end.y - stationPx / 2 } : end;
    const length = Math.abs(to.x - from.x) + to.y - from.y;
    if (length <= most) continue;
    most = length;
    best = [from, to];
  }
  return best;
}
