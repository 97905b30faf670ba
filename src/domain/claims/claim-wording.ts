import type { WordingDecision } from '../articles/wording.js';

/** Wording that two articles share, and what editors decided that it means; null where none has. */
export interface WordingOfTwo {
  /** The two, by id and in order, and what they are called. */
  articles: readonly [string, string];
  titles: readonly [string, string];
  words: number;
  decision: WordingDecision | null;
}

/** Articles of which each shares wording with another of them, while nobody has decided what it means. */
export interface WordingGroup {
  /** By id and in order. */
  articles: readonly string[];
  /** Those pairs of them that share most, the most first: twenty at most. */
  pairs: readonly WordingOfTwo[];
}

/** What the articles share of their wording that have one stance to a claim. */
export interface ClaimWording {
  undecided: readonly WordingGroup[];
  decided: readonly WordingOfTwo[];
}

const maxPairsShown = 20;

/** What some articles share with one another; each tells all that it shares. In time in proportion to that. */
export function claimWording(sharedBy: ReadonlyMap<string, readonly WordingOfTwo[]>): ClaimWording {
  const pairs = [...sharedBy].flatMap(([article, shared]) =>
    shared.filter(({ articles: [one, other] }) => one === article && sharedBy.has(other)),
  );
  return {
    undecided: groupsOf(pairs.filter(({ decision }) => decision === null)),
    decided: pairs.filter(({ decision }) => decision !== null),
  };
}

/** Pairs that hang together by their articles, the groups in the order of their first pairs. */
function groupsOf(pairs: readonly WordingOfTwo[]): WordingGroup[] {
  const beside = new Map<string, WordingOfTwo[]>();
  for (const pair of pairs) {
    for (const article of pair.articles) {
      const known = beside.get(article);
      if (known) known.push(pair);
      else beside.set(article, [pair]);
    }
  }
  const grouped = new Set<string>();
  return [...beside.keys()].flatMap((first) => {
    if (grouped.has(first)) return [];
    grouped.add(first);
    const articles = [first];
    const own = new Set<WordingOfTwo>();
    for (const article of articles) {
      for (const pair of beside.get(article) ?? []) {
        own.add(pair);
        const reached = pair.articles.filter((each) => !grouped.has(each));
        for (const each of reached) grouped.add(each);
        articles.push(...reached);
      }
    }
    const most = [...own].toSorted((one, other) => other.words - one.words);
    return [{ articles: articles.toSorted(), pairs: most.slice(0, maxPairsShown) }];
  });
}
