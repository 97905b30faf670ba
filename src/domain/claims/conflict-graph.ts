import type { Bits } from './bits.js';
import * as bits from './bits.js';
import type { StepBudget } from './step-budget.js';

/** What is packed, its keys as numbers; `place` tells which it was. */
export interface ConflictItem {
  place: number;
  core: readonly number[];
  end: readonly number[];
}

/** Which items can't be taken beside each other. */
export interface ConflictGraph {
  /** By item, those that it meets, itself included. */
  near: readonly Bits[];
  /** Sets of items that all meet each other, in one of which each two stand that do, as far as the steps went. */
  cliques: readonly Bits[];
}

/** The graph of which items meet, and its cliques as far as the budget of steps goes. Items are named by their place in the list. */
export function conflictGraph(items: readonly ConflictItem[], budget: StepBudget): ConflictGraph {
  const holders = new Map<number, { core: Bits; all: Bits }>();
  const holdersOf = (key: number) => {
    const known = holders.get(key);
    if (known) return known;
    const fresh = { core: bits.bitsOf(items.length), all: bits.bitsOf(items.length) };
    holders.set(key, fresh);
    return fresh;
  };
  for (const [at, { core, end }] of items.entries()) {
    for (const key of core) bits.add(holdersOf(key).core, at);
    for (const key of [...core, ...end]) bits.add(holdersOf(key).all, at);
  }
  const near = items.map(({ core, end }, at) => {
    const met = bits.bitsOf(items.length);
    bits.add(met, at);
    for (const key of core) bits.unite(met, holdersOf(key).all);
    for (const key of end) bits.unite(met, holdersOf(key).core);
    return met;
  });
  const seeds = [...holders.values()].map(({ core }) => core);
  return { near, cliques: cliquesIn(near, seeds, budget) };
}

/** Those that hold a key in their cores, made as large as can be, and of others who meet. */
function cliquesIn(near: readonly Bits[], seeds: readonly Bits[], budget: StepBudget): Bits[] {
  const cliques: Bits[] = [];
  const open = near.map((met) => met.slice());
  for (const [at, rest] of open.entries()) bits.remove(rest, at);
  const close = (seed: Bits) => {
    const clique = grown(near, seed);
    for (const at of bits.each(clique)) bits.subtract(open[at] ?? clique, clique);
    cliques.push(clique);
    return budget.take(clique.length);
  };
  const isNew = (seed: Bits) =>
    [...bits.each(seed)].some((at) => bits.sizeOfBoth(seed, open[at] ?? seed) > 0);
  for (const seed of seeds) if (isNew(seed) && !close(seed)) return cliques;
  for (const [at, rest] of open.entries()) {
    for (const other of bits.each(rest)) {
      const pair = bits.bitsOf(near.length);
      bits.add(pair, at);
      bits.add(pair, other);
      if (!close(pair)) return cliques;
    }
  }
  return cliques;
}

/** A set of items that meet each other with others that meet all of them. */
function grown(near: readonly Bits[], seed: Bits): Bits {
  const clique = seed.slice();
  let open: Bits | null = null;
  for (const at of bits.each(seed)) {
    const met = near[at] ?? seed;
    if (open) bits.intersect(open, met);
    else open = met.slice();
  }
  if (!open) return clique;
  bits.subtract(open, seed);
  for (const at of bits.each(open)) {
    bits.add(clique, at);
    bits.intersect(open, near[at] ?? seed);
  }
  return clique;
}
