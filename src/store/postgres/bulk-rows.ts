import type { ClientBase } from 'pg';
import type { CollectionName, Documents } from '../documents.js';
import { columnsOf } from './commit-function.js';
import { indexNames, rowOf } from './rows.js';
import { earlierDocOf } from './stored-documents.js';

/** How many rows are worked out at once. */
const maxRowsRead = 200;

/** Adds documents as they are, in their order, behind those that are there. */
export async function addRows<C extends CollectionName>(
  client: ClientBase,
  collection: C,
  docs: readonly Documents[C][],
): Promise<void> {
  const columns = columnsOf(collection, `(item->'row')`);
  const names = columns.map(({ name }) => `, ${name}`).join('');
  const values = columns.map(({ value }) => `, ${value}`).join('');
  const items = docs.map((doc) => ({ doc, row: rowOf(collection, doc) }));
  const payload = [JSON.stringify(items)];
  await client.query(
    `INSERT INTO ${collection} (id, version, doc${names})
    SELECT item#>>'{doc,id}', (item#>>'{doc,version}')::integer, item->'doc'${values}
    FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS listed (item, place) ORDER BY place`,
    payload,
  );
  if (indexNames(collection, 'many').length > 0) await addEntries(client, collection, payload);
}

async function addEntries(client: ClientBase, collection: string, payload: unknown[]) {
  await client.query(
    `INSERT INTO ${collection}_entries (index, key, sort, id)
    SELECT entry->>0, entry->>1, entry->>2, item#>>'{doc,id}'
    FROM jsonb_array_elements($1::jsonb) AS item, jsonb_array_elements(item#>'{row,many}') AS entry
    ON CONFLICT DO NOTHING`,
    payload,
  );
}

/**
 * Brings the documents of a collection to the format of today, and works out anew what stands beside
 * them, after its indexes changed.
 */
export async function refill(client: ClientBase, collection: CollectionName): Promise<void> {
  const sets = columnsOf(collection, `(item->'row')`).map(
    ({ name, value }) => `${name} = ${value}`,
  );
  const many = indexNames(collection, 'many').length > 0;
  if (many) await client.query(`DELETE FROM ${collection}_entries`);
  let after = '0';
  for (;;) {
    const { rows } = await client.query<{ seq: string; doc: unknown }>(
      `SELECT seq, doc FROM ${collection} WHERE seq > $1 ORDER BY seq LIMIT ${maxRowsRead}`,
      [after],
    );
    const docs = rows.map(({ doc }) => earlierDocOf(collection, doc));
    const payload = [JSON.stringify(docs.map((doc) => ({ doc, row: rowOf(collection, doc) })))];
    await client.query(
      `UPDATE ${collection} SET doc = item->'doc'${sets.map((set) => `, ${set}`).join('')}
      FROM jsonb_array_elements($1::jsonb) AS item WHERE id = item#>>'{doc,id}'`,
      payload,
    );
    if (many) await addEntries(client, collection, payload);
    const last = rows.at(-1);
    if (!last) return;
    after = last.seq;
  }
}
