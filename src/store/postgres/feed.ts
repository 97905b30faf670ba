import type pg from 'pg';
import { frozen } from '../frozen.js';
import type { Log } from '../log.js';
import type { Commit } from '../store.js';
import type { Connections } from './connections.js';
import { maxCommitsRead, type ReadRow } from './read-function.js';
import { Reads } from './reads.js';

/** How often to ask whether something was not heard of, in milliseconds. */
const roundMs = 5_000;
/** In which of those rounds old commits are cleared away: once a minute. */
const clearingRounds = 12;
/** How long the commits are kept from which who was cut off reads on. */
const keptInterval = '1 hour';
/** After how long a lost connection is made again, and at the most. */
const pausesMs = { first: 100, last: 5_000 };

/** A commit that is to be told, or none, and the last one that there is. */
interface CommitRead {
  last: number;
  /** Whether it can still be read. */
  isKnown: boolean;
  commit: Commit | null;
}

interface Listener {
  commit: (commit: Commit) => void;
  missed: () => void;
}

/**
 * Tells this process of every commit on the database, in order. A notification only says that there
 * is something to read; what is told comes from the table of commits, from the last number that was
 * told on. So nothing is missed while no connection listens, but told later.
 */
export class Feed {
  readonly #connections: Connections;
  readonly #log: Log;
  readonly #hear: (signal: string) => void;
  readonly #reads: Pick<Reads, 'rows'>;
  readonly #listeners = new Set<Listener>();
  #client: pg.Client | null = null;
  #lastNumber: number;
  /** The number of the last commit of which the database spoke. */
  #lastHeard = 0;
  #writings = 0;
  #reading: Promise<void> = Promise.resolve();
  /** A reading that is still to begin serves all who ask before it does. */
  #next: Promise<void> | null = null;
  #pause = pausesMs.first;
  #timer: NodeJS.Timeout | null = null;
  #rounds = 0;
  #closed = false;

  /**
   * A feed of what is committed after the commit of that number; signals are passed on. Commits are
   * read together with what else is read.
   */
  constructor(
    connections: Connections,
    lastNumber: number,
    log: Log,
    hear: (signal: string) => void = () => {},
    reads: Pick<Reads, 'rows'> = new Reads(connections, 'read'),
  ) {
    this.#connections = connections;
    this.#lastNumber = lastNumber;
    this.#log = log;
    this.#hear = hear;
    this.#reads = reads;
  }

  /** The number of the last commit that was told. */
  get told(): number {
    return this.#lastNumber;
  }

