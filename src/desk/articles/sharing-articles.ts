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
  const known = worked.get(list) ?? sharingOfAll(list);
  worked.set(list, known);
  return known;
}

/** With which others these articles share wording, for who shows a few: nothing is read but what tells of them. */
export async function sharingOf(
  { whole }: Desk,
  articles: readonly Article[],
): Promise<SharingArticles> {
  const ids = articles.map(({ id }) => id);
  const [own, pagesOfOthers] = await Promise.all([
    whole.getMany('wordings', ids),
    whole.findMany(
      'wordings',
      'with',
      ids.map((key) => ({ key })),
    ),
  ]);
  const wordings = new Map<string, Wording>();
  for (const wording of [...own, ...pagesOfOthers.flatMap(({ items }) => items)]) {
    wordings.set(wording.id, wording);
  }
  const told = [...wordings.values()].filter(({ shared }) => shared.length > 0);
  const named = told.flatMap(({ id, shared }) => [id, ...shared.map(({ article }) => article)]);
  return sharingAmong(told, await documentsById({ store: whole }, 'articles', named));
}

interface ComparedArticle extends Pick<Article, 'id' | 'edition'> {
  wording: Wording | null;
}

const worked = new WeakMap<readonly ComparedArticle[], SharingArticles>();

function sharingOfAll(list: readonly ComparedArticle[]): SharingArticles {
  const wordings = list.flatMap(({ wording }) => wording ?? []);
  return sharingAmong(wordings, new Map(list.map((each) => [each.id, each])));
}

/** Of two that share wording either may be the one that was compared: both are told of it. */
function sharingAmong(
  wordings: readonly Wording[],
  articles: ReadonlyMap<string, Pick<Article, 'edition'>>,
): SharingArticles {
  const sharing = new Map<string, Set<string>>();
  const add = (one: string, other: string) => {
    const known = sharing.get(one);
    if (known) known.add(other);
    else sharing.set(one, new Set([other]));
  };
  for (const wording of wordings) {
    for (const { article } of currentOf(wording, articles)) {
      add(wording.id, article);
      add(article, wording.id);
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
