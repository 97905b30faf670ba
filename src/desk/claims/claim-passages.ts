import type { Annotation } from '../../domain/annotations/annotation.js';
import { adriftIn } from '../../domain/annotations/carried.js';
import { type Article, editionId } from '../../domain/articles/article.js';
import { currentOf, type SharedWithArticle, wordsShared } from '../../domain/articles/wording.js';
import { isInternal, sourcesIn } from '../../domain/chain/chain.js';
import type { ClaimPassage } from '../../domain/claims/claim-figures.js';
import type { WordingOfTwo } from '../../domain/claims/claim-wording.js';
import { countedChain } from '../../domain/claims/counted-chain.js';
import type { Source } from '../../domain/register/source.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import type { Store } from '../../store/store.js';
import { placedIn } from '../articles/placements.js';
import { documents, documentsById } from '../documents.js';
import { Pace } from '../pace.js';
import { withWays } from '../register/joined.js';

/** Some passages, and by annotation every entry of the register that decides what it counts for. */
export interface PassagesRead {
  passages: ClaimPassage[];
  sourcesOf: (annotation: string) => Source[];
  sourceOf: (id: string) => Source | undefined;
}

/**
 * What annotations bring to their claims, in their order; those of an article that is gone are left
 * out. `isBlind` tells on which articles a blind round is open. Of thousands it is read in turns.
 */
export async function passagesOf(
  store: Store,
  annotations: readonly Annotation[],
  isBlind: (article: string) => boolean,
  pace = new Pace(),
): Promise<PassagesRead> {
  const articles = await documentsById(
    { store },
    'articles',
    annotations.map(({ article }) => article),
  );
  const chains = new Map<string, string[]>();
  for (const { id, chain } of annotations) {
    chains.set(id, sourcesIn(chain));
    await pace.giveWay();
  }
  const sources = await registerOf(store, chains.values(), pace);
  const orphans = await orphansAmong(store, annotations, articles);
  const wording = await wordingAmong(store, articles, pace);
  const passages: ClaimPassage[] = [];
  for (const annotation of annotations) {
    await pace.giveWay();
    const article = articles.get(annotation.article);
    if (!article) continue;
    passages.push({
      ...ownFacts(annotation, article),
      chain: { ...countedChain(annotation, article, sources), ...wording.counted(article.id) },
      isOrphan: orphans.has(annotation.id),
      isBlind: isBlind(article.id),
      sharedWording: wording.shared(article.id),
    });
  }
  return {
    passages,
    sourcesOf: (id) => reached(chains.get(id) ?? [], sources),
    sourceOf: (id) => sources.get(id),
  };
}

/** What of a passage stands in its annotation and its article alone. */
function ownFacts(annotation: Annotation, article: Article) {
  return {
    annotation: annotation.id,
    article: article.id,
    publishedAt: article.publishedAt,
    creator: annotation.creator,
    stance: annotation.stance ?? 'asserts',
    isDisputed: annotation.status === 'disputed',
    isWithdrawn: isWithdrawn(annotation),
    isInternal: isInternal(annotation.chain),
    isAdrift: adriftIn(annotation) !== null,
  };
}

/** Which of some articles share wording: those that are not decided to be independent count as one. */
async function wordingAmong(store: Store, articles: ReadonlyMap<string, Article>, pace: Pace) {
  const kept = await documentsById({ store }, 'wordings', articles.size > 1 ? articles.keys() : []);
  const counted = new Map<string, Set<string>>();
  const shared = new Map<string, Map<string, WordingOfTwo>>();
  for (const id of articles.keys()) {
    counted.set(id, new Set());
    shared.set(id, new Map());
  }
  for (const wording of kept.values()) {
    await pace.giveWay();
    const { id } = wording;
    for (const each of currentOf(wording, articles)) {
      const pair = pairOf(articles.get(id), articles.get(each.article), each);
      if (!pair) continue;
      for (const [own, other] of [
        [id, each.article],
        [each.article, id],
      ] as const) {
        if (!each.decision?.independent) counted.get(own)?.add(other);
        const known = shared.get(own);
        if (!known?.has(other)) known?.set(other, pair);
      }
    }
  }
  const lists = new Map([...shared].map(([id, pairs]) => [id, [...pairs.values()]]));
  // One list for all passages of an article: they are kept, and there may be fifty of them.
  const others = new Map([...counted].map(([article, ids]) => [article, [...ids]]));
  return {
    counted: (article: string) => {
      const sharesWith = others.get(article) ?? [];
      return sharesWith.length === 0 ? {} : { article, sharesWith };
    },
    shared: (article: string) => lists.get(article) ?? [],
  };
}

function pairOf(
  own: Article | undefined,
  other: Article | undefined,
  shared: SharedWithArticle,
): WordingOfTwo | null {
  if (!own || !other) return null;
  const [one, another] = own.id < other.id ? [own, other] : [other, own];
  return {
    articles: [one.id, another.id],
    titles: [one.title, another.title],
    words: wordsShared(shared),
    decision: shared.decision,
  };
}

/** Some entries, those that stand for them, and what these belong to. */
function reached(ids: readonly string[], sources: ReadonlyMap<string, Source>): Source[] {
  const found = new Map<string, Source>();
  const queue = [...ids];
  for (const id of queue) {
    const source = sources.get(id);
    if (!source || found.has(id)) continue;
    found.set(id, source);
    queue.push(...[source.joined?.into ?? [], source.affiliation ?? []].flat());
  }
  return [...found.values()];
}

/** The entries that chains name, by their ids, those that stand for them, and what they belong to. */
async function registerOf(
  store: Store,
  chains: Iterable<readonly string[]>,
  pace: Pace,
): Promise<ReadonlyMap<string, Source>> {
  const ids = new Set<string>();
  for (const sources of chains) for (const id of sources) ids.add(id);
  await pace.giveWay();
  const named = await withWays(store, await documents(store, 'sources', [...ids]));
  const belonging = [...named.values()].flatMap(({ affiliation }) => affiliation ?? []);
  const others = await documents(
    store,
    'sources',
    [...new Set(belonging)].filter((id) => !named.has(id)),
  );
  return withWays(store, [...named.values(), ...others]);
}

/** Those that were marked in an earlier edition and stand nowhere in the newest. */
async function orphansAmong(
  store: Store,
  annotations: readonly Annotation[],
  articles: ReadonlyMap<string, Article>,
): Promise<ReadonlySet<string>> {
  const earlier = new Map<Article, Annotation[]>();
  for (const annotation of annotations) {
    const article = articles.get(annotation.article);
    if (!article || article.edition === annotation.edition) continue;
    earlier.set(article, [...(earlier.get(article) ?? []), annotation]);
  }
  const orphans = new Set<string>();
  for (const [article, those] of earlier) {
    const edition = await store.get('editions', editionId(article.id, article.edition));
    const placed = edition ? await placedIn(article, edition, those) : [];
    const standing = placed.filter(({ placement }) => placement.kind !== 'missing');
    const known = new Set(standing.map(({ annotation }) => annotation.id));
    for (const { id } of those) if (!known.has(id)) orphans.add(id);
  }
  return orphans;
}
