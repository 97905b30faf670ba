import { Problem } from '../../domain/problem.js';
import type { CollectionName, Documents, OwnedCollection } from '../documents.js';
import type { Log } from '../log.js';
import type { SearchedCollection } from '../searchable.js';
import type { Signals } from '../signals.js';
import type {
  Change,
  Commit,
  CommitBasis,
  Count,
  CountedIndexName,
  DocumentName,
  IndexName,
  ManyIndexName,
  Owned,
  Page,
  Query,
  Search,
  Snapshot,
  Store,
} from '../store.js';
import { shownAddress } from './address.js';
import { Connections, closed } from './connections.js';
import { recountHeld } from './counts.js';
import { Feed, lastNumber } from './feed.js';
import { HeldDocuments } from './held-documents.js';
import { readyForUse } from './migrate.js';
import { readPages } from './pages.js';
import { purgeTables } from './purge.js';
import { Reads } from './reads.js';
import { plain, storedKey } from './rows.js';
import { searchPage } from './search.js';
import { PostgresSignals } from './signals.js';
import { openSnapshot } from './snapshot.js';
import { Writer } from './writer.js';

/** How long closing waits for a database that does not answer any more, in milliseconds. */
const closingMs = 2_000;

export interface PostgresOptions {
  /** To read fails commits; a desk of an earlier version is not brought up to date. */
  mode: 'write' | 'read';
  /** Whether a desk is made where the database has none; it is unless told otherwise. */
  create?: boolean;
  log?: Log;
  /** Is told in a sentence where a desk of an earlier version was brought up to date. */
  announce?: (sentence: string) => void;
}

/**
 * Opens the desk in the PostgreSQL database of that address, which any number of processes may have
 * open at once, and brings its tables up to date.
 *
 * Throws *not-found* where there is no desk and none is to be made, *unreadable* for tables of a
 * later version or a database that can't hold a desk, and *unavailable* where the database can't be
 * reached or is being filled by a copy.
 */
export async function openPostgresStore(
  url: string,
  options: PostgresOptions,
): Promise<Store & { readonly signals: Signals }> {
  const { log = console, mode, create = true, announce = () => {} } = options;
  const connections = new Connections(url, log);
  try {
    const use = { name: shownAddress(url), mode, create, announce };
    const number = await readyForUse(connections, use);
    const signals = new PostgresSignals(connections, log);
    const reads = new Reads(connections, mode);
    const feed = new Feed(connections, number, log, (signal) => signals.hear(signal), reads);
    if (mode === 'write') await feed.listen();
    return new PostgresStore({ connections, reads, feed, signals }, mode);
  } catch (fault) {
    await connections.close();
    throw fault;
  }
}

interface StoreParts {
  connections: Connections;
  reads: Reads;
  feed: Feed;
  signals: PostgresSignals;
}

class PostgresStore implements Store {
  readonly #connections: Connections;
  readonly #feed: Feed;
  readonly #writer: Writer;
  readonly #reads: Reads;
  readonly #documents: HeldDocuments;
  readonly signals: PostgresSignals;
  readonly #mode: 'write' | 'read';
  #closing: Promise<void> | null = null;

  constructor({ connections, reads, feed, signals }: StoreParts, mode: 'write' | 'read') {
    this.#connections = connections;
    this.#feed = feed;
    this.signals = signals;
    this.#mode = mode;
    this.#reads = reads;
    this.#documents = new HeldDocuments(reads);
    this.#writer = new Writer(connections, feed);
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<Documents[C] | null> {
    const [doc] = await this.getMany(collection, [id]);
    return doc ?? null;
  }

  async getOwned<C extends OwnedCollection>(collection: C, id: string): Promise<Owned<C> | null> {
    const asked = { in: collection, id: plain(id) };
    const [doc, [owner]] = await Promise.all([
      this.get(collection, id),
      this.#documents.find('people', { do: 'owner', ...asked }),
    ]);
    return doc && { doc, owner: owner?.doc ?? null };
  }

  async getMany<C extends CollectionName>(
    collection: C,
    ids: readonly string[],
  ): Promise<Documents[C][]> {
    this.#demandOpen();
    const wanted = new Set(ids.filter((id) => id === plain(id)));
    if (wanted.size === 0) return [];
    const request = { do: 'get', in: collection, ids: [...wanted] } as const;
    const rows = await this.#documents.find(collection, request);
    const found = new Map(rows.map(({ id, doc }) => [id, doc]));
    return [...wanted].map((id) => found.get(id)).filter((doc) => doc !== undefined);
  }

  async find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    query: Query,
  ): Promise<Page<Documents[C]>> {
    this.#demandOpen();
    const [page] = await this.findMany(collection, index, [query]);
    return page ?? { items: [], next: null };
  }

