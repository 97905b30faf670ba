import pg from 'pg';
import { afterAll, onTestFinished } from 'vitest';
import { openPostgresStore } from '../../../src/store/postgres/postgres-store.js';
import type { Store } from '../../../src/store/store.js';
import type { FreshDatabase } from '../../postgres/database.js';
import { deskDatabase, freshDatabase } from '../../postgres/fresh-database.js';
import { openWire, type Wire } from '../../postgres/wire.js';

const silent = { warn: () => {} };

/** The address of a new, empty database of the running test's own. */
export async function database(): Promise<string> {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  return url;
}

/** The same with the tables of a desk in which nothing is. */
export async function emptyDesk(): Promise<string> {
  const { url, drop } = await deskDatabase();
  onTestFinished(drop);
  return url;
}

/** A store on the database of that address, closed when the test is over. */
export async function openOn(url: string) {
  const store = await openPostgresStore(url, { mode: 'write', log: silent });
  onTestFinished(() => store.close());
  return store;
}

/** What a statement answers on a connection of its own. */
export async function ask<R extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Until when others wait for a barrier of a process. */
export async function heldUntil(url: string): Promise<string | undefined> {
  const [row] = await ask<{ held: string }>(url, 'SELECT held_until::text AS held FROM whence');
  return row?.held;
}

/** A store behind a wire that can be cut, and the database's own address. */
export async function wired(
  fresh: () => Promise<string> = emptyDesk,
): Promise<{ wire: Wire; url: string; store: Store }> {
  const url = await fresh();
  const wire = await openWire(url);
  onTestFinished(() => wire.close());
  return { wire, url, store: await openOn(wire.url) };
}

/** Gives the tests of a file, one after another, one database that each finds empty: its address. */
export function emptiedDatabase(): () => Promise<string> {
  let made: Promise<FreshDatabase & { client: pg.Client }> | null = null;
  const make = async () => {
    const database = await deskDatabase();
    const client = new pg.Client(database.url);
    await client.connect();
    return { ...database, client };
  };
  afterAll(async () => {
    const { client, drop } = (await made) ?? {};
    await client?.end();
    await drop?.();
  });
  return async () => {
    made ??= make();
    const { url, client } = await made;
    await empty(client);
    return url;
  };
}

/** The same, as stores on it. */
export function oneAfterAnother(): () => Promise<Store> {
  const emptied = emptiedDatabase();
  return async () => openOn(await emptied());
}

/** Takes everything out of a database but its tables; to empty one takes far longer than to look. */
async function empty(client: pg.Client): Promise<void> {
  const tables = await client.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = current_schema() AND tablename <> 'whence'`,
  );
  if (tables.rows.length === 0) return;
  const looks = tables.rows.map(
    ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name})`,
  );
  const filled = await client.query<{ name: string }>(looks.join(' UNION ALL '));
  for (const { name } of filled.rows) await client.query(`TRUNCATE ${name} RESTART IDENTITY`);
  await client.query(
    'UPDATE whence SET number = 0, public_number = 0, private_number = 0, barrier = 0, held_until = DEFAULT',
  );
}
