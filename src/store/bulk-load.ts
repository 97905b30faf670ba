import type { CollectionName, Documents } from './documents.js';
import type { Commits } from './store.js';

/** An empty database that is being filled; recognisably incomplete until it is finished. */
export interface BulkLoad {
  /**
   * Adds documents to a collection, as they are (ids, versions), behind those that came before.
   * The collections come one after another, in the order of `collections`.
   */
  put<C extends CollectionName>(collection: C, docs: readonly Documents[C][]): Promise<void>;

  /** All is there: returns when it is so for good. From now on it is a desk like any other. */
  finish(): Promise<void>;

  /** Lets go of it, as incomplete as it is. */
  abandon(): Promise<void>;
}

export interface BulkLoadOptions {
  /** What it is filled with: the path of a desk, or an address without a password. */
  from: string;
  /** Those of that desk, from which the filled one counts on. */
  commits: Commits;
  /** The moment at which it is begun. */
  clock?: () => Date;
}
