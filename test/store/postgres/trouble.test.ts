import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cursorOf } from '../../../src/store/cursor.js';
import { Connections, storeFault } from '../../../src/store/postgres/connections.js';
import { Feed } from '../../../src/store/postgres/feed.js';
import { upToDate } from '../../../src/store/postgres/migrate.js';
import { migrations } from '../../../src/store/postgres/schema.js';
import { Writer } from '../../../src/store/postgres/writer.js';
import { insert } from '../../../src/store/store.js';
import { identity, source } from '../documents.js';
import { ask, database, emptiedDatabase, emptyDesk, openOn, wired } from './postgres.js';

/* What may go wrong around a commit, and must neither lose it, nor tell more than it should. */

const silent = { warn: () => {} };
/** For what leaves the tables as they are. */
const emptied = emptiedDatabase();
const named = (id: string, name = `Source ${id}`) => insert('sources', source(id, { name }));

/** Does work on a connection of its own. */
async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A step after this program's own, as a later one would make it. */
function later(...statements: string[]) {
  return [...migrations, { number: migrations.length + 1, statements }];
}

/** Returns when so many statements wait for a lock. */
async function untilBlocked(url: string, count: number): Promise<void> {
  const text = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await ask(url, text)).length < count);
}

describe('a commit that the database can’t take', () => {
  test.each([
    ['a NUL', 'Petra Lind\0'],
    ['half a character', 'Petra Lind \ud83d'],
  ])('with %s does not take others with it that are written together', async (_what, name) => {
    const store = await openOn(await emptied());
    const [bad, good] = await Promise.allSettled([
      store.commit([insert('identities', identity('1', name))]),
      store.commit([named('2')]),
    ]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
    expect(await store.get('sources', '2')).not.toBeNull();
  });

  test('says nothing of what is in it', async () => {
    const store = await openOn(await emptied());
    const fault = await store
      .commit([insert('identities', identity('1', 'Petra Lind\0'))])
      .catch((e) => e);
    const all = Object.getOwnPropertyNames(fault).map((name) => JSON.stringify(fault[name]));
    expect(all.join()).not.toContain('Petra');
  });
});

test('a commit that is saved counts as saved though what others did can’t be read just now', async () => {
  const { wire, url, store } = await wired(emptied);
  const near = new Connections(url, silent);
  onTestFinished(() => near.close());
  const far = new Connections(wire.url, silent);
  onTestFinished(() => far.close());
  const feed = new Feed(far, 0, silent);
  const heard: number[] = [];
  feed.watch(({ number }) => heard.push(number));
  await store.commit([named('1')]);
  await wire.cut();
  const writer = new Writer(near, feed);
  expect(await writer.commit([named('2')])).toMatchObject({ number: 2 });
  await wire.mend();
  await feed.catchUp();
  expect(heard).toEqual([1, 2]);
});

test('a commit that is refused when it is sent again may be there, and is said to', async () => {
  const { wire, url, store } = await wired();
  await store.commit([named('1')]);
  const name = new URL(url).pathname.slice(1);
  // As where another server takes over, which is not to be written to yet.
  await ask(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  wire.cutAnswerTo('"halves"');
  await expect(store.commit([named('2')])).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('Look whether it is there'),
  });
  expect(await ask(url, 'SELECT FROM sources')).toHaveLength(2);
});

test.each([
  [
    '53100',
    'could not extend file "base/16384/2619": No space left on device',
    /disk is full\. Whoever/u,
  ],
  ['25006', 'cannot execute INSERT in a read-only transaction', /can only be read\. Whoever/u],
])(
  'why no changes are taken (%s) is said in words, with nothing of the server',
  (code, said, words) => {
    const fault = Object.assign(new pg.DatabaseError(said, said.length, 'error'), { code });
    const told = storeFault(fault);
    expect(told).toMatchObject({ code: 'unavailable', message: expect.stringMatching(words) });
    expect(String(told)).not.toContain(said);
    // Whoever keeps the desk finds it in the log.
    expect(told).toMatchObject({ cause: { message: expect.stringContaining(said) } });
  },
);

test('a database that was put back to an earlier state is told as missed', async () => {
  const url = await emptyDesk();
  const store = await openOn(url);
  let missed = 0;
  const heard: number[] = [];
  store.watch(
    ({ number }) => heard.push(number),
    () => missed++,
  );
  for (const id of ['1', '2', '3']) await store.commit([named(id)]);
  await ask(url, 'DELETE FROM sources WHERE id > $1', ['1']);
  await ask(url, 'DELETE FROM commits WHERE number > 1');
  await ask(url, 'UPDATE whence SET number = 1');
  await store.caughtUp();
  expect([missed, heard]).toEqual([1, [1, 2, 3]]);
});

