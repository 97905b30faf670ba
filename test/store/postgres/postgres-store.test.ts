import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { nameKey } from '../../../src/domain/register/name.js';
import { collections } from '../../../src/store/documents.js';
import { indexes } from '../../../src/store/indexes.js';
import { upToDate } from '../../../src/store/postgres/migrate.js';
import { openPostgresStore } from '../../../src/store/postgres/postgres-store.js';
import { sentRequest } from '../../../src/store/postgres/read-function.js';
import { migrations } from '../../../src/store/postgres/schema.js';
import { all, insert, remove, replace, type Store } from '../../../src/store/store.js';
import { annotation, article, claim, edition, source } from '../documents.js';
import { heardBy } from './heard.js';
import { ask, database, emptiedDatabase, emptyDesk, heldUntil, openOn, wired } from './postgres.js';

const silent = { warn: () => {} };
/** For what leaves the tables as they are. */
const emptied = emptiedDatabase();
const named = (id: string, name = `Source ${id}`) => insert('sources', source(id, { name }));

describe('the tables', () => {
  test('every declared index has its columns, or its entries', async () => {
    const url = await database();
    await openOn(url);
    const rows = await ask<{ name: string }>(
      url,
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema()`,
    );
    const columns = new Set(rows.map(({ name }) => name));
    for (const collection of collections) {
      for (const [index, declared] of Object.entries(indexes[collection])) {
        const place = 'many' in declared ? 'entries.key' : `${index}_key`;
        const column = 'many' in declared ? `${collection}_${place}` : `${collection}.${place}`;
        expect(columns, `${collection}.${index}`).toContain(column);
      }
    }
  });

  test('processes that start at once make one desk', async () => {
    const url = await database();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openOn(url)));
    const commits = await Promise.all(stores.map((store, at) => store.commit([named(`${at}`)])));
    expect(commits.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4]);
  });

  test('pages under keys are found by an index, however small the table is', async () => {
    const url = await emptyDesk();
    const store = await openOn(url);
    const numbers = Array.from({ length: 60 }, (_, at) => `s${at}`);
    await store.commit(numbers.map((id) => named(id)));
    await ask(url, 'ANALYZE');
    const keys = numbers.slice(0, 50).map((id) => nameKey(`Source ${id}`));
    const find = {
      do: 'find',
      in: 'sources',
      index: 'named',
      limit: 9,
      order: 'ascending',
    } as const;
    const requests = JSON.stringify([sentRequest({ ...find, keys, starts: keys.map(() => '') })]);
    const client = new pg.Client(url);
    await client.connect();
    await client.query('BEGIN');
    const read = 'SELECT id FROM whence_read($1::jsonb, $2::jsonb)';
    const { rows } = await client.query<{ id: string }>(read, [requests, '[{}]']);
    const { rows: scans } = await client.query<{ name: string; whole: string }>(
      'SELECT relname AS name, seq_scan AS whole FROM pg_stat_xact_user_tables WHERE seq_scan > 0',
    );
    await client.end();
    expect(rows.map(({ id }) => id)).toEqual(numbers.slice(0, 50));
    expect(scans).toEqual([]);
  });

  test('those of a newer version are refused, and left as they are', async () => {
    const url = await emptyDesk();
    await (await openOn(url)).close();
    await ask(url, 'UPDATE whence SET schema = 99');
    await expect(openOn(url)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('version 99'),
    });
    expect(await ask(url, 'SELECT schema FROM whence')).toEqual([{ schema: 99 }]);
  });

  test('those of an earlier version are brought up to date with what they hold', async () => {
    const url = await emptyDesk();
    const store = await openOn(url);
    await store.commit([named('1', 'Zoe'), named('2', 'Ada')]);
    const step = {
      number: migrations.length + 1,
      statements: ['UPDATE sources SET all_key = NULL', 'DELETE FROM sources_entries'],
      refill: ['sources'] as const,
    };
    const client = new pg.Client(url);
    await client.connect();
    await upToDate(client, { mode: 'write', create: true, steps: [...migrations, step] });
    await client.end();
    const { items } = await store.find('sources', 'all', { key: '' });
    expect(items.map(({ name }) => name)).toEqual(['Ada', 'Zoe']);
    expect(await store.count('sources', 'name', 'zoe')).toBe(1);
    expect(await ask(url, 'SELECT schema FROM whence')).toEqual([{ schema: step.number }]);
  });

  test('rows are filled when all of their columns are there, those of a later step too', async () => {
    const url = await emptyDesk();
    const store = await openOn(url);
    await store.commit([named('1', 'Zoe')]);
    await ask(url, 'ALTER TABLE sources DROP COLUMN round_key, DROP COLUMN round_sort');
    const earlier = { number: migrations.length + 1, statements: [], refill: ['sources'] as const };
    const later = {
      number: migrations.length + 2,
      statements: ['ALTER TABLE sources ADD COLUMN round_key text, ADD COLUMN round_sort text'],
    };
    const client = new pg.Client(url);
    await client.connect();
    await upToDate(client, { mode: 'write', create: true, steps: [...migrations, earlier, later] });
    await client.end();
    expect(await store.count('sources', 'name', 'zoe')).toBe(1);
  });

  test('numbers that are off are put right by counting anew, and stay right', async () => {
    const url = await emptied();
    const store = await openOn(url);
    await store.commit([
      insert('annotations', annotation('a')),
      insert('annotations', annotation('b')),
    ]);
    await ask(url, `UPDATE annotations_counts SET count = 7 WHERE key = 'engineer'`);
    expect(await store.count('annotations', 'source', 'engineer')).toBe(7);
    await store.recount();
    expect(await store.count('annotations', 'source', 'engineer')).toBe(2);
    await store.commit([insert('annotations', annotation('c'))]);
    expect(await store.count('annotations', 'source', 'engineer')).toBe(3);
  });

  test('several processes that write at once lose no count, and none meets another', async () => {
    const url = await emptied();
    const stores = await Promise.all([openOn(url), openOn(url), openOn(url)]);
    const writing = stores.flatMap((store, at) =>
      Array.from({ length: 8 }, (_, n) =>
        store.commit([insert('annotations', annotation(`${at}-${n}`))]),
      ),
    );
    await Promise.all(writing);
    for (const store of stores) {
      expect(await store.count('annotations', 'source', 'engineer')).toBe(24);
      expect([...(await store.keys('annotations', 'tally')).values()]).toEqual([24]);
    }
  });

  test('to read what is not there is not to make it', async () => {
    const url = await database();
    await expect(openPostgresStore(url, { mode: 'read', log: silent })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await ask(url, `SELECT FROM pg_tables WHERE schemaname = current_schema()`)).toEqual([]);
  });

  test('a database of another program is refused, and left as it is', async () => {
    const url = await database();
    await ask(url, 'CREATE TABLE articles (price numeric)');
    await expect(openOn(url)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('“articles”'),
    });
  });

  test('a document that somebody has damaged is named, and given to nobody', async () => {
    const url = await emptied();
    const store = await openOn(url);
    await store.commit([named('1')]);
    await ask(url, `UPDATE sources SET doc = doc - 'aliases'`);
    await expect(store.get('sources', '1')).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('sources 1: aliases'),
    });
  });
});

describe('a document that is held since it was read', () => {
  const reads = (store: Store) =>
    Promise.all([
      store.get('sources', '1'),
      store.find('sources', 'listed', { key: '' }).then(({ items }) => items[0] ?? null),
      store.getMany('sources', ['1', '2']).then((items) => items.length),
    ]);

  test('is read as another process has changed it since, and as somebody did by hand', async () => {
    const url = await emptied();
    const [store, other] = [await openOn(url), await openOn(url)];
    const one = source('1', { name: 'First' });
    await store.commit([insert('sources', one)]);
    expect(await reads(store)).toEqual([one, one, 1]);
    const second = { ...one, version: 2, name: 'Second' };
    await other.commit([replace('sources', { ...second, version: 1 })]);
    expect(await reads(store)).toEqual([second, second, 1]);
    await ask(url, `UPDATE sources SET doc = jsonb_set(doc, '{name}', '"Third"')`);
    const third = { ...second, name: 'Third' };
    expect(await reads(store)).toEqual([third, third, 1]);
  });

  test('is gone once it was removed, and another where one of its id was made since', async () => {
    const url = await emptied();
    const [store, other] = [await openOn(url), await openOn(url)];
    const [one, another] = [source('1', { name: 'One' }), source('1', { name: 'Another' })];
    await store.commit([insert('sources', one)]);
    expect(await reads(store)).toEqual([one, one, 1]);
    await other.commit([remove('sources', one)]);
    expect(await reads(store)).toEqual([null, null, 0]);
    await other.commit([insert('sources', another)]);
    expect(await reads(store)).toEqual([another, another, 1]);
  });

  test('is not sent again, however it is asked for', async () => {
    const { wire, store } = await wired(emptied);
    const long = { ...edition('1'), text: 'The wall was raised. '.repeat(5_000) };
    await store.commit([insert('editions', long)]);
    const answered = async () => {
      const before = wire.bytesAnswered();
      const found = [
        await store.get('editions', long.id),
        ...(await store.find('editions', 'article', { key: '1' })).items,
      ];
      expect(found).toEqual([long, long]);
      return wire.bytesAnswered() - before;
    };
    expect(await answered()).toBeGreaterThan(100_000);
    expect(await answered()).toBeLessThan(10_000);
  });

  test('is not sent again with what stands beside another list of ids', async () => {
    const { wire, store } = await wired(emptied);
    const ids = Array.from({ length: 101 }, (_, at) => String(at));
    const description = 'Was there when the wall was raised. '.repeat(30);
    await store.commit(ids.map((id) => insert('sources', source(id, { name: id, description }))));
    const answered = async (asked: string[]) => {
      const before = wire.bytesAnswered();
      expect(await store.findBeside('sources', 'named', asked, 10)).toHaveLength(asked.length);
      return wire.bytesAnswered() - before;
    };
    expect(await answered(ids.slice(1))).toBeGreaterThan(100_000);
    expect(await answered(ids)).toBeLessThan(20_000);
  });

  test('is not driven out by a walk through all that there are', async () => {
    const { wire, store } = await wired(emptied);
    const text = 'The wall was raised. '.repeat(5_000);
    for (let from = 1; from < 100; from += 10) {
      const ids = Array.from({ length: 10 }, (_, at) => String(from + at));
      await store.commit(ids.map((id) => insert('editions', { ...edition(id), text })));
    }
    const long = await store.get('editions', '1.1');
    for await (const { id } of all(store, 'editions', 'all', { key: '', limit: 10 })) {
      expect(id).not.toBe('');
    }
    const before = wire.bytesAnswered();
    expect(await store.get('editions', '1.1')).toEqual(long);
    expect(wire.bytesAnswered() - before).toBeLessThan(10_000);
  });
});

describe('what a database may not be able to keep', () => {
  test.each([
    ['a name that an index can’t take whole', 'ﷺ'.repeat(200)],
    ['emoji', '👩🏽‍🚒🗞️'.repeat(20)],
    ['quotes and backslashes', `O'Hara "\\" \\'; DROP TABLE sources; --`],
    ['Arabic', 'مصدر في الوزارة'],
  ])('%s', async (_what, name) => {
    const store = await openOn(await emptied());
    await store.commit([named('1', name)]);
    expect((await store.get('sources', '1'))?.name).toBe(name);
    const { items } = await store.find('sources', 'name', {
      key: nameKey(name),
    });
    expect(items).toHaveLength(1);
  });

  test('a claim of the greatest length is unique all the same', async () => {
    const store = await openOn(await emptied());
    const long = 'The bridge was closed. '.repeat(43);
    await store.commit([insert('claims', claim('1', long))]);
    await expect(store.commit([insert('claims', claim('2', long))])).rejects.toMatchObject({
      code: 'conflict',
      details: { in: 'claims', id: '2', index: 'statement' },
    });
  });

  test('an id or a key with a NUL finds nothing', async () => {
    const store = await openOn(await emptied());
    expect(await store.get('articles', 'a\0b')).toBeNull();
    expect(await store.count('sources', 'name', 'a\0b')).toBe(0);
    const query = { key: '', startsWith: 'a\0b' };
    expect((await store.find('sources', 'word', query)).items).toEqual([]);
  });
});

describe('several processes', () => {
  test('each hears of all commits, in one order', async () => {
    const url = await emptied();
    const stores = await Promise.all([1, 2, 3].map(() => openOn(url)));
    const heard = stores.map(heardBy);
    await Promise.all(Array.from({ length: 60 }, (_, n) => stores[n % 3]?.commit([named(`${n}`)])));
    await Promise.all(heard.map(({ until }) => until(60)));
    const all = Array.from({ length: 60 }, (_, n) => n + 1);
    for (const { numbers } of heard) expect(numbers()).toEqual(all);
  });

  test('of two who replace the same version in two processes one fails', async () => {
    const url = await emptied();
    const [one, other] = [await openOn(url), await openOn(url)];
    await one.commit([insert('articles', article('bridge'))]);
    const results = await Promise.allSettled(
      [one, other].map((store, at) =>
        store.commit([replace('articles', article('bridge', { title: `Title ${at}` }))]),
      ),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('a barrier that others came before is written ahead of what they write next', async () => {
    const url = await emptied();
    const [one, other] = [await openOn(url), await openOn(url)];
    const barrier = (since: number) =>
      one.commit([named('masked')], [], { since, isBarrier: true });
    const begun = { since: one.told };
    await other.commit([named('1')]);
    await expect(barrier(begun.since)).rejects.toMatchObject({ details: { barrier: true } });
    // However slow the machine, they are held back.
    await ask(url, `UPDATE whence SET held_until = 'infinity' WHERE held_until > '-infinity'`);
    const next = other.commit([named('2')]);
    // That of its own process does not wait for itself.
    await one.commit([named('3')]);
    await one.caughtUp();
    expect((await barrier(one.told)).number).toBe(3);
    expect((await next).number).toBe(4);
  });

  /** Two stores on one database, of which the second saved something before the barrier of the first. */
  async function refusedBarrier() {
    const url = await emptied();
    const [one, other] = [await openOn(url), await openOn(url)];
    const basis = { since: one.told, isBarrier: true };
    await other.commit([named('1')]);
    await expect(one.commit([named('masked')], [], basis)).rejects.toMatchObject({
      details: { barrier: true },
    });
    return { url, one, other, basis };
  }

  test('a barrier that does not come after all holds nobody back', async () => {
    const { url, one, other, basis } = await refusedBarrier();
    await one.commit([], [], basis);
    expect(await heldUntil(url)).toBe('-infinity');
    expect((await other.commit([named('2')])).number).toBe(2);
  });

  test('nor does one whose process ended, be the database’s clock put back to before it', async () => {
    const { url, other } = await refusedBarrier();
    // By that clock it lasts for another hour.
    await ask(url, `UPDATE whence SET held_until = now() + interval '1 hour'`);
    expect((await other.commit([named('2')])).number).toBe(2);
    expect(await heldUntil(url), 'for those who come after, either').toBe('-infinity');
  });

  test('whoever has caught up was told of what others had committed', async () => {
    const url = await emptied();
    const [one, other] = [await openOn(url), await openOn(url)];
    const { numbers } = heardBy(other);
    await one.commit([named('1')]);
    await other.caughtUp();
    expect(numbers()).toEqual([1]);
  });
});
