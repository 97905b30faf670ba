import type { CollectionName, Documents, OwnedCollection } from './documents.js';
import type { indexes } from './indexes.js';
import type { SearchedCollection } from './searchable.js';

export { compareText } from './code-point-order.js';
export { cursorOf, maxPageSize, unknownCursor } from './cursor.js';
export { searchedCollections } from './searchable.js';

export type IndexName<C extends CollectionName> = Extract<keyof (typeof indexes)[C], string>;

type Declared<C extends CollectionName> = (typeof indexes)[C];

/** The indexes of which the numbers under each key are kept. */
export type CountedIndexName<C extends CollectionName> = {
  [I in IndexName<C>]: I extends keyof Declared<C>
    ? Declared<C>[I] extends { counted: true }
      ? I
      : never
    : never;
}[IndexName<C>];

/** The indexes that may have a document under several keys. */
export type ManyIndexName<C extends CollectionName> = {
  [I in IndexName<C>]: I extends keyof Declared<C>
    ? Declared<C>[I] extends { many: true }
      ? I
      : never
    : never;
}[IndexName<C>];

/**
 * One part of a commit. A replacement or removal carries the document with the version it read. What is inserted
 * `last` gets another id (see `idBehind`) where its own does not sort behind all others of its collection: the ids
 * of events are in the order of commits, whatever the clocks of processes say.
 */
export type Change<C extends CollectionName = CollectionName> = {
  [K in C]: { do: 'insert' | 'replace' | 'remove'; in: K; doc: Documents[K]; last?: true };
}[C];

/** A new document; its version is 1. */
export function insert<C extends CollectionName>(collection: C, doc: Documents[C]): Change {
  return { do: 'insert', in: collection, doc } as Change;
}

/** An event behind all that there are when it is written. */
export function insertLast(event: Documents['events']): Change<'events'> {
  return { do: 'insert', in: 'events', doc: event, last: true };
}

/** The document that takes the place of the one with its id and version. */
export function replace<C extends CollectionName>(collection: C, doc: Documents[C]): Change {
  return { do: 'replace', in: collection, doc } as Change;
}

/** The document, as it was read, that shall be gone. */
export function remove<C extends CollectionName>(collection: C, doc: Documents[C]): Change {
  return { do: 'remove', in: collection, doc } as Change;
}

/**
 * What was written, in the order of the commit: an inserted or replaced document with its new
 * version, a removed one as it last stood.
 */
export interface Commit {
  /** Counts the commits of this database, from 1. */
  number: number;
  changes: readonly Change[];
  /**
   * Told to whoever committed: those of the documents that the commit was said to name that were not
   * there when it had been written. Where this is missing, nobody has looked.
   */
  gone?: readonly DocumentName[];
}

/** On what a commit rests. */
export interface CommitBasis {
  /** The number of the last commit that whoever worked it out has heeded. */
  since: number;
  /**
   * That nothing is written between `since` and it, and that whatever is committed later has heeded it: a *barrier*.
   */
  isBarrier?: boolean;
}

/** Which document is meant. */
export interface DocumentName {
  in: CollectionName;
  id: string;
}

export interface Query {
  /** The index's key: only entries under it are found. */
  key: string;
  /** Only entries whose sort value begins so. */
  startsWith?: string;
  /** The `next` of an earlier page. A cursor that is none fails as *invalid*. */
  after?: string | null;
  /** How many at the most, from 1 to 10,000; 50 unless told. Any other number fails as *invalid*. */
  limit?: number;
  order?: 'ascending' | 'descending';
}

/** Which entries of an index are counted. */
export interface Count {
  key: string;
  /** Only entries whose sort value comes before this one. */
  before?: string;
}

/** What is searched for, and which part of what is found is wanted. */
export interface Search {
  /** As somebody typed it. Each word must be the beginning of a word of the document. */
  words: string;
  after?: string | null;
  /** How many at the most, from 1 to 10,000; 50 unless told. Any other number fails as *invalid*. */
  limit?: number;
}

/** A document, and whose it is: null where nobody is named, or nobody of that id is there. */
export interface Owned<C extends OwnedCollection> {
  doc: Documents[C];
  owner: Documents['people'] | null;
}

export interface Page<T> {
  items: T[];
  /** The cursor of the next page; null at the end. */
  next: string | null;
}

/**
 * The number of a commit since which nothing has changed in the public collections, and in the
 * private ones: in a file, each half says which state it is.
 */
export type Commits = Readonly<Record<'public' | 'private', number>>;

/** A whole database as it stood at one moment, whatever was committed later. */
export interface Snapshot {
  /** The number of the last commit in it. */
  commit: number;
  commits: Commits;
  /** Every document of a collection, in the order in which they came. */
  docs<C extends CollectionName>(collection: C): AsyncIterable<Documents[C]>;
  /** Lets go of it: it can't be read any more. */
  close(): Promise<void>;
}

/**
 * The port: everything that Whence asks of a database, and what each one promises.
 * Documents come out frozen, and are shared with whoever else reads them: to change one, make another.
 * Of what is read in one turn of the event loop, by a store that may be written to, what is asked for
 * first is read no later than the rest; pages of more than 1,000 are read by themselves.
 * Authorisation and validation are not the store's.
 */
export interface Store {
  /** The document with that id, or null. */
  get<C extends CollectionName>(collection: C, id: string): Promise<Documents[C] | null>;

  /** The document with that id, and the person whose it is, as of one moment; null as above. */
  getOwned<C extends OwnedCollection>(collection: C, id: string): Promise<Owned<C> | null>;

  /**
   * Those of the documents with these ids that are there, in the order of the ids, each once. What
   * is asked for at once, here and in the two others of many, is answered as of one moment.
   */
  getMany<C extends CollectionName>(collection: C, ids: readonly string[]): Promise<Documents[C][]>;

