import { type CollectionName, collections, type OwnedCollection } from '../documents.js';
import { indexNames, isCounted, isMany } from './rows.js';

/** What may be read together with other things, in one statement. */
export type ReadRequest = DocumentsRequest | OwnerRequest | CommitsRequest;

/** The person whose a document is. */
interface OwnerRequest {
  do: 'owner';
  in: OwnedCollection;
  id: string;
}

/** The commits behind one: see feed.ts. */
interface CommitsRequest {
  do: 'commits';
  since: number;
}

export type FindRequest = Extract<DocumentsRequest, { do: 'find' }>;

type DocumentsRequest = { in: CollectionName } & (
  | { do: 'get'; ids: readonly string[] }
  | {
      /** A page under each of some keys, of what begins so there. */
      do: 'find';
      index: string;
      keys: readonly string[];
      starts: readonly string[];
      limit: number;
      order: 'ascending' | 'descending';
    }
  | { do: 'beside'; index: string; ids: readonly string[]; limit: number }
  | { do: 'count'; index: string; key: string; before: string | null }
);

/** By their ids, the marks of rows that whoever asks holds: their documents are not sent. */
export type HeldMarks = Readonly<Record<string, string>>;

/**
 * A row of what is answered; `part` counts the requests from 0, and `count` of a find its keys from 1.
 * Of commits see `commitsSince`.
 */
export interface ReadRow {
  part: number;
  /** As JSON; null where it is held. */
  doc: string | null;
  sort: string;
  id: string;
  count: number;
  /** Names this state of the row. */
  mark: string;
}

/**
 * A request as the function takes it: its lists as PostgreSQL writes arrays. To make one of a list of JSON
 * takes a query each time, of which a save's requests had sixteen.
 */
export function sentRequest(request: ReadRequest): object {
  if ('ids' in request) return { ...request, ids: arrayOf(request.ids) };
  if (request.do !== 'find') return request;
  return { ...request, keys: arrayOf(request.keys), starts: arrayOf(request.starts) };
}

function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/gu, '\\$&')}"`).join(',')}}`;
}

/** The columns of a row behind its part. */
export const rowColumns = 'doc, sort, id, count, mark';

/**
 * Names the state of a row: the transaction that wrote it, whoever did, and its version, for databases
 * that were put back to an earlier moment.
 */
function markOf(row: string): string {
  return `${row}.xmin || '.' || ${row}.version`;
}

/** The document of a row, unless it is held in that state. */
function docUnlessHeld(row: string, held: string): string {
  return `CASE WHEN ${held}->>${row}.id = ${markOf(row)} THEN NULL ELSE ${row}.doc END`;
}

/** A text that is behind all others that are compared by code point. */
const lastText = `repeat(U&'\\+10FFFF', 4)`;

/**
 * Whether a sort value begins so. A text that does is at least that and less than it with the last
 * characters there are behind it; the index serves both bounds.
 */
function begins(sort: string, start: string): string {
  return `${sort} >= ${start} AND ${sort} <= ${start} || ${lastText}
    AND starts_with(${sort}, ${start})`;
}

/** Where the entries of an index stand, with the key that is looked for. */
export function placeIn(collection: CollectionName, index: string, key: string) {
  if (isMany(collection, index)) {
    return {
      entries: `${collection}_entries AS e`,
      table: `${collection}_entries AS e JOIN ${collection} AS d USING (id)`,
      where: `e.index = '${index}' AND e.key = ${key}`,
      sort: 'e.sort',
      id: 'e.id',
    };
  }
  return {
    entries: `${collection} AS d`,
    table: `${collection} AS d`,
    where: `d.${index}_key = ${key}`,
    sort: `d.${index}_sort`,
    id: 'd.id',
  };
}

/**
 * The rows of a page under each key, key by key, as a LATERAL with a LIMIT has to be read; fifty keys take
 * a third of what a statement for each does. `beyond` says more of where a page begins.
 */
