import type { TestProject } from 'vitest/node';
import { askFor, onDemand, type Shared } from './on-demand.js';
import { createDatabase } from './postgres/database.js';
import { startServer } from './postgres/server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the run's PostgreSQL. */
    postgres: string;
    /** Where it asks for a database there with a desk's tables, to copy. */
    deskTables: string;
  }
}

/** One PostgreSQL for the whole run, which ends with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await onDemand(runsServer);
  const deskTables = await onDemand(async () => makeDeskTables(await askFor(postgres.question)));
  project.provide('postgres', postgres.question);
  project.provide('deskTables', deskTables.question);
  return async () => {
    await deskTables.end();
    await postgres.end();
  };
}

async function runsServer(): Promise<Shared> {
  const named = process.env.TEST_DATABASE_URL;
  return named ? { url: named, stop: async () => {} } : startServer({ durable: false });
}

async function makeDeskTables(admin: string): Promise<Shared> {
  // Read when it is wanted, as most runs need no PostgreSQL.
  const { openPostgresStore } = await import('../src/store/postgres/postgres-store.js');
  const { url, drop } = await createDatabase(admin);
  const store = await openPostgresStore(url, { mode: 'write' });
  await store.close();
  return { url, stop: drop };
}
