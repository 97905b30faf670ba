import { Graph, layout } from '@dagrejs/dagre';
import { byCodeUnits } from '../../in-order.js';
import { type Lane, lanesOf } from '../geometry.js';
import { type AcyclicMap, grouped, type LaidEdge, layersOf, partsOf } from '../layers.js';
import type { MapNode, Strand } from '../source-map.js';

/*
 * The graph of a map that lies: every edge is cut at each layer that it passes, and every way into a
 * reader ends in a place of its own, so that a reader can be stretched over lines that come straight.
 * Which comes above which in a layer is dagre's work.
 */

/** What stands in a layer: a node, or a place where an edge passes. */
export interface LayerSlot {
  id: string;
  layer: number;
  part: number;
  node: MapNode | null;
  /** Room above and below its middle. */
  up: number;
  down: number;
  y: number;
  into: EdgePiece[];
  outOf: EdgePiece[];
}

/** An edge between two layers that lie side by side. */
export interface EdgePiece {
  edge: LaidEdge;
  from: LayerSlot;
  to: LayerSlot;
  /** Its middle, from the middle of the slot that it leaves, and of the one that it comes to. */
  outAt: number;
  inAt: number;
}

/** The pieces of an edge from left to right, and its lanes side by side. */
export interface LaidWay {
  edge: LaidEdge;
  pieces: EdgePiece[];
  lanes: readonly Lane[];
  thickness: number;
}

export interface LyingGraph {
  /** By layer, from above to below. The last two stand above one another: places, and readers. */
  layers: LayerSlot[][];
  ways: LaidWay[];
  /** Of all lanes of an edge together. */
  thickness: ReadonlyMap<LaidEdge, number>;
}

/** How much room a node needs above and below its middle, with its words. */
type RoomOf = (node: MapNode, thickness: number) => { up: number; down: number };

const passingRoomPx = 8;
const readerRoomPx = 18;

/** A map as slots in layers: a node in each, and a place on a line where one passes through. */
export function lyingGraph(map: AcyclicMap, roomOf: RoomOf): LyingGraph {
  const { layerOf, last } = layersOf(map);
  const slots = new Map<string, LayerSlot>();
  const readers = new Set(map.nodes.filter(({ id }) => isReader(map, id)).map(({ id }) => id));
  for (const [part, nodes] of partsOf(map).entries()) {
    for (const node of nodes) {
      const layer = readers.has(node.id) ? last + 1 : (layerOf.get(node.id) ?? 0);
      const room = roomOf(node, thicknessAt(map, node.id));
      const slot = { id: node.id, layer, part, node, y: 0, into: [], outOf: [], ...room };
      slots.set(node.id, slot);
    }
  }
  const ways = map.edges.map((edge) => wayOf(edge, slots));
  const layers = orderedLayers([...slots.values()], ways, readers.size > 0 ? last + 2 : last + 1);
  orderPieces(layers);
  const laid = withLanes(ways, layers);
  const thickness = new Map(laid.map((way) => [way.edge, way.thickness]));
  return { layers, ways: laid, thickness };
}

function isReader({ into, outOf }: AcyclicMap, id: string): boolean {
  return into.has(id) && !outOf.has(id);
}

function thicknessAt({ into, outOf }: AcyclicMap, id: string): number {
  const sum = (edges: readonly LaidEdge[] = []) =>
    edges.reduce((all, { strands }) => all + lanesOf(strands).thickness + 1.8, 0);
  return Math.max(sum(into.get(id)), sum(outOf.get(id)));
}

/** How many slots the graph of a map has, before it is made. */
export function countNodes(map: AcyclicMap): number {
  const { layerOf } = layersOf(map);
  const span = ({ start, end }: LaidEdge) => (layerOf.get(end) ?? 0) - (layerOf.get(start) ?? 0);
  return map.edges.reduce((sum, edge) => sum + span(edge), map.nodes.length);
}

/** Cuts an edge at the layers between its ends, which makes the slots where it passes. */
function wayOf(edge: LaidEdge, slots: Map<string, LayerSlot>): LaidWay {
  const [start, end] = [slots.get(edge.start), slots.get(edge.end)];
  if (!start || !end) throw new Error('An edge leads from a node to a node.');
  const { thickness } = lanesOf(edge.strands);
  const pieces: EdgePiece[] = [];
  let from = start;
  for (let layer = start.layer + 1; layer <= end.layer; layer += 1) {
    const isPlace = end.node !== null && layer === end.layer - 1 && !end.outOf.length;
    const room = thickness / 2 + passingRoomPx;
    const side = isPlace ? Math.max(room, readerRoomPx) : room;
    const id = JSON.stringify([edge.start, edge.end, layer]);
    const passing = { id, layer, part: start.part, node: null, up: side, down: side, y: 0 };
    const to: LayerSlot = layer === end.layer ? end : { ...passing, into: [], outOf: [] };
    slots.set(to.id, to);
    const piece = { edge, from, to, outAt: 0, inAt: 0 };
    from.outOf.push(piece);
    to.into.push(piece);
    pieces.push(piece);
    from = to;
  }
  return { edge, pieces, lanes: [], thickness };
}

