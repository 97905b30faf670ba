import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Source } from '../../domain/register/source.js';
import { holding } from '../../domain/search/search-words.js';
import { type Page, type Search, unknownCursor } from '../../store/store.js';
import { allInOrder } from '../all-in-order.js';
import { sharingArticles } from '../articles/sharing-articles.js';
import { standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { countUsesOfEach } from '../register/joined.js';
import { searchSources } from '../register/sources.js';
import { articlesTellingApart } from '../register/told-apart.js';

/** In the order in which they are shown. */
export const searchGroups = ['articles', 'annotations', 'sources', 'claims'] as const;
export type SearchGroup = (typeof searchGroups)[number];

/** An article; with its newest edition where not its title, publisher or byline hold the words. */
export interface FoundArticle {
  article: Article;
  edition: Edition | null;
  /** With how many others it shares wording. */
  sharing: number;
}

type ArticleFound = Omit<FoundArticle, 'sharing'>;

/** An annotation with what its chain names. */
export interface FoundAnnotation {
  annotation: Annotation;
  article: Article;
  sources: ReadonlyMap<string, Source>;
}

/** An entry of the register, and how many annotations name it. */
export interface FoundSource {
  source: Source;
  uses: number;
  /** The title of the article that tells it from others of its description. */
  within: string | null;
}

/** A claim, how many annotations speak of it, and the oldest of them. */
export interface FoundClaim {
  claim: Claim;
  uses: number;
  annotations: Pick<FoundAnnotation, 'annotation' | 'article'>[];
}

/** What a search finds, by group. */
export interface SearchResults {
  articles: Page<FoundArticle>;
  annotations: Page<FoundAnnotation>;
  sources: Page<FoundSource>;
  claims: Page<FoundClaim>;
}

/**
 * A page of what is found in one group: see `Store.search`. Who a confidential source is stands in
 * none of the collections that are searched. Throws *invalid* for a cursor that is none.
 */
export function searchGroup<G extends SearchGroup>(
  desk: Desk,
  group: G,
  search: Search,
): Promise<SearchResults[G]> {
  return finders[group](desk, search);
}

/** The first of what is found in every group. What stands beside it is read once all is found, so that it is read together. */
export async function searchAll(desk: Desk, search: Omit<Search, 'after'>): Promise<SearchResults> {
  const { store } = desk;
  const found = await Promise.all([
    findArticles(desk, search),
    store.search('annotations', search),
    searchSources(store, search),
    store.search('claims', search),
  ]);
  const [articles, annotations, sources, claims] = await Promise.all([
    withSharing(desk, found[0]),
    withArticles(desk, found[1]),
    withUses(desk, found[2]),
    withPassages(desk, found[3]),
  ]);
  return { articles, annotations, sources, claims };
}

const finders: { [G in SearchGroup]: (desk: Desk, search: Search) => Promise<SearchResults[G]> } = {
  articles: async (desk, search) => withSharing(desk, await findArticles(desk, search)),
  annotations: async (desk, search) =>
    withArticles(desk, await desk.store.search('annotations', search)),
  sources: async (desk, search) => withUses(desk, await searchSources(desk.store, search)),
  claims: async (desk, search) => withPassages(desk, await desk.store.search('claims', search)),
};

async function withSharing(
  desk: Desk,
  { items, next }: Page<ArticleFound>,
): Promise<Page<FoundArticle>> {
  const sharing = await sharingArticles(desk);
  const linked = items.map((each) => ({
    ...each,
    sharing: sharing.get(each.article.id)?.size ?? 0,
  }));
  return { items: linked, next };
}

/** Those that are called so come first; those in whose text the words stand, behind them. */
async function findArticles(desk: Desk, search: Search): Promise<Page<ArticleFound>> {
  const { words, after = null, limit = 10 } = search;
  const [, by = 'title', place = ''] = /^(title|text)\.(.*)$/u.exec(after ?? 'title.') ?? [];
  if (after !== null && !after.startsWith(by)) throw unknownCursor();
  if (by === 'text') return findTexts(desk, { words, after: place || null, limit });
  const page = await desk.store.search('articles', { words, after: place || null, limit });
  const items = page.items.map((article) => ({ article, edition: null }));
  if (page.next !== null) return { items, next: `title.${page.next}` };
  const room = limit - items.length;
  const texts = await findTexts(desk, { words, limit: Math.max(room, 1) });
  if (room > 0) return { items: [...items, ...texts.items], next: texts.next };
  return { items, next: texts.items.length > 0 || texts.next !== null ? 'text.' : null };
}

/** A page may come out short when nearly all that have the words in their text are called so too. */
const maxRounds = 5;

async function findTexts(desk: Desk, search: Search & { limit: number }) {
  const items: ArticleFound[] = [];
  let after = search.after ?? null;
  for (let round = 0; round < maxRounds && items.length < search.limit; round += 1) {
    const limit = search.limit - items.length;
    const page = await desk.store.search('editions', { words: search.words, after, limit });
    const articles = await articlesOf(desk, page.items);
    items.push(
      ...page.items.flatMap((edition) => {
        const article = articles.get(edition.article);
        return article && isByText(article, edition, search.words) ? [{ article, edition }] : [];
      }),
    );
    after = page.next;
    if (after === null) break;
  }
  return { items, next: after === null ? null : `text.${after}` };
}

/** Not by a text that has been replaced, and not where it was found before. */
function isByText(article: Article, { number }: Edition, words: string): boolean {
  const { title, publisher, byline, edition } = article;
  return edition === number && !holding(words)([title, publisher, byline].join('\n'));
}

function articlesOf(
  desk: Desk,
  docs: readonly { article: string }[],
): Promise<ReadonlyMap<string, Article>> {
  return documentsById(
    desk,
    'articles',
    docs.map(({ article }) => article),
  );
}

async function withArticles(
  desk: Desk,
  { items, next }: Page<Annotation>,
): Promise<Page<FoundAnnotation>> {
  const named = items.flatMap(({ chain }) => sourcesIn(chain));
  const [articles, sources] = await Promise.all([
    articlesOf(desk, items),
    documentsById(desk, 'sources', named),
  ]);
  return { items: within(articles, items).map((each) => ({ ...each, sources })), next };
}

/** Annotations, each with its article. */
function within(articles: ReadonlyMap<string, Article>, annotations: readonly Annotation[]) {
  return annotations.flatMap((annotation) => {
    const article = articles.get(annotation.article);
    return article ? [{ annotation, article }] : [];
  });
}

async function withUses(desk: Desk, { items, next }: Page<Source>): Promise<Page<FoundSource>> {
  const [uses, titles] = await allInOrder([
    countUsesOfEach(desk.store, items),
    articlesTellingApart(desk, items),
  ]);
  const found = items.map((source) => ({
    source,
    uses: uses.get(source.id) ?? 0,
    within: titles.get(source.id) ?? null,
  }));
  return { items: found, next };
}

const maxAnnotationsFound = 3;

/** Under whichever of its wordings they speak of it. */
async function withPassages(desk: Desk, { items, next }: Page<Claim>): Promise<Page<FoundClaim>> {
  const standings = await standingsFor(desk, items);
  const oldest = standings.map(({ passages }) => passages.slice(0, maxAnnotationsFound));
  const named = oldest.flat().map(({ annotation }) => annotation);
  const [speaking, articles] = await Promise.all([
    documentsById(desk, 'annotations', named),
    articlesOf(desk, oldest.flat()),
  ]);
  const found = standings.map(({ claim, passages }, at) => {
    const those = oldest[at]?.flatMap(({ annotation }) => speaking.get(annotation) ?? []) ?? [];
    return { claim, uses: passages.length, annotations: within(articles, those) };
  });
  return { items: found, next };
}