describe('while a newer program brings the tables up to date', () => {
  test('commits wait, and do not make it fail', async () => {
    const url = await emptyDesk();
    const store = await openOn(url);
    const steps = later('ALTER TABLE sources ADD COLUMN x text', 'SELECT pg_advisory_xact_lock(7)');
    const [migrating, saving] = await connected(url, async (pause) => {
      await pause.query('SELECT pg_advisory_lock(7)');
      const migrating = connected(url, (client) =>
        upToDate(client, { mode: 'write', create: true, steps }),
      );
      await untilBlocked(url, 1);
      const saving = store.commit([named('1')]).catch((fault) => fault);
      await untilBlocked(url, 2);
      return [migrating, saving];
    });
    expect(await migrating).toMatchObject({ schema: steps.length });
    expect(await saving).toMatchObject({ code: 'unavailable' });
  });

  test('an older one that still runs writes nothing that the newer would not find', async () => {
    const url = await emptyDesk();
    const store = await openOn(url);
    const steps = later('ALTER TABLE sources ADD COLUMN x text');
    await connected(url, (client) => upToDate(client, { mode: 'write', create: true, steps }));
    await expect(store.commit([named('1')])).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('newer Whence'),
    });
    expect(await ask(url, 'SELECT FROM sources')).toEqual([]);
  });

  test('it gives up where somebody holds the tables for long, and is said to', async () => {
    const url = await emptyDesk();
    await openOn(url);
    const steps = later(`SET LOCAL lock_timeout = '50ms'`, 'ALTER TABLE sources ADD COLUMN x text');
    await connected(url, async (reader) => {
      await reader.query('BEGIN; SELECT FROM sources');
      const connections = new Connections(url, silent);
      onTestFinished(() => connections.close());
      const migrating = connections.reserve((client) =>
        upToDate(client, { mode: 'write', create: true, steps }),
      );
      await expect(migrating).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
});

test('how a database isolates transactions by itself changes nothing', async () => {
  const url = await database();
  const name = new URL(url).pathname.slice(1);
  await ask(url, `ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
  const stores = await Promise.all([1, 2, 3].map(() => openOn(url)));
  const saving = Array.from({ length: 60 }, (_, n) => stores[n % 3]?.commit([named(`${n}`)]));
  await Promise.all(saving);
  expect(await stores[0]?.count('sources', 'all', '')).toBe(60);
});

test('a database that compiles its statements compiles none of ours, on no connection', async () => {
  const url = await database();
  const name = new URL(url).pathname.slice(1);
  await ask(url, `ALTER DATABASE ${name} SET jit = on`);
  const connections = new Connections(url, silent);
  onTestFinished(() => connections.close());
  const jit = { text: 'SHOW jit' };
  const asked = [connections.query(jit), connections.query(jit), connections.query(jit)];
  const lent = connections.reserve(async (client) => (await client.query(jit)).rows);
  expect((await Promise.all([...asked, lent])).flat()).toEqual(Array(4).fill({ jit: 'off' }));
});

test('snapshots that can’t be taken take no connections with them', async () => {
  const { wire, store } = await wired(emptied);
  for (let n = 0; n < 12; n++) {
    wire.cutBefore('REPEATABLE READ');
    await expect(store.snapshot()).rejects.toMatchObject({ code: 'unavailable' });
  }
  expect(await store.get('sources', '1')).toBeNull();
});

describe('a page mark that somebody made up', () => {
  test('with a NUL finds nothing worse than a page', async () => {
    const store = await openOn(await emptied());
    const after = cursorOf({ sort: 'a\0b', id: 'a\0b' });
    expect(await store.find('sources', 'all', { key: '', after })).toMatchObject({ items: [] });
  });

  test('of a search too', async () => {
    const store = await openOn(await emptied());
    const after = Buffer.from(JSON.stringify([true, 'a\0b', 'c\0d'])).toString('base64url');
    await expect(store.search('sources', { words: 'a', after })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

test('a connection that can’t be made safe is told as one that can’t be made', async () => {
  const url = new URL(await emptied());
  url.searchParams.set('sslmode', 'verify-full');
  await expect(openOn(url.href)).rejects.toMatchObject({ code: 'unavailable' });
});

test('a store whose database no longer answers is closed all the same', async () => {
  const { wire, store } = await wired(emptied);
  await store.get('sources', '1');
  wire.freeze();
  const saving = store.commit([named('1')]);
  const [saved] = await Promise.allSettled([saving, store.close()]);
  expect(saved).toMatchObject({
    status: 'rejected',
    reason: { code: 'unavailable', message: expect.stringContaining('Look whether it is there') },
  });
});
