import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../../domain/problem.js';
import { barrierConflict } from '../conflict.js';
import { demandLimit } from '../cursor.js';
import {
  type CollectionName,
  collections,
  type Documents,
  type OwnedCollection,
} from '../documents.js';
import { frozen } from '../frozen.js';
import { eachInTurns, inTurns, WorkInTurns } from '../in-turns.js';
import type { Log } from '../log.js';
import type { SearchedCollection } from '../searchable.js';
import { storableInTurns } from '../storable.js';
import type {
  Change,
  Commit,
  CommitBasis,
  Commits,
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
import { changesAtOnce, checkCommit, Draft } from './draft.js';
import { isLong, type State } from './state.js';
import type { Table } from './table.js';

/** What an engine works on: how commits are kept, and what is let go of at the end. */
export interface CommitLog {
  /** Makes commits last, which follow the ones before; a failure leaves what lasted before. */
  write(commits: readonly Commit[]): Promise<void>;
  release(): Promise<void>;
  /** Lets nothing be left of what was replaced or removed; nothing to be done where nothing is. */
  purge?(): Promise<void>;
  /** What each half would be said to hold if it were written out now. */
  commits?(state: State): Commits;
  log: Log;
}

interface WaitingCommit {
  changes: readonly Change[];
  named: readonly DocumentName[];
  basis: CommitBasis | null;
  resolve(commit: Commit): void;
  reject(fault: unknown): void;
}

/**
 * A store in memory on a ground that makes it last. Readers see a commit only once it is written.
 * The state handed in is the engine's to change: it then holds exactly what was acknowledged. One
 * write goes on at a time; the commits that wait for it are written together by the next.
 */
export class Engine implements Store {
  readonly #state: State;
  readonly #ground: CommitLog;
  readonly #copying = new WorkInTurns();
  #waiting: WaitingCommit[] = [];
  #writing: Promise<void> | null = null;
  #closing: Promise<void> | null = null;
  /** The number of the last barrier: nobody has begun before this process did. */
  #barrier = 0;
  readonly #listeners = new Set<{ call: (commit: Commit) => void }>();

  constructor(state: State, ground: CommitLog) {
    this.#state = state;
    this.#ground = ground;
  }

  async get<C extends CollectionName>(collection: C, id: string): Promise<Documents[C] | null> {
    const doc = (await this.#table(collection)).get(id);
    return doc === undefined ? null : frozen(doc);
  }

  async getOwned<C extends OwnedCollection>(collection: C, id: string): Promise<Owned<C> | null> {
    const doc = await this.get<C>(collection, id);
    if (doc === null) return null;
    return { doc, owner: doc.person === null ? null : await this.get('people', doc.person) };
  }

  async getMany<C extends CollectionName>(
    collection: C,
    ids: readonly string[],
  ): Promise<Documents[C][]> {
    const table = await this.#table(collection);
    return [...new Set(ids)].flatMap((id) => {
      const doc = table.get(id);
      return doc === undefined ? [] : [frozen(doc)];
    });
  }

  async find<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    query: Query,
  ): Promise<Page<Documents[C]>> {
    return pageOf(await this.#table(collection, index), index, query);
  }

  async findMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    queries: readonly Query[],
  ): Promise<Page<Documents[C]>[]> {
    const table = await this.#table(collection, index);
    return queries.map((query) => pageOf(table, index, query));
  }

  async findBeside<C extends CollectionName>(
    collection: C,
    index: ManyIndexName<C>,
    ids: readonly string[],
    limit: number,
  ): Promise<Documents[C][]> {
    const table = await this.#table(collection, index);
    const pages = table.keysOf(index, ids).map((key) => pageOf(table, index, { key, limit }));
    const themselves = await this.getMany(collection, ids);
    return [...new Set([...themselves, ...pages.flatMap(({ items }) => items)])];
  }

  async count<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    key: string,
  ): Promise<number> {
    return (await this.#table(collection, index)).count(index, { key });
  }

  async countMany<C extends CollectionName>(
    collection: C,
    index: IndexName<C>,
    counts: readonly Count[],
  ): Promise<number[]> {
    const table = await this.#table(collection, index);
    return counts.map((count) => table.count(index, count));
  }

  async keys<C extends CollectionName>(
    collection: C,
    index: CountedIndexName<C>,
  ): Promise<ReadonlyMap<string, number>> {
    return (await this.#table(collection, index)).keys(index);
  }

  /** Everything is counted from the documents here. */
  async purge(): Promise<void> {
    this.#demandOpen();
    await this.#writing;
    await this.#ground.purge?.();
  }

  async recount(): Promise<void> {
    this.#demandOpen();
  }

  get told(): number {
    return this.#state.commit;
  }

  async commit(
    changes: readonly Change[],
    named: readonly DocumentName[] = [],
    basis: CommitBasis | null = null,
  ): Promise<Commit> {
    this.#demandOpen();
    if (changes.length === 0) return { number: this.#state.commit, changes: [] };
    const own = await this.#copying.do(storableInTurns(changes));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes: own, named, basis, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  watch(listener: (commit: Commit) => void): () => void {
    this.#demandOpen();
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Nobody else commits here, and watchers are told before a commit is acknowledged. */
  async caughtUp(): Promise<void> {
    this.#demandOpen();
  }

  async snapshot(): Promise<Snapshot> {
    this.#demandOpen();
    await this.#state.complete(collections);
    const contents = this.#state.contents(collections);
    return {
      commit: this.#state.commit,
      commits: this.#ground.commits?.(this.#state) ?? {
        public: this.#state.commit,
        private: this.#state.commit,
      },
      async *docs(collection) {
        for (const doc of contents[collection] ?? []) yield frozen(doc);
      },
      close: async () => {},
    };
  }

  async search<C extends SearchedCollection>(
    collection: C,
    search: Search,
  ): Promise<Page<Documents[C]>> {
    this.#demandOpen();
    demandLimit(search.limit);
    await this.#table(collection);
    const page: Page<Documents[C]> = await this.#state.search(collection, search);
    // Where it was closed meanwhile, not everything was looked through.
    this.#demandOpen();
    return { items: page.items.map(frozen), next: page.next };
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    this.#state.stopIndexing();
    await this.#copying.ended();
    await this.#writing;
    this.#listeners.clear();
    await this.#ground.release();
  }

  async #write(): Promise<void> {
    // What is committed in the same turn is written together.
    await null;
    while (this.#waiting.length > 0) await this.#writeTogether(this.#waiting.splice(0));
    this.#writing = null;
  }

  /** Nobody hears of success or conflict before the write: it is what they rest on. */
  async #writeTogether(group: readonly WaitingCommit[]): Promise<void> {
    let outcome: Outcome;
    try {
      await this.#state.complete(collectionsIn(group));
      outcome = await inTurns(outcomeOf(this.#state, this.#barrier, group));
      if (outcome.commits.length > 0) await this.#ground.write(outcome.commits);
    } catch (fault) {
      for (const { reject } of group) reject(fault);
      return;
    }
    this.#barrier = outcome.barrier;
    for (const commit of outcome.commits) {
      const ready = await inTurns(this.#state.ready(commit));
      this.#state.take(commit, ready);
      this.#tell(commit);
      if (isLong(commit.changes)) await nextTurn();
    }
    for (const settle of outcome.settlements) settle();
  }

  #tell(commit: Commit): void {
    for (const { call } of this.#listeners) {
      try {
        call(commit);
      } catch (fault) {
        this.#ground.log.warn(`A watcher of commit ${commit.number} failed: ${String(fault)}`);
      }
    }
  }

  /** A collection, all of which has been read, with an index where one is wanted. */
  async #table<C extends CollectionName>(
    collection: C,
    index?: IndexName<C>,
  ): Promise<Table<Documents[C]>> {
    this.#demandOpen();
    const table: Table<Documents[C]> = this.#state.tables[collection];
    if (!table.isWhole) await table.complete();
    if (index !== undefined) await table.ordered(index);
    return table;
  }

  #demandOpen(): void {
    if (this.#closing) throw new Problem('unavailable', 'The database has been closed.');
  }
}

function pageOf<D extends { id: string; version: number }>(
  table: Table<D>,
  index: string,
  query: Query,
): Page<D> {
  demandLimit(query.limit);
  const { items, next } = table.find(index, query);
  return { items: items.map(frozen), next };
}

function collectionsIn(group: readonly WaitingCommit[]): Set<CollectionName> {
  const names = group.flatMap(({ changes, named }) => [...changes, ...named]);
  return new Set(names.map((each) => each.in));
}

interface Outcome {
  /** Those that fit, in order. */
  commits: Commit[];
  /** The number of the last barrier. */
  barrier: number;
  /** Tells each of those that waited what became of theirs, in their order. */
  settlements: (() => void)[];
}

/** Each commit meets what the ones before it left; one that conflicts fails alone. */
function* outcomeOf(
  state: State,
  lastBarrier: number,
  group: readonly WaitingCommit[],
): Generator<undefined, Outcome> {
  let barrier = lastBarrier;
  const draft = new Draft(state);
  const [commits, settlements]: [Commit[], Outcome['settlements']] = [[], []];
  for (const { changes, named, basis, resolve, reject } of group) {
    try {
      const number = state.commit + commits.length + 1;
      if (basis && basis.since < (basis.isBarrier ? number - 1 : barrier)) throw barrierConflict();
      const done = yield* checkCommit(draft, changes, number);
      const commit = frozen({ number, changes: done });
      yield* eachInTurns(done, changesAtOnce, (change) => draft.put(change));
      commits.push(commit);
      if (basis?.isBarrier) barrier = number;
      const gone = named.filter(({ in: collection, id }) => !draft.get(collection, id));
      settlements.push(() => resolve({ ...commit, ...(named.length > 0 && { gone }) }));
    } catch (fault) {
      settlements.push(() => reject(fault));
    }
  }
  return { commits, barrier, settlements };
}
