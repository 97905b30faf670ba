import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../../domain/problem.js';
import type { Log } from '../log.js';

/** How many connections one process has at the most, and one more that listens. */
const maxConnections = 10;
/** How long a request waits for a connection, in milliseconds. */
const connectingMs = 5_000;
/** No statement of a request takes longer: what does is ended, in milliseconds. */
const statementMs = 60_000;
/** After how many milliseconds a statement is tried again whose connection was dropped. */
const pausesMs = [0, 100, 400, 1_500];
/**
 * What commits rest on, whatever the database or its user have been set to. And nothing is compiled: our
 * statements are short, but PostgreSQL may take them for long ones.
 */
const manners = `SET default_transaction_isolation = 'read committed'; SET jit = off`;

/** A statement; what has a name is prepared once a connection. */
export interface Statement {
  text: string;
  values?: unknown[];
  name?: string;
  types?: pg.CustomTypesConfig;
  /** In place of `values` when it may have been carried out already. */
  valuesAgain?: unknown[];
}

/** A connection that somebody has for themselves, until they or the end of all give it back. */
interface LentConnection {
  client: pg.PoolClient;
  /** Gives it back, to be closed, or kept for others where it is as it was; once is enough. */
  giveBack(how?: { kept: boolean }): void;
}

/** A bounded number of connections to one database. */
export class Connections {
  readonly #url: string;
  readonly #pool: pg.Pool;
  readonly #lent = new Set<LentConnection>();
  readonly #sockets = new Set<Socket>();
  #closed = false;

  constructor(url: string, log: Log) {
    this.#url = url;
    this.#pool = new pg.Pool({
      ...this.#configuration(),
      max: maxConnections,
      statement_timeout: statementMs,
      onConnect: async (client) => {
        await client.query(manners);
      },
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
    let last: unknown = null;
    for (const time of pausesMs) {
      if (time > 0) await pause(time);
      if (this.#closed) break;
      const before = sent;
      try {
        const client = await this.#connect();
        const values = (before ? valuesAgain : null) ?? statement.values;
        sent = true;
        return await answered<R>(client, { ...statement, ...(values ? { values } : {}) });
      } catch (fault) {
        // What is refused now may have been carried out before.
        if (!isLost(fault) && !(before && valuesAgain)) throw knownFault(fault);
        last = fault;
      }
    }
    if (last === null) throw closed();
    // Whoever asks may be about to show what has just been saved.
    const remedy = valuesAgain
      ? again
      : `${again} If you were saving, look first whether it is there.`;
    throw last instanceof Problem ? last : unreachable(last, remedy, { sent });
  }

  /** Does work on a connection of its own, which nothing else uses meanwhile; it leaves it as it was, or throws. */
  async reserve<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const { client, giveBack } = await this.lend();
    try {
      const made = await work(client);
      giveBack({ kept: true });
      return made;
    } catch (fault) {
      throw storeFault(fault);
    } finally {
      giveBack();
    }
  }

  /** A connection of one's own, to be given back. Throws *unavailable* where none can be had. */
  async lend(): Promise<LentConnection> {
    if (this.#closed) throw closed();
    const client = await this.#connect().catch((fault) => {
      throw storeFault(fault);
    });
    const lent = {
      client,
      giveBack: ({ kept } = { kept: false }) => {
        if (this.#lent.delete(lent)) client.release(!kept);
      },
    };
    this.#lent.add(lent);
    return lent;
  }

