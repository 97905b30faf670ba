import { bedAlong } from './beds.js';
import { crosses, grown, runTogether } from './clear-space.js';
import {
  bandFromLanes,
  type DrawnBed,
  type DrawnLabel,
  type DrawnLine,
  type DrawnMark,
  type DrawnStation,
  type MapGeometry,
  type Point,
} from './geometry.js';
import { LabelPlacer, labelAt, letterRoomPx, wordsWidth } from './labels.js';
import { type AcyclicMap, type LaidStretch, withoutCircles } from './layers.js';
import {
  countNodes,
  type LaidWay,
  type LayerNode,
  type LyingGraph,
  lyingGraph,
  type Piece,
} from './lying-graph.js';
import { bendOf, cross, placeHeights } from './lying-heights.js';
import { noteOf, relationTexts } from './map-words.js';
import { bendAcross, steepBend, steepHalfPx, withoutStraightPoints } from './path-corners.js';
import type { SourceMap, Station } from './source-map.js';

/** How much room a lying map has. */
export interface LyingOptions {
  maxWidth: number;
}

const stationWidthPx = 15;
/** From the middle of a station to where lines begin to turn, and from where they end to the next. */
const leadPx = 20;
const tailPx = 14;
const marginPx = 8;
/** Origins stand at the very edge, in line with what is above and below the map. */
const edgePx = 2;
/** More than it needs makes no stretch clearer. */
const maxSparePx = 140;
const nameGapPx = 14;
/** A bend by more than this goes straight down between its corners, where there is not the room for 45°. */
const longBendPx = 70;
/** From one steep bend to the next beside it. */
const trackPx = 8;
/** Of more nodes no page is wide enough, and to order them takes longer than anybody waits. */
const maxNodes = 250;

/** How a map is tried: the first for which there is room is taken. */
interface Attempt {
  /** Longer names are cut. */
  nameWidth: number;
  /** Lines turn behind the names of the stations that they leave; the names of origins stand before them. */
  isLoose: boolean;
  isSteep: boolean;
  /** Names may stand beneath their stations, where they are nearer to the next one's. */
  mayStandBelow: boolean;
}

const near = { isLoose: false, isSteep: false, mayStandBelow: false };
const attempts: readonly Attempt[] = [
  { ...near, nameWidth: 260 },
  { ...near, nameWidth: 260, isLoose: true },
  { ...near, nameWidth: 190, isLoose: true },
  { ...near, nameWidth: 190, mayStandBelow: true },
  { nameWidth: 190, isLoose: true, isSteep: true, mayStandBelow: true },
  { nameWidth: 140, isLoose: true, isSteep: true, mayStandBelow: true },
  { nameWidth: 104, isLoose: true, isSteep: true, mayStandBelow: true },
];

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
  return Math.max(stationWidthPx, span + 9);
}

/** The room between a layer and the next. */
interface Channel {
  lead: number;
  tail: number;
  /** How wide its bends are together. */
  bends: number;
  isSteep: boolean;
  /** From where the lines begin to turn to the middle of a steep bend. */
  tracks: ReadonlyMap<Piece, number>;
}

/** One attempt at drawing. */
class Sheet {
  readonly #map: AcyclicMap;
  readonly #graph: LyingGraph;
  readonly #attempt: Attempt;
  readonly #maxWidth: number;
  readonly #thickness: ReadonlyMap<LaidStretch, number>;
  readonly #channels: readonly Channel[];
  readonly #xs: readonly number[];
  readonly #right: number;
  readonly #top: number;

  constructor(map: AcyclicMap, graph: LyingGraph, attempt: Attempt, maxWidth: number) {
    this.#map = map;
    this.#graph = graph;
    this.#attempt = attempt;
    this.#maxWidth = maxWidth;
    this.#thickness = new Map(graph.ways.map(({ stretch, thickness }) => [stretch, thickness]));
    const nodes = graph.layers.flat();
    this.#top = Math.min(...nodes.map(({ y, up }) => y - up)) - marginPx;
    this.#channels = graph.layers.slice(0, -1).map((layer, at) => this.#channel(layer, at));
    const { xs, right } = this.#columns();
    this.#xs = xs;
    this.#right = right;
  }

