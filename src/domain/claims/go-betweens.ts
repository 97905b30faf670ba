import type { Stance } from './claim.js';
import { type AreDifferent, type Independence, independenceOf } from './independence.js';
import type { CountedChain, CountedHolder } from './ways.js';

interface Asserted {
  stance: Stance;
  chain: CountedChain;
}

/** More pairs than this are not asked about at once. */
const maxPairs = 5;

/** Of more chains it is not worked out whether the answer would change anything. */
const maxChainsTried = 60;

/** A few hundredths of a second. */
const maxSteps = 50_000;

/**
 * The pairs of unnamed or confidential go-betweens that may be one person, of chains that assert a claim and
 * whose origins are known: they hold the figure of the least down until somebody says that they differ.
 * None where it would be no larger even if all of them differed.
 */
export function goBetweensThatMayBeOne(
  passages: readonly Asserted[],
  { atLeast, atMost }: Pick<Independence, 'atLeast' | 'atMost'>,
): [one: string, other: string][] {
  if (atLeast === atMost) return [];
  const asserting = passages.filter(({ stance }) => stance === 'asserts');
  const chains = asserting.map(({ chain }) => chain);
  const pairs = pairsOf(chains);
  if (pairs.length === 0 || chains.length > maxChainsTried) return pairs;
  const apart = independenceOf(chains, { areDifferent: () => true, maxSteps });
  return apart.exact && apart.atLeast <= atLeast ? [] : pairs;
}

/**
 * Whether two chains whose origins are known may have met in a go-between that is unknown, unnamed or confidential,
 * and not the publisher's. Ends with the first two.
 */
export function mayMeetIn(chains: readonly CountedChain[], areDifferent: AreDifferent): boolean {
  const inChains = new Map<string, Set<string>>();
  for (const { annotation, hops } of chains.filter(hasKnownOrigin)) {
    for (const [at, holders] of hops.slice(1).entries()) {
      const dark = holders.filter(isDarkBetween).map(({ source }) => source);
      for (const one of holders.length === 0 ? [`?${annotation} ${at}`] : dark) {
        inChains.set(one, (inChains.get(one) ?? new Set()).add(annotation));
      }
    }
  }
  const all = [...inChains];
  return all.some(([one, chainsOfOne], at) =>
    all
      .slice(at + 1)
      .some(
        ([other, chainsOfOther]) =>
          !areDifferent(one, other) && new Set([...chainsOfOne, ...chainsOfOther]).size > 1,
      ),
  );
}

/** What editors have said of the holders of some chains: each says it of the other. */
export function differencesIn(chains: readonly CountedChain[]): AreDifferent {
  const holders = chains.flatMap(({ hops }) => hops.flat());
  const differing = new Map(holders.map((each) => [each.source, new Set(each.differsFrom)]));
  const says = (one: string, other: string) => differing.get(one)?.has(other) ?? false;
  return (one, other) => says(one, other) || says(other, one);
}

function pairsOf(chains: readonly CountedChain[]): [one: string, other: string][] {
  const areDifferent = differencesIn(chains);
  const dark = withoutRepeats(
    chains.filter(hasKnownOrigin).map(({ hops }) =>
      hops
        .slice(1)
        .flat()
        .filter(isDarkBetween)
        .map(({ source }) => source),
    ),
  );
  const pairs = new Map<string, [string, string]>();
  for (const [at, those] of dark.entries()) {
    for (const others of dark.slice(at + 1)) {
      for (const [one, other] of those.flatMap((one) =>
        others.map((other) => [one, other] as const),
      )) {
        if (pairs.size >= maxPairs) return [...pairs.values()];
        if (one === other || areDifferent(one, other)) continue;
        pairs.set([one, other].toSorted().join(' '), [one, other]);
      }
    }
  }
  return [...pairs.values()];
}

/** Those who make a pair: of chains through the same ones a third has no pair that two of them have not. */
function withoutRepeats(dark: readonly string[][]): string[][] {
  const times = new Map<string, number>();
  return dark.filter((those) => {
    const key = those.join(' ');
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return before < 2;
  });
}

function hasKnownOrigin({ hops: [origin = []] }: CountedChain): boolean {
  return origin.some(({ isDark }) => !isDark);
}

/** Unnamed staff at the publisher’s own end are not asked who they are. */
function isDarkBetween({ isDark, isPublishers }: CountedHolder): boolean {
  return isDark && !isPublishers;
}
