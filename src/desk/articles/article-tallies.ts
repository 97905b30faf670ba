import { type Annotation, statuses } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import { type Confidence, confidenceCodes } from '../../domain/chain/scales.js';
import { nameKey } from '../../domain/register/name.js';
import { tallyKey } from '../../store/indexes.js';
import { all, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, pages } from '../documents.js';
import { type Derivation, KeptOfStores } from '../kept.js';

/** How the present annotations of an article stand, in numbers. */
export interface Tally {
  annotations: number;
  unreviewed: number;
  levels: Readonly<Record<Confidence | 'none', number>>;
}

/** An article as lists show it. */
export interface TalliedArticle {
  article: Article;
  tally: Tally;
  /** What it is found by: title, publisher and byline, compared as `nameKey` does. */
  words: string;
}

/**
 * Every article with its tally, in no order. The array is the same one for as long as nothing in
 * it has changed and no blind round is open, so that what is worked out from it can be kept beside
 * it. Where a round is open, what may be seen is counted.
 */
export async function articleTalliesOf(desk: Desk): Promise<readonly TalliedArticle[]> {
  const { list } = await tallies.current(desk.whole);
  if (desk.visibility.blind.size === 0) return list;
  return Promise.all(list.map((each) => asSeen(desk, each)));
}

/** Some articles with their tallies, in their order, as whoever asks may see them. */
export async function tallied(desk: Desk, articles: readonly Article[]): Promise<TalliedArticle[]> {
  const counted = await talliedIn(desk.whole, articles);
  return Promise.all(counted.map((each) => asSeen(desk, each)));
}

/** The tally of one article; that of one that is not there is all zeros. */
export async function tallyOf({ store, visibility, whole }: Desk, article: string): Promise<Tally> {
  if (visibility.blind.has(article)) return tally(await standsSeen(store, article));
  const [counted] = await talliesIn(whole, [article]);
  return counted ?? tally([]);
}

/** What is kept is counted for everybody: a blind article is counted again for whoever asks. */
async function asSeen(
  { store, visibility }: Desk,
  listing: TalliedArticle,
): Promise<TalliedArticle> {
  const { id } = listing.article;
  if (!visibility.blind.has(id)) return listing;
  return { ...listing, tally: tally(await standsSeen(store, id)) };
}

const tallies = new KeptOfStores<TalliedArticle>(listing);

function listing(store: Store): Derivation<TalliedArticle> {
  return {
    async *everything() {
      // All numbers in one reading: asked for article by article they took ten times as long as the articles.
      const counts = await store.keys('annotations', 'tally');
      for await (const page of pages(store, 'articles', 'added', '')) {
        yield byId(page.map((article) => listingOf(article, tallyIn(article.id, counts))));
      }
    },
    some: async (ids) => byIds(store, await documents(store, 'articles', ids)),
    marks(change) {
      if (change.in === 'articles') return [change.doc.id];
      return change.in === 'annotations' ? [change.doc.article] : [];
    },
  };
}

async function byIds(
  store: Store,
  articles: readonly Article[],
): Promise<ReadonlyMap<string, TalliedArticle>> {
  return byId(await talliedIn(store, articles));
}

function byId(listed: readonly TalliedArticle[]): ReadonlyMap<string, TalliedArticle> {
  return new Map(listed.map((each) => [each.article.id, each]));
}

async function talliedIn(store: Store, articles: readonly Article[]): Promise<TalliedArticle[]> {
  const tallies = await talliesIn(
    store,
    articles.map(({ id }) => id),
  );
  return articles.map((article, at) => listingOf(article, tallies[at] ?? tally([])));
}

function listingOf(article: Article, tally: Tally): TalliedArticle {
  const { title, publisher, byline } = article;
  return { article, tally, words: nameKey([title, publisher, byline ?? ''].join(' ')) };
}

/** How an annotation stands, and how many stand so. */
interface Stand extends Pick<Annotation, 'status' | 'confidence'> {
  count: number;
}

/** Every way in which an annotation can stand. */
const stands = statuses.flatMap((status) =>
  [...confidenceCodes, null].map((confidence) => ({ status, confidence })),
);

/** The tallies of articles, by the numbers that the store keeps. */
async function talliesIn(store: Store, articles: readonly string[]): Promise<Tally[]> {
  const keys = articles.flatMap((id) => stands.map((stand) => ({ key: tallyKey(id, stand) })));
  const counts = await store.countMany('annotations', 'tally', keys);
  return articles.map((_, at) => {
    const own = counts.slice(at * stands.length, (at + 1) * stands.length);
    return tally(stands.map((stand, n) => ({ ...stand, count: own[n] ?? 0 })));
  });
}

/** The tally of an article, by all the numbers that the store keeps. */
function tallyIn(article: string, counts: ReadonlyMap<string, number>): Tally {
  return tally(
    stands.map((stand) => ({ ...stand, count: counts.get(tallyKey(article, stand)) ?? 0 })),
  );
}

/** What may be seen of an article is counted one by one. */
async function standsSeen(store: Store, article: string): Promise<Stand[]> {
  const found: Stand[] = [];
  for await (const { status, confidence } of all(store, 'annotations', 'article', {
    key: article,
  })) {
    found.push({ status, confidence, count: 1 });
  }
  return found;
}

function tally(stood: readonly Stand[]): Tally {
  const levels = { high: 0, moderate: 0, low: 0, none: 0 };
  let [annotations, unreviewed] = [0, 0];
  for (const { status, confidence, count } of stood) {
    annotations += count;
    levels[confidence ?? 'none'] += count;
    if (status === 'unreviewed') unreviewed += count;
  }
  return { annotations, unreviewed, levels };
}
