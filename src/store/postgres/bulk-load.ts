import type { PoolClient } from 'pg';
import { Problem } from '../../domain/problem.js';
import { unkeepableTexts } from '../../domain/text/text.js';
import type { BulkLoad, BulkLoadOptions } from '../bulk-load.js';
import { type Copying, filledByAnother } from '../copying.js';
import { type CollectionName, collections, type Documents } from '../documents.js';
import type { Commits } from '../store.js';
import { shownAddress } from './address.js';
import { addRows } from './bulk-rows.js';
import { Connections, storeFault } from './connections.js';
import { upToDate } from './migrate.js';
import { countedNames, indexNames } from './rows.js';

/**
 * Begins to fill the PostgreSQL database of that address; one that an interrupted copy has left is
 * emptied first. Until it is finished, nobody can open it as a desk. Throws *conflict* where it
 * holds a desk already or another copy is at work on it, and as `openPostgresStore` does.
 */
export async function openPostgresFilling(
  url: string,
  { from, commits, clock = () => new Date() }: BulkLoadOptions,
): Promise<BulkLoad> {
  const connections = new Connections(url, console);
  try {
    const { client } = await connections.lend();
    await begin(client, shownAddress(url), { from, since: clock().toISOString() });
    return bulkLoadOn(connections, client, commits);
  } catch (fault) {
    await connections.close();
    throw storeFault(fault);
  }
}

async function begin(client: PoolClient, name: string, copying: Copying): Promise<void> {
  await client.query('SET statement_timeout = 0');
  const standing = await upToDate(client, { mode: 'write', create: true });
  const { rows } = await client.query<{ alone: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('whence copy ' || current_schema())) AS alone`,
  );
  if (!rows[0]?.alone) throw new Problem('conflict', 'Another copy is filling that database.');
  const { copying: before } = standing;
  if (before && before.from !== copying.from) throw filledByAnother(before, name);
  // Whoever serves an empty desk there can't write between the look and the mark.
  await client.query('BEGIN');
  await client.query('SELECT FROM whence FOR UPDATE');
  if (!before) await demandEmpty(client);
  await client.query('UPDATE whence SET copying = $1', [JSON.stringify(copying)]);
  await client.query('COMMIT');
  const tables = collections.flatMap((name) => [
    name,
    ...(indexNames(name, 'many').length > 0 ? [`${name}_entries`] : []),
    ...(countedNames(name).length > 0 ? [`${name}_counts`] : []),
  ]);
  await client.query(`TRUNCATE ${[...tables, 'commits'].join(', ')} RESTART IDENTITY`);
}

async function demandEmpty(client: PoolClient): Promise<void> {
  for (const name of collections) {
    const { rows } = await client.query(`SELECT FROM ${name} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new Problem(
      'conflict',
      'That database holds a desk already; a copy goes into an empty one only. Nothing has been changed.',
    );
  }
}

function bulkLoadOn(connections: Connections, client: PoolClient, commits: Commits): BulkLoad {
  const lost = (fault: unknown): never => {
    throw storeFault(fault);
  };
  const end = async (): Promise<void> => {
    await connections.close();
  };
  return {
    put: async (collection, docs) => {
      demandStorable(collection, docs);
      await addRows(client, collection, docs).catch(lost);
    },
    finish: async () => {
      await client
        .query(
          `UPDATE whence SET copying = NULL,
            number = greatest($1::bigint, $2::bigint),
            public_number = $1::bigint, private_number = $2::bigint`,
          [commits.public, commits.private],
        )
        .catch(lost);
      await end();
    },
    abandon: end,
  };
}

/** A file may hold what was typed into it by hand; PostgreSQL takes neither a NUL nor half a character. */
function demandStorable<C extends CollectionName>(
  collection: C,
  docs: readonly Documents[C][],
): void {
  for (const doc of docs) {
    const [field] = unkeepableTexts(doc);
    if (field === undefined) continue;
    throw new Problem(
      'invalid',
      `PostgreSQL can’t keep document ${JSON.stringify(doc.id)} of ${collection}: a NUL or half a character stands in its field ${field}. “whence check” names every such document. Delete the character there, and copy again.`,
    );
  }
}
