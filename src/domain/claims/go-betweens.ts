import type { ClaimPassage } from './claim-figures.js';
import type { CountedHolder } from './ways.js';

/** More pairs than this are not asked about at once. */
const maxPairs = 5;

/**
 * The pairs of unnamed or confidential go-betweens that may be one person, of chains that assert a claim and
 * whose origins are known: they hold the figure of the least down until somebody says that they differ.
 */
export function goBetweensThatMayBeOne(
  passages: readonly ClaimPassage[],
): [one: string, other: string][] {
  const chains = passages.filter(
    ({ stance, chain }) => stance === 'asserts' && isKnown(chain.hops[0]),
  );
  const dark = withoutRepeats(
    chains.map(({ chain }) => chain.hops.slice(1).flat().filter(isDarkBetween)),
  );
  const pairs = new Map<string, [string, string]>();
  for (const [at, those] of dark.entries()) {
    for (const others of dark.slice(at + 1)) {
      for (const one of those) {
        for (const other of others) {
          if (pairs.size >= maxPairs) return [...pairs.values()];
          if (one.source === other.source || differ(one, other)) continue;
          const pair: [string, string] = [one.source, other.source];
          pairs.set(pair.toSorted().join(' '), pair);
        }
      }
    }
  }
  return [...pairs.values()];
}

/** Those who make a pair: of chains through the same ones a third has no pair that two of them have not. */
function withoutRepeats(dark: readonly CountedHolder[][]): CountedHolder[][] {
  const times = new Map<string, number>();
  return dark.filter((those) => {
    const key = those.map(({ source }) => source).join(' ');
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return those.length > 0 && before < 2;
  });
}

function isKnown(origin: readonly CountedHolder[] = []): boolean {
  return origin.some(({ isDark }) => !isDark);
}

/** Unnamed staff at the publisher’s own end are not asked who they are. */
function isDarkBetween({ isDark, isPublishers }: CountedHolder): boolean {
  return isDark && !isPublishers;
}

function differ(one: CountedHolder, other: CountedHolder): boolean {
  return (
    (one.differsFrom?.includes(other.source) ?? false) ||
    (other.differsFrom?.includes(one.source) ?? false)
  );
}