  #channel(layer: readonly LayerNode[], at: number): Channel {
    const pieces = layer.flatMap(({ outOf }) => outOf);
    const bending = pieces.filter((piece) => Math.abs(bendOf(piece)) > 0.05);
    const most = Math.max(0, ...bending.map((piece) => Math.abs(bendOf(piece))));
    const isSteep = this.#attempt.isSteep && most > longBendPx;
    const tracks = isSteep ? this.#tracks(bending) : new Map<Piece, number>();
    const bevel = Math.min(13, Math.max(0, ...pieces.map(({ stretch }) => stretch.strands.length)));
    const rising = bending.filter((piece) => bendOf(piece) < 0);
    const falling = bending.filter((piece) => bendOf(piece) > 0);
    const { isLoose } = this.#attempt;
    const before = isLoose ? rising.map(({ from }) => this.#reach(from, at, 1) + 6) : [];
    const behind = isLoose ? falling.map(({ to }) => this.#reach(to, at + 1, -1) + 6) : [];
    return {
      lead: Math.max(leadPx, ...before) + bevel / 2,
      tail: Math.max(tailPx, ...behind) + bevel / 2,
      bends: isSteep ? Math.max(0, ...tracks.values()) + steepHalfPx * 1.5 : most,
      isSteep,
      tracks,
    };
  }

  /** Steep bends beside each other so that only those meet that have to: of the falling the lowest first. */
  #tracks(bending: readonly Piece[]): ReadonlyMap<Piece, number> {
    const tracks = new Map<Piece, number>();
    const startOf = (piece: Piece) => piece.from.y + piece.outAt;
    const [falling, rising] = [1, -1].map((side) =>
      bending
        .filter((piece) => Math.sign(bendOf(piece)) === side)
        .toSorted((one, other) => side * (startOf(other) - startOf(one))),
    );
    let at = steepHalfPx;
    for (const those of [falling ?? [], rising ?? []]) {
      const areCrossed = those.some((one) => [...tracks.keys()].some((other) => cross(one, other)));
      if (!areCrossed) at = steepHalfPx;
      for (const piece of those) {
        const half = (this.#thickness.get(piece.stretch) ?? 0) / 2;
        tracks.set(piece, at + half);
        at += 2 * half + trackPx;
      }
    }
    return tracks;
  }

  /** Where each layer stands, and where the picture ends. */
  #columns(): { xs: number[]; right: number } {
    const { layers } = this.#graph;
    const last = layers.length - 1;
    const needs = layers.slice(0, -1).map((_, at) => this.#need(at));
    const wishes = layers.slice(0, -1).map((_, at) => this.#wish(at, needs[at] ?? 0));
    const starts = (layers[0] ?? []).map(({ station }) =>
      station ? this.#nameWidthOf(station) : 0,
    );
    const before = this.#attempt.isLoose && last > 0 ? Math.max(0, ...starts) + 8 : 0;
    const ends = (layers[last] ?? []).map((node) => this.#endWidth(node));
    const edges = before + edgePx + marginPx + stationWidthPx + Math.max(0, ...ends);
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
    const room = this.#maxWidth - edges;
    const chosen = sum(wishes) <= room ? wishes : needs;
    const spare = Math.max(0, room - sum(chosen));
    const most = sum(wishes) <= room ? maxSparePx : spare;
    const open = chosen.filter((width) => width > 0).length;
    const more = open === 0 ? 0 : Math.min(most, spare / open);
    const xs = [edgePx + stationWidthPx / 2 + before];
    for (const width of chosen) xs.push((xs.at(-1) ?? 0) + (width > 0 ? width + more : 0));
    return { xs, right: (xs.at(-1) ?? 0) + edges - before - edgePx - stationWidthPx / 2 };
  }

  /** What bends and names that meet need between a layer and the next; nothing where lines end straight. */
  #need(at: number): number {
    const pieces = (this.#graph.layers[at] ?? []).flatMap(({ outOf }) => outOf);
    const channel = this.#channels[at];
    if (!channel || (this.#isOfReaders(at) && channel.bends < 0.05)) return 0;
    const names = pieces
      .filter((piece) => Math.abs(bendOf(piece)) < 30)
      .map(({ from, to }) => this.#reach(from, at, 1) + this.#reach(to, at + 1, -1) + nameGapPx);
    return Math.max(channel.lead + channel.bends + channel.tail, 44, ...names);
  }

  /** How far a name comes from the middle of its station to one side. */
  #reach({ station }: LayerNode, layer: number, side: 1 | -1): number {
    const isBefore = layer === 0 && this.#attempt.isLoose;
    if (station === null || this.#isLast(layer) || isBefore) return stationWidthPx;
    const width = this.#nameWidthOf(station);
    if (layer === 0) return side > 0 ? width - stationWidthPx / 2 : 0;
    return width / 2;
  }

  #wish(at: number, need: number): number {
    if (need === 0) return 0;
    const pieces = (this.#graph.layers[at] ?? []).flatMap(({ outOf }) => outOf);
    const words = pieces
      .filter(({ from }) => from.station !== null)
      .map((piece) => {
        const [text = ''] = relationTexts(piece.stretch.strands);
        const width = text === '' ? 0 : wordsWidth({ role: 'relation', text }) + 8;
        return leadPx + Math.min(Math.abs(bendOf(piece)), longBendPx) + width + tailPx;
      });
    return Math.max(need, ...words);
  }

  #isLast(layer: number): boolean {
    return layer === this.#graph.layers.length - 1 && this.#graph.layers.length > 1;
  }

  #isOfReaders(at: number): boolean {
    return at === this.#graph.layers.length - 2;
  }

  #nameWidthOf(station: Station): number {
    const words = { role: 'name' as const, isStrong: station.isNeck, letter: station.letter };
    const most = this.#attempt.nameWidth + (station.letter === null ? 0 : letterRoomPx);
    return Math.min(most, wordsWidth({ ...words, text: station.name }));
  }

  #endWidth({ station }: LayerNode): number {
    if (station === null) return 0;
    const note = wordsWidth({ role: 'note', text: noteOf(this.#map, station) });
    return Math.max(this.#nameWidthOf(station), note) + 14;
  }

  draw(): MapGeometry | null {
    if (this.#right > this.#maxWidth + 0.5) return null;
    const stations = this.#graph.layers.flat().flatMap((node) => this.#station(node));
    const lines = this.#graph.ways.flatMap((way) => this.#lines(way));
    if (runTogether(lines) || stations.some((each) => isCrossed(each, lines))) return null;
    const placer = new LabelPlacer(0, Math.max(this.#right, 120));
    for (const line of lines) placer.space.addLine(line);
    placer.addStations(stations);
    const marks = this.#graph.ways.flatMap((way) => this.#marks(way, placer));
    if (!stations.every((drawn) => placer.place(this.#names(drawn)))) return null;
    if (!this.#graph.ways.every((way) => this.#placeRelation(way, placer))) return null;
    const beds = this.#beds(stations);
    return fitted({
      ...{ form: 'lying', width: this.#right, height: 0, stations, lines, marks, beds },
      labels: placer.labels,
    });
  }

  #x(node: LayerNode): number {
    return this.#xs[node.layer] ?? 0;
  }

  #y(at: number): number {
    return at - this.#top;
  }

  #station(node: LayerNode): DrawnStation[] {
    const { station } = node;
    if (station === null) return [];
    const ends = [
      ...node.into.map(({ inAt, stretch }) => [inAt, this.#thickness.get(stretch) ?? 0] as const),
      ...node.outOf.map(
        ({ outAt, stretch }) => [outAt, this.#thickness.get(stretch) ?? 0] as const,
      ),
    ];
    const top = Math.min(0, ...ends.map(([at, thickness]) => at - thickness / 2));
    const bottom = Math.max(0, ...ends.map(([at, thickness]) => at + thickness / 2));
    const height = heightOf(bottom - top);
    const middle = node.y + (top + bottom) / 2;
    const box = { x: this.#x(node) - stationWidthPx / 2, y: this.#y(middle) - height / 2, height };
    const loop = this.#map.loops.find(({ from }) => from === station.id);
    const points = loopPoints(this.#x(node), this.#y(middle) + height / 2);
    return [
      {
        station,
        ...box,
        width: stationWidthPx,
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
      const [fromX, toX] = [this.#x(piece.from), this.#x(piece.to)];
      const y = this.#y(piece.from.y + piece.outAt + offset);
      const dy = bendOf(piece);
      return [{ x: fromX, y }, ...this.#bend(piece, { y, dy, offset }), { x: toX, y: y + dy }];
    });
    return withoutStraightPoints(points);
  }

  #bend(piece: Piece, bend: { y: number; dy: number; offset: number }): Point[] {
    const channel = this.#channels[piece.from.layer];
    const from = this.#x(piece.from) + (channel?.lead ?? leadPx);
    if (!channel?.isSteep) return bendAcross(from, bend);
    return steepBend(from + (channel.tracks.get(piece) ?? 0), bend);
  }

  /** The level parts of a stretch between stations and bends, the longest first. */
  #runs({ pieces }: LaidWay): { from: number; to: number; y: number }[] {
    const points = this.#course(pieces, 0);
    const inset = stationWidthPx / 2 + 3;
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
    const ticks = groupsOfConfirmed(way).map((offset): DrawnMark => {
      const level = way.lanes.find((lane) => lane.kind === 'confirmed')?.level ?? null;
      return { kind: 'tick', x: at(0.68), y: run.y + offset, level, turn: 0 };
    });
    const { isBack, isCircular } = way.stretch;
    const turn = isBack ? 180 : 0;
    const arrow: DrawnMark = { kind: 'arrow', x: at(0.35), y: run.y, level: null, turn };
    const marks = [...ticks, ...(isCircular ? [arrow] : [])];
    for (const { x, y } of marks)
      placer.space.addBox({ x: x - 7, y: y - 7, width: 14, height: 14 });
    return marks;
  }

  /** Where the name of a station may stand, the best place first. */
  *#names({ station, x, y, width, height }: DrawnStation): Generator<DrawnLabel[]> {
    const name = {
      ...{ role: 'name' as const, of: station.id, text: station.name, letter: station.letter },
      ...{
        isStrong: station.isNeck,
        isAlarming: station.shape === 'gap',
        maxWidth: this.#attempt.nameWidth,
      },
    };
    const note = noteOf(this.#map, station);
    const small = { role: 'note' as const, of: station.id, text: note, maxWidth: 220 };
    const [left, middle, right] = [x, x + width / 2, x + width];
    if (!this.#map.outOf.has(station.id)) {
      const at = y + height / 2;
      yield [
        labelAt({ x: right + 10, y: note === '' ? at + 4.5 : at - 2 }, 'start', name),
        ...(note === '' ? [] : [labelAt({ x: right + 10, y: at + 12.5 }, 'start', small)]),
      ];
    }
    if (this.#attempt.isLoose && !this.#map.into.has(station.id)) {
      yield [labelAt({ x: left - 9, y: y + height / 2 + 4.5 }, 'end', name)];
    }
    const anchors = this.#map.into.has(station.id)
      ? (['middle', 'end', 'start'] as const)
      : (['start', 'middle'] as const);
    const places = { start: left, middle, end: right };
    const below = this.#attempt.mayStandBelow ? [y + height + 17] : [];
    for (const baseline of [y - 9, ...below]) {
      for (const anchor of anchors) {
        yield [labelAt({ x: places[anchor], y: baseline }, anchor, name)];
      }
    }
  }

  /** False where the number of a band finds no room; how it was passed on may be left to the title. */
  #placeRelation(way: LaidWay, placer: LabelPlacer): boolean {
    const { stretch, thickness } = way;
    const texts = relationTexts(stretch.strands);
    const role = 'relation' as const;
    const { start: of, end: to } = stretch;
    for (const text of texts) {
      const width = wordsWidth({ role, text });
      const places = this.#runs(way)
        .filter((run) => run.to - run.from >= width - 4)
        .flatMap(({ from, to: end, y }) => {
          const middles = [0.5, 0.3, 0.7].map((part) => {
            const at = from + (end - from) * part;
            return Math.min(
              Math.max(at, from + width / 2),
              Math.max(end - width / 2, from + width / 2),
            );
          });
          const baselines = [y + thickness / 2 + 14, y - thickness / 2 - 7];
          return baselines.flatMap((baseline) => middles.map((x) => ({ x, y: baseline })));
        });
      const words = { role, of, to, text, maxWidth: 200 };
      if (placer.place(places.map((at) => [labelAt(at, 'middle', words)]))) return true;
    }
    return stretch.strands.length < bandFromLanes;
  }

  /** Beneath the stations that stand in every chain, and what lies between two of them. */
  #beds(stations: readonly DrawnStation[]): DrawnBed[] {
    const necks = stations.filter(({ station }) => station.isNeck);
    const ids = new Set(necks.map(({ station }) => station.id));
    const ways = this.#graph.ways.filter(
      ({ stretch }) => ids.has(stretch.start) && ids.has(stretch.end),
    );
    const joined = new Set(ways.flatMap(({ stretch }) => [stretch.start, stretch.end]));
    const width = Math.max(0, ...necks.map(({ height }) => height)) + 16;
    const alone = necks
      .filter(({ station }) => !joined.has(station.id))
      .map((neck) => ({ points: spine(neck), width: stationWidthPx + 16 }));
    const between = ways.map(({ pieces }) => bedAlong(this.#course(pieces, 0), width));
    return [...between, ...alone];
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

/** From one end of a capsule to the other, which a line with round ends fills. */
function spine({ x, y, width, height }: DrawnStation): Point[] {
  const [middle, half] = [x + width / 2, width / 2];
  return [
    { x: middle, y: y + half - 0.5 },
    { x: middle, y: y + height - half + 0.5 },
  ];
}

/** The middles of lanes beside each other that were confirmed. */
function groupsOfConfirmed({ lanes }: LaidWay): number[] {
  const groups: number[][] = [];
  let isOpen = false;
  for (const { kind, offset } of lanes) {
    if (kind === 'confirmed' && isOpen) groups.at(-1)?.push(offset);
    else if (kind === 'confirmed') groups.push([offset]);
    isOpen = kind === 'confirmed';
  }
  return groups.map((group) => ((group[0] ?? 0) + (group.at(-1) ?? 0)) / 2);
}

function loopPoints(x: number, bottom: number): Point[] {
  const [half, y] = [stationWidthPx / 2, bottom - stationWidthPx / 2];
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
  return { ...geometry, height: Math.ceil(Math.max(40, ...bottoms) + marginPx) };
}
