import type { Article } from '../../domain/articles/article.js';
import { currentOf, type Wording } from '../../domain/articles/wording.js';
import type { Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, documentsById, pages } from '../documents.js';
import { KeptOfStores } from '../kept.js';

/** By article, those with which its newest edition shares wording; those that share none are not in it. */
export type SharingArticles = ReadonlyMap<string, ReadonlySet<string>>;

/** Which articles share wording with which. The same map for as long as nothing in it has changed. */
export async function sharingArticles(desk: Desk): Promise<SharingArticles> {
  const { list } = await compared.current(desk.whole);
  const known = worked.get(list) ?? sharingAmong(list);
  worked.set(list, known);
  return known;
}

interface ComparedArticle extends Pick<Article, 'id' | 'edition'> {
  wording: Wording | null;
}

const worked = new WeakMap<readonly ComparedArticle[], SharingArticles>();

/** Of two that share wording either may be the one that was compared: both are told of it. */
function sharingAmong(list: readonly ComparedArticle[]): SharingArticles {
  const articles = new Map(list.map((each) => [each.id, each]));
  const sharing = new Map<string, Set<string>>();
  const add = (one: string, other: string) => {
    const known = sharing.get(one);
    if (known) known.add(other);
    else sharing.set(one, new Set([other]));
  };
  for (const { id, wording } of list) {
    for (const { article } of wording ? currentOf(wording, articles) : []) {
      add(id, article);
      add(article, id);
    }
  }
  return sharing;
}

const compared = new KeptOfStores<ComparedArticle>((store) => ({
  async *everything() {
    for await (const page of pages(store, 'articles', 'added', '')) {
      yield await comparedOf(store, page);
    }
  },
  some: async (ids) => comparedOf(store, await documents(store, 'articles', ids)),
  marks: ({ in: collection, doc: { id } }) =>
    collection === 'articles' || collection === 'wordings' ? [id] : [],
}));

async function comparedOf(
  store: Store,
  articles: readonly Article[],
): Promise<ReadonlyMap<string, ComparedArticle>> {
  const ids = articles.map(({ id }) => id);
  const wordings = await documentsById({ store }, 'wordings', ids);
  return new Map(
    articles.map(({ id, edition }) => {
      const wording = wordings.get(id);
      return [id, { id, edition, wording: wording?.shared.length ? wording : null }];
    }),
  );
}
