import type { Response } from 'express';
import { Problem } from '../../domain/problem.js';
import type { CollectionName, Documents, OwnedCollection } from '../../store/documents.js';
import type {
  Change,
  Commit,
  Count,
  CountedIndexName,
  DocumentName,
  IndexName,
  Owned,
  Page,
  Query,
  Search,
  Snapshot,
  Store,
} from '../../store/store.js';

declare global {
  namespace Express {
    interface Response {
      /** Whether what the request wanted to have saved has been saved by now. */
      isSaved?: () => boolean;
    }
  }
}

type SearchedCollection = Parameters<Store['search']>[0];

/**
 * The store as one request works on it: it remembers whether its last commit was acknowledged. What
 * is read after that, to draw the answer, may fail without anything having failed to be saved.
 */
export class RequestStore implements Store {
  readonly #store: Store;
  #saved = false;

  constructor(store: Store) {
    this.#store = store;
  }

  get isSaved(): boolean {
    return this.#saved;
  }

  async commit(changes: readonly Change[], named?: readonly DocumentName[]): Promise<Commit> {
    this.#saved = false;
    const commit = await this.#store.commit(changes, named);
    this.#saved = changes.length > 0;
    return commit;
  }

  get<C extends CollectionName>(collection: C, id: string): Promise<Documents[C] | null> {
    return this.#store.get(collection, id);
  }

  getOwned<C extends OwnedCollection>(collection: C, id: string): Promise<Owned<C> | null> {
    return this.#store.getOwned(collection, id);
  }

  getMany<C extends CollectionName>(
    collection: C,
    ids: readonly string[],
  ): Promise<Documents[C][]> {
    return this.#store.getMany(collection, ids);
  }

  find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    query: Query,
  ): Promise<Page<Documents[C]>> {
    return this.#store.find(collection, index, query);
  }

  findMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    queries: readonly Query[],
  ): Promise<Page<Documents[C]>[]> {
    return this.#store.findMany(collection, index, queries);
  }

  count<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    key: string,
  ): Promise<number> {
    return this.#store.count(collection, index, key);
  }

  countMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    counts: readonly Count[],
  ): Promise<number[]> {
    return this.#store.countMany(collection, index, counts);
  }

  keys<C extends CollectionName>(
    collection: C,
    index: CountedIndexName<C>,
  ): Promise<ReadonlyMap<string, number>> {
    return this.#store.keys(collection, index);
  }

  purge(): Promise<void> {
    return this.#store.purge();
  }

  recount(): Promise<void> {
    return this.#store.recount();
  }

  search<C extends SearchedCollection>(collection: C, search: Search): Promise<Page<Documents[C]>> {
    return this.#store.search(collection, search);
  }

  watch(listener: (commit: Commit) => void, missed?: () => void): () => void {
    return this.#store.watch(listener, missed);
  }

  caughtUp(): Promise<void> {
    return this.#store.caughtUp();
  }

  snapshot(): Promise<Snapshot> {
    return this.#store.snapshot();
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

/**
 * Whether a fault came after what was asked had been saved: the database went away, or we failed,
 * while the answer was made. What a Problem says otherwise is about the request itself.
 */
export function isFaultAfterSave(res: Response, fault: unknown): boolean {
  if (!res.isSaved?.()) return false;
  return !(fault instanceof Problem) || fault.code === 'unavailable';
}
