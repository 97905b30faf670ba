import type { CountedChain, Way } from './ways.js';

/** What no id of a source is called: that two ways stand in articles which share wording. */
const wording = ' wording';

/** More pairs of ways than this are not told apart. */
const maxPairs = 20_000;

/**
 * Keys by which two ways meet that stand in articles which share their wording, and so may have it from one
 * source: one for each two of them, so that ways of one article meet in none. Of very many, all ways of two
 * such articles meet, which counts fewer than there may be and never more.
 */
export function wordingKeys(
  ways: readonly Way[],
  chains: readonly CountedChain[],
): (way: Way) => string[] {
  const articles = new Map(chains.map(({ annotation, article }) => [annotation, article]));
  const byArticle = new Map<string | undefined, Way[]>();
  for (const way of ways) {
    const article = articles.get(way.annotation);
    const known = byArticle.get(article);
    if (known) known.push(way);
    else byArticle.set(article, [way]);
  }
  const waysIn = (article: string) => byArticle.get(article) ?? [];
  const keys = new Map<Way, string[]>();
  const meet = (way: Way, key: string) => {
    const known = keys.get(way);
    if (known) known.push(key);
    else keys.set(way, [key]);
  };
  let pairs = 0;
  for (const [one, other] of pairsOf(chains, (article) => byArticle.has(article))) {
    const [here, there] = [waysIn(one), waysIn(other)];
    pairs += here.length * there.length;
    if (pairs > maxPairs) {
      for (const way of [...here, ...there]) meet(way, `${wording} ${one} ${other}`);
      continue;
    }
    for (const [at, way] of here.entries()) {
      for (const [n, another] of there.entries()) {
        const key = `${wording} ${one} ${at} ${other} ${n}`;
        meet(way, key);
        meet(another, key);
      }
    }
  }
  return (way) => keys.get(way) ?? [];
}

/** Each two of the chains' articles that share wording, once, where both have ways. */
function* pairsOf(
  chains: readonly CountedChain[],
  hasWays: (article: string) => boolean,
): Generator<readonly [string, string]> {
  // Chains of one article share a list, which may be longer than there are chains.
  const listsSeen = new Set<readonly string[]>();
  const seen = new Set<string>();
  for (const { article, sharesWith = [] } of chains) {
    if (article === undefined || !hasWays(article) || listsSeen.has(sharesWith)) continue;
    listsSeen.add(sharesWith);
    for (const other of sharesWith) {
      if (!hasWays(other)) continue;
      const pair = article < other ? ([article, other] as const) : ([other, article] as const);
      const key = pair.join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      yield pair;
    }
  }
}
