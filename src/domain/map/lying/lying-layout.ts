import { bedAroundPx, bedsBeneath } from '../beds.js';
import { crosses, grown, runTogether } from '../clear-space.js';
import {
  bandFromLanes,
  type DrawnLine,
  type DrawnMark,
  type DrawnNode,
  type Lane,
  type MapGeometry,
  mapMarginPx,
  nodePx,
  type Point,
} from '../geometry.js';
import { LabelPlacer, nameLinePx, nameLines } from '../labels.js';
import { type AcyclicMap, withoutCircles } from '../layers.js';
import { MarkPlacer, type MarkRun } from '../marks.js';
import { raised } from '../mirroring.js';
import { withoutStraightPoints } from '../path-corners.js';
import type { MapNode, SourceMap } from '../source-map.js';
import { attempts, type LayoutAttempt, oneLinePx } from './lying-attempts.js';
import { LyingColumns } from './lying-columns.js';
import {
  countNodes,
  type EdgePiece,
  type LaidWay,
  type LayerSlot,
  type LyingGraph,
  lyingGraph,
} from './lying-graph.js';
import { bendOf, placeHeights } from './lying-heights.js';
import { type LevelRun, namePlaces, placeRelation } from './lying-words.js';

/** How much room a lying map has. */
interface LyingOptions {
  maxWidth: number;
}

/** Of more slots no page is wide enough, and to order them takes longer than anybody waits. */
const maxNodes = 250;

/**
 * The map lying: origins left, readers right, in layers by the longest way. Null where it can't be drawn
 * so: where there is not the width for its bends, or a name finds no place beside lines and other names.
 */
export function lyingLayout(map: SourceMap, { maxWidth }: LyingOptions): MapGeometry | null {
  const acyclic = withoutCircles(map);
  if (countNodes(acyclic) > maxNodes) return null;
  const graph = lyingGraph(acyclic, roomOf);
  placeHeights(graph);
  for (const attempt of attempts) {
    const geometry = new Sheet(acyclic, graph, attempt, maxWidth).draw();
    if (geometry) return geometry;
  }
  return null;
}

/** How much higher a node is than the lines that stop at it. */
const nodeOverPx = 9;

/** A name stands above its node, on two lines where it is long; beneath it how it passed on. */
function roomOf(node: MapNode, thickness: number) {
  const half = heightOf(thickness) / 2 + (node.isNeck ? bedAroundPx : 0);
  const lines = nameLines(node, oneLinePx).length;
  const up = half + 24 + (lines - 1) * nameLinePx;
  return { up, down: half + (node.sources.length === 0 ? 8 : 20) };
}

function heightOf(span: number): number {
  return Math.max(nodePx, span + nodeOverPx);
}

/** One attempt at drawing. */
class Sheet {
  readonly #map: AcyclicMap;
  readonly #graph: LyingGraph;
  readonly #attempt: LayoutAttempt;
  readonly #maxWidth: number;
  readonly #columns: LyingColumns;
  readonly #top: number;

  constructor(map: AcyclicMap, graph: LyingGraph, attempt: LayoutAttempt, maxWidth: number) {
    this.#map = map;
    this.#graph = graph;
    this.#attempt = attempt;
    this.#maxWidth = maxWidth;
    this.#columns = new LyingColumns(map, graph, attempt, maxWidth);
    this.#top = Math.min(...graph.layers.flat().map(({ y, up }) => y - up)) - mapMarginPx;
  }