export function pagesUnder(
  { in: collection, index, order }: Pick<FindRequest, 'in' | 'index' | 'order'>,
  given: { keys: string; starts: string; limit: string; held: string },
  beyond: (sort: string, id: string) => string = () => '',
): string {
  const { table, where, sort, id } = placeIn(collection, index, 'k.key');
  const direction = order === 'ascending' ? 'ASC' : 'DESC';
  return `f.doc, f.sort, f.id, k.at::float8, f.mark
    FROM unnest(${given.keys}, ${given.starts}) WITH ORDINALITY AS k (key, start, at)
    CROSS JOIN LATERAL (
      SELECT ${docUnlessHeld('d', given.held)} AS doc, ${sort} AS sort, ${id} AS id, ${markOf('d')} AS mark
      FROM ${table}
      WHERE ${where} AND ${begins(sort, 'k.start')}${beyond(sort, id)}
      ORDER BY ${sort} ${direction}, ${id} ${direction} LIMIT ${given.limit}
    ) AS f`;
}

/** The documents of some ids, in the columns of rows. */
export function documentsOf(collection: CollectionName, ids: string, held: string): string {
  return `${docUnlessHeld('d', held)}, ''::text, d.id, 0::float8, ${markOf('d')}
    FROM ${collection} AS d WHERE d.id = ANY(${ids})`;
}

/** The documents of some ids and those that share a key of an index with one of them, in the columns of rows. */
export function documentsBeside(
  collection: CollectionName,
  given: { index: string; ids: string; limit: string; held: string },
): string {
  const entries = `${collection}_entries`;
  const beside = `ARRAY(
      SELECT f.id
      FROM (SELECT DISTINCT key FROM ${entries} WHERE id = ANY(${given.ids}) AND index = ${given.index}) AS k
      CROSS JOIN LATERAL (
        SELECT e.id FROM ${entries} AS e WHERE e.index = ${given.index} AND e.key = k.key
        ORDER BY e.sort, e.id LIMIT ${given.limit}
      ) AS f
    )`;
  return documentsOf(collection, `(${given.ids} || ${beside})`, given.held);
}

/** The person whose the document of an id is, in the columns of rows. */
export function ownerOf(collection: OwnedCollection, id: string, held: string): string {
  return `${docUnlessHeld('p', held)}, '', p.id, 0::float8, ${markOf('p')}
    FROM ${collection} AS d JOIN people AS p ON p.id = d.doc->>'person' WHERE d.id = ${id}`;
}

/** How many commits are read at once. */
export const maxCommitsRead = 200;

/**
 * Commits in order, in the columns of other rows: changes and number of each (0: there is none), and in
 * `sort` whether the last commit that there is can still be read, in `id` its number.
 */
export function commitsSince(number: string): string {
  return `c.changes, CASE WHEN known.number IS NULL THEN '' ELSE 'known' END, w.number::text,
      coalesce(c.number, 0)::float8, ''
    FROM whence AS w
    LEFT JOIN commits AS known ON known.number = w.number
    LEFT JOIN LATERAL (
      SELECT number, changes FROM commits
      WHERE number > ${number} ORDER BY number LIMIT ${maxCommitsRead}
    ) AS c ON true
    ORDER BY c.number`;
}

/**
 * The function that reads several things as of one moment, in one round trip: `whence_read(requests, held)`
 * takes a list of requests as `sentRequest` writes them, and one of the `HeldMarks` of each, and answers with the
 * rows of each, in order.
 */
