import * as bits from './bits.js';
import type { ConflictGraph } from './conflict-graph.js';

/** An item is forced in at most this many times. */
const maxForced = 100;

/**
 * A packing made larger by shifting, up to so many: one is given up for two of those that only it kept
 * out; where that goes no further, an item is forced in, another each time, and kept where that made it
 * no smaller. It may miss a larger one.
 */
export function shifted(graph: ConflictGraph, chosen: readonly number[], most: number): number[] {
  const near = graph.near.map((met) => [...bits.each(met)]);
  let best = new Shifting(graph, near, chosen);
  best.improve();
  for (let time = 0; time < maxForced && best.size < most; time += 1) {
    const next = new Shifting(graph, near, best.chosen);
    next.force((time * 7919) % graph.near.length);
    next.improve();
    if (next.size >= best.size) best = next;
  }
  return best.chosen;
}

class Shifting {
  readonly #graph: ConflictGraph;
  readonly #lists: readonly (readonly number[])[];
  readonly #chosen = new Set<number>();
  /** By item, how many of the chosen it meets or is. */
  readonly #met: Uint16Array;

  constructor(
    graph: ConflictGraph,
    near: readonly (readonly number[])[],
    chosen: readonly number[],
  ) {
    this.#lists = near;
    this.#graph = graph;
    this.#met = new Uint16Array(graph.near.length);
    for (const at of chosen) this.#take(at);
  }

  get size(): number {
    return this.#chosen.size;
  }

  get chosen(): number[] {
    return [...this.#chosen];
  }

  /** Takes an item in place of those that it meets. */
  force(at: number): void {
    for (const other of this.#near(at)) if (this.#chosen.has(other)) this.#drop(other);
    this.#take(at);
  }

  improve(): void {
    this.#fill();
    for (let wasShifted = true; wasShifted; ) {
      wasShifted = false;
      for (const at of this.#chosen) if (this.#shift(at)) wasShifted = true;
      if (wasShifted) this.#fill();
    }
  }

  /** Gives one up for two that it alone keeps out, where there are. */
  #shift(at: number): boolean {
    const kept = this.#near(at).filter((other) => other !== at && this.#met[other] === 1);
    for (const one of kept) {
      const near = this.#graph.near[one];
      const other = kept.find((each) => near && !bits.has(near, each));
      if (other === undefined) continue;
      this.#drop(at);
      this.#take(one);
      this.#take(other);
      return true;
    }
    return false;
  }

  #fill(): void {
    for (const [at, met] of this.#met.entries()) if (met === 0) this.#take(at);
  }

  #take(at: number): void {
    this.#chosen.add(at);
    for (const other of this.#near(at)) this.#met[other] = (this.#met[other] ?? 0) + 1;
  }

  #drop(at: number): void {
    this.#chosen.delete(at);
    for (const other of this.#near(at)) this.#met[other] = (this.#met[other] ?? 0) - 1;
  }

  #near(at: number): readonly number[] {
    return this.#lists[at] ?? [];
  }
}
