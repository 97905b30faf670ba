import { inject } from 'vitest';
import { askFor } from '../on-demand.js';
import { createDatabase, type FreshDatabase } from './database.js';

/**
 * An empty database on a real PostgreSQL: the one that TEST_DATABASE_URL names, or else the one
 * of this run. Whoever asks drops it.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  return createDatabase(process.env.TEST_DATABASE_URL || (await askFor(inject('postgres'))));
}
