import type { Check } from '../chain/ground-rules.js';
import { gapName } from '../chain/hop-words.js';
import { printedRelation, type RelationCode } from '../chain/relations.js';
import type { Confidence, Reliability } from '../chain/scales.js';
import type { SignShape } from '../chain/sign-shapes.js';
import type { Stance } from '../claims/claim.js';
import { byCodeUnits } from '../in-order.js';

/*
 * What a map shows: all ways by which information reached its readers, merged into one graph. A node
 * is a source, or a gap of one chain; an edge leads from one node to the next and bears a strand
 * for each passage that took it. Nothing here knows where anything is drawn: see lying-layout.ts and
 * upright-layout.ts.
 */

/** A passage of an article and the chain that it came through, as far as a map needs it. */
export interface MapPassage {
  annotation: string;
  /** When it was made: earlier ones come first. */
  at: string;
  /** Where the passage stands. */
  href: string;
  /** What it says, in quotation marks and cut short. */
  quote: string;
  /** When its article was published, a stored date, where that stands beneath its reader. */
  published?: string | null;
  confidence: Confidence | null;
  stance: Stance;
  hops: readonly MapHop[];
}

export interface MapHop {
  /** How the hop passed on to the next. */
  relation: RelationCode | null;
  /** None is a gap. */
  holders: readonly MapHolder[];
}

/** A source in a hop: the entry of the register that stands for it. */
interface MapHolder {
  source: string;
  check: Check | null;
}

/** What a map shows of an entry of the register; of a confidential one the pseudonym. */
export interface MapSource {
  name: string;
  shape: SignShape;
  isDashed: boolean;
  letter: Reliability | null;
}

/** A source, a gap, or several that were folded since they are alike. */
export interface MapNode extends MapSource {
  id: string;
  /** The entries that it stands for; none for a gap. */
  sources: readonly string[];
  /** The passages whose chains stop here. */
  annotations: readonly string[];
  /** When the articles whose chains end at this outlet were published, as far as that stands on the map. */
  published: readonly string[];
  /** It stands in every chain that asserts, and is not only where all of them end. */
  isNeck: boolean;
}

/** That one passage came over an edge. */
export interface Strand {
  annotation: string;
  level: Confidence | null;
  /** What the desk did about those who passed it on. */
  check: Check | null;
  relation: RelationCode | null;
  stance: Stance;
}

export interface MapEdge {
  from: string;
  to: string;
  strands: readonly Strand[];
  /** It is part of a circle: both have it, over others or not, from one another. */
  isCircular: boolean;
}

export interface SourceMap {
  passages: readonly MapPassage[];
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
}

/**
 * Merges chains into one graph. The same passages make the same map, in whatever order they come.
 * `sourceOf` tells what is shown of an entry of the register.
 */
export function sourceMap(
  passages: readonly MapPassage[],
  sourceOf: (id: string) => MapSource,
): SourceMap {
  const ordered = passages
    .filter(({ hops }) => hops.length > 0)
    .toSorted((one, other) => byCodeUnits(orderOf(one), orderOf(other)));
  const nodes = new Map<string, MapNode & { annotations: string[]; published: string[] }>();
  const edges = new Map<string, MapEdge & { strands: Strand[] }>();
  for (const passage of ordered) {
    const stops = passage.hops.map((_, at) => nodesAt(passage, at));
    for (const [at, ids] of stops.entries()) {
      for (const id of ids) {
        const known = nodes.get(id) ?? newNode(passage, at, id, sourceOf);
        if (known.annotations.at(-1) !== passage.annotation)
          known.annotations.push(passage.annotation);
        const isReader = known.shape === 'outlet' && at === stops.length - 1;
        if (isReader && passage.published) known.published.push(passage.published);
        nodes.set(id, known);
      }
      for (const [to, from] of pairs(stops[at + 1] ?? [], ids)) {
        const key = JSON.stringify([from, to]);
        const known = edges.get(key) ?? { from, to, strands: [], isCircular: false };
        const isThere = known.strands.at(-1)?.annotation === passage.annotation;
        if (!isThere) known.strands.push(strandOf(passage, at, from));
        edges.set(key, known);
      }
    }
  }
  const ways = [...edges.values()];
  return {
    passages: ordered,
    nodes: withNecks([...nodes.values()], ways, ordered),
    edges: withCircles(ways),
  };
}

