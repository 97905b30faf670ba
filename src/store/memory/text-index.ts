import { setImmediate as nextTurn } from 'node:timers/promises';
import SearchableMap from 'minisearch/SearchableMap';
import { queryWords } from '../../domain/search/search-words.js';
import { cursorOf, type IndexPlace, placeOf } from '../cursor.js';
import { eachInTurns } from '../in-turns.js';
import type { SearchEntry } from '../searchable.js';
import type { Page, Search } from '../store.js';
import { comparePlaces } from './places.js';

/** To look through this many ids takes some milliseconds. */
const idsAtOnce = 5_000;

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
  *find({ words, after = null, limit = 50 }: Search): Generator<undefined, Page<string>> {
    // The longest first: fewest documents have them.
    const asked = queryWords(words).sort((one, other) => other.length - one.length);
    const called = yield* inAll(asked, (word) => this.#heading.beginning(word));
    const found = yield* inAll(asked, (word) =>
      eachOf([this.#body.beginning(word), this.#heading.beginning(word)]),
    );
    const page = new LastPlaces(after === null ? null : placeOf(after), limit);
    yield* eachInTurns(found, idsAtOnce, (id) => {
      const sort = this.#sorts.get(id);
      if (sort !== undefined) page.add({ sort: `${called.has(id) ? 1 : 0} ${sort}`, id });
    });
    return page.found();
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
    this.#sorts.set(doc.id, entry.sort);
    yield* eachInTurns(entry.heading, maxWordsAtOnce, (word) => this.#heading.add(word, doc.id));
    yield* eachInTurns(entry.body, maxWordsAtOnce, (word) => this.#body.add(word, doc.id));
    return entry.heading.length + entry.body.length;
  }

  *#remove(doc: D): Generator<undefined, void> {
    const entry = yield* this.#entryOf(doc);
    this.#sorts.delete(doc.id);
    yield* eachInTurns(entry?.heading ?? [], maxWordsAtOnce, (word) =>
      this.#heading.remove(word, doc.id),
    );
    yield* eachInTurns(entry?.body ?? [], maxWordsAtOnce, (word) =>
      this.#body.remove(word, doc.id),
    );
  }
}

/** A page of places, the last ones first: those behind the place where the last page ended. */
class LastPlaces {
  readonly #shown: IndexPlace[] = [];
  #left = 0;

  constructor(
    private readonly last: IndexPlace | null,
    private readonly limit: number,
  ) {}

  add(place: IndexPlace): void {
    if (this.last && comparePlaces(place, this.last) >= 0) return;
    this.#left += 1;
    keepLast(this.#shown, place, this.limit);
  }

  found(): Page<string> {
    const end = this.#shown.at(-1);
    return {
      items: this.#shown.map(({ id }) => id),
      next: end && this.#shown.length < this.#left ? cursorOf(end) : null,
    };
  }
}

/** Keeps so many of the last places, the very last first; sorting all of them takes ten times as long. */
function keepLast(kept: IndexPlace[], place: IndexPlace, most: number): void {
  const end = kept.at(-1);
  if (end && kept.length === most && comparePlaces(place, end) < 0) return;
  const at = kept.findIndex((other) => comparePlaces(place, other) > 0);
  kept.splice(at === -1 ? kept.length : at, 0, place);
  if (kept.length > most) kept.pop();
}

/** Words, and the ids of the documents that hold each. */
class Words {
  readonly #ids = new SearchableMap<Set<string>>();

  add(word: string, id: string): void {
    this.#ids.fetch(word, () => new Set()).add(id);
  }

  remove(word: string, id: string): void {
    const ids = this.#ids.get(word);
    ids?.delete(id);
    if (ids?.size === 0) this.#ids.delete(word);
  }

  /** The ids of the documents with a word that begins so, for each such word. */
  beginning(start: string): Iterable<ReadonlySet<string>> {
    return this.#ids.atPrefix(start).values();
  }
}

function* eachOf<T>(parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}

/** The ids that are among those of every one of the words; none where there is no word. */
function* inAll(
  words: readonly string[],
  idsOf: (word: string) => Iterable<ReadonlySet<string>>,
): Generator<undefined, Set<string>> {
  let all: Set<string> | null = null;
  for (const word of words) {
    if (all?.size === 0) break;
    const [before, found]: [Set<string> | null, Set<string>] = [all, new Set()];
    yield* eachInTurns(eachOf([...idsOf(word)]), idsAtOnce, (id) => {
      if (before === null || before.has(id)) found.add(id);
    });
    all = found;
  }
  return all ?? new Set();
}
