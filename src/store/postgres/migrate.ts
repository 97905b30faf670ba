import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { Problem } from '../../domain/problem.js';
import { type Copying, unfinished } from '../copying.js';
import { refill } from './bulk-rows.js';
import { commitFunction } from './commit-function.js';
import type { Connections } from './connections.js';
import { countTriggers, recountAll } from './counts.js';
import { readFunction } from './read-function.js';
import { type Migration, migrations } from './schema.js';

/** The one row that says what the database is. */
interface Standing {
  schema: number;
  number: number;
  /** The copy that is filling it, or was when it was interrupted. */
  copying: Copying | null;
  /** Names the functions that stand there. */
  function: string;
}

interface Use {
  /** What the database is called, without a password. */
  name: string;
  mode: 'write' | 'read';
  create: boolean;
  announce?: (sentence: string) => void;
  /** The steps to bring it up to date by; this program's own unless told otherwise. */
  steps?: readonly Migration[];
}

/**
 * Sees to it that the database holds a desk of this program's version, and answers with the number
 * of its last commit. Throws as `openPostgresStore` does.
 */
export async function readyForUse(connections: Connections, use: Use): Promise<number> {
  const { copying, number } = await connections.reserve((client) => upToDate(client, use));
  if (copying) throw unfinished(copying, use.name);
  return number;
}

/** Brings the tables up to date, or makes them; answers with how the database stands. */
export async function upToDate(client: ClientBase, use: Omit<Use, 'name'>): Promise<Standing> {
  const { mode, create, announce = () => {}, steps = migrations } = use;
  await demandFit(client);
  const found = await standing(client);
  if (!found && (mode === 'read' || !create)) {
    throw new Problem('not-found', 'There is no desk in that database yet.');
  }
  const newest = steps.at(-1)?.number ?? 0;
  if (found) demandKnown(found, newest);
  const current = found?.schema === newest && found.function === fingerprint();
  if (found && (current || mode === 'read')) {
    if (found.schema === newest) return found;
    throw new Problem(
      'unreadable',
      'That database was written by an earlier Whence. Start “whence serve” on it once: that brings it up to date.',
    );
  }
  const { before, after } = await migrate(client, steps);
  if (before && before.schema < after.schema) {
    announce(`The tables of that database have been brought to version ${after.schema}.`);
  }
  return after;
}

function demandKnown(found: Standing, newest: number): void {
  if (found.schema <= newest) return;
  throw new Problem(
    'unreadable',
    `That database has tables of version ${found.schema}, and this Whence knows ${newest}. Open it with a newer Whence.`,
  );
}

async function demandFit(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ encoding: string; version: number }>(
    `SELECT current_setting('server_encoding') AS encoding,
      current_setting('server_version_num')::integer AS version`,
  );
  const [{ encoding, version } = { encoding: '', version: 0 }] = rows;
  if (version < 130_000) {
    throw new Problem('unreadable', 'Whence needs PostgreSQL 13 or a later one.');
  }
  if (encoding === 'UTF8') return;
  throw new Problem(
    'unreadable',
    `That database keeps text as ${encoding}; Whence needs one made with ENCODING 'UTF8'.`,
  );
}

async function standing(client: ClientBase): Promise<Standing | null> {
  const { rows } = await client.query<{ there: boolean }>(
    // to_regclass may not know yet of a table that another process made during this transaction.
    `SELECT EXISTS (
      SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'whence'
    ) AS there`,
  );
  if (!rows[0]?.there) return null;
  const found = await client.query<Standing>(
    'SELECT schema, number::float8 AS number, copying, function FROM whence',
  );
  return found.rows[0] ?? null;
}

/** In one transaction, under a lock that lets one process at a time do this. */
async function migrate(
  client: ClientBase,
  steps: readonly Migration[],
): Promise<{ before: Standing | null; after: Standing }> {
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('whence ' || current_schema()))`);
    const before = await standing(client);
    if (before) await holdCommits(client);
    else await begin(client);
    if (before) demandKnown(before, steps.at(-1)?.number ?? 0);
    await take(
      client,
      steps.filter(({ number }) => number > (before?.schema ?? 0)),
    );
    for (const statement of functions()) await client.query(statement);
    await client.query('UPDATE whence SET function = $1', [fingerprint()]);
    const after = await standing(client);
    await client.query('COMMIT');
    if (!after) throw new Error('The table “whence” has no row.');
    return { before, after };
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}

/**
 * Makes commits wait from here on: they hold that row while they wait for a table, so that to take
 * the tables first would end in a deadlock. A backup that holds those may not make them wait long.
 */
async function holdCommits(client: ClientBase): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = '20s'`);
  await client.query('SELECT FROM whence FOR UPDATE');
}

async function begin(client: ClientBase): Promise<void> {
  await demandEmpty(client);
  await client.query(`CREATE TABLE whence (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    schema integer NOT NULL,
    number bigint NOT NULL,
    public_number bigint NOT NULL DEFAULT 0,
    private_number bigint NOT NULL DEFAULT 0,
    copying jsonb,
    function text NOT NULL
  )`);
  await client.query(`INSERT INTO whence (schema, number, function) VALUES (0, 0, '')`);
}

/** A database of another program is not the place for a desk. */
async function demandEmpty(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() LIMIT 1`,
  );
  if (!rows[0]) return;
  throw new Problem(
    'unreadable',
    `That database holds something else already (a table “${rows[0].name}”). Make a new one for the desk.`,
  );
}

/** Rows are filled when all of their columns are there, those of later steps too. */
async function take(client: ClientBase, steps: readonly Migration[]): Promise<void> {
  for (const statement of steps.flatMap(({ statements }) => statements)) {
    await client.query(statement);
  }
  const collections = new Set(steps.flatMap(({ refill = [] }) => refill));
  for (const collection of collections) await refill(client, collection);
  if (steps.some(({ recount }) => recount)) await recountAll(client);
  const newest = steps.at(-1);
  if (newest) await client.query('UPDATE whence SET schema = $1', [newest.number]);
}

/** The functions that belong to this program. */
function functions(): string[] {
  return [commitFunction(), readFunction(), ...countTriggers()];
}

/** Names the functions that belong to this program. */
function fingerprint(): string {
  return createHash('sha256').update(functions().join('\n')).digest('hex');
}
