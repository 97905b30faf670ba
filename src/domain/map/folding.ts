import { byCodeUnits } from '../in-order.js';
import type { MapEdge, MapNode, SourceMap } from './source-map.js';

/** From this many nodes on what is alike is shown as one. */
const foldFromNodes = 40;

/**
 * A map of many nodes with those folded into one that are alike: unnamed sources, outlets or gaps
 * that have it from the same nodes and pass it on to the same. A smaller map stays as it is.
 */
export function withAlikeFolded(map: SourceMap): SourceMap {
  if (map.nodes.length < foldFromNodes) return map;
  const neighbours = neighboursOf(map.edges);
  const groups = new Map<string, MapNode[]>();
  for (const node of map.nodes) {
    const kind = kindOf(node);
    const key = JSON.stringify(
      kind === null || node.isNeck ? node.id : [kind, ...(neighbours.get(node.id) ?? [])],
    );
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const standsFor = new Map<string, string>();
  const nodes = [...groups.values()].map((group) => {
    const one = foldedNode(group);
    for (const { id } of group) standsFor.set(id, one.id);
    return one;
  });
  return { ...map, nodes, edges: foldedEdges(map.edges, standsFor) };
}

type FoldedKind = keyof typeof foldedNames;

const foldedNames = {
  gap: 'holders unknown',
  origin: 'origins not stated',
  unnamed: 'unnamed sources',
  outlet: 'outlets',
} as const;

function kindOf({ shape, isDashed, name }: MapNode): FoldedKind | null {
  if (shape === 'gap') return name.startsWith('Origin') ? 'origin' : 'gap';
  if (isDashed) return 'unnamed';
  return shape === 'outlet' ? 'outlet' : null;
}

/** By node, whom it has it from and whom it passes it on to. */
function neighboursOf(edges: readonly MapEdge[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (id: string, neighbour: string) => {
    found.set(id, [...(found.get(id) ?? []), neighbour].toSorted(byCodeUnits));
  };
  for (const { from, to } of edges) {
    add(from, `> ${to}`);
    add(to, `< ${from}`);
  }
  return found;
}

function foldedNode(group: readonly MapNode[]): MapNode {
  const [first, ...others] = group;
  if (!first) throw new Error('A group of nodes is never empty.');
  const kind = kindOf(first);
  if (others.length === 0 || kind === null) return first;
  return {
    ...first,
    name: `${group.length} ${foldedNames[kind]}`,
    letter: null,
    sources: group.flatMap(({ sources }) => sources),
    published: group.flatMap(({ published }) => published),
    annotations: [...new Set(group.flatMap(({ annotations }) => annotations))].toSorted(
      byCodeUnits,
    ),
  };
}

function foldedEdges(edges: readonly MapEdge[], standsFor: ReadonlyMap<string, string>): MapEdge[] {
  const merged = new Map<string, MapEdge>();
  for (const edge of edges) {
    const from = standsFor.get(edge.from) ?? edge.from;
    const to = standsFor.get(edge.to) ?? edge.to;
    const key = JSON.stringify([from, to]);
    const known = merged.get(key);
    const there = new Set(known?.strands.map(({ annotation }) => annotation));
    const strands = edge.strands.filter(({ annotation }) => !there.has(annotation));
    const isCircular = edge.isCircular || (known?.isCircular ?? false);
    merged.set(key, { from, to, isCircular, strands: [...(known?.strands ?? []), ...strands] });
  }
  return [...merged.values()].map((edge) => ({
    ...edge,
    strands: edge.strands.toSorted((one, other) => byCodeUnits(one.annotation, other.annotation)),
  }));
}
