import type { ClientBase } from 'pg';
import { type CollectionName, collections } from '../documents.js';
import { countedNames } from './rows.js';

/*
 * How many entries stand under each key of a counted index is kept in a table beside the entries,
 * `…_counts`, by triggers on these: so it is written in the transaction that changes them, whatever
 * changes them, and a kill leaves both or neither. A number of zero may stay behind.
 */

/** The collections that have counted indexes. */
const countedCollections: readonly CollectionName[] = collections.filter(
  (name) => countedNames(name).length > 0,
);

/** The statements that make the functions and triggers, in the place of those that are there. */
export function countTriggers(): string[] {
  return countedCollections.flatMap((name) => [
    ...countTrigger(name, 'INSERT', 'NEW', ''),
    ...countTrigger(name, 'DELETE', 'OLD', '-'),
  ]);
}

function countTrigger(
  name: CollectionName,
  verb: 'INSERT' | 'DELETE',
  rows: 'NEW' | 'OLD',
  sign: '' | '-',
): string[] {
  const title = `whence_count_${name}_${verb.toLowerCase()}`;
  return [
    `CREATE OR REPLACE FUNCTION ${title}() RETURNS trigger LANGUAGE plpgsql AS $function$
    BEGIN
      INSERT INTO ${name}_counts AS kept (index, key, count)
      SELECT index, key, ${sign}count(*) FROM changed WHERE ${isCounted(name)} GROUP BY index, key
      ON CONFLICT (index, key) DO UPDATE SET count = kept.count + excluded.count;
      RETURN NULL;
    END
    $function$`,
    `DROP TRIGGER IF EXISTS ${title} ON ${name}_entries`,
    `CREATE TRIGGER ${title} AFTER ${verb} ON ${name}_entries
      REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${title}()`,
  ];
}

/** Counts everything anew, in the transaction of the client, in which nobody else may write. */
export async function recountAll(client: ClientBase): Promise<void> {
  for (const name of countedCollections) {
    await client.query(`DELETE FROM ${name}_counts`);
    await client.query(
      `INSERT INTO ${name}_counts (index, key, count)
      SELECT index, key, count(*) FROM ${name}_entries WHERE ${isCounted(name)} GROUP BY index, key`,
    );
  }
}

function isCounted(name: CollectionName): string {
  return `index IN (${countedNames(name)
    .map((index) => `'${index}'`)
    .join(', ')})`;
}

/** The same in a transaction of its own. */
export async function recountHeld(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query('SELECT FROM whence FOR UPDATE');
    await recountAll(client);
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}