/** The slots of each layer in dagre's order, part by part. */
function orderedLayers(
  slots: readonly LayerSlot[],
  ways: readonly LaidWay[],
  count: number,
): LayerSlot[][] {
  const all = new Set([...slots, ...ways.flatMap(({ pieces }) => pieces.map(({ to }) => to))]);
  const layers: LayerSlot[][] = Array.from({ length: count }, () => []);
  for (const part of grouped([...all], ({ part }) => String(part)).values()) {
    const placeOf = orderOf(part);
    const ordered = part.toSorted(
      (one, other) =>
        (placeOf.get(one.id) ?? 0) - (placeOf.get(other.id) ?? 0) || byCodeUnits(one.id, other.id),
    );
    for (const slot of ordered) layers[slot.layer]?.push(slot);
  }
  return layers;
}

/**
 * The height at which dagre puts each slot, the thicker lines above. Every piece is one layer long and all
 * ways of a part end in one layer, so that dagre's layers are ours.
 */
function orderOf(part: readonly LayerSlot[]): ReadonlyMap<string, number> {
  if (new Set(part.map(({ layer }) => layer)).size === part.length) return new Map();
  const heights = heightsOf(part);
  const heightOf = ({ id }: LayerSlot) => heights.get(id) ?? 0;
  const origins = part.filter(({ into }) => into.length === 0);
  const mean = (slots: readonly LayerSlot[], weightOf: (slot: LayerSlot) => number) => {
    const whole = slots.reduce((sum, slot) => sum + weightOf(slot), 0) || 1;
    return slots.reduce((sum, slot) => sum + heightOf(slot) * weightOf(slot), 0) / whole;
  };
  const isUpsideDown =
    mean(origins, ({ outOf }) =>
      outOf.reduce((sum, { edge }) => sum + edge.strands.length ** 2, 0),
    ) >
    mean(origins, () => 1) + 0.5;
  return isUpsideDown ? new Map([...heights].map(([id, height]) => [id, -height])) : heights;
}

function heightsOf(part: readonly LayerSlot[]): ReadonlyMap<string, number> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ranker: 'longest-path', nodesep: 0, edgesep: 0, ranksep: 1 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, up, down } of part) graph.setNode(id, { width: 1, height: up + down });
  for (const { outOf } of part) {
    for (const { from, to, edge } of outOf) {
      graph.setEdge(from.id, to.id, { weight: Math.min(edge.strands.length, 8) });
    }
  }
  layout(graph);
  return new Map(part.map(({ id }) => [id, Number(graph.node(id).y)]));
}

/** Pieces leave a slot and come to it in the order of those to whom they lead, side by side. */
function orderPieces(layers: readonly (readonly LayerSlot[])[]): void {
  const placeOf = new Map(layers.flatMap((layer) => layer.map((slot, at) => [slot, at] as const)));
  const place = (slot: LayerSlot) => placeOf.get(slot) ?? 0;
  for (const slot of layers.flat()) {
    slot.outOf.sort((one, other) => place(one.to) - place(other.to));
    slot.into.sort((one, other) => place(one.from) - place(other.from));
    for (const [piece, at] of besideEachOther(slot.outOf)) piece.outAt = at;
    for (const [piece, at] of besideEachOther(slot.into)) piece.inAt = at;
  }
}

const betweenPx = 1.8;

function besideEachOther(pieces: readonly EdgePiece[]): [EdgePiece, number][] {
  const widths = pieces.map(({ edge }) => lanesOf(edge.strands).thickness);
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
function withLanes(ways: readonly LaidWay[], layers: readonly (readonly LayerSlot[])[]): LaidWay[] {
  const placeOf = new Map(layers.flatMap((layer) => layer.map((slot, at) => [slot, at] as const)));
  const course = new Map<string, number[]>();
  for (const { edge, pieces } of ways) {
    for (const { annotation } of edge.strands) {
      const places = course.get(annotation) ?? [];
      for (const slot of pieces.flatMap(({ from, to }) => [from, to])) {
        places[slot.layer] ??= placeOf.get(slot) ?? 0;
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
    return { ...way, ...lanesOf(way.edge.strands.toSorted(compare)) };
  });
}

function byLevel(one: Strand, other: Strand): number {
  const rank = ({ level }: Strand) => ['high', 'moderate', 'low'].indexOf(level ?? '') >>> 0;
  return rank(one) - rank(other) || byCodeUnits(one.annotation, other.annotation);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
