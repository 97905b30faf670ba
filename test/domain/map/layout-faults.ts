import { crosses, grown, overlap } from '../../../src/domain/map/clear-space.js';
import type { Box, DrawnLine, MapGeometry, Point } from '../../../src/domain/map/geometry.js';
import type { SourceMap } from '../../../src/domain/map/source-map.js';

/** What is wrong with a drawn map, each as a sentence; none where all is well. */
export function faultsOf(geometry: MapGeometry, map: SourceMap): string[] {
  return [
    ...labelsOnLines(geometry),
    ...labelsOnEachOther(geometry),
    ...linesUnderNodes(geometry),
    ...outside(geometry),
    ...lostWays(geometry, map),
    ...crookedBends(geometry),
    ...linesOnEachOther(geometry),
  ];
}

function segments({ points }: Pick<DrawnLine, 'points'>): [Point, Point][] {
  return points.flatMap((to, at) => {
    const from = points[at - 1];
    return from ? [[from, to] as [Point, Point]] : [];
  });
}

const about = ({ from, to }: DrawnLine) => `the line from ${from} to ${to}`;

function labelsOnLines({ labels, lines }: MapGeometry): string[] {
  return labels.flatMap((label) =>
    lines
      .filter((line) =>
        segments(line).some(([from, to]) => crosses(from, to, grown(label, line.width / 2))),
      )
      .map((line) => `“${label.text}” is on ${about(line)}`),
  );
}

/** The lines of one name touch; what their sums round to is no overlap that anybody sees. */
const roundingPx = 0.01;

function labelsOnEachOther({ labels }: MapGeometry): string[] {
  return labels.flatMap((one, at) =>
    labels
      .slice(at + 1)
      .filter((other) => overlap(one, grown(other, -roundingPx)))
      .map((other) => `“${one.text}” is on “${other.text}”`),
  );
}

function linesUnderNodes({ nodes, lines }: MapGeometry): string[] {
  return nodes.flatMap(({ node, ...box }) =>
    lines
      .filter(({ from, to }) => from !== node.id && to !== node.id)
      .filter((line) => segments(line).some(([from, to]) => crosses(from, to, grown(box, -0.5))))
      .map((line) => `${about(line)} goes through ${node.id}`),
  );
}

function outside({ width, height, labels, nodes, lines, beds }: MapGeometry): string[] {
  const boxes: Box[] = [
    ...labels,
    ...nodes,
    ...[...lines, ...beds.filter(({ cap }) => cap === 'round')].flatMap(
      ({ points, width: thick }) =>
        points.map(({ x, y }) => grown({ x, y, width: 0, height: 0 }, thick / 2)),
    ),
  ];
  return boxes
    .filter(
      (box) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height,
    )
    .map((box) => `${JSON.stringify(box)} is outside ${width} × ${height}`);
}

/** Every strand of every edge is on one line, which leads from its node to the other. */
function lostWays({ lines, nodes }: MapGeometry, { edges }: SourceMap): string[] {
  const boxOf = new Map(nodes.map((drawn) => [drawn.node.id, grown(drawn, 1)]));
  const isIn = (point: Point | undefined, id: string) => {
    const box = boxOf.get(id);
    return (
      point !== undefined &&
      box !== undefined &&
      overlap({ ...point, width: 0.01, height: 0.01 }, box)
    );
  };
  return edges
    .filter(({ from, to }) => from !== to)
    .flatMap(({ from, to, strands }) =>
      strands.flatMap(({ annotation }) => {
        const found = lines.filter(
          (line) =>
            line.from === from &&
            line.to === to &&
            line.strands.some((strand) => strand.annotation === annotation),
        );
        const [line] = found;
        const way = `${annotation} from ${from} to ${to}`;
        if (!line || found.length > 1) return [`${way} is on ${found.length} lines`];
        const ends = [line.points[0], endOf(line, lines)] as const;
        const isJoined =
          (isIn(ends[0], from) && isIn(ends[1], to)) || (isIn(ends[1], from) && isIn(ends[0], to));
        return isJoined ? [] : [`${way} does not come from one to the other`];
      }),
    );
}

/** Where a line ends, or the band in which it does. */
function endOf(line: DrawnLine, lines: readonly DrawnLine[]): Point | undefined {
  const end = line.points.at(-1);
  const band = lines.find(({ from, to, points }) => {
    const [top, bottom] = points;
    const isJoined = to === line.to || to === line.from;
    return from === '' && isJoined && top && end && bottom && isOn(end, top, bottom);
  });
  return (band ?? line).points.at(-1);
}

function isOn({ x, y }: Point, top: Point, bottom: Point): boolean {
  return Math.abs(x - top.x) < 0.1 && y >= top.y - 0.1 && y <= bottom.y;
}

function crookedBends({ lines }: MapGeometry): string[] {
  return lines
    .filter((line) =>
      segments(line).some(([from, to]) => {
        const [dx, dy] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
        return dx > 0.1 && dy > 0.1 && Math.abs(dx - dy) > 0.1;
      }),
    )
    .map((line) => `${about(line)} bends by other than 45°`);
}

/** Lines that run along each other keep apart; those that cross, cross. */
function linesOnEachOther({ lines }: MapGeometry): string[] {
  return lines.flatMap((one, at) =>
    lines
      .slice(at + 1)
      .filter((other) => {
        const apart = (one.width + other.width) / 2 - roundingPx;
        return segments(one).some((a) => segments(other).some((b) => runAlong(a, b, apart)));
      })
      .map((other) => `${about(one)} is on ${about(other)}`),
  );
}

/** Whether two straight lines, of which the middles are less than so far apart, run side by side for a while. */
function runAlong([a, b]: [Point, Point], [c, d]: [Point, Point], apart: number): boolean {
  for (const [along, across] of [
    ['x', 'y'],
    ['y', 'x'],
  ] as const) {
    if (Math.abs(a[across] - b[across]) > 0.1 || Math.abs(c[across] - d[across]) > 0.1) continue;
    const shared =
      Math.min(Math.max(a[along], b[along]), Math.max(c[along], d[along])) -
      Math.max(Math.min(a[along], b[along]), Math.min(c[along], d[along]));
    if (shared > 16 && Math.abs(a[across] - c[across]) < apart) return true;
  }
  return false;
}