  /**
   * The documents under a key of a declared index (see indexes.ts), in the order of the index's
   * sort value and then of the id, both compared by Unicode code point, paged by cursor. A page
   * goes on where the last one ended even when documents came or went in between. A document with
   * several entries under the key is found at each of them.
   */
  find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    query: Query,
  ): Promise<Page<Documents[C]>>;

  /** The pages of several queries of an index, in their order: each as `find` gives it. */
  findMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    queries: readonly Query[],
  ): Promise<Page<Documents[C]>[]>;

  /**
   * The documents with these ids, and those that stand under a key of a declared index under which one of
   * them stands: each once, in no order, the first of each key so many at the most.
   */
  findBeside<C extends CollectionName>(
    collection: C,
    index: ManyIndexName<C>,
    ids: readonly string[],
    limit: number,
  ): Promise<Documents[C][]>;

  /** How many entries stand under a key of a declared index. */
  count<C extends CollectionName>(collection: C, index: IndexName<C>, key: string): Promise<number>;

  /** How many entries of an index there are of each kind, in the order of what is counted. */
  countMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    counts: readonly Count[],
  ): Promise<number[]>;

  /** The keys of a counted index under which something stands, each with how many, in no order. */
  keys<C extends CollectionName>(
    collection: C,
    index: CountedIndexName<C>,
  ): Promise<ReadonlyMap<string, number>>;

  /**
   * Lets nothing be left of what was replaced or removed, as far as this store keeps it: old commits,
   * old rows, what a journal holds. Copies that somebody made of the database are not its own.
   */
  purge(): Promise<void>;

  /** Counts anew what is kept of counted indexes, where it is kept beside the documents. */
  recount(): Promise<void>;

  /**
   * The documents that hold all of the words that were typed (see searchable.ts): those whose
   * heading alone holds them first, then the newest, then by id, downwards; paged by cursor.
   * Nothing is found where no word was typed.
   */
  search<C extends SearchedCollection>(collection: C, search: Search): Promise<Page<Documents[C]>>;

  /**
   * Writes all of the changes or none, and returns when they are on disk. Versions are the
   * store's: an inserted document gets 1, a replaced one the next. Each change meets what the ones
   * before it left; a unique index is judged by what all of them leave. What is stored is what
   * JSON keeps of a document, taken at the call: changing it afterwards changes nothing.
   * Fails as *conflict*, with nothing written, where an inserted id exists, a replaced or removed
   * document is gone or has another version by now, or a unique index would hold two documents
   * under a key; as *unavailable*, with memory as the disk is, where the disk or the database
   * refuses. A document that is not of its type is a defect of the caller and no Problem.
   * Without changes, nothing is written and nobody is told; a barrier without them is one that does not come.
   * Of the documents that what is written names, `named`, the answer says which are not there.
   * Fails as *conflict* with `details.barrier` where a barrier was written after its basis, or is it itself and
   * anything was: then what other processes commit may wait for the next try, for some seconds or until it does not come.
   * One without a basis asks for nothing.
   */
  commit(
    changes: readonly Change[],
    named?: readonly DocumentName[],
    basis?: CommitBasis,
  ): Promise<Commit>;

  /** The number of the last commit of which watchers have been told; where nobody can be, that of the last when it was opened. */
  readonly told: number;

  /**
   * Calls the listener after every commit, of every process that shares the store, in order; of
   * one's own commits before they are acknowledged, unless those of others before them can't be read
   * at that moment. Where commits can't be told any more, because this process was cut off from the
   * database for too long or it was put back to an earlier state, `missed` is called in their place:
   * what was made of earlier ones is to be made anew. What either throws is logged and harms
   * nobody. Returns the function that ends it.
   */
  watch(listener: (commit: Commit) => void, missed?: () => void): () => void;

  /**
   * Returns when every watcher has been told of all commits that were acknowledged before the
   * call, by whatever process: what is kept by watching is then not behind.
   */
  caughtUp(): Promise<void>;

  /** Everything as it stands now, to be copied. */
  snapshot(): Promise<Snapshot>;

  /** Finishes what is being written and lets go of everything. Later calls fail as *unavailable*. */
  close(): Promise<void>;
}

/** Every document under each of some keys, by key: the first pages of all are asked for at once. */
export async function allUnder<C extends CollectionName>(
  store: Pick<Store, 'findMany'>,
  collection: C,
  index: IndexName<C>,
  keys: Iterable<string>,
): Promise<Map<string, Documents[C][]>> {
  const found = new Map([...keys].map((key): [string, Documents[C][]] => [key, []]));
  let queries = [...found.keys()].map((key): Query => ({ key, limit: 1000 }));
  while (queries.length > 0) {
    const pages: Page<Documents[C]>[] = await store.findMany(collection, index, queries);
    for (const [at, { key }] of queries.entries()) {
      for (const doc of pages[at]?.items ?? []) found.get(key)?.push(doc);
    }
    const read = queries;
    queries = pages.flatMap(({ next }, at) => {
      const query = read[at];
      return next !== null && query ? [{ ...query, after: next }] : [];
    });
  }
  return found;
}

/** Every document under a key, page by page: for work that is meant to walk through all of them. */
export async function* all<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexName<C>,
  query: Omit<Query, 'after'>,
): AsyncGenerator<Documents[C]> {
  let after: string | null = null;
  do {
    const page: Page<Documents[C]> = await store.find(collection, index, {
      limit: 1000,
      ...query,
      after,
    });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

/** A store of which some methods are others; everything else it does itself. */
export function storeWith(store: Store, own: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(own, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
