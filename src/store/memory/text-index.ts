import { setImmediate as nextTurn } from 'node:timers/promises';
import { queryWords } from '../../domain/search/search-words.js';
import { eachInTurns } from '../in-turns.js';
import type { SearchEntry } from '../searchable.js';
import type { Page, Search } from '../store.js';
import { Places } from './places.js';
import { searchPage } from './word-search.js';
import { Words } from './words.js';

/** The number of words that are indexed before others get their turn: some milliseconds of work. */
const maxWordsAtOnce = 5_000;

/**
 * By which words the documents of one collection are found, kept true as they change. Words stand
 * in MiniSearch's radix tree alone, not in its index: that ranks what it finds by how often words
 * occur, which is not asked for here and takes ten times as long.
 */
export class TextIndex<D extends { id: string }> {
  readonly #entryOf: (doc: D) => Generator<undefined, SearchEntry | null>;
  readonly #heading = new Words();
  readonly #body = new Words();
  /** The moments by which what is found is sorted, of every document that was taken in. */
  readonly #sorts = new Map<string, string>();
  readonly #places = new Places();
  /** What is still to be taken in or out, in its order; the first is under way. */
  readonly #work: Generator<undefined, unknown>[] = [];
  #working: Promise<void> | null = null;
  #isStopped = false;

  /**
   * Takes in the documents, a few at a time. They may change meanwhile, as long as `replace` is
   * told: each is read when its turn comes. `entryOf` gives the words of a document, with others
   * having their turn in between; null for one that is not to be found.
   */
  constructor(docs: Iterable<D>, entryOf: (doc: D) => Generator<undefined, SearchEntry | null>) {
    this.#entryOf = entryOf;
    this.#do(this.#fill(docs));
  }

  /** When all the documents have been taken in: nothing is to be looked for before. */
  get filled(): Promise<void> {
    return this.#working ?? Promise.resolve();
  }

  /** Takes in no more documents: nothing is looked for any more. */
  stop(): void {
    this.#isStopped = true;
  }

  /**
   * A document that came has no `before`, one that went no `after`. A long one, and one of many (`later`), is
   * taken in or out after a while, and others behind it.
   */
  replace(
    before: D | undefined,
    after: D | undefined,
    { later = false }: { later?: boolean } = {},
  ): void {
    this.#do(this.#replace(before, after), later);
  }

  /**
   * A page of the ids of what is found: see `Store.search`. It yields where many are found; documents may
   * change meanwhile.
   */
  find(search: Search): Generator<undefined, Page<string>> {
    const [heading, body] = [this.#heading, this.#body];
    const docs = { heading, body, places: this.#places, sorts: this.#sorts };
    return searchPage(docs, queryWords(search.words), search);
  }

  /** Does it at once, where it is little and nothing waits. */
  #do(work: Generator<undefined, unknown>, later = false): void {
    if (!later && this.#work.length === 0 && work.next().done) return;
    this.#work.push(work);
    this.#working ??= this.#workInTurns();
  }

  async #workInTurns(): Promise<void> {
    for (let work = this.#work[0]; work; work = this.#work[0]) {
      await nextTurn();
      if (this.#isStopped) break;
      if (work.next().done) this.#work.shift();
    }
    this.#working = null;
  }

  *#fill(docs: Iterable<D>): Generator<undefined, void> {
    let words = 0;
    for (const doc of docs) {
      if (!this.#sorts.has(doc.id)) words += yield* this.#add(doc);
      if (words < maxWordsAtOnce) continue;
      words = 0;
      yield;
    }
  }

  *#replace(before: D | undefined, after: D | undefined): Generator<undefined, void> {
    if (before && this.#sorts.has(before.id)) yield* this.#remove(before);
    if (after) yield* this.#add(after);
  }

  /** How many words that was. */
  *#add(doc: D): Generator<undefined, number> {
    const entry = yield* this.#entryOf(doc);
    if (!entry) return 0;
    // What came while the index was made may be met twice.
    this.#unplace(doc.id);
    this.#sorts.set(doc.id, entry.sort);
    this.#places.add({ sort: entry.sort, id: doc.id });
    yield* eachInTurns(entry.heading, maxWordsAtOnce, (word) => this.#heading.add(word, doc.id));
    yield* eachInTurns(entry.body, maxWordsAtOnce, (word) => this.#body.add(word, doc.id));
    return entry.heading.length + entry.body.length;
  }

  *#remove(doc: D): Generator<undefined, void> {
    const entry = yield* this.#entryOf(doc);
    this.#unplace(doc.id);
    yield* eachInTurns(entry?.heading ?? [], maxWordsAtOnce, (word) =>
      this.#heading.remove(word, doc.id),
    );
    yield* eachInTurns(entry?.body ?? [], maxWordsAtOnce, (word) =>
      this.#body.remove(word, doc.id),
    );
  }

  #unplace(id: string): void {
    const sort = this.#sorts.get(id);
    if (sort !== undefined) this.#places.remove({ sort, id });
    this.#sorts.delete(id);
  }
}
