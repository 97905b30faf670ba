import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import type { Confidence } from '../../domain/chain/scales.js';
import { nameKey } from '../../domain/register/name.js';
import { all, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents } from '../documents.js';
import { KeptOfStores, type Recipe } from '../kept.js';

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

/** The tally of one article; that of one that is not there is all noughts. */
export async function tallyOf(desk: Desk, article: string): Promise<Tally> {
  const known = (await tallies.current(desk.whole)).get(article);
  return known ? (await asSeen(desk, known)).tally : tally([]);
}

/** Forgets what was counted, at any time: it is counted anew when it is next wanted. */
export function forgetArticleTallies({ whole }: Desk): void {
  tallies.forget(whole);
}

/** What is kept is counted for everybody: a blind article is counted again for whoever asks. */
async function asSeen(
  { store, visibility }: Desk,
  listing: TalliedArticle,
): Promise<TalliedArticle> {
  return visibility.blind.has(listing.article.id) ? listed(store, listing.article) : listing;
}

const tallies = new KeptOfStores<TalliedArticle>(listing);

function listing(store: Store): Recipe<TalliedArticle> {
  return {
    async *everything() {
      for await (const article of all(store, 'articles', 'added', { key: '' })) {
        yield new Map([[article.id, await listed(store, article)]]);
      }
    },
    async some(ids) {
      const found = new Map<string, TalliedArticle>();
      for (const article of await documents(store, 'articles', ids)) {
        found.set(article.id, await listed(store, article));
      }
      return found;
    },
    marks(change) {
      if (change.in === 'articles') return [change.doc.id];
      return change.in === 'annotations' ? [change.doc.article] : [];
    },
  };
}

async function listed(store: Store, article: Article): Promise<TalliedArticle> {
  const annotations: Annotation[] = [];
  for await (const annotation of all(store, 'annotations', 'article', { key: article.id })) {
    annotations.push(annotation);
  }
  const { title, publisher, byline } = article;
  const words = nameKey([title, publisher, byline ?? ''].join(' '));
  return { article, tally: tally(annotations), words };
}

function tally(annotations: readonly Annotation[]): Tally {
  const levels = { high: 0, moderate: 0, low: 0, none: 0 };
  for (const { confidence } of annotations) levels[confidence ?? 'none'] += 1;
  const unreviewed = annotations.filter(({ status }) => status === 'unreviewed').length;
  return { annotations: annotations.length, unreviewed, levels };
}
