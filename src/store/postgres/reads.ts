import { Problem } from '../../domain/problem.js';
import type { Place } from '../cursor.js';
import type { Connections, Statement } from './connections.js';
import {
  commitsSince,
  type FindRequest,
  ownerOf,
  pagesUnder,
  placeIn,
  type ReadRequest,
  type ReadRow,
} from './read-function.js';
import { isCounted, plain } from './rows.js';

/** The number of requests in one statement at the most. */
const maxTogether = 200;
/** Pages of more documents are read by themselves: one more tells that there is a next page. */
const maxRowsTogether = 1_001;

interface WaitingRead {
  request: ReadRequest;
  resolve(rows: ReadRow[]): void;
  reject(fault: unknown): void;
}

/**
 * Reads what is asked for, and all of what is asked for in one turn of the event loop together: one
 * statement, as of one moment, however many ask.
 */
export class Reads {
  readonly #connections: Connections;
  readonly #mayReadTogether: boolean;
  #waiting: WaitingRead[] = [];

  /** A database that is only read may not have this program's function: there, each has its own. */
  constructor(connections: Connections, mode: 'write' | 'read') {
    this.#connections = connections;
    this.#mayReadTogether = mode === 'write';
  }

  /** The rows of a request, in its order; those that are got by ids, in none. */
  rows(request: ReadRequest): Promise<ReadRow[]> {
    if (!this.#mayReadTogether || isLong(request)) return this.#alone(request);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#readAll());
    });
  }

  /** What was asked for first is read no later than the rest, as the port says. */
  async #readAll(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < waiting.length; at += maxTogether) {
      await this.#read(waiting.slice(at, at + maxTogether));
    }
  }

  /** Never fails: whoever waits hears of it. What fails beside others is asked for by itself. */
  async #read(group: readonly WaitingRead[]): Promise<void> {
    const [only] = group;
    if (only && group.length === 1) {
      await this.#alone(only.request).then(only.resolve, only.reject);
      return;
    }
    try {
      const rows = await this.#together(group.map(({ request }) => request));
      for (const [at, { resolve }] of group.entries()) resolve(rows[at] ?? []);
    } catch (fault) {
      if (fault instanceof Problem) for (const { reject } of group) reject(fault);
      else for (const one of group) await this.#read([one]);
    }
  }

  async #together(requests: readonly ReadRequest[]): Promise<ReadRow[][]> {
    const rows = await this.#connections.query<ReadRow>({
      name: 'read',
      text: 'SELECT part, doc, sort, id, count FROM whence_read($1::jsonb)',
      values: [JSON.stringify(requests)],
    });
    const parts: ReadRow[][] = requests.map(() => []);
    for (const row of rows) parts[row.part]?.push(row);
    return parts;
  }

  #alone(request: ReadRequest): Promise<ReadRow[]> {
    return this.#connections.query<ReadRow>(statementOf(request));
  }
}

/** Whether so much may be asked for that nothing else should wait for it. */
function isLong(request: ReadRequest): boolean {
  return request.do === 'find' && request.limit > maxRowsTogether;
}

/** The statement of a request by itself; a page goes on after a place, if one is told. */
export function statementOf(request: ReadRequest, after: Place | null = null): Statement {
  if (request.do === 'find') return finding(request, after);
  if (request.do === 'commits') {
    const text = `SELECT c.* FROM (SELECT ${commitsSince('$1')}) AS c (doc, sort, id, count)`;
    return { name: 'commits', text, values: [request.since] };
  }
  const { in: collection } = request;
  if (request.do === 'owner') {
    const text = `SELECT p.* FROM (SELECT ${ownerOf(request.in, '$1')}) AS p (doc, sort, id, count)`;
    return { name: `owner ${collection}`, text, values: [request.id] };
  }
  if (request.do === 'get') {
    return {
      name: `get ${collection}`,
      text: `SELECT d.doc, d.id FROM ${collection} AS d WHERE d.id = ANY($1::text[])`,
      values: [request.ids],
    };
  }
  const { index, key, before } = request;
  if (before === null && isCounted(collection, index)) {
    return {
      name: `count ${collection} ${index}`,
      text: `SELECT count::float8 AS count FROM ${collection}_counts
        WHERE index = '${index}' AND key = $1`,
      values: [key],
    };
  }
  const { entries, where, sort } = placeIn(collection, index, '$1');
  return {
    name: `count ${collection} ${index} ${before === null}`,
    text: `SELECT count(*)::float8 AS count FROM ${entries}
      WHERE ${where}${before === null ? '' : ` AND ${sort} < $2::text`}`,
    values: before === null ? [key] : [key, before],
  };
}

function finding(request: FindRequest, after: Place | null): Statement {
  const { in: collection, index, keys, starts, limit, order } = request;
  const beyond = (sort: string, id: string) =>
    ` AND (${sort}, ${id}) ${order === 'ascending' ? '>' : '<'} ($4::text, $5::text)`;
  const given = { keys: '$1::text[]', starts: '$3::text[]', limit: '$2' };
  const pages = pagesUnder(request, given, after ? beyond : undefined);
  return {
    name: `find ${collection} ${index} ${order} ${after === null}`,
    text: `SELECT p.* FROM (SELECT ${pages}) AS p (doc, sort, id, count)`,
    values: [keys, limit, starts, ...(after ? [plain(after.sort), plain(after.id)] : [])],
  };
}
