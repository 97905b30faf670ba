import type { Bits } from './bits.js';
import * as bits from './bits.js';
import { type ConflictGraph, type ConflictItem, conflictGraph } from './conflict-graph.js';
import { shifted } from './packing-shifts.js';
import { relaxed } from './relaxation.js';
import type { StepBudget } from './step-budget.js';

interface Search extends ConflictGraph {
  budget: StepBudget;
}

/** A packing of more than were asked for, or null; and how many there are at the most. */
interface PackingFound {
  chosen: readonly number[] | null;
  most: number;
}

/**
 * Searches a packing larger than the one that is known, and how large one is at the most: no larger
 * than it where the steps suffice. Items in whose place another can be taken are dropped and parts that
 * have nothing to do with each other searched apart, again and again. What items are worth that may be
 * taken in part tells which of them can't be in a larger packing, and which to try first.
 */
export function searchPacking(
  items: readonly ConflictItem[],
  known: readonly ConflictItem[],
  budget: StepBudget,
): { chosen: readonly ConflictItem[]; bound: number } {
  const search = { ...conflictGraph(items, budget), budget };
  const left = bits.bitsOf(items.length);
  for (const at of items.keys()) bits.add(left, at);
  const taken = reduce(search, left, left.slice());
  const plucked = [...taken, ...pluck(search, left.slice())];
  const first = plucked.length > known.length ? plucked : known.map((item) => items.indexOf(item));
  const found = searchReduced(search, left, first.length - taken.length);
  const best = found.chosen ? [...taken, ...found.chosen] : first;
  const most = found.most + taken.length;
  const chosen = most > best.length ? shifted(search, best, most) : best;
  return { chosen: chosen.flatMap((at) => items[at] ?? []), bound: Math.max(most, chosen.length) };
}

/** A packing by taking again and again what meets the fewest of those that are left. */
function pluck(search: Search, left: Bits): number[] {
  const taken: number[] = [];
  for (let at = leastMeeting(search, left); at !== -1; at = leastMeeting(search, left)) {
    taken.push(at);
    bits.subtract(left, nearOf(search, at));
  }
  return taken;
}

/** Searches those that are left, of which only the touched may have become needless. */
function searchAll(search: Search, left: Bits, touched: Bits, floor: number): PackingFound {
  const taken = reduce(search, left, touched);
  const { chosen, most } = searchReduced(search, left, floor - taken.length);
  return { chosen: chosen && [...taken, ...chosen], most: most + taken.length };
}

function searchReduced(search: Search, left: Bits, floor: number): PackingFound {
  const first = bits.next(left, 0);
  if (first === -1) return { chosen: floor < 0 ? [] : null, most: 0 };
  const cover = coverOf(search, left);
  if (cover <= floor || search.budget.isSpent) return { chosen: null, most: cover };
  const part = partWith(search, left, first);
  return bits.isWithin(left, part)
    ? searchPart(search, left, floor, cover)
    : searchParts(search, left, floor);
}

/** Searches parts one after the other, the smallest first; one that falls short ends it. */
function searchParts(search: Search, left: Bits, floor: number): PackingFound {
  const parts: { part: Bits; size: number; cover: number }[] = [];
  for (const at of bits.each(left)) {
    const part = partWith(search, left, at);
    bits.subtract(left, part);
    parts.push({ part, size: bits.sizeOfBoth(part, part), cover: coverOf(search, part) });
  }
  const chosen: number[] = [];
  let most = parts.reduce((sum, { cover }) => sum + cover, 0);
  for (const { part, cover } of parts.toSorted((a, b) => a.size - b.size)) {
    if (most <= floor) return { chosen: null, most };
    const found = searchReduced(search, part, floor - (most - cover));
    most += Math.min(found.most, cover) - cover;
    if (!found.chosen) return { chosen: null, most };
    chosen.push(...found.chosen);
  }
  return { chosen: chosen.length > floor ? chosen : null, most };
}

/** Searches a part that hangs together, in which nothing is needless. */
function searchPart(search: Search, left: Bits, floor: number, cover: number): PackingFound {
  const { budget } = search;
  const relaxation = relax(search, left);
  const most = Math.min(cover, relaxation.bound);
  if (most <= floor) return { chosen: null, most };
  const rounded = greedy(search, left, relaxation.order);
  const best = rounded.length > floor ? rounded : null;
  const sought = Math.max(rounded.length, floor);
  if (most <= sought || budget.isSpent) return { chosen: best, most };
  const touched = bits.bitsOf(search.near.length);
  const hopeless = relaxation.order.filter((at) => relaxation.boundWith(at) <= sought);
  for (const at of hopeless) {
    bits.remove(left, at);
    bits.unite(touched, nearOf(search, at));
  }
  const rest =
    hopeless.length > relaxation.order.length * hopelessToReduce
      ? searchAll(search, left, touched, sought)
      : branch(search, left, touched, sought, relaxation);
  return { chosen: rest.chosen ?? best, most: Math.min(most, Math.max(rest.most, sought)) };
}

/** With more hopeless items than this share, it is worth while to see what that changes before branching. */
const hopelessToReduce = 0.1;