const orderOf = ({ at, annotation }: MapPassage) => `${at} ${annotation}`;

/** The nodes at which a passage stops in one of its hops. No id of a source begins with a question mark. */
export function nodesAt({ annotation, hops }: MapPassage, at: number): string[] {
  const holders = hops[at]?.holders ?? [];
  if (holders.length === 0) return [`?${annotation} ${at}`];
  return [...new Set(holders.map(({ source }) => source))];
}

function newNode(
  { hops }: MapPassage,
  at: number,
  id: string,
  sourceOf: (id: string) => MapSource,
) {
  const isGap = hops[at]?.holders.length === 0;
  const gap: MapSource = { name: gapName(at === 0), shape: 'gap', isDashed: false, letter: null };
  const shown = isGap ? gap : sourceOf(id);
  return {
    ...shown,
    id,
    sources: isGap ? [] : [id],
    annotations: [],
    published: [],
    isNeck: false,
  };
}

function strandOf(
  { annotation, confidence, stance, hops }: MapPassage,
  at: number,
  from: string,
): Strand {
  const hop = hops[at];
  const check = hop?.holders.find(({ source }) => source === from)?.check ?? null;
  return { annotation, level: confidence, check, relation: hop?.relation ?? null, stance };
}

function pairs<A, B>(ones: readonly A[], others: readonly B[]): [A, B][] {
  return others.flatMap((other) => ones.map((one): [A, B] => [one, other]));
}

/** Marks what stands in every chain that asserts (in every one where none does) by itself in its hop. */
function withNecks(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
  passages: readonly MapPassage[],
): MapNode[] {
  const asserting = passages.filter(({ stance }) => stance === 'asserts');
  const counted = asserting.length > 0 ? asserting : passages;
  const leading = new Set(edges.filter(({ from, to }) => from !== to).map(({ from }) => from));
  const standsIn = (id: string) => (passage: MapPassage) =>
    passage.hops.some((_, at) => {
      const ids = nodesAt(passage, at);
      return ids.length === 1 && ids[0] === id;
    });
  return nodes.map((node) => ({
    ...node,
    isNeck: counted.length > 1 && leading.has(node.id) && counted.every(standsIn(node.id)),
  }));
}

/** Marks the edges from whose end one comes back to their beginning. */
function withCircles(edges: readonly MapEdge[]): MapEdge[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const isMutual = reachOneAnother(next);
  return edges.map((edge) => ({
    ...edge,
    isCircular: edge.from === edge.to || isMutual(edge.from, edge.to),
  }));
}

/** Tells of two nodes whether each is reached from the other: Kosaraju's two passes, without recursion. */
function reachOneAnother(next: ReadonlyMap<string, readonly string[]>) {
  const back = new Map<string, string[]>();
  for (const [from, tos] of next)
    for (const to of tos) back.set(to, [...(back.get(to) ?? []), from]);
  const seen = new Set<string>();
  const finished = [...next.keys()].flatMap((id) => finishOrder(id, next, seen));
  const partOf = new Map<string, number>();
  const taken = new Set<string>();
  for (const [number, root] of finished.reverse().entries()) {
    for (const id of finishOrder(root, back, taken)) partOf.set(id, number);
  }
  return (one: string, other: string) => partOf.has(one) && partOf.get(one) === partOf.get(other);
}

/** What is reached from a node and was not seen, each after what is reached over it. */
export function finishOrder(
  root: string,
  next: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): string[] {
  if (seen.has(root)) return [];
  seen.add(root);
  const order: string[] = [];
  const path = [{ id: root, rest: [...(next.get(root) ?? [])] }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const to = top.rest.shift();
    if (to === undefined) {
      order.push(top.id);
      path.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      path.push({ id: to, rest: [...(next.get(to) ?? [])] });
    }
  }
  return order;
}

/** The ways in which some strands were passed on, in words, each once; none that nobody said. */
export function relationWords(strands: readonly Pick<Strand, 'relation'>[]): string[] {
  const codes = new Set(strands.flatMap(({ relation }) => relation ?? []));
  return [...codes].map(printedRelation).filter((words) => words !== '');
}
