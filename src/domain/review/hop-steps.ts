import { aligned } from '../chain/alignment.js';
import type { Chain, Holder, Hop } from '../chain/chain.js';
import { maxHops, tooManyHops } from '../chain/ground-rules.js';
import { isSame } from '../equality.js';
import { Problem } from '../problem.js';
import type { HopPart } from './model.js';

/*
 * A proposed chain is taken over hop by hop. A relation is an arrow between two hops, so it goes
 * with the pair that it joins: a hop that comes between two others brings its arrows with it.
 */

/**
 * One step of a chain and its alternative laid side by side. *relation*: only how the hop was
 * passed on, to the same hop, is another.
 */
export interface HopStep {
  kind: 'kept' | 'changed' | 'relation' | 'inserted' | 'removed';
  /** Its number in the chain that stands, from 1, the origin; null for an inserted one. */
  before: number | null;
  /** Its number in the proposed chain; null for a removed one. */
  after: number | null;
  /** The name by which it is taken over; null for a hop that is kept. */
  part: HopPart | null;
}

/** What is to be taken over of a proposed chain, hop by hop, origin first. */
export function hopSteps(before: Chain, after: Chain): HopStep[] {
  const pairs = aligned(before, after, distance);
  return pairs.map((pair, index): HopStep => {
    if (pair.before === null) return { ...pair, kind: 'inserted', part: `hop:${pair.after ?? 0}` };
    if (pair.after === null) return { ...pair, kind: 'removed', part: `hop:${-pair.before}` };
    const [was, is] = [hopAt(before, pair.before), hopAt(after, pair.after)];
    if (!isHeldAlike(was, is, isMoved(pair.before, pair.after))) {
      return { ...pair, kind: 'changed', part: `hop:${pair.after}` };
    }
    const next = pairs[index + 1];
    const isSamePair = next !== undefined && next.before !== null && next.after !== null;
    if (!isSamePair || was.relation === is.relation) return { ...pair, kind: 'kept', part: null };
    return { ...pair, kind: 'relation', part: `hop:${pair.after}` };
  });
}

/**
 * A chain with some steps of a proposed one: with all of them it is the proposed one, with none it
 * is as it was. Every hop is wholly of one chain, and so is every arrow: the proposed one where
 * only that joins the two. Throws *invalid* where neither joins two that would follow each other,
 * and where the chain would be too long.
 */
export function withHops(before: Chain, after: Chain, taken: readonly HopPart[]): Chain {
  const places = hopSteps(before, after).flatMap((step): PlacedHop[] => {
    const isTaken = step.part !== null && taken.includes(step.part);
    if (step.kind === (isTaken ? 'removed' : 'inserted')) return [];
    return [{ ...step, isTaken }];
  });
  if (places.length > maxHops) throw Problem.field('parts', tooManyHops);
  const chains = { before, after };
  return places.map((place, index) => ({
    relation: relationBetween(place, places[index + 1], chains),
    holders: holdersOf(place, index === 0, chains),
  }));
}

/** A step that has its place in the chain that is made. */
type PlacedHop = HopStep & { isTaken: boolean };
type Chains = Readonly<Record<'before' | 'after', Chain>>;

function relationBetween(
  one: PlacedHop,
  next: PlacedHop | undefined,
  { before, after }: Chains,
): Hop['relation'] {
  if (!next) return null;
  const was = one.before !== null && next.before === one.before + 1;
  const is = one.after !== null && next.after === one.after + 1;
  if (is && (one.isTaken || !was)) return hopAt(after, one.after).relation;
  if (was) return hopAt(before, one.before).relation;
  throw Problem.field('parts', unsaidBetween(one, next));
}

function unsaidBetween(one: HopStep, next: HopStep): string {
  const [chain, advice, from, to] =
    one.after !== null && next.after !== null
      ? ['proposed', 'take over what stands between them as well', one.after, next.after]
      : ['present', 'keep what stands between them', one.before, next.before];
  return `How hop ${from} of the ${chain} chain passed it on to hop ${to} is said in neither chain: ${advice}.`;
}

/** Only the origin can be first-hand: whoever comes to be it, or is it no more, says what its own chain says. */
function holdersOf(place: PlacedHop, isOrigin: boolean, { before, after }: Chains): Holder[] {
  const isProposed = place.kind === 'inserted' || place.isTaken;
  const [own, number] = isProposed ? [after, place.after] : [before, place.before];
  const [other, elsewhere] = isProposed ? [before, place.before] : [after, place.after];
  const { holders } = hopAt(own, number);
  if (isOrigin === (number === 1)) return holders;
  const origin = isOrigin && elsewhere === 1 ? hopAt(other, 1).holders : [];
  return holders.map((holder) => {
    const said = origin.find(({ source }) => source === holder.source);
    return { ...holder, firstHand: said?.firstHand ?? false };
  });
}

function hopAt(chain: Chain, number: number | null): Hop {
  const hop = chain[(number ?? 0) - 1];
  if (!hop) throw new RangeError(`There is no hop ${number} in a chain of ${chain.length}.`);
  return hop;
}

/** Whether a hop is the origin in one of two chains alone. */
function isMoved(before: number, after: number): boolean {
  return (before === 1) !== (after === 1);
}

function isHeldAlike(was: Hop, is: Hop, moved: boolean): boolean {
  const held = ({ holders }: Hop) =>
    moved ? holders.map((holder) => ({ ...holder, firstHand: false })) : holders;
  return isSame(held(was), held(is));
}

/* Less than one hop that went and one that came, so that a pair never stands beside those two. */
const otherDetails = 1;
const someOthers = 2;
const otherHolders = 3;

function distance(one: Hop, other: Hop): number {
  if (isHeldAlike(one, other, true)) return 0;
  const [before, after] = [sourcesOf(one), sourcesOf(other)];
  if (isSame(before, after)) return otherDetails;
  return before.some((source) => after.includes(source)) ? someOthers : otherHolders;
}

function sourcesOf({ holders }: Hop): string[] {
  return holders.map(({ source }) => source).toSorted();
}
