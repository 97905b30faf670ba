import { circlesIn, type SourcePassing } from './circular.js';
import { smallestCut } from './cut.js';
import { largestPacking, type PackedItem } from './packing.js';
import { StepBudget } from './step-budget.js';
import { type CountedChain, isGap, narrowestHop, type Way, waysOf } from './ways.js';
import { wordingKeys } from './wording-pairs.js';

/*
 * How many independent sources some chains have, as a range that never tells more than there are.
 *
 * - Two ways share a source when one source stands in both, unless in both it is only the closing end
 *   that belongs to the article's own publisher. An origin always counts.
 * - At the most: each unknown holder is taken as its own, an unnamed or confidential one as what the
 *   register says. The largest number of ways of which no two share a source.
 * - At least: a way whose origin is dark (unknown, unnamed or confidential) may come from anybody and
 *   adds nothing beside another; two ways that each hold a dark go-between may have met in the same
 *   person, unless an editor has said that they are different people; two ways in articles that share
 *   wording may have it from one source, unless an editor has decided that they are independent. One if
 *   there is a way at all.
 */

/** What is worked out of some chains. Sources are entries of the register, by id. */
export interface Independence {
  atLeast: number;
  atMost: number;
  /** Whether the range is as narrow as the rules allow; where it is not, it was widened. */
  exact: boolean;
  /** The different entries that stand as an origin; gaps are not among them. */
  origins: number;
  /** One list for each of the least: the annotations with that way. */
  witnesses: string[][];
  /** By each of them, the origin of its way. */
  witnessOrigins: string[];
  /** The same for a largest number of ways that may be independent. */
  possibleWitnesses: string[][];
  /** The sources in every way, in the order of the chains: single points of failure. */
  sharedSources: string[];
  /** Whether the first of them is the origin of every way. */
  isOriginShared: boolean;
  /** The smallest set of sources without which no way is left, and whether none is smaller. */
  cut: string[];
  cutExact: boolean;
  circular: SourcePassing[][];
  /** How much was looked at, for whoever measures. */
  steps: number;
}

/** Whether an editor has said that two unnamed or confidential sources are different people. */
export type AreDifferent = (one: string, other: string) => boolean;

export interface IndependenceOptions {
  areDifferent?: AreDifferent;
  /** How many steps each of the three searches may take. */
  maxSteps?: number;
}

/** Some hundredths of a second each. */
const maxStepsOfSearch = 250_000;

/** What no id of a source is called: the person in whom dark go-betweens may have met. */
const somebody = ' somebody';

/** Works out how independent the sourcing of some chains is, each of another annotation. */
export function independenceOf(
  chains: readonly CountedChain[],
  { areDifferent = () => false, maxSteps = maxStepsOfSearch }: IndependenceOptions = {},
): Independence {
  const counted = chains.filter(({ hops }) => hops.length > 0);
  const each = counted.map((chain) => ({ chain, ...waysOf(chain) }));
  const ways = each.flatMap((one) => one.ways);
  const cutShort = each.filter(({ isCut }) => isCut).map(({ chain }) => chain);
  const budgets = {
    least: new StepBudget(maxSteps),
    most: new StepBudget(maxSteps),
    cut: new StepBudget(maxSteps),
  };
  const least = leastOf(ways, counted, areDifferent, budgets.least);
  const cut = smallestCut(ways.map(namedIn), budgets.cut);
  const most = mostOf(ways, counted, cutShort, budgets.most);
  // Where all are known, a source of the cut stands in each way: no more are independent.
  const isKnown =
    cutShort.length === 0 && ways.every(({ core }) => core.some((key) => !isGap(key)));
  const sharedSources = inEvery(ways);
  const atMost = isKnown ? Math.min(most.bound, cut.sources.length) : most.bound;
  return {
    atLeast: least.chosen.length,
    atMost,
    exact: least.isExact && cutShort.length === 0 && most.chosen.length === atMost,
    origins: new Set(ways.map(originOf).filter((origin) => !isGap(origin))).size,
    witnesses: annotationsWith(ways, least.chosen),
    witnessOrigins: least.chosen.map(originOf),
    possibleWitnesses: annotationsWith(ways, most.chosen),
    sharedSources,
    isOriginShared: ways.every((way) => originOf(way) === sharedSources[0]),
    cut: cut.sources,
    cutExact: cut.isExact && cutShort.length === 0,
    circular: circlesIn(counted),
    steps: Object.values(budgets).reduce((sum, { taken }) => sum + taken, 0),
  };
}