export function readFunction(): string {
  return `
-- It was not told what is held in its first days: a program of those reads one by one.
DROP FUNCTION IF EXISTS whence_read(jsonb);
CREATE OR REPLACE FUNCTION whence_read(_requests jsonb, _all_held jsonb)
RETURNS TABLE (part integer, doc jsonb, sort text, id text, count float8, mark text)
LANGUAGE plpgsql STABLE
-- Keys come as a list, whose length a plan can’t know: without this, one is made for each list.
SET plan_cache_mode TO force_generic_plan
-- Of a small table a plan would read all for each key, and sort all under a key before it takes a page of them.
SET enable_seqscan TO off
SET enable_hashjoin TO off
AS $function$
#variable_conflict use_column
DECLARE
  _each jsonb;
  _held jsonb;
  _id text;
  _ids text[];
  _do text;
  _index text;
  _key text;
  _keys text[];
  _starts text[];
  _limit integer;
  _before text;
  _since bigint;
BEGIN
  FOR _at IN 0 .. jsonb_array_length(_requests) - 1 LOOP
    _each := _requests->_at;
    _held := _all_held->_at;
    _do := _each->>'do';
    CASE _do
    WHEN 'commits' THEN
      _since := _each->>'since';
      RETURN QUERY SELECT _at, ${commitsSince('_since')};
      CONTINUE;
    WHEN 'owner' THEN
      _id := _each->>'id';
      CASE _each->>'in'
      WHEN 'sessions' THEN RETURN QUERY SELECT _at, ${ownerOf('sessions', '_id', '_held')};
      WHEN 'tokens' THEN RETURN QUERY SELECT _at, ${ownerOf('tokens', '_id', '_held')};
      END CASE;
      CONTINUE;
    ELSE
    END CASE;
    _index := _each->>'index';
    _key := _each->>'key';
    _limit := (_each->>'limit')::integer;
    _before := coalesce(_each->>'before', ${lastText});
    IF _do = 'find' THEN
      _do := _each->>'order';
      _keys := _each->>'keys';
      _starts := _each->>'starts';
    END IF;
    CASE _each->>'in'
${collections.map(collectionBranch).join('')}
    END CASE;
  END LOOP;
END
$function$`;
}

function collectionBranch(name: CollectionName): string {
  const indexes = [...indexNames(name, 'one'), ...indexNames(name, 'many')];
  return `
    WHEN '${name}' THEN
      IF _do = 'get' THEN
        _ids := _each->>'ids';
        RETURN QUERY SELECT _at, ${documentsOf(name, '_ids', '_held')};${besideBranch(name)}
      ELSE${
        indexes.length === 0
          ? ` RAISE EXCEPTION 'There is no index here.';`
          : `
        CASE _index
${indexes.map((index) => indexBranch(name, index)).join('')}
        END CASE;`
      }
      END IF;`;
}

function besideBranch(name: CollectionName): string {
  if (indexNames(name, 'many').length === 0) return '';
  const given = { index: '_index', ids: '_ids', limit: '_limit', held: '_held' };
  return `
      ELSIF _do = 'beside' THEN
        _ids := _each->>'ids';
        RETURN QUERY SELECT _at, ${documentsBeside(name, given)};`;
}

function indexBranch(name: CollectionName, index: string): string {
  const { entries, where, sort } = placeIn(name, index, '_key');
  const given = { keys: '_keys', starts: '_starts', limit: '_limit', held: '_held' };
  const listing = (order: FindRequest['order']) => `
            RETURN QUERY SELECT _at, ${pagesUnder({ in: name, index, order }, given)};`;
  return `
        WHEN '${index}' THEN
          CASE _do
          WHEN 'ascending' THEN${listing('ascending')}
          WHEN 'descending' THEN${listing('descending')}
          ELSE${isCounted(name, index) ? keptCount(name, index) : ''}
            RETURN QUERY SELECT _at, NULL::jsonb, ''::text, ''::text, pg_catalog.count(*)::float8, ''::text
            FROM ${entries} WHERE ${where} AND ${sort} < _before;
          END CASE;`;
}

/** What is kept answers where all under the key are counted. */
function keptCount(name: CollectionName, index: string): string {
  return `
            IF _each->>'before' IS NULL THEN
              RETURN QUERY SELECT _at, NULL::jsonb, ''::text, ''::text, k.count::float8, ''::text
              FROM ${name}_counts AS k WHERE k.index = '${index}' AND k.key = _key;
              CONTINUE;
            END IF;`;
}