  /** A connection beside the others, not made yet, for what is not asked but heard. */
  separate(): pg.Client {
    return new pg.Client({ ...this.#configuration(), query_timeout: connectingMs });
  }

  async close(): Promise<void> {
    if (this.#pool.ending) return;
    this.#closed = true;
    for (const lent of this.#lent) lent.giveBack();
    await this.#pool.end();
  }

  /** Waits for no answer any more: whoever does is told that the database can't be reached. */
  hangUp(): void {
    this.#closed = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** How this program connects. */
  #configuration(): pg.ClientConfig {
    return {
      connectionString: this.#url,
      application_name: 'whence',
      keepAlive: true,
      connectionTimeoutMillis: connectingMs,
      stream: () => this.#socket(),
    };
  }

  #socket(): Socket {
    const socket = new Socket();
    this.#sockets.add(socket);
    return socket.once('close', () => this.#sockets.delete(socket));
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (fault) {
      throw isLost(fault) ? fault : unreachable(fault);
    }
  }
}

/** Gives the connection back, whatever comes of it; one that may still be at work is closed. */
async function answered<R extends pg.QueryResultRow>(
  client: pg.PoolClient,
  statement: pg.QueryConfig,
): Promise<R[]> {
  // Later than the server's own bound: where that does not come, nobody is there to keep it.
  const bounded = { ...statement, query_timeout: statementMs + connectingMs };
  try {
    const { rows } = await client.query<R>(bounded);
    client.release();
    return rows;
  } catch (fault) {
    client.release(isLost(fault));
    throw fault;
  }
}

/** What is thrown once the database has been closed. */
export function closed(): Problem {
  return new Problem('unavailable', 'The database has been closed.');
}

/**
 * Whether a fault says that the connection is gone, or that the server takes none for now, or that
 * it has taken everything back for the sake of somebody else: asking again may help.
 */
function isLost(fault: unknown): boolean {
  if (fault instanceof Problem) return false;
  const { code, message } = detailsOf(fault);
  if (/^(?:08|57P|40001|40P01)/u.test(code) || code === '53300') return true;
  if (/^E[A-Z]+$/u.test(code)) return true;
  return /connection (?:terminated|timeout|ended)|terminat|not queryable|timeout exceeded|read timeout|timeout expired/iu.test(
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

const again = 'Try again in a moment.';
/** What no second try mends: the address names somebody or something that is not there. */
const misaddressed = new Set(['28P01', '28000', '3D000']);

/** What a database that can't be reached comes to; the address's password is in none of it. */
function unreachable(fault: unknown, remedy = again, details = {}): Problem {
  const { code, message } = detailsOf(fault);
  const advice = misaddressed.has(code) ? 'Check the database’s address.' : remedy;
  const reason = reasons[code] ?? inWords(message || code);
  const sentence = `The database can’t be reached: ${reason}. ${advice}`;
  return Object.assign(new Problem('unavailable', sentence, [], details), { cause: fault });
}

/** What `pg` says for itself, which has no code. */
function inWords(message: string): string {
  if (/timeout/iu.test(message)) return 'it does not answer';
  return /^connection terminated/iu.test(message) ? 'the connection was lost' : message;
}

/** A fault of the database as it is told: a Problem, or the fault itself where it is a defect. */
export function storeFault(fault: unknown): unknown {
  return isLost(fault) ? unreachable(fault) : knownFault(fault);
}

const unchangeable = 'The database takes no changes now:';

const refusals: Readonly<Record<string, (message: string) => string>> = {
  // The first two are the commit function's own.
  WH503: (message) => `${message} Try again when it is done.`,
  WH426: (message) => message,
  '55P03': () => 'The database is held by something else, such as a backup. Try again later.',
  '57014': () => 'The database took too long over this. Try again.',
  '53100': () => `${unchangeable} its disk is full. Whoever runs it has to free some space.`,
  '25006': () => `${unchangeable} it can only be read. Whoever runs it has to make it writable.`,
};

/** A fault of the database that has words of its own; any other is a defect. */
function knownFault(fault: unknown): unknown {
  if (!(fault instanceof pg.DatabaseError)) return fault;
  const { code = '', message } = fault;
  if (code in reasons) return unreachable(fault);
  const refusal = refusals[code];
  if (!refusal) return defect(fault);
  return Object.assign(new Problem('unavailable', refusal(message)), { cause: defect(fault) });
}

/** Defects are logged whole: this one without what it quotes of the documents that led to it. */
function defect({ code = '', message, routine = '?' }: pg.DatabaseError): Error {
  const quotes = /^2[23]/u.test(code);
  return new Error(`The database failed: ${code} in ${routine}${quotes ? '' : `: ${message}`}`);
}

function detailsOf(fault: unknown): { code: string; message: string } {
  if (!(fault instanceof Error)) return { code: '', message: String(fault) };
  const inner = fault instanceof AggregateError ? fault.errors[0] : fault;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return { code, message: fault.message };
}
