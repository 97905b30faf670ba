import { bedsBeneath } from './beds.js';
import { crosses, grown, runTogether } from './clear-space.js';
import {
  bandFromLanes,
  type DrawnLine,
  type DrawnMark,
  type DrawnStation,
  type Lane,
  type MapGeometry,
  mapMarginPx,
  type Point,
  stationPx,
} from './geometry.js';
import { LabelPlacer } from './labels.js';
import { type AcyclicMap, withoutCircles } from './layers.js';
import { type Attempt, attempts } from './lying-attempts.js';
import { LyingColumns } from './lying-columns.js';
import {
  countNodes,
  type LaidWay,
  type LayerNode,
  type LyingGraph,
  lyingGraph,
  type Piece,
} from './lying-graph.js';
import { bendOf, placeHeights } from './lying-heights.js';
import { type LevelRun, namePlaces, placeRelation } from './lying-words.js';
import { withoutStraightPoints } from './path-corners.js';
import type { SourceMap, Station } from './source-map.js';

/** How much room a lying map has. */
export interface LyingOptions {
  maxWidth: number;
}

/** Of more nodes no page is wide enough, and to order them takes longer than anybody waits. */
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

/** A name stands above its station; beneath it what it said of itself, or how it passed on. */
function roomOf({ sources }: Station, thickness: number) {
  const half = heightOf(thickness) / 2;
  return { up: half + 24, down: half + (sources.length === 0 ? 8 : 20) };
}

function heightOf(span: number): number {
  return Math.max(stationPx, span + 9);
}

/** One attempt at drawing. */
class Sheet {
  readonly #map: AcyclicMap;
  readonly #graph: LyingGraph;
  readonly #attempt: Attempt;
  readonly #maxWidth: number;
  readonly #columns: LyingColumns;
  readonly #top: number;

  constructor(map: AcyclicMap, graph: LyingGraph, attempt: Attempt, maxWidth: number) {
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
    const stations = layers.flat().flatMap((node) => this.#station(node));
    const lines = ways.flatMap((way) => this.#lines(way));
    if (runTogether(lines) || stations.some((each) => isCrossed(each, lines))) return null;
    const placer = new LabelPlacer(0, Math.max(width, 120));
    for (const line of lines) placer.space.addLine(line);
    placer.addStations(stations);
    const marks = ways.flatMap((way) => this.#marks(way, placer));
    const namesOf = (drawn: DrawnStation) => namePlaces(drawn, this.#map, this.#attempt);
    if (!stations.every((drawn) => placer.place(namesOf(drawn)))) return null;
    if (!ways.every((way) => placeRelation(way, this.#runs(way), placer))) return null;
    const joining = ways.map(({ stretch: { start, end }, pieces }) => ({
      ...{ start, end, course: () => this.#course(pieces, 0) },
    }));
    const beds = bedsBeneath(stations, joining, 16);
    return fitted({
      ...{ form: 'lying', width, height: 0, stations, lines, marks, beds },
      labels: placer.labels,
    });
  }

  #y(at: number): number {
    return at - this.#top;
  }

  #station(node: LayerNode): DrawnStation[] {
    const { station } = node;
    if (station === null) return [];
    const ends = [
      ...node.into.map(
        ({ inAt, stretch }) => [inAt, this.#graph.thickness.get(stretch) ?? 0] as const,
      ),
      ...node.outOf.map(
        ({ outAt, stretch }) => [outAt, this.#graph.thickness.get(stretch) ?? 0] as const,
      ),
    ];
    const top = Math.min(0, ...ends.map(([at, thickness]) => at - thickness / 2));
    const bottom = Math.max(0, ...ends.map(([at, thickness]) => at + thickness / 2));
    const height = heightOf(bottom - top);
    const middle = node.y + (top + bottom) / 2;
    const box = {
      x: this.#columns.x(node) - stationPx / 2,
      y: this.#y(middle) - height / 2,
      height,
    };
    const loop = this.#map.loops.find(({ from }) => from === station.id);
    const points = loopPoints(this.#columns.x(node), this.#y(middle) + height / 2);
    return [
      {
        station,
        ...box,
        width: stationPx,
        loop: loop ? { points, strands: loop.strands } : null,
      },
    ];
  }

  #lines({ stretch, pieces, lanes }: LaidWay): DrawnLine[] {
    return lanes.map(({ strands, level, kind, width, offset }) => ({
      ...{ from: stretch.from, to: stretch.to, strands, level, kind, width },
      points: this.#course(pieces, offset),
      isBand: stretch.strands.length >= bandFromLanes,
    }));
  }

  /** Where a lane goes, from station to station. */
  #course(pieces: readonly Piece[], offset: number): Point[] {
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

  /** The level parts of a stretch between stations and bends, the longest first. */
  #runs({ pieces }: LaidWay): LevelRun[] {
    const points = this.#course(pieces, 0);
    const inset = stationPx / 2 + 3;
    const runs = points.flatMap((to, at) => {
      const from = points[at - 1];
      if (!from || Math.abs(from.y - to.y) > 0.05) return [];
      const isFirst = at === 1;
      const isLast = at === points.length - 1;
      return [{ from: from.x + (isFirst ? inset : 2), to: to.x - (isLast ? inset : 2), y: to.y }];
    });
    return runs.toSorted((one, other) => other.to - other.from - (one.to - one.from));
  }

  #marks(way: LaidWay, placer: LabelPlacer): DrawnMark[] {
    const [run] = this.#runs(way);
    if (!run) return [];
    const at = (part: number) => run.from + (run.to - run.from) * part;
    const ticks = groupsOfConfirmed(way).map(
      ({ offset, level }): DrawnMark => ({
        ...{ kind: 'tick', x: at(0.68), y: run.y + offset, level, turn: 0 },
      }),
    );
    const { isBack, isCircular } = way.stretch;
    const turn = isBack ? 180 : 0;
    const arrow: DrawnMark = { kind: 'arrow', x: at(0.35), y: run.y, level: null, turn };
    const marks = [...ticks, ...(isCircular ? [arrow] : [])];
    for (const { x, y } of marks)
      placer.space.addBox({ x: x - 7, y: y - 7, width: 14, height: 14 });
    return marks;
  }
}

/** Whether the line of a passage that does not stop there goes through a station. */
function isCrossed({ station, ...box }: DrawnStation, lines: readonly DrawnLine[]): boolean {
  const inner = grown(box, -0.5);
  return lines.some(({ from, to, points }) => {
    if (from === station.id || to === station.id) return false;
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
  const [half, y] = [stationPx / 2, bottom - stationPx / 2];
  return [
    { x: x + half - 2, y },
    { x: x + half + 9, y },
    { x: x + half + 9, y: y + 20 },
    { x: x - half - 9, y: y + 20 },
    { x: x - half - 9, y },
    { x: x - half + 2, y },
  ];
}

/** Moved so that everything lies inside, and as high as it is. */
function fitted(geometry: MapGeometry): MapGeometry {
  const bottoms = [
    ...geometry.stations.map(({ y, height, loop }) => y + height + (loop ? 18 : 0)),
    ...geometry.labels.map(({ y, height }) => y + height),
    ...geometry.lines.flatMap(({ points, width }) => points.map(({ y }) => y + width / 2)),
    ...geometry.beds.flatMap(({ points, width }) => points.map(({ y }) => y + width / 2)),
  ];
  return { ...geometry, height: Math.ceil(Math.max(40, ...bottoms) + mapMarginPx) };
}
