import { type DrawnLine, type DrawnMark, type DrawnNode, nodePx } from '../geometry.js';
import { type AcyclicMap, grouped } from '../layers.js';
import { MarkPlacer, type MarkRun } from '../marks.js';

/** From the middle of a node to that of the nearest mark that does not touch it. */
const besideNodePx = nodePx / 2 + 7;

/** What an upright map's lines bear: a tick where they were confirmed, an arrow where they go in a circle. */
export function uprightMarks(
  map: AcyclicMap,
  lines: readonly DrawnLine[],
  nodes: readonly DrawnNode[],
): DrawnMark[] {
  const placer = new MarkPlacer();
  placeTicks(lines, placer);
  placeArrows(map, lines, placer);
  for (const { loop } of nodes) {
    const [, from, to] = loop?.points ?? [];
    if (from && to)
      placer.place([{ from, to, share: 0.5, turn: 90 }], { kind: 'arrow', level: null });
  }
  return placer.marks;
}

/** One tick for the lanes of an edge beside each other that were confirmed. */
function placeTicks(lines: readonly DrawnLine[], placer: MarkPlacer): void {
  const confirmed = lines.filter(({ kind, from }) => kind === 'confirmed' && from !== '');
  const groups = grouped(confirmed, ({ from, to, level }) => JSON.stringify([from, to, level]));
  for (const group of groups.values()) {
    const line = group[(group.length - 1) >> 1];
    if (line) placer.place(straightRuns(line, 0.6, false), { kind: 'tick', level: line.level });
  }
}

function placeArrows({ edges }: AcyclicMap, lines: readonly DrawnLine[], placer: MarkPlacer): void {
  for (const { from, to, isBack } of edges.filter(({ isCircular }) => isCircular)) {
    const line = lines.find((each) => each.from === from && each.to === to);
    if (line) placer.place(straightRuns(line, 0.5, isBack), { kind: 'arrow', level: null });
  }
}

/** The parts that are level or upright, but for what a node covers; the longest first. */
function straightRuns({ points }: DrawnLine, share: number, isBack: boolean): MarkRun[] {
  const runs = points.flatMap((end, at) => {
    const start = points[at - 1];
    if (!start || (Math.abs(start.x - end.x) > 0.05 && Math.abs(start.y - end.y) > 0.05)) return [];
    const from = at === 1 ? { ...start, y: start.y + besideNodePx } : start;
    const to = at === points.length - 1 ? { ...end, y: end.y - besideNodePx } : end;
    if (to.y < from.y && from.x === to.x) return [];
    const turns = Math.abs(from.x - to.x) < 0.05 ? ([90, 270] as const) : ([0, 180] as const);
    const isForward = (to.x - from.x || to.y - from.y) > 0 !== isBack;
    return [{ from, to, share, turn: isForward ? turns[0] : turns[1] }];
  });
  const length = ({ from, to }: MarkRun) => Math.abs(to.x - from.x) + to.y - from.y;
  return runs.toSorted((one, other) => length(other) - length(one));
}