  async findMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    queries: readonly Query[],
  ): Promise<Page<Documents[C]>[]> {
    this.#demandOpen();
    return readPages(this.#documents, collection, index, queries);
  }

  async findBeside<C extends CollectionName>(
    collection: C,
    index: ManyIndexName<C>,
    ids: readonly string[],
    limit: number,
  ): Promise<Documents[C][]> {
    this.#demandOpen();
    const wanted = ids.filter((id) => id === plain(id));
    if (wanted.length === 0) return [];
    const request = { do: 'beside', in: collection, index, ids: wanted, limit } as const;
    return (await this.#documents.find(collection, request)).map(({ doc }) => doc);
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
    this.#demandOpen();
    const counted = counts.map(async ({ key, before }) => {
      const under = { in: collection, index, key: storedKey(key) };
      const last = before === undefined ? null : plain(before);
      const [row] = await this.#reads.rows({ do: 'count', ...under, before: last });
      return row?.count ?? 0;
    });
    return Promise.all(counted);
  }

  async keys<C extends CollectionName>(
    collection: C,
    index: CountedIndexName<C>,
  ): Promise<ReadonlyMap<string, number>> {
    this.#demandOpen();
    const rows = await this.#connections.query<{ key: string; count: number }>({
      name: `keys ${collection} ${index}`,
      text: `SELECT key, count::float8 AS count FROM ${collection}_counts
        WHERE index = '${index}' AND count > 0`,
    });
    return new Map(rows.map(({ key, count }) => [key, count]));
  }

  /** Takes as long as writing everything anew, and others wait for it. */
  async purge(): Promise<void> {
    this.#demandOpen();
    await this.caughtUp();
    await this.#connections.reserve(purgeTables);
  }

  /** While it counts, commits wait. */
  async recount(): Promise<void> {
    this.#demandOpen();
    await this.#connections.reserve(recountHeld);
  }

  async search<C extends SearchedCollection>(
    collection: C,
    search: Search,
  ): Promise<Page<Documents[C]>> {
    this.#demandOpen();
    return searchPage(this.#connections, collection, search);
  }

  get told(): number {
    return this.#feed.told;
  }

  async commit(
    changes: readonly Change[],
    named?: readonly DocumentName[],
    basis?: CommitBasis,
  ): Promise<Commit> {
    this.#demandOpen();
    if (this.#mode === 'read') {
      throw new Problem('unavailable', 'The database has been opened for reading only.');
    }
    if (changes.length === 0 && basis?.isBarrier) await this.#writer.letGo();
    if (changes.length === 0)
      return { number: (await lastNumber(this.#connections)) ?? 0, changes: [] };
    return this.#writer.commit(changes, named, basis);
  }

  watch(listener: (commit: Commit) => void, missed?: () => void): () => void {
    this.#demandOpen();
    return this.#feed.watch(listener, missed);
  }

  async caughtUp(): Promise<void> {
    this.#demandOpen();
    await this.#feed.catchUp();
  }

  async snapshot(): Promise<Snapshot> {
    this.#demandOpen();
    return openSnapshot(this.#connections);
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    const impatient = setTimeout(() => this.#connections.hangUp(), closingMs);
    await this.#writer.finish();
    await this.signals.finish();
    await this.#feed.close();
    await this.#connections.close();
    clearTimeout(impatient);
  }

  #demandOpen(): void {
    if (this.#closing) throw closed();
  }
}