  watch(commit: (commit: Commit) => void, missed: () => void = () => {}): () => void {
    const listener = { commit, missed };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Begins to listen; where that fails, goes on trying. */
  async listen(): Promise<void> {
    if (this.#closed) return;
    const client = this.#connections.separate();
    client.on('error', (fault) => this.#lose(client, fault));
    client.on('end', () => this.#lose(client, null));
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel.startsWith('whence_signals_')) this.#hear(payload);
      else this.#hearOf(Number(payload));
    });
    try {
      await client.connect();
      this.#client = client;
      const { rows } = await client.query<{ commits: string; signals: string }>(
        `SELECT quote_ident('whence_' || current_schema()) AS commits,
          quote_ident('whence_signals_' || current_schema()) AS signals`,
      );
      await client.query(`LISTEN ${rows[0]?.commits}; LISTEN ${rows[0]?.signals}`);
    } catch (fault) {
      this.#lose(client, fault);
      return;
    }
    if (this.#closed) return void client.end().catch(() => {});
    this.#pause = pausesMs.first;
    this.#wake(roundMs);
    this.#follow();
  }

  /**
   * Takes in a commit of this process; returns when it and all before it have been told, or will be
   * once those of others can be read again: it is saved, and never fails here.
   */
  async take(commit: Commit): Promise<void> {
    const delivery = this.#inTurn(async () => {
      if (commit.number === this.#lastNumber + 1) this.#tell(commit);
      else if (commit.number > this.#lastNumber) await this.#readOn();
    });
    await delivery.catch((fault) => this.#failToRead(fault));
  }

  /**
   * What a writing comes to. While it goes on, the database may speak of one's own commit before its
   * answer is here: what it speaks of is looked for when the writing has ended.
   */
  async whileWriting<T>(writing: () => Promise<T>): Promise<T> {
    this.#writings += 1;
    try {
      return await writing();
    } finally {
      this.#writings -= 1;
      this.#hearOf(this.#lastHeard);
    }
  }

  #hearOf(number: number): void {
    this.#lastHeard = Math.max(this.#lastHeard, number);
    if (this.#writings === 0 && this.#lastHeard > this.#lastNumber) this.#follow();
  }

  /** Returns when everything has been told that was committed before the call. */
  catchUp(): Promise<void> {
    this.#next ??= this.#inTurn(() => {
      this.#next = null;
      return this.#readOn();
    });
    return this.#next;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listeners.clear();
    if (this.#timer) clearTimeout(this.#timer);
    await this.#reading;
    await this.#client?.end().catch(() => {});
  }

  /** Reads on without anybody waiting for it: what fails is tried again in the next round. */
  #follow(): void {
    this.catchUp().catch((fault) => this.#failToRead(fault));
  }

  #failToRead(fault: unknown): void {
    if (!this.#closed) this.#log.warn(`New commits can’t be read: ${String(fault)}`);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#reading.then(work);
    this.#reading = turn.catch(() => {});
    return turn;
  }

  /** Also looks for what can't be read on: see `isAstray`. */
  async #readOn(): Promise<void> {
    for (;;) {
      const rows = await this.#reads.rows({ do: 'commits', since: this.#lastNumber });
      const read = rows.map(commitIn);
      if (read[0] && this.#isAstray(read[0])) return this.#miss();
      for (const { commit } of read) {
        if (commit === null) return;
        if (commit.number !== this.#lastNumber + 1) return this.#miss();
        this.#tell(commit);
      }
      if (rows.length < maxCommitsRead) return;
    }
  }

  /**
   * Whether the last commits were cleared away before they were read, or those that were told have
   * never been: a database can be put back to an earlier state.
   */
  #isAstray({ last, isKnown, commit }: CommitRead): boolean {
    if (commit !== null || last === this.#lastNumber) return false;
    return last < this.#lastNumber || !isKnown;
  }

  async #miss(): Promise<void> {
    this.#lastNumber = (await lastNumber(this.#connections)) ?? this.#lastNumber;
    for (const { missed } of this.#listeners) this.#call(missed);
  }

  #tell(commit: Commit): void {
    this.#lastNumber = commit.number;
    frozen(commit);
    for (const listener of this.#listeners) this.#call(() => listener.commit(commit));
  }

  #call(listener: () => void): void {
    try {
      listener();
    } catch (fault) {
      this.#log.warn(`A watcher of commit ${this.#lastNumber} failed: ${String(fault)}`);
    }
  }

  #lose(client: pg.Client, fault: unknown): void {
    if (this.#closed || (this.#client !== null && this.#client !== client)) return;
    client.removeAllListeners();
    client.on('error', () => {});
    this.#client = null;
    client.end().catch(() => {});
    if (fault) this.#log.warn(`The database can’t be listened to, trying again: ${String(fault)}`);
    this.#wake(this.#pause);
    this.#pause = Math.min(this.#pause * 2, pausesMs.last);
  }

  /** Takes away old commits, now and then; the query also tells whether the line is alive. */
  async #clear(client: pg.Client): Promise<void> {
    this.#rounds += 1;
    const due = this.#rounds % clearingRounds === 0;
    await client.query(
      due ? `DELETE FROM commits WHERE at < now() - interval '${keptInterval}'` : 'SELECT 1',
    );
  }

  /** Looks after a while whether all is well: nothing else would tell of a line that went dead. */
  #wake(after: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), after);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const client = this.#client;
    if (!client) return this.listen();
    try {
      await this.#clear(client);
      this.#wake(roundMs);
      this.#follow();
    } catch (fault) {
      this.#lose(client, fault);
    }
  }
}

function commitIn({ id, sort, doc, count: number }: ReadRow): CommitRead {
  const changes: Commit['changes'] = doc === null ? [] : JSON.parse(doc);
  const commit = number === 0 ? null : { number, changes };
  return { last: Number(id), isKnown: sort !== '', commit };
}

/** The number of the last commit; null where the table has no row. */
export async function lastNumber(connections: Connections): Promise<number | null> {
  const [row] = await connections.query<{ number: number }>({
    text: 'SELECT number::float8 AS number FROM whence',
  });
  return row?.number ?? null;
}
