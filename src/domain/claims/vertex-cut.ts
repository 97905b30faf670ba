import type { KeySet } from './cover.js';
import type { StepBudget } from './step-budget.js';

/**
 * How many keys it takes at the least to part the beginnings of all cores from their ends in the graph
 * into which they merge (Menger, by Dinic's blocking flows). One of them stands in every core, so no
 * packing has more than there are; it may have fewer, since a path that is pieced together of two cores
 * is nobody's. Null where it is no less than `known`, or the steps run out.
 */
export function vertexCut(
  cores: readonly KeySet[],
  known: number,
  budget: StepBudget,
): number | null {
  const graph = new MergedGraph(cores, budget);
  let flow = 0;
  for (let more = graph.block(); more > 0; more = graph.block()) {
    flow += more;
    if (flow >= known) return null;
  }
  return budget.isSpent ? null : flow;
}

interface Edge {
  to: number;
  room: number;
  /** Its place among the edges that lead out of where it leads. */
  back: number;
}

const start = 0;
const sink = 1;

/** Each key is two nodes, going in and coming out, with room for one path between them. */
class MergedGraph {
  readonly #edges: Edge[][] = [[], []];
  readonly #budget: StepBudget;
  #levels: number[] = [];
  #tried: number[] = [];

  constructor(cores: readonly KeySet[], budget: StepBudget) {
    this.#budget = budget;
    const known = new Set<string>();
    const open = (from: number, to: number) => {
      const name = `${from} ${to}`;
      if (!known.has(name)) this.#open(from, to);
      known.add(name);
    };
    for (const core of cores) {
      let from = start;
      for (const key of core) {
        const [into, out] = [key * 2 + 2, key * 2 + 3];
        open(from, into);
        open(into, out);
        from = out;
      }
      open(from, sink);
    }
  }

  #open(from: number, to: number): void {
    const [out, into] = [this.#out(from), this.#out(to)];
    out.push({ to, room: 1, back: into.length });
    into.push({ to: from, room: 0, back: out.length - 1 });
  }

  #out(node: number): Edge[] {
    const known = this.#edges[node] ?? [];
    this.#edges[node] = known;
    return known;
  }

  /** Leads as many paths to the end as go by shortest ways, shifting others; none: no more go. */
  block(): number {
    if (!this.#level()) return 0;
    this.#tried = [];
    let paths = 0;
    while (!this.#budget.isSpent && this.#lead()) paths += 1;
    return paths;
  }

  /** How far each node is from the start, as long as the end is reached. */
  #level(): boolean {
    const levels: number[] = [];
    levels[start] = 0;
    const queue = [start];
    for (const node of queue) {
      if (!this.#budget.take(this.#out(node).length)) return false;
      for (const { to, room } of this.#out(node)) {
        if (room === 0 || levels[to] !== undefined) continue;
        levels[to] = (levels[node] ?? 0) + 1;
        queue.push(to);
      }
    }
    this.#levels = levels;
    return levels[sink] !== undefined;
  }

  /** Leads one path from the start to the end, level by level; what leads nowhere is not tried again. */
  #lead(): boolean {
    const path: Edge[] = [];
    for (let node = start; node !== sink; ) {
      const edge = this.#nextOf(node);
      if (edge) {
        path.push(edge);
        node = edge.to;
        continue;
      }
      const last = path.pop();
      if (!last) return false;
      node = this.#out(last.to)[last.back]?.to ?? start;
      this.#tried[node] = (this.#tried[node] ?? 0) + 1;
    }
    for (const edge of path) {
      edge.room -= 1;
      const back = this.#out(edge.to)[edge.back];
      if (back) back.room += 1;
    }
    return true;
  }

  #nextOf(node: number): Edge | null {
    const edges = this.#out(node);
    const level = (this.#levels[node] ?? 0) + 1;
    for (let at = this.#tried[node] ?? 0; at < edges.length; at += 1) {
      this.#tried[node] = at;
      this.#budget.take(1);
      const edge = edges[at];
      if (edge && edge.room > 0 && this.#levels[edge.to] === level) return edge;
    }
    this.#tried[node] = edges.length;
    return null;
  }
}
