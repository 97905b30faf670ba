import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import type { Confidence } from '../../domain/chain/scales.js';
import { nameKey } from '../../domain/register/name.js';
import { all, type Commit, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';

/** How the present annotations of an article stand, in numbers. */
export interface Tally {
  annotations: number;
  unreviewed: number;
  levels: Readonly<Record<Confidence | 'none', number>>;
}

/** An article as lists show it. */
export interface Listed {
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
export async function overviewOf(desk: Desk): Promise<readonly Listed[]> {
  const { list } = await counted(desk);
  if (desk.sight.blind.size === 0) return list;
  return Promise.all(list.map((each) => asSeen(desk, each)));
}

/** The tally of one article; that of one that is not there is all noughts. */
export async function tallyOf(desk: Desk, article: string): Promise<Tally> {
  const known = (await counted(desk)).listed(article);
  return known ? (await asSeen(desk, known)).tally : tally([]);
}

/** Forgets what was counted, at any time: it is counted anew when it is next wanted. */
export function forgetOverview({ whole }: Desk): void {
  overviews.get(whole)?.stop();
  overviews.delete(whole);
}

/** What is kept is counted for everybody: a blind article is counted again for whoever asks. */
async function asSeen({ store, sight }: Desk, listing: Listed): Promise<Listed> {
  return sight.blind.has(listing.article.id) ? listed(store, listing.article) : listing;
}

/** Counts nobody else keeps: one for each store of this process. */
const overviews = new WeakMap<Store, Overview>();

async function counted({ whole }: Desk): Promise<Overview> {
  const overview = overviews.get(whole) ?? new Overview(whole);
  overviews.set(whole, overview);
  await whole.caughtUp();
  await overview.count();
  return overview;
}

class Overview {
  readonly #store: Store;
  readonly stop: () => void;
  readonly #listed = new Map<string, Listed>();
  /** The articles that were touched since they were last counted. */
  readonly #touched = new Set<string>();
  #begun = false;
  list: readonly Listed[] = [];
  #counting: Promise<void> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
    this.stop = store.watch(
      (commit) => this.#take(commit),
      () => this.#begin(),
    );
  }

  listed(article: string): Listed | undefined {
    return this.#listed.get(article);
  }

  /** Counts what is new. One counting at a time: who asks meanwhile waits for a turn of their own. */
  count(): Promise<void> {
    this.#counting = this.#counting.catch(() => {}).then(() => this.#count());
    return this.#counting;
  }

  /** Everything is to be counted anew. */
  #begin(): void {
    this.#begun = false;
  }

  #take({ changes }: Commit): void {
    for (const change of changes) {
      if (change.in === 'articles') this.#touched.add(change.doc.id);
      if (change.in === 'annotations') this.#touched.add(change.doc.article);
    }
  }

  async #count(): Promise<void> {
    if (!this.#begun) {
      await this.#touchAll();
    }
    if (this.#touched.size === 0) return;
    for (const id of [...this.#touched]) await this.#countOne(id);
    this.list = [...this.#listed.values()];
  }

  /** What is missed while this goes on makes it begin again the next time. */
  async #touchAll(): Promise<void> {
    this.#begun = true;
    for (const id of this.#listed.keys()) this.#touched.add(id);
    try {
      for await (const { id } of all(this.#store, 'articles', 'added', { key: '' })) {
        this.#touched.add(id);
      }
    } catch (error) {
      this.#begun = false;
      throw error;
    }
  }

  /** What touches the article while it is being counted marks it again. */
  async #countOne(id: string): Promise<void> {
    this.#touched.delete(id);
    try {
      const article = await this.#store.get('articles', id);
      if (article) this.#listed.set(id, await listed(this.#store, article));
      else this.#listed.delete(id);
    } catch (error) {
      this.#touched.add(id);
      throw error;
    }
  }
}

async function listed(store: Store, article: Article): Promise<Listed> {
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