/** Tries with an item, the first in that order that isn't sure to be in it, and without. */
function branch(
  search: Search,
  left: Bits,
  touched: Bits,
  floor: number,
  { order, isSure }: Relaxation,
): PackingFound {
  const open = order.filter((at) => bits.has(left, at));
  const pivot = open.find((at) => !isSure(at)) ?? open[0];
  if (pivot === undefined) return { chosen: null, most: 0 };
  const near = nearOf(search, pivot);
  const around = touched.slice();
  for (const at of bits.each(bits.both(left, near))) bits.unite(around, nearOf(search, at));
  const withIt = searchAll(search, bits.without(left, near), around, floor - 1);
  const chosen = withIt.chosen && [pivot, ...withIt.chosen];
  const sought = chosen?.length ?? floor;
  if (withIt.most + 1 > sought) return { chosen, most: Number.POSITIVE_INFINITY };
  bits.remove(left, pivot);
  bits.unite(touched, near);
  const rest = searchAll(search, left, touched, sought);
  return { chosen: rest.chosen ?? chosen, most: Math.max(rest.most, sought) };
}

interface Relaxation {
  /** No more can be taken than these; and with an item among them. */
  bound: number;
  boundWith: (at: number) => number;
  /** Those that are left, the ones first that are taken for the most part. */
  order: readonly number[];
  /** Whether one is taken whole, by all appearances. */
  isSure: (at: number) => boolean;
}

const sure = 0.9999;

/** Prices are whole numbers of so many to one, so that sums of them are exact. */
const unit = 2 ** 24;

/** What items would be worth that may be taken in part; its bounds hold however far that came. */
function relax({ cliques, budget }: Search, left: Bits): Relaxation {
  const members = [...bits.each(left)];
  budget.take(members.length * 4 + cliques.length * left.length);
  const numbers = new Map(members.map((at, number) => [at, number]));
  const groups = cliques
    .map((clique) => [...bits.each(bits.both(clique, left))].flatMap((at) => numbers.get(at) ?? []))
    .filter(({ length }) => length > 1);
  const { shares, prices } = relaxed(groups, members.length, budget);
  // No price is more than one, however far the steps went.
  const whole = (price: number) => (price > 0 ? Math.ceil(Math.min(price, 1) * unit) : 0);
  const paid = new Map(members.map((at) => [at, 0]));
  let total = 0;
  for (const [at, group] of groups.entries()) {
    const price = whole(prices[at] ?? 0);
    total += price;
    for (const number of group) {
      const member = members[number] ?? -1;
      paid.set(member, (paid.get(member) ?? 0) + price);
    }
  }
  // An item that its groups don't pay for pays the rest itself.
  const excess = (at: number) => (paid.get(at) ?? 0) - unit;
  for (const at of members) total += Math.max(0, -excess(at));
  const share = (at: number) => shares[numbers.get(at) ?? 0] ?? 0;
  return {
    bound: Math.floor(total / unit),
    boundWith: (at) => Math.floor((total - Math.max(0, excess(at))) / unit),
    order: members.toSorted((one, other) => share(other) - share(one)),
    isSure: (at) => share(at) > sure,
  };
}

/** Takes one after the other. */
function greedy(search: Search, left: Bits, order: readonly number[]): number[] {
  const rest = left.slice();
  return order.filter((at) => {
    if (!bits.has(rest, at)) return false;
    bits.subtract(rest, nearOf(search, at));
    return true;
  });
}

/**
 * Drops those in whose place another can be taken: one that meets no more than they do. Answers with
 * those that meet nothing any more, which are no longer left. Where the steps run out, the rest stay.
 */
function reduce(search: Search, left: Bits, touched: Bits): number[] {
  const taken: number[] = [];
  bits.intersect(touched, left);
  for (let at = bits.next(touched, 0); at !== -1; at = bits.next(touched, 0)) {
    bits.remove(touched, at);
    if (!bits.has(left, at)) continue;
    const own = bits.both(left, nearOf(search, at));
    let met = 0;
    for (const other of bits.each(own)) {
      if (other === at) continue;
      met += 1;
      if (!bits.isWithin(own, nearOf(search, other))) continue;
      met -= 1;
      bits.remove(left, other);
      bits.remove(own, other);
      bits.unite(touched, nearOf(search, other));
    }
    if (!search.budget.take(met + left.length)) return taken;
    if (met > 0) continue;
    taken.push(at);
    bits.remove(left, at);
  }
  return taken;
}

/** A bound on how many can be taken: in how many cliques those that are left fall. */
function coverOf(search: Search, left: Bits): number {
  const rest = left.slice();
  let size = 0;
  for (const first of bits.each(rest)) {
    size += 1;
    const open = rest.slice();
    for (let at = first; at !== -1; at = bits.next(open, at + 1)) {
      bits.remove(rest, at);
      bits.intersect(open, nearOf(search, at));
    }
  }
  search.budget.take(size * left.length);
  return size;
}

/** Those that hang together with one. */
function partWith(search: Search, left: Bits, first: number): Bits {
  const part = bits.bitsOf(search.near.length);
  const open = part.slice();
  bits.add(open, first);
  for (let at = first; at !== -1; at = bits.next(open, 0)) {
    bits.add(part, at);
    bits.unite(open, bits.both(left, nearOf(search, at)));
    bits.subtract(open, part);
  }
  return part;
}

function leastMeeting(search: Search, left: Bits): number {
  let [least, found] = [Number.POSITIVE_INFINITY, -1];
  for (const at of bits.each(left)) {
    const size = bits.sizeOfBoth(left, nearOf(search, at));
    if (size < least) [least, found] = [size, at];
  }
  return found;
}

const nothing = bits.bitsOf(0);

function nearOf({ near }: ConflictGraph, at: number): Bits {
  return near[at] ?? nothing;
}
