import type { Visibility } from '../../domain/rounds/visibility.js';
import type { CollectionName, Documents, OwnedCollection } from '../../store/documents.js';
import {
  all,
  type Change,
  type Commit,
  type CommitBasis,
  type Count,
  type CountedIndexName,
  type DocumentName,
  type IndexName,
  type ManyIndexName,
  type Owned,
  type Page,
  type Query,
  type Search,
  type Snapshot,
  type Store,
} from '../../store/store.js';
import { entriesCounted, HiddenEntries, isMadeInRounds, sortsOf } from './hidden-entries.js';
import { mayHearOf, type VisibilityRules, visibilityRules } from './visibility-rules.js';
import { visiblePage } from './visible-page.js';

type SearchedCollection = Parameters<Store['search']>[0];

/**
 * A store as somebody sees it while blind rounds are open: what they may not see is not there, in
 * no list, no count and no search. Writing goes through: whoever has not seen a document has no
 * version of it to write.
 */
export class VisibleStore implements Store {
  readonly #whole: Store;
  readonly #visibility: Visibility;
  readonly #rules: VisibilityRules;
  readonly #hidden: HiddenEntries;

  constructor(whole: Store, visibility: Visibility) {
    this.#whole = whole;
    this.#visibility = visibility;
    this.#rules = visibilityRules(whole, visibility);
    this.#hidden = new HiddenEntries(whole, visibility);
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<Documents[C] | null> {
    const doc = await this.#whole.get(collection, id);
    return doc !== null && (await this.#sees(collection, doc)) ? doc : null;
  }

  /** Of sessions, tokens and people nothing is hidden. */
  getOwned<C extends OwnedCollection>(collection: C, id: string): Promise<Owned<C> | null> {
    return this.#whole.getOwned(collection, id);
  }

  async getMany<C extends CollectionName>(
    collection: C,
    ids: readonly string[],
  ): Promise<Documents[C][]> {
    return this.#seen(collection, await this.#whole.getMany(collection, ids));
  }

  async find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    query: Query,
  ): Promise<Page<Documents[C]>> {
    if (!this.#rules[collection]) return this.#whole.find(collection, index, query);
    return visiblePage(
      (part) => this.#whole.find(collection, index, { ...query, ...part }),
      (doc) => this.#sees(collection, doc),
      query,
    );
  }

  findMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    queries: readonly Query[],
  ): Promise<Page<Documents[C]>[]> {
    if (!this.#rules[collection]) return this.#whole.findMany(collection, index, queries);
    return Promise.all(queries.map((query) => this.find(collection, index, query)));
  }

  /** What is hidden counts among the first of a key. */
  async findBeside<C extends CollectionName>(
    collection: C,
    index: ManyIndexName<C>,
    ids: readonly string[],
    limit: number,
  ): Promise<Documents[C][]> {
    return this.#seen(collection, await this.#whole.findBeside(collection, index, ids, limit));
  }

  async search<C extends SearchedCollection>(
    collection: C,
    search: Search,
  ): Promise<Page<Documents[C]>> {
    if (!this.#rules[collection]) return this.#whole.search(collection, search);
    return visiblePage(
      (part) => this.#whole.search(collection, { ...search, ...part }),
      (doc) => this.#sees(collection, doc),
      search,
    );
  }

  async count<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    key: string,
  ): Promise<number> {
    const [count = 0] = await this.countMany(collection, index, [{ key }]);
    return count;
  }

  async countMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    counts: readonly Count[],
  ): Promise<number[]> {
    if (!this.#rules[collection]) return this.#whole.countMany(collection, index, counts);
    if (!isMadeInRounds(collection)) {
      return Promise.all(counts.map((count) => this.#countOneByOne(collection, index, count)));
    }
    const whole = await this.#whole.countMany(collection, index, counts);
    const hidden = await this.#hidden.countMany(collection, index, counts);
    return whole.map((count, at) => count - (hidden[at] ?? 0));
  }

  async keys<C extends CollectionName>(
    collection: C,
    index: CountedIndexName<C>,
  ): Promise<ReadonlyMap<string, number>> {
    const whole = await this.#whole.keys(collection, index);
    if (!this.#rules[collection]) return whole;
    const keys = [...whole.keys()];
    const counts = await this.countMany(
      collection,
      index,
      keys.map((key) => ({ key })),
    );
    const seen = keys.map((key, at): [string, number] => [key, counts[at] ?? 0]);
    return new Map(seen.filter(([, count]) => count > 0));
  }

  purge(): Promise<void> {
    return this.#whole.purge();
  }

  recount(): Promise<void> {
    return this.#whole.recount();
  }

  get told(): number {
    return this.#whole.told;
  }

  commit(
    changes: readonly Change[],
    named?: readonly DocumentName[],
    basis?: CommitBasis,
  ): Promise<Commit> {
    return this.#whole.commit(changes, named, basis);
  }

  /**
   * Tells of what may be seen as the rounds stood when this store was made. What can't be judged at
   * once, an event about the register or a source's identity, is told to whoever caused it alone.
   */
  watch(listener: (commit: Commit) => void, missed?: () => void): () => void {
    return this.#whole.watch(({ number, changes }) => {
      listener({
        number,
        changes: changes.filter((change) => mayHearOf(this.#visibility, change)),
      });
    }, missed);
  }

  caughtUp(): Promise<void> {
    return this.#whole.caughtUp();
  }

  async snapshot(): Promise<Snapshot> {
    const whole = await this.#whole.snapshot();
    const sees = <C extends CollectionName>(collection: C, doc: Documents[C]) =>
      this.#sees(collection, doc);
    return {
      commit: whole.commit,
      commits: whole.commits,
      async *docs(collection) {
        for await (const doc of whole.docs(collection)) {
          if (await sees(collection, doc)) yield doc;
        }
      },
      close: () => whole.close(),
    };
  }

  close(): Promise<void> {
    return this.#whole.close();
  }

  async #seen<C extends CollectionName>(
    collection: C,
    docs: readonly Documents[C][],
  ): Promise<Documents[C][]> {
    const sees = await Promise.all(docs.map((doc) => this.#sees(collection, doc)));
    return docs.filter((_, at) => sees[at]);
  }

  #sees<C extends CollectionName>(collection: C, doc: Documents[C]): boolean | Promise<boolean> {
    const rules: { [K in C]?: (doc: Documents[K]) => boolean | Promise<boolean> } = this.#rules;
    return rules[collection]?.(doc) ?? true;
  }

  async #countOneByOne<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    wanted: Count,
  ): Promise<number> {
    const docs = new Map<string, Documents[C]>();
    const under = { key: wanted.key };
    for await (const doc of all<C>(this, collection, index, under)) docs.set(doc.id, doc);
    return entriesCounted(await sortsOf(collection, index, docs.values()), wanted);
  }
}
