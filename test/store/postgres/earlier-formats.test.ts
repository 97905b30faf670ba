import { expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../../src/store/postgres/postgres-store.js';
import { newestSchema } from '../../../src/store/postgres/schema.js';
import { insert, type Store } from '../../../src/store/store.js';
import { earlierTables } from '../../fixtures/earlier-desks.js';
import { source } from '../documents.js';
import { ask, database } from './postgres.js';

async function earlierDatabase(): Promise<string> {
  const url = await database();
  await ask(url, await earlierTables());
  return url;
}

async function opened(url: string): Promise<{ store: Store; said: string[] }> {
  const said: string[] = [];
  const store = await openPostgresStore(url, {
    mode: 'write',
    log: { warn: () => {} },
    announce: (sentence) => said.push(sentence),
  });
  onTestFinished(() => store.close());
  return { store, said };
}

const inOrder = 'ORDER BY index, key';
const counts = `SELECT index, key, count::integer FROM annotations_counts ${inOrder}`;
const countedAnew = `SELECT index, key, count(*)::integer AS count FROM annotations_entries
  WHERE index IN ('source', 'tally') GROUP BY index, key ${inOrder}`;

/** How many documents are of an earlier format. */
async function earlierOnes(url: string): Promise<number> {
  const [row] = await ask<{ n: number }>(
    url,
    `SELECT count(*)::integer AS n FROM annotations, jsonb_array_elements(doc->'chain') AS hop
      WHERE hop ? 'source'`,
  );
  return row?.n ?? 0;
}

test('tables of an earlier format are brought to the one of today, and a sentence says so', async () => {
  const url = await earlierDatabase();
  expect(await earlierOnes(url)).toBeGreaterThan(0);
  const { said } = await opened(url);
  const sentence = `The tables of that database have been brought to version ${newestSchema}.`;
  expect(said).toEqual([sentence]);
  expect(await earlierOnes(url)).toBe(0);
  expect(await ask(url, counts)).toEqual(await ask(url, countedAnew));
  expect(await ask(url, `SELECT to_regclass('presences') AS there`)).toEqual([{ there: null }]);
  expect((await opened(url)).said).toEqual([]);
});

test('processes that start at once bring them there once, and all work on them', async () => {
  const url = await earlierDatabase();
  const desks = await Promise.all([opened(url), opened(url), opened(url)]);
  expect(desks.flatMap(({ said }) => said)).toHaveLength(1);
  for (const [at, { store }] of desks.entries()) {
    await store.commit([insert('sources', source(`new-${at}`))]);
  }
  expect(await earlierOnes(url)).toBe(0);
});

test('an upgrade whose connection is cut leaves the tables as they were, and is begun anew', async () => {
  const url = await earlierDatabase();
  // The last of the documents to be brought up to date holds it up until it is cut.
  await ask(
    url,
    `CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
    CREATE TRIGGER cut BEFORE UPDATE ON annotations FOR EACH ROW EXECUTE FUNCTION cut()`,
  );
  const before = await earlierOnes(url);
  await expect(opened(url)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await earlierOnes(url)).toBe(before);
  expect(await ask(url, 'SELECT schema FROM whence')).toEqual([{ schema: 2 }]);
  await ask(url, 'DROP TRIGGER cut ON annotations');
  expect((await opened(url)).said).toHaveLength(1);
  expect(await earlierOnes(url)).toBe(0);
});

test('a document that somebody has damaged stops the upgrade, is named, and nothing is changed', async () => {
  const url = await earlierDatabase();
  await ask(
    url,
    `UPDATE annotations SET doc = jsonb_set(doc, '{chain,0,basis}', '"in jest"')
      WHERE id = (SELECT max(id) FROM annotations)`,
  );
  await expect(opened(url)).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(
      /^The database is damaged: annotations \w+: chain\[0\]\.basis: expected one of/u,
    ),
  });
  expect(await ask(url, 'SELECT schema FROM whence')).toEqual([{ schema: 2 }]);
});
