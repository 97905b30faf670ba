import type { PoolClient } from 'pg';
import { Problem } from '../../domain/problem.js';
import type { CollectionName, Documents } from '../documents.js';
import type { Commits, Snapshot } from '../store.js';
import { type Connections, storeFault } from './connections.js';
import { docOf } from './stored-documents.js';

/** How many documents are read at once: editions are long. */
const portions = (collection: CollectionName): number => (collection === 'editions' ? 20 : 500);

/** Everything as it stands now, read through one transaction that stays open until it is closed. */
export async function openSnapshot(connections: Connections): Promise<Snapshot> {
  const { client, giveBack } = await connections.lend();
  try {
    const commits = await begin(client);
    return {
      commit: Math.max(commits.public, commits.private),
      commits,
      docs: (collection) => docs(client, collection),
      close: async () => giveBack(),
    };
  } catch (fault) {
    giveBack();
    throw storeFault(fault);
  }
}

/** It lives as long as the copy takes, whatever a single statement or a pause may. */
async function begin(client: PoolClient): Promise<Commits> {
  await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows } = await client.query<Commits>(
    'SELECT public_number::float8 AS public, private_number::float8 AS private FROM whence',
  );
  return rows[0] ?? { public: 0, private: 0 };
}

async function* docs<C extends CollectionName>(
  client: PoolClient,
  collection: C,
): AsyncGenerator<Documents[C]> {
  const limit = portions(collection);
  let after = '0';
  for (;;) {
    const { rows } = await page(client, collection, after, limit);
    for (const { doc } of rows) yield docOf(collection, doc);
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    after = last.seq;
  }
}

async function page(client: PoolClient, collection: CollectionName, after: string, limit: number) {
  try {
    return await client.query<{ seq: string; doc: unknown }>(
      `SELECT seq, doc FROM ${collection} WHERE seq > $1 ORDER BY seq LIMIT $2`,
      [after, limit],
    );
  } catch (fault) {
    throw Object.assign(
      new Problem('unavailable', 'The database was lost while it was being read. Begin again.'),
      { cause: fault },
    );
  }
}
