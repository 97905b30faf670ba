import type { Box, DrawnLabel, DrawnMark, MapGeometry, Point } from './geometry.js';

/** A drawn map with all of it moved, from left to right and back where it is turned. */
interface Move {
  point: (point: Point) => Point;
  isTurned: boolean;
}

/** The same map so much higher, and as much less high. */
export function raised(geometry: MapGeometry, by: number): MapGeometry {
  const point = ({ x, y }: Point) => ({ x, y: y - by });
  return { ...moved(geometry, { point, isTurned: false }), height: geometry.height - by };
}

/** The same map for readers from right to left: origins right, readers left, arrows turned. */
export function mirrored(geometry: MapGeometry): MapGeometry {
  const point = ({ x, y }: Point) => ({ x: geometry.width - x, y });
  return moved(geometry, { point, isTurned: true });
}

function moved(geometry: MapGeometry, move: Move): MapGeometry {
  const along = <T extends { points: readonly Point[] }>(course: T): T => ({
    ...course,
    points: course.points.map(move.point),
  });
  return {
    ...geometry,
    nodes: geometry.nodes.map((drawn) => ({
      ...movedBox(drawn, move),
      loop: drawn.loop && along(drawn.loop),
    })),
    lines: geometry.lines.map(along),
    beds: geometry.beds.map(along),
    labels: geometry.labels.map((label) => movedLabel(label, move)),
    marks: geometry.marks.map((mark) => movedMark(mark, move)),
  };
}

function movedBox<T extends Box>(box: T, { point, isTurned }: Move): T {
  return { ...box, ...point({ x: isTurned ? box.x + box.width : box.x, y: box.y }) };
}

const otherSide = { start: 'end', middle: 'middle', end: 'start' } as const;

function movedLabel(label: DrawnLabel, move: Move): DrawnLabel {
  const anchor = move.isTurned ? otherSide[label.anchor] : label.anchor;
  return { ...movedBox(label, move), at: move.point(label.at), anchor };
}

const otherWay = { 0: 180, 90: 90, 180: 0, 270: 270 } as const;

function movedMark(mark: DrawnMark, { point, isTurned }: Move): DrawnMark {
  const turn = isTurned && mark.kind === 'arrow' ? otherWay[mark.turn] : mark.turn;
  return { ...mark, ...point(mark), turn };
}
