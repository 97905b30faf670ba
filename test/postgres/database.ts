import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database that a test has for itself. */
export interface FreshDatabase {
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Makes a database with a name of its own, `whence_test_…`, on the server of the given database, which is not
 * touched otherwise: an empty one, or a copy of another on that server that nobody is connected to.
 */
export async function createDatabase(admin: string, copied?: string): Promise<FreshDatabase> {
  const name = `whence_test_${randomBytes(8).toString('hex')}`;
  // template0 is as PostgreSQL made it, while anybody may have put something into template1.
  const template = copied ? new URL(copied).pathname.slice(1) : 'template0';
  await query(admin, `CREATE DATABASE ${name} TEMPLATE ${template} ENCODING 'UTF8'`);
  const url = new URL(admin);
  url.pathname = name;
  return { url: url.href, drop: () => query(admin, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** Ends all connections to a database, as a network or an administrator would. */
export async function cutConnections(url: string): Promise<void> {
  const bound = 10_000;
  await query(
    url,
    `SELECT pg_terminate_backend(pid, ${bound}) FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend'
       AND pid <> pg_backend_pid()`,
  );
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
