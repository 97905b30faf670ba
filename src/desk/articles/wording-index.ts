import type { Edition } from '../../domain/articles/article.js';
import { type OwnWords, ownWords } from '../../domain/text/shared-wording/own-words.js';
import { Postings } from '../../domain/text/shared-wording/postings.js';
import { quotationsIn } from '../../domain/text/shared-wording/quotations.js';
import { fingerprintsOf } from '../../domain/text/shared-wording/shared-wording.js';
import type { Span } from '../../domain/text/span.js';
import type { Store } from '../../store/store.js';
import { sha256 } from '../digest.js';
import { pages } from '../documents.js';
import { type Derivation, type Kept, KeptOfStores, type KeptPosition } from '../kept.js';
import { OneAtATime } from '../one-at-a-time.js';
import { Pace } from '../pace.js';

/** The own words of an article's newest edition. */
export interface IndexedArticle {
  article: string;
  edition: number;
  /** One and the same for all whose texts, and what they quote as blocks, are the same. */
  words: Int32Array;
}

/** The own words of an edition: what it quotes by its marks, or as a block, is not its own. */
export async function ownWordsOf({ text, blocks }: Edition): Promise<OwnWords> {
  const pace = new Pace();
  const quoted = quotedBlocks(blocks);
  const marked = await pace.through(quotationsIn(text));
  return pace.through(ownWords(text, merged([...marked, ...quoted])));
}

function quotedBlocks(blocks: Edition['blocks']): Edition['blocks'] {
  return blocks.filter(({ kind }) => kind === 'quotation');
}

/** In order, those that lie over each other as one. */
function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** The own words of all articles, as they stand now, and who has which fingerprint. */
export async function wordingIndexOf(store: Store): Promise<WordingIndex> {
  const kept = await indexed.current(store);
  const index = indexes.get(kept) ?? new WordingIndex();
  indexes.set(kept, index);
  await index.follow(kept);
  return index;
}

/** After this many shingles others may have their turn. */
const shinglesAtOnce = 1024;

/** What is published twice in a hundred papers is found in the newest of them. */
export const maxOwners = 100;

/** Follows what is kept of the articles' words: one for each process and store. */
export class WordingIndex {
  #articles: (IndexedArticle | null)[] = [];
  #numbers = new Map<string, number>();
  #postings = new Postings();
  #followed: KeptPosition | null = null;
  readonly #follows = new OneAtATime();

  get(article: string): IndexedArticle | null {
    return this.#articles[this.#numbers.get(article) ?? -1] ?? null;
  }

  /** The articles that have one of these shingles for a fingerprint, but for one. Yields between short pieces of work. */
  *sharing(shingles: Int32Array, but: string): Generator<undefined, Set<IndexedArticle>> {
    // As they stand now: they may be made anew meanwhile.
    const [articles, postings] = [this.#articles, this.#postings];
    const found = new Set<IndexedArticle>();
    const told = new Set([0]);
    for (const [at, print] of shingles.entries()) {
      if (at % shinglesAtOnce === 0) yield;
      if (told.has(print)) continue;
      told.add(print);
      let owners = 0;
      for (const owner of postings.under(print)) {
        const article = articles[owner];
        // Articles that were deleted, and texts as they were before, take nobody's place.
        if (!article) continue;
        if (article.article !== but) found.add(article);
        owners += 1;
        if (owners >= maxOwners) break;
      }
    }
    return found;
  }

  /** One after the other: what follows in two turns at once would be taken in twice. */
  follow(kept: Kept<IndexedArticle>): Promise<void> {
    return this.#follows.run(() => this.#takeIn(kept));
  }

  async #takeIn(kept: Kept<IndexedArticle>): Promise<void> {
    const changes = this.#followed && kept.changesSince(this.#followed);
    const { followed } = kept;
    const pace = new Pace();
    const isStale = this.#articles.length > 2 * kept.size + 100;
    if (changes && !isStale) {
      for (const { before, after } of changes) {
        this.#drop(before);
        await pace.through(this.#add(after));
        await pace.giveWay();
      }
    } else {
      this.#articles = [];
      this.#numbers = new Map();
      this.#postings = new Postings();
      for (const article of kept.list) {
        await pace.through(this.#add(article));
        await pace.giveWay();
      }
    }
    this.#followed = followed;
  }

  #drop(article: IndexedArticle | undefined): void {
    const number = article && this.#numbers.get(article.article);
    if (number === undefined) return;
    this.#articles[number] = null;
    this.#numbers.delete(article?.article ?? '');
  }

  *#add(article: IndexedArticle | undefined): Generator<undefined, void> {
    if (!article) return;
    const fingerprints = yield* fingerprintsOf(article.words);
    const number = this.#articles.push(article) - 1;
    this.#numbers.set(article.article, number);
    const told = new Set<number>();
    for (const [at, { print }] of fingerprints.entries()) {
      if (at % shinglesAtOnce === 0) yield;
      if (!told.has(print)) this.#postings.add(print, number);
      told.add(print);
    }
  }
}

const indexes = new WeakMap<Kept<IndexedArticle>, WordingIndex>();
const indexed = new KeptOfStores<IndexedArticle>(wordsOfArticles);

function wordsOfArticles(store: Store): Derivation<IndexedArticle> {
  const known: KnownWords = new Map();
  return {
    async *everything() {
      const numbers = new Map<string, number>();
      for await (const page of pages(store, 'editions', 'all', '', editionsAtOnce)) {
        // In the order of their ids, in which the tenth stands before the second.
        const newest = page.filter(({ article, number }) => number > (numbers.get(article) ?? 0));
        for (const { article, number } of newest) numbers.set(article, number);
        yield byArticle(newest, known);
      }
    },
    async some(articles) {
      const queries = articles.map((key) => ({ key, order: 'descending' as const, limit: 1 }));
      const found = await store.findMany('editions', 'article', queries);
      return byArticle(
        found.flatMap(({ items }) => items),
        known,
      );
    },
    marks: (change) => (change.in === 'editions' ? [change.doc.article] : []),
  };
}

/** Each holds a whole text. */
const editionsAtOnce = 20;

/** The own words of texts, as long as any article has them. */
type KnownWords = Map<string, WeakRef<Int32Array>>;

async function byArticle(
  editions: readonly Edition[],
  known: KnownWords,
): Promise<Map<string, IndexedArticle>> {
  const found = new Map<string, IndexedArticle>();
  for (const edition of editions) {
    if ((found.get(edition.article)?.edition ?? 0) > edition.number) continue;
    const words = await knownWordsOf(edition, known);
    found.set(edition.article, { article: edition.article, edition: edition.number, words });
  }
  return found;
}

async function knownWordsOf(edition: Edition, known: KnownWords): Promise<Int32Array> {
  const text = sha256(JSON.stringify([edition.sha256, quotedBlocks(edition.blocks)]));
  const before = known.get(text)?.deref();
  if (before) return before;
  const { words } = await ownWordsOf(edition);
  known.set(text, new WeakRef(words));
  return words;
}
