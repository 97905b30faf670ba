import { Graph, layout } from '@dagrejs/dagre';
import { type Lane, lanesOf } from '../geometry.js';
import { type AcyclicMap, grouped, type LaidStretch, layersOf, partsOf } from '../layers.js';
import { compareText, type Station, type Strand } from '../source-map.js';

/*
 * The graph of a map that lies: every stretch is cut at each layer that it passes, and every way into a
 * reader ends in a place of its own, so that a reader can be stretched over lines that come straight.
 * Which comes above which in a layer is dagre's work.
 */

/** What stands in a layer: a station, or a place where a stretch passes. */
export interface LayerNode {
  id: string;
  layer: number;
  part: number;
  station: Station | null;
  /** Room above and below its middle. */
  up: number;
  down: number;
  y: number;
  into: StretchPiece[];
  outOf: StretchPiece[];
}

/** A stretch between two layers that lie side by side. */
export interface StretchPiece {
  stretch: LaidStretch;
  from: LayerNode;
  to: LayerNode;
  /** Its middle, from the middle of the node that it leaves, and of the one that it comes to. */
  outAt: number;
  inAt: number;
}

/** The pieces of a stretch from left to right, and its lanes side by side. */
export interface LaidWay {
  stretch: LaidStretch;
  pieces: StretchPiece[];
  lanes: readonly Lane[];
  thickness: number;
}

export interface LyingGraph {
  /** By layer, from above to below. The last two stand above one another: places, and readers. */
  layers: LayerNode[][];
  ways: LaidWay[];
  /** Of all lanes of a stretch together. */
  thickness: ReadonlyMap<LaidStretch, number>;
}

/** How much room a station needs above and below its middle, with its words. */
export type RoomOf = (station: Station, thickness: number) => { up: number; down: number };

const passingRoomPx = 8;
const readerRoomPx = 18;

/** A map as nodes in layers: a station in each, and a place on a line where one passes through. */
export function lyingGraph(map: AcyclicMap, roomOf: RoomOf): LyingGraph {
  const { layerOf, last } = layersOf(map);
  const nodes = new Map<string, LayerNode>();
  const readers = new Set(map.stations.filter(({ id }) => isReader(map, id)).map(({ id }) => id));
  for (const [part, stations] of partsOf(map).entries()) {
    for (const station of stations) {
      const layer = readers.has(station.id) ? last + 1 : (layerOf.get(station.id) ?? 0);
      const room = roomOf(station, thicknessAt(map, station.id));
      const node = { id: station.id, layer, part, station, y: 0, into: [], outOf: [], ...room };
      nodes.set(station.id, node);
    }
  }
  const ways = map.stretches.map((stretch) => wayOf(stretch, nodes));
  const layers = orderedLayers([...nodes.values()], ways, readers.size > 0 ? last + 2 : last + 1);
  orderPieces(layers);
  const laid = withLanes(ways, layers);
  const thickness = new Map(laid.map((way) => [way.stretch, way.thickness]));
  return { layers, ways: laid, thickness };
}

function isReader({ into, outOf }: AcyclicMap, id: string): boolean {
  return into.has(id) && !outOf.has(id);
}

function thicknessAt({ into, outOf }: AcyclicMap, id: string): number {
  const sum = (stretches: readonly LaidStretch[] = []) =>
    stretches.reduce((all, { strands }) => all + lanesOf(strands).thickness + 1.8, 0);
  return Math.max(sum(into.get(id)), sum(outOf.get(id)));
}

/** How many nodes the graph of a map has, before it is made. */
export function countNodes(map: AcyclicMap): number {
  const { layerOf } = layersOf(map);
  const span = ({ start, end }: LaidStretch) => (layerOf.get(end) ?? 0) - (layerOf.get(start) ?? 0);
  return map.stretches.reduce((sum, stretch) => sum + span(stretch), map.stations.length);
}

/** Cuts a stretch at the layers between its ends, which makes the nodes where it passes. */
function wayOf(stretch: LaidStretch, nodes: Map<string, LayerNode>): LaidWay {
  const [start, end] = [nodes.get(stretch.start), nodes.get(stretch.end)];
  if (!start || !end) throw new Error('A stretch leads from a station to a station.');
  const { thickness } = lanesOf(stretch.strands);
  const pieces: StretchPiece[] = [];
  let from = start;
  for (let layer = start.layer + 1; layer <= end.layer; layer += 1) {
    const isPlace = end.station !== null && layer === end.layer - 1 && !end.outOf.length;
    const room = thickness / 2 + passingRoomPx;
    const side = isPlace ? Math.max(room, readerRoomPx) : room;
    const id = JSON.stringify([stretch.start, stretch.end, layer]);
    const passing = { id, layer, part: start.part, station: null, up: side, down: side, y: 0 };
    const to: LayerNode = layer === end.layer ? end : { ...passing, into: [], outOf: [] };
    nodes.set(to.id, to);
    const piece = { stretch, from, to, outAt: 0, inAt: 0 };
    from.outOf.push(piece);
    to.into.push(piece);
    pieces.push(piece);
    from = to;
  }
  return { stretch, pieces, lanes: [], thickness };
}