  draw(): MapGeometry | null {
    const { right: width } = this.#columns;
    if (width > this.#maxWidth + 0.5) return null;
    const { layers, ways } = this.#graph;
    const nodes = layers.flat().flatMap((slot) => this.#node(slot));
    const lines = ways.flatMap((way) => this.#lines(way));
    if (runTogether(lines) || nodes.some((each) => isCrossed(each, lines))) return null;
    const placer = new LabelPlacer(0, Math.max(width, 120));
    for (const line of lines) placer.space.addLine(line);
    placer.addNodes(nodes);
    const marks = this.#marks(nodes);
    for (const mark of marks) placer.space.addBox(grown({ ...mark, width: 0, height: 0 }, 7));
    const namesOf = (drawn: DrawnNode) => namePlaces(drawn, this.#map, this.#attempt);
    if (!nodes.every((drawn) => placer.place(namesOf(drawn)))) return null;
    const necks = new Set(nodes.filter(({ node }) => node.isNeck).map(({ node }) => node.id));
    const isOnBed = ({ edge: { start, end } }: LaidWay) => necks.has(start) && necks.has(end);
    if (!ways.every((way) => placeRelation(way, this.#runs(way), placer, isOnBed(way))))
      return null;
    const joining = ways.map(({ edge: { start, end }, pieces, thickness }) => ({
      ...{ start, end, thickness, course: () => this.#course(pieces, 0) },
    }));
    const beds = bedsBeneath(nodes, joining, nodeOverPx);
    return fitted({
      ...{ form: 'lying', width, height: 0, nodes, lines, marks, beds },
      labels: placer.labels,
    });
  }

  #y(at: number): number {
    return at - this.#top;
  }

  #node(slot: LayerSlot): DrawnNode[] {
    const { node } = slot;
    if (node === null) return [];
    const ends = [
      ...slot.into.map(({ inAt, edge }) => [inAt, this.#graph.thickness.get(edge) ?? 0] as const),
      ...slot.outOf.map(
        ({ outAt, edge }) => [outAt, this.#graph.thickness.get(edge) ?? 0] as const,
      ),
    ];
    const top = Math.min(0, ...ends.map(([at, thickness]) => at - thickness / 2));
    const bottom = Math.max(0, ...ends.map(([at, thickness]) => at + thickness / 2));
    const height = heightOf(bottom - top);
    const middle = slot.y + (top + bottom) / 2;
    const box = {
      x: this.#columns.x(slot) - nodePx / 2,
      y: this.#y(middle) - height / 2,
      height,
    };
    const loop = this.#map.loops.find(({ from }) => from === node.id);
    const points = loopPoints(this.#columns.x(slot), this.#y(middle) + height / 2);
    return [
      {
        node,
        ...box,
        width: nodePx,
        loop: loop ? { points, strands: loop.strands } : null,
      },
    ];
  }

  #lines({ edge, pieces, lanes }: LaidWay): DrawnLine[] {
    return lanes.map(({ strands, level, kind, width, offset }) => ({
      ...{ from: edge.from, to: edge.to, strands, level, kind, width },
      points: this.#course(pieces, offset),
      isBand: edge.strands.length >= bandFromLanes,
    }));
  }

  /** Where a lane goes, from node to node. */
  #course(pieces: readonly EdgePiece[], offset: number): Point[] {
    const points = pieces.flatMap((piece) => {
      const [fromX, toX] = [this.#columns.x(piece.from), this.#columns.x(piece.to)];
      const y = this.#y(piece.from.y + piece.outAt + offset);
      const dy = bendOf(piece);
      return [
        { x: fromX, y },
        ...this.#columns.bend(piece, { y, dy, offset }),
        { x: toX, y: y + dy },
      ];
    });
    return withoutStraightPoints(points);
  }

  /** The level parts of an edge between nodes and bends, the longest first. */
  #runs({ pieces }: LaidWay): LevelRun[] {
    const points = this.#course(pieces, 0);
    const inset = nodePx / 2 + 3;
    const runs = points.flatMap((to, at) => {
      const from = points[at - 1];
      if (!from || Math.abs(from.y - to.y) > 0.05) return [];
      const isFirst = at === 1;
      const isLast = at === points.length - 1;
      return [{ from: from.x + (isFirst ? inset : 2), to: to.x - (isLast ? inset : 2), y: to.y }];
    });
    return runs.toSorted((one, other) => other.to - other.from - (one.to - one.from));
  }

  #marks(nodes: readonly DrawnNode[]): DrawnMark[] {
    const placer = new MarkPlacer();
    for (const way of this.#graph.ways) {
      const { isBack, isCircular } = way.edge;
      const turn = isBack ? 180 : 0;
      const runs = this.#runs(way);
      const along = (share: number, offset: number): MarkRun[] =>
        runs.map(({ from, to, y }) => ({
          ...{ from: { x: from, y: y + offset }, to: { x: to, y: y + offset }, share, turn },
        }));
      for (const { offset, level } of groupsOfConfirmed(way))
        placer.place(along(0.68, offset), { kind: 'tick', level });
      if (isCircular) placer.place(along(0.35, 0), { kind: 'arrow', level: null });
    }
    for (const { loop } of nodes) {
      const [, , from, to] = loop?.points ?? [];
      if (from && to)
        placer.place([{ from, to, share: 0.5, turn: 180 }], { kind: 'arrow', level: null });
    }
    return placer.marks;
  }
}

/** Whether the line of a passage that does not stop there goes through a node. */
function isCrossed({ node, ...box }: DrawnNode, lines: readonly DrawnLine[]): boolean {
  const inner = grown(box, -0.5);
  return lines.some(({ from, to, points }) => {
    if (from === node.id || to === node.id) return false;
    return points.some((end, at) => {
      const start = points[at - 1];
      return start !== undefined && crosses(start, end, inner);
    });
  });
}

/** The middles of lanes beside each other that were confirmed, each with the level of the one in the middle. */
function groupsOfConfirmed({ lanes }: LaidWay): Pick<Lane, 'offset' | 'level'>[] {
  const groups: Lane[][] = [];
  let isOpen = false;
  for (const lane of lanes) {
    const isConfirmed = lane.kind === 'confirmed';
    if (isConfirmed && isOpen) groups.at(-1)?.push(lane);
    else if (isConfirmed) groups.push([lane]);
    isOpen = isConfirmed;
  }
  return groups.map((group) => ({
    offset: ((group[0]?.offset ?? 0) + (group.at(-1)?.offset ?? 0)) / 2,
    level: group[(group.length - 1) >> 1]?.level ?? null,
  }));
}

function loopPoints(x: number, bottom: number): Point[] {
  const [half, y] = [nodePx / 2, bottom - nodePx / 2];
  return [
    { x: x + half - 2, y },
    { x: x + half + 9, y },
    { x: x + half + 9, y: y + 20 },
    { x: x - half - 9, y: y + 20 },
    { x: x - half - 9, y },
    { x: x - half + 2, y },
  ];
}

/** Raised and cut so that it is as high as what is on it. */
function fitted(geometry: MapGeometry): MapGeometry {
  const extents = [
    ...geometry.nodes.map(({ y, height, loop }) => [y - 4, y + height + (loop ? 18 : 0)]),
    ...geometry.labels.map(({ y, height }) => [y, y + height]),
    ...[...geometry.lines, ...geometry.beds].flatMap(({ points, width }) =>
      points.map(({ y }) => [y - width / 2, y + width / 2]),
    ),
  ].flat();
  const height = Math.ceil(Math.max(40, ...extents) + mapMarginPx);
  const above = Math.floor(Math.min(...extents) - mapMarginPx);
  return raised({ ...geometry, height }, Math.max(0, Math.min(above, height - 40)));
}
