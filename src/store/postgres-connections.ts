import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../domain/problem.js';
import type { Log } from './engine.js';

/** How many connections one process has at the most, and one more that listens. */
const most = 10;
/** How long a request waits for a connection, in milliseconds. */
const patience = 5_000;
/** No statement of a request takes longer: what does is ended, in milliseconds. */
const longest = 60_000;
/** After how many milliseconds a statement is tried again whose connection was dropped. */
const pauses = [0, 100, 400, 1_500];

/** A statement; what has a name is prepared once a connection. */
export interface Statement {
  text: string;
  values?: unknown[];
  name?: string;
  /** In place of `values` when it may have been carried out already. */
  valuesAgain?: unknown[];
}

/** A connection that somebody has for themselves, until they or the end of all give it back. */
export interface Lent {
  client: pg.PoolClient;
  /** Gives it back, to be closed; once is enough. */
  giveBack(): void;
}

/** A bounded number of connections to one database. */
export class Connections {
  readonly #pool: pg.Pool;
  readonly #lent = new Set<Lent>();
  #closed = false;

  constructor(url: string, log: Log) {
    this.#pool = new pg.Pool({
      ...connection(url),
      max: most,
      connectionTimeoutMillis: patience,
      statement_timeout: longest,
    });
    // Whoever uses a connection hears of its end from the statement; the event would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
    // A connection that is dropped while nobody uses it is nobody's failure.
    this.#pool.on('error', (fault) => log.warn(`A database connection was lost: ${fault.message}`));
  }

  /**
   * The rows that a statement gives. It must be one that may be carried out twice: where the
   * connection is dropped under it, it is sent again on another. Throws *unavailable* where the
   * database can't be reached; `sent` in its details says whether it may have been carried out.
   */
  async query<R extends pg.QueryResultRow>({ valuesAgain, ...statement }: Statement): Promise<R[]> {
    let sent = false;
    let last: unknown;
    for (const time of pauses) {
      if (time > 0) await pause(time);
      this.#demandOpen();
      try {
        const client = await this.#pool.connect();
        try {
          const values = sent && valuesAgain ? valuesAgain : statement.values;
          sent = true;
          const { rows } = await client.query<R>({ ...statement, ...(values ? { values } : {}) });
          client.release();
          return rows;
        } catch (fault) {
          client.release(isLost(fault));
          throw fault;
        }
      } catch (fault) {
        if (!isLost(fault)) throw known(fault);
        last = fault;
      }
    }
    throw unreachable(last, { sent });
  }

  /** Does work on a connection of its own, which nothing else uses meanwhile. */
  async reserve<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { client, giveBack } = await this.lend();
    try {
      return await work(client);
    } catch (fault) {
      throw told(fault);
    } finally {
      giveBack();
    }
  }

  /** A connection of one's own, to be given back. Throws *unavailable* where none can be had. */
  async lend(): Promise<Lent> {
    this.#demandOpen();
    const client = await this.#pool.connect().catch((fault) => {
      throw told(fault);
    });
    const lent = {
      client,
      giveBack: () => {
        if (this.#lent.delete(lent)) client.release(true);
      },
    };
    this.#lent.add(lent);
    return lent;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const lent of this.#lent) lent.giveBack();
    await this.#pool.end();
  }

  #demandOpen(): void {
    if (this.#closed) throw new Problem('unavailable', 'The database has been closed.');
  }
}

/** How this program connects to the database of an address. */
export function connection(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'whence',
    keepAlive: true,
    connectionTimeoutMillis: patience,
  };
}

/** Whether a fault says that the connection is gone, or that the server takes none for now. */
function isLost(fault: unknown): boolean {
  const { code, message } = detailsOf(fault);
  if (/^(?:08|57P)/u.test(code) || code === '53300') return true;
  if (/^E[A-Z]+$/u.test(code)) return true;
  return /connection (?:terminated|timeout|ended)|terminat|not queryable|timeout exceeded/iu.test(
    message,
  );
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at its address',
  ENOTFOUND: 'there is no such host',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'the server has no database of that name',
  '42501': 'its user may not do this there',
  '53300': 'it has too many connections already',
};

/** What a database that can't be reached comes to; the address's password is in none of it. */
function unreachable(fault: unknown, details = {}): Problem {
  const { code, message } = detailsOf(fault);
  const reason = reasons[code] ?? (message || code);
  const problem = new Problem(
    'unavailable',
    `The database can’t be reached: ${reason}. Try again in a moment.`,
    [],
    details,
  );
  return Object.assign(problem, { cause: fault });
}

/** A fault of the database as it is told: a Problem, or the fault itself where it is a defect. */
export function told(fault: unknown): unknown {
  return isLost(fault) ? unreachable(fault) : known(fault);
}

/** A fault of the database that has words of its own; any other is thrown as it is. */
function known(fault: unknown): unknown {
  const { code, message } = detailsOf(fault);
  if (code in reasons) return unreachable(fault);
  if (code === 'WH503') return new Problem('unavailable', `${message} Try again when it is done.`);
  if (code === '57014') {
    return new Problem('unavailable', 'The database took too long over this. Try again.');
  }
  if (code === '53100' || code === '25006') {
    return new Problem('unavailable', `The database takes no changes now: ${message}.`);
  }
  return fault;
}

function detailsOf(fault: unknown): { code: string; message: string } {
  if (!(fault instanceof Error)) return { code: '', message: String(fault) };
  const inner = fault instanceof AggregateError ? fault.errors[0] : fault;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return { code, message: fault.message };
}
