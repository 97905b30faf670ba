import type { CountedChain } from './ways.js';

/** That one source has it from another, and the annotations whose chains say so. */
export interface SourcePassing {
  from: string;
  to: string;
  annotations: readonly string[];
}

type Graph = ReadonlyMap<string, ReadonlyMap<string, string[]>>;

/**
 * Circular reporting: the sources of these chains that have it from one another, round in a circle.
 * Of each part of the graph that holds a circle a shortest one through the part's first source, as who passed it on to
 * whom, its last to its first; a gap passes nothing on that one could know.
 */
export function circlesIn(chains: readonly CountedChain[]): SourcePassing[][] {
  const graph = passingGraph(chains);
  return circularParts(graph).flatMap((part) => {
    const way = shortestCircle(graph, part);
    return way ? [way] : [];
  });
}

function passingGraph(chains: readonly CountedChain[]): Graph {
  const graph = new Map<string, Map<string, string[]>>();
  for (const { annotation, hops } of chains) {
    for (const [at, holders] of hops.entries()) {
      for (const { source: from } of holders) {
        for (const { source: to } of hops[at + 1] ?? []) {
          const next = graph.get(from) ?? new Map<string, string[]>();
          graph.set(from, next);
          const said = next.get(to) ?? [];
          if (said.at(-1) !== annotation) said.push(annotation);
          next.set(to, said);
        }
      }
    }
  }
  return graph;
}

/** Strongly connected components that hold a circle (Tarjan's, without recursion). */
function circularParts(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  const enter = (node: string) => {
    order.set(node, order.size);
    low.set(node, order.get(node) ?? 0);
    open.push(node);
    isOpen.add(node);
    return { node, next: [...(graph.get(node)?.keys() ?? [])] };
  };
  const lower = (node: string, to: number | undefined) =>
    low.set(node, Math.min(low.get(node) ?? 0, to ?? Number.POSITIVE_INFINITY));
  const close = (node: string) => {
    const part = open.splice(open.lastIndexOf(node));
    for (const each of part) isOpen.delete(each);
    if (part.length > 1 || graph.get(node)?.has(node)) found.push(part);
  };
  for (const root of graph.keys()) {
    const path = order.has(root) ? [] : [enter(root)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, next } = top;
      const to = next.shift();
      if (to === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above) lower(above.node, low.get(node));
        if (low.get(node) === order.get(node)) close(node);
      } else if (!order.has(to)) path.push(enter(to));
      else if (isOpen.has(to)) lower(node, order.get(to));
    }
  }
  return found;
}

/** From the first source of a circular part over as few as can be back to it. */
function shortestCircle(graph: Graph, part: readonly string[]): SourcePassing[] | null {
  const [start] = part;
  if (start === undefined) return null;
  const within = new Set(part);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const to of graph.get(node)?.keys() ?? []) {
      if (to === start) return wayBack(graph, cameFrom, start, node);
      if (!within.has(to) || cameFrom.has(to)) continue;
      cameFrom.set(to, node);
      queue.push(to);
    }
  }
  return null;
}

function wayBack(
  graph: Graph,
  cameFrom: ReadonlyMap<string, string>,
  start: string,
  last: string,
): SourcePassing[] {
  const sources = [last];
  for (let at = last; at !== start; ) {
    at = cameFrom.get(at) ?? start;
    sources.unshift(at);
  }
  return sources.map((from, at) => {
    const to = sources[at + 1] ?? start;
    return { from, to, annotations: graph.get(from)?.get(to) ?? [] };
  });
}
