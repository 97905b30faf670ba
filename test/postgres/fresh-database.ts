import { inject } from 'vitest';
import { askFor } from '../on-demand.js';
import { createDatabase, type FreshDatabase } from './database.js';

/**
 * An empty database on a real PostgreSQL: the one that TEST_DATABASE_URL names, or else the one
 * of this run. Whoever asks drops it.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  return createDatabase(await askFor(inject('postgres')));
}

/** The same with the tables of a desk in which nothing is: copied, in less than half the time that it takes to make them. */
export async function deskDatabase(): Promise<FreshDatabase> {
  const copied = await askFor(inject('deskTables'));
  return createDatabase(await askFor(inject('postgres')), copied);
}