/** The nodes of each layer in dagre's order, part by part. */
function orderedLayers(
  nodes: readonly LayerNode[],
  ways: readonly LaidWay[],
  count: number,
): LayerNode[][] {
  const all = new Set([...nodes, ...ways.flatMap(({ pieces }) => pieces.map(({ to }) => to))]);
  const layers: LayerNode[][] = Array.from({ length: count }, () => []);
  for (const part of grouped([...all], ({ part }) => String(part)).values()) {
    const placeOf = orderOf(part);
    const ordered = part.toSorted(
      (one, other) =>
        (placeOf.get(one.id) ?? 0) - (placeOf.get(other.id) ?? 0) || compareText(one.id, other.id),
    );
    for (const node of ordered) layers[node.layer]?.push(node);
  }
  return layers;
}

/**
 * The height at which dagre puts each node, the thicker lines above. Every piece is one layer long and all
 * ways of a part end in one layer, so that dagre's layers are ours.
 */
function orderOf(part: readonly LayerNode[]): ReadonlyMap<string, number> {
  if (new Set(part.map(({ layer }) => layer)).size === part.length) return new Map();
  const heights = heightsOf(part);
  const heightOf = ({ id }: LayerNode) => heights.get(id) ?? 0;
  const origins = part.filter(({ into }) => into.length === 0);
  const mean = (nodes: readonly LayerNode[], weightOf: (node: LayerNode) => number) => {
    const whole = nodes.reduce((sum, node) => sum + weightOf(node), 0) || 1;
    return nodes.reduce((sum, node) => sum + heightOf(node) * weightOf(node), 0) / whole;
  };
  const isUpsideDown =
    mean(origins, ({ outOf }) =>
      outOf.reduce((sum, { stretch }) => sum + stretch.strands.length ** 2, 0),
    ) >
    mean(origins, () => 1) + 0.5;
  return isUpsideDown ? new Map([...heights].map(([id, height]) => [id, -height])) : heights;
}

function heightsOf(part: readonly LayerNode[]): ReadonlyMap<string, number> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ranker: 'longest-path', nodesep: 0, edgesep: 0, ranksep: 1 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, up, down } of part) graph.setNode(id, { width: 1, height: up + down });
  for (const { outOf } of part) {
    for (const { from, to, stretch } of outOf) {
      graph.setEdge(from.id, to.id, { weight: Math.min(stretch.strands.length, 8) });
    }
  }
  layout(graph);
  return new Map(part.map(({ id }) => [id, Number(graph.node(id).y)]));
}

/** Pieces leave a node and come to it in the order of those to whom they lead, side by side. */
function orderPieces(layers: readonly (readonly LayerNode[])[]): void {
  const placeOf = new Map(layers.flatMap((layer) => layer.map((node, at) => [node, at] as const)));
  const place = (node: LayerNode) => placeOf.get(node) ?? 0;
  for (const node of layers.flat()) {
    node.outOf.sort((one, other) => place(one.to) - place(other.to));
    node.into.sort((one, other) => place(one.from) - place(other.from));
    for (const [piece, at] of besideEachOther(node.outOf)) piece.outAt = at;
    for (const [piece, at] of besideEachOther(node.into)) piece.inAt = at;
  }
}

const betweenPx = 1.8;

function besideEachOther(pieces: readonly StretchPiece[]): [StretchPiece, number][] {
  const widths = pieces.map(({ stretch }) => lanesOf(stretch.strands).thickness);
  const whole = widths.reduce((sum, width) => sum + width, 0) + betweenPx * (pieces.length - 1);
  let from = -whole / 2;
  return pieces.map((piece, at) => {
    const width = widths[at] ?? 0;
    const middle = from + width / 2;
    from += width + betweenPx;
    return [piece, middle];
  });
}

/** The lanes of each way, the passages in the order in which they part on their way on, or came together. */
function withLanes(ways: readonly LaidWay[], layers: readonly (readonly LayerNode[])[]): LaidWay[] {
  const placeOf = new Map(layers.flatMap((layer) => layer.map((node, at) => [node, at] as const)));
  const course = new Map<string, number[]>();
  for (const { stretch, pieces } of ways) {
    for (const { annotation } of stretch.strands) {
      const places = course.get(annotation) ?? [];
      for (const node of pieces.flatMap(({ from, to }) => [from, to])) {
        places[node.layer] ??= placeOf.get(node) ?? 0;
      }
      course.set(annotation, places);
    }
  }
  const last = layers.length - 1;
  return ways.map((way) => {
    const [start, end] = [way.pieces[0]?.from.layer ?? 0, way.pieces.at(-1)?.to.layer ?? last];
    const order = [...range(end, last), ...range(0, start).reverse()];
    const compare = (one: Strand, other: Strand) => {
      const [ones, others] = [course.get(one.annotation), course.get(other.annotation)];
      for (const layer of order) {
        const difference = (ones?.[layer] ?? -1) - (others?.[layer] ?? -1);
        if (difference !== 0 && ones?.[layer] !== undefined && others?.[layer] !== undefined) {
          return difference;
        }
      }
      return byLevel(one, other);
    };
    return { ...way, ...lanesOf(way.stretch.strands.toSorted(compare)) };
  });
}

function byLevel(one: Strand, other: Strand): number {
  const rank = ({ level }: Strand) => ['high', 'moderate', 'low'].indexOf(level ?? '') >>> 0;
  return rank(one) - rank(other) || compareText(one.annotation, other.annotation);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
