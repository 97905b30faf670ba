import { finishOrder, type MapEdge, type MapNode, type SourceMap } from './source-map.js';

/** An edge in the direction in which it is drawn: against its own where it closes a circle. */
export interface LaidEdge extends MapEdge {
  /** Where it is drawn from and to. */
  start: string;
  end: string;
  isBack: boolean;
}

/** A map without circles: what leads back is turned, and what leads to itself stands apart. */
export interface AcyclicMap {
  nodes: readonly MapNode[];
  edges: readonly LaidEdge[];
  /** Nodes that gave themselves as their source. */
  loops: readonly MapEdge[];
  /** By node, the edges that are drawn into it and out of it. */
  into: ReadonlyMap<string, readonly LaidEdge[]>;
  outOf: ReadonlyMap<string, readonly LaidEdge[]>;
}

/** Turns as few strands of a map's circles as a simple rule finds: those of the thinner edges. */
export function withoutCircles({ nodes, edges }: SourceMap): AcyclicMap {
  const loops = edges.filter(({ from, to }) => from === to);
  const plain = edges.filter(({ from, to }) => from !== to);
  const next = new Map<string, string[]>();
  const add = (start: string, end: string) => next.set(start, [...(next.get(start) ?? []), end]);
  for (const { from, to, isCircular } of plain) if (!isCircular) add(from, to);
  const back = new Set<MapEdge>();
  const circular = plain.filter(({ isCircular }) => isCircular);
  for (const edge of circular.toSorted((one, other) => other.strands.length - one.strands.length)) {
    const { from, to } = edge;
    const closes = finishOrder(to, next, new Set()).includes(from);
    if (closes) back.add(edge);
    add(closes ? to : from, closes ? from : to);
  }
  const laid = plain.map((edge): LaidEdge => {
    const isBack = back.has(edge);
    const [start, end] = isBack ? [edge.to, edge.from] : [edge.from, edge.to];
    return { ...edge, start, end, isBack };
  });
  return {
    nodes,
    edges: laid,
    loops,
    into: grouped(laid, ({ end }) => end),
    outOf: grouped(laid, ({ start }) => start),
  };
}

/** Items by a key, in their order. */
export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Nodes so that each comes behind those from which it has it; what belongs together stays together. */
export function inOrderOfPassing({ nodes, into, outOf }: AcyclicMap): MapNode[] {
  const before = new Map(
    [...into].map(([id, edges]) => [
      id,
      edges
        .toSorted((one, other) => other.strands.length - one.strands.length)
        .map(({ start }) => start),
    ]),
  );
  const seen = new Set<string>();
  const ends = nodes.filter(({ id }) => !outOf.has(id));
  const order = ends.flatMap(({ id }) => finishOrder(id, before, seen));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** By node, its layer: as far right as the longest way to it is long; where ways end, the last. */
export function layersOf(map: AcyclicMap): { layerOf: ReadonlyMap<string, number>; last: number } {
  const layerOf = new Map<string, number>();
  for (const { id } of inOrderOfPassing(map)) {
    const before = (map.into.get(id) ?? []).map(({ start }) => layerOf.get(start) ?? 0);
    layerOf.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  const last = Math.max(0, ...layerOf.values());
  for (const { id } of map.nodes) {
    if (map.into.has(id) && !map.outOf.has(id)) layerOf.set(id, last);
  }
  return { layerOf, last };
}

/** The nodes of each part that hangs together, the parts with the most passages first. */
export function partsOf({ nodes, into, outOf }: AcyclicMap): MapNode[][] {
  const beside = new Map<string, string[]>();
  for (const { id } of nodes) {
    beside.set(id, [
      ...(outOf.get(id) ?? []).map(({ end }) => end),
      ...(into.get(id) ?? []).map(({ start }) => start),
    ]);
  }
  const seen = new Set<string>();
  const parts = nodes.flatMap(({ id }) => {
    const ids = new Set(finishOrder(id, beside, seen));
    return ids.size === 0 ? [] : [nodes.filter((node) => ids.has(node.id))];
  });
  const passages = (part: readonly MapNode[]) =>
    new Set(part.flatMap(({ annotations }) => annotations)).size;
  return parts.toSorted((one, other) => passages(other) - passages(one));
}
