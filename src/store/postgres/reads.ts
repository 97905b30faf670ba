import pg from 'pg';
import { Problem } from '../../domain/problem.js';
import type { IndexPlace } from '../cursor.js';
import type { Connections, Statement } from './connections.js';
import {
  commitsSince,
  documentsBeside,
  documentsOf,
  type FindRequest,
  type HeldMarks,
  ownerOf,
  pagesUnder,
  placeIn,
  type ReadRequest,
  type ReadRow,
  rowColumns,
  sentRequest,
} from './read-function.js';
import { isCounted, plain } from './rows.js';

/** The number of requests in one statement at the most. */
const maxTogether = 200;
/** Pages of more documents are read by themselves: one more tells that there is a next page. */
const maxRowsTogether = 1_001;

interface WaitingRead {
  request: ReadRequest;
  held: HeldMarks;
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

  /**
   * The rows of a request, in its order; those that are got by ids, in none. A page goes on after a
   * place, if one is told.
   */
  rows(
    request: ReadRequest,
    held: HeldMarks = {},
    after: IndexPlace | null = null,
  ): Promise<ReadRow[]> {
    const isAlone = !this.#mayReadTogether || isLong(request) || after !== null;
    if (isAlone) return this.#alone({ request, held }, after);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, held, resolve, reject });
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
    try {
      const rows = await this.#together(group);
      for (const [at, { resolve }] of group.entries()) resolve(rows[at] ?? []);
    } catch (fault) {
      if (fault instanceof Problem) for (const { reject } of group) reject(fault);
      else for (const one of group) await this.#alone(one).then(one.resolve, one.reject);
    }
  }

  async #together(group: readonly WaitingRead[]): Promise<ReadRow[][]> {
    const requests = group.map(({ request }) => sentRequest(request));
    const held = group.map(({ held }) => held);
    const rows = await this.#connections.query<ReadRow>({
      name: 'read',
      text: `SELECT part, ${rowColumns} FROM whence_read($1::jsonb, $2::jsonb)`,
      values: [JSON.stringify(requests), JSON.stringify(held)],
      types: jsonAsText,
    });
    const parts: ReadRow[][] = group.map(() => []);
    for (const row of rows) parts[row.part]?.push(row);
    return parts;
  }

  #alone(
    asked: Pick<WaitingRead, 'request' | 'held'>,
    after?: IndexPlace | null,
  ): Promise<ReadRow[]> {
    const statement = statementOf(asked.request, asked.held, after);
    return this.#connections.query<ReadRow>({ ...statement, types: jsonAsText });
  }
}

/** Documents are parsed by whoever reads them: not all are sent. */
const jsonAsText: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.JSONB
      ? (text: string) => text
      : pg.types.getTypeParser(type, format),
};

/** Whether so much may be asked for that nothing else should wait for it. */
function isLong(request: ReadRequest): boolean {
  return request.do === 'find' && request.limit > maxRowsTogether;
}

/** The statement of a request by itself. */
function statementOf(
  request: ReadRequest,
  held: HeldMarks,
  after: IndexPlace | null = null,
): Statement {
  if (request.do === 'find') return finding(request, held, after);
  if (request.do === 'commits') {
    return statement('commits', commitsSince('$1'), [request.since]);
  }
  const { in: collection } = request;
  if (request.do === 'owner') {
    const owner = ownerOf(request.in, '$1', '$2::jsonb');
    return statement(`owner ${collection}`, owner, [request.id, JSON.stringify(held)]);
  }
  if (request.do === 'get') {
    const documents = documentsOf(collection, '$1::text[]', '$2::jsonb');
    return statement(`get ${collection}`, documents, [request.ids, JSON.stringify(held)]);
  }
  if (request.do === 'beside') {
    const { index, ids, limit } = request;
    const given = { index: '$1', ids: '$2::text[]', limit: '$3', held: '$4::jsonb' };
    const documents = documentsBeside(collection, given);
    return statement(`beside ${collection}`, documents, [index, ids, limit, JSON.stringify(held)]);
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

function finding(request: FindRequest, held: HeldMarks, after: IndexPlace | null): Statement {
  const { in: collection, index, keys, starts, limit, order } = request;
  const beyond = (sort: string, id: string) =>
    ` AND (${sort}, ${id}) ${order === 'ascending' ? '>' : '<'} ($5::text, $6::text)`;
  const given = { keys: '$1::text[]', starts: '$3::text[]', limit: '$2', held: '$4::jsonb' };
  const pages = pagesUnder(request, given, after ? beyond : undefined);
  const place = after ? [plain(after.sort), plain(after.id)] : [];
  const values = [keys, limit, starts, JSON.stringify(held), ...place];
  return statement(`find ${collection} ${index} ${order} ${after === null}`, pages, values);
}

function statement(name: string, rows: string, values: unknown[]): Statement {
  return { name, text: `SELECT p.* FROM (SELECT ${rows}) AS p (${rowColumns})`, values };
}