function leastOf(
  ways: readonly Way[],
  chains: readonly CountedChain[],
  areDifferent: AreDifferent,
  budget: StepBudget,
): { chosen: Way[]; isExact: boolean } {
  const known = ways.filter(({ hasDarkOrigin }) => !hasDarkOrigin);
  if (known.length === 0) return { chosen: ways.slice(0, 1), isExact: true };
  const meeting = meetingKeys(known, areDifferent);
  const inWording = wordingKeys(known, chains);
  const packed = known.map((way): PackedItem => {
    const { core, end } = meeting(way);
    return { core: [...way.core, ...core, ...inWording(way)], end: [...way.end, ...end] };
  });
  const { chosen, bound } = largestPacking(packed, budget);
  return { chosen: chosen.flatMap((at) => known[at] ?? []), isExact: chosen.length === bound };
}

/**
 * Keys by which those ways meet that may have met in one person: whoever is not known to differ from
 * anybody is that somebody; others meet each of those from whom they are not known to differ.
 */
function meetingKeys(ways: readonly Way[], areDifferent: AreDifferent): (way: Way) => PackedItem {
  const dark = [...new Set(ways.flatMap(({ darkCore, darkEnd }) => [...darkCore, ...darkEnd]))];
  const differs = (one: string) => dark.some((other) => other !== one && areDifferent(one, other));
  const told = new Set(dark.filter(differs));
  const keysOf = (one: string) => {
    const others = told.has(one) ? dark : told;
    const meets = [...others].filter((other) => other !== one && !areDifferent(one, other));
    const pairs = meets.map((other) => `${somebody} ${[one, other].toSorted().join(' ')}`);
    return told.has(one) ? pairs : [somebody, ...pairs];
  };
  const keys = new Map(dark.map((one) => [one, keysOf(one)]));
  const all = (sources: readonly string[]) => sources.flatMap((each) => keys.get(each) ?? []);
  return ({ darkCore, darkEnd }) => {
    const core = new Set(all(darkCore));
    const end = new Set(all(darkEnd).filter((key) => !core.has(key)));
    return { core: [...core], end: [...end] };
  };
}

function mostOf(
  ways: readonly Way[],
  chains: readonly CountedChain[],
  cutShort: readonly CountedChain[],
  budget: StepBudget,
): { chosen: Way[]; bound: number } {
  const all = largestPacking(ways, budget);
  const chosen = all.chosen.flatMap((at) => ways[at] ?? []);
  if (cutShort.length === 0) return { chosen, bound: all.bound };
  const isCut = new Set(cutShort.map(({ annotation }) => annotation));
  const whole = ways.filter(({ annotation }) => !isCut.has(annotation));
  const narrowest = cutShort.reduce((sum, chain) => sum + narrowestHop(chain), 0);
  const bound = largestPacking(whole, budget).bound + narrowest;
  return { chosen, bound: Math.min(bound, originKeys(chains)) };
}

/** Every way has an origin, which always counts: no more ways are independent than there are. */
function originKeys(chains: readonly CountedChain[]): number {
  const keys = chains.flatMap(({ annotation, hops: [origin = []] }) =>
    origin.length === 0 ? [annotation] : origin.map(({ source }) => source),
  );
  return new Set(keys).size;
}

function originOf({ core: [origin = ''] }: Way): string {
  return origin;
}

/** The annotations with each of some ways, among all. */
function annotationsWith(ways: readonly Way[], chosen: readonly Way[]): string[][] {
  const annotations = new Map<string, Set<string>>();
  for (const way of ways) {
    const key = keyOf(way);
    const known = annotations.get(key) ?? new Set();
    annotations.set(key, known.add(way.annotation));
  }
  return chosen.map((way) => [...(annotations.get(keyOf(way)) ?? [])]);
}

/** Ways are one where they have the same origin and go through the same sources. */
function keyOf(way: Way): string {
  const sources = [way.core, way.end].map((each) => each.toSorted().join('\n'));
  return [originOf(way), ...sources].join('\n\n');
}

function inEvery(ways: readonly Way[]): string[] {
  const [first, ...others] = ways;
  const shared = new Set(first?.core.filter((key) => !isGap(key)));
  for (const { core } of others) {
    if (shared.size === 0) break;
    const own = new Set(core);
    for (const key of shared) if (!own.has(key)) shared.delete(key);
  }
  return [...shared];
}

/** The sources without which a way is none: the closing end only where nobody else is known. */
function namedIn({ core, end }: Way): string[] {
  const named = core.filter((key) => !isGap(key));
  return named.length > 0 ? named : end.filter((key) => !isGap(key));
}
