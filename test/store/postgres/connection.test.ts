import { describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../../src/store/postgres/postgres-store.js';
import { insert } from '../../../src/store/store.js';
import { source } from '../documents.js';
import { heardBy } from './heard.js';
import { ask, emptiedDatabase, openOn, wired } from './postgres.js';

const silent = { warn: () => {} };
/** For what leaves the tables as they are. */
const emptied = emptiedDatabase();
const named = (id: string, name = `Source ${id}`) => insert('sources', source(id, { name }));

describe('a connection that is dropped', () => {
  test('readers don’t notice', async () => {
    const { wire, store } = await wired(emptied);
    await store.commit([named('1')]);
    await wire.cut();
    const reading = store.get('sources', '1');
    await wire.mend();
    expect(await reading).toMatchObject({ id: '1' });
  });

  test('a commit whose answer was lost is written once, and acknowledged', async () => {
    const { wire, url, store } = await wired(emptied);
    wire.cutAnswerTo('whence_commit');
    expect(await store.commit([named('1')])).toMatchObject({ number: 1 });
    expect(await ask(url, 'SELECT number::integer FROM commits')).toEqual([{ number: 1 }]);
  });

  test('a commit that did not arrive is sent again', async () => {
    const { wire, store } = await wired(emptied);
    wire.cutBefore('whence_commit');
    expect(await store.commit([named('1')])).toMatchObject({ number: 1 });
    expect(await store.get('sources', '1')).toMatchObject({ version: 1 });
  });

  test('while the database is away everything is unavailable, and then goes on', async () => {
    const { wire, store } = await wired(emptied);
    await wire.cut();
    await expect(store.get('sources', '1')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.commit([named('1')])).rejects.toMatchObject({ code: 'unavailable' });
    await wire.mend();
    await store.commit([named('2')]);
    expect(await store.get('sources', '1')).toBeNull();
  });

  test('who could not listen for a while has missed nothing', async () => {
    const { wire, url, store } = await wired(emptied);
    const { numbers, until } = heardBy(store);
    const other = await openOn(url);
    await other.commit([named('1')]);
    await until(1);
    await wire.cut();
    for (const id of ['2', '3', '4']) await other.commit([named(id)]);
    await wire.mend();
    await store.caughtUp();
    expect(numbers()).toEqual([1, 2, 3, 4]);
    await other.commit([named('5')]);
    await until(5);
    expect(numbers()).toEqual([1, 2, 3, 4, 5]);
  });

  test('who was away longer than commits are kept is told so', async () => {
    const { wire, url, store } = await wired(emptied);
    let missed = 0;
    const { numbers } = { numbers: [] as number[] };
    store.watch(
      ({ number }) => numbers.push(number),
      () => missed++,
    );
    const other = await openOn(url);
    await wire.cut();
    for (const id of ['1', '2']) await other.commit([named(id)]);
    await ask(url, 'DELETE FROM commits');
    await wire.mend();
    await store.caughtUp();
    expect([missed, numbers]).toEqual([1, []]);
    await store.commit([named('3')]);
    expect([missed, numbers]).toEqual([1, [3]]);
  });

  test('commits of many at once survive cuts: each acknowledged one is there, once', async () => {
    const { wire, url, store } = await wired(emptied);
    const ids = Array.from({ length: 200 }, (_, n) => `${n}`);
    const saving = ids.map((id) => store.commit([named(id)]).then(() => id));
    for (const _ of [1, 2, 3]) {
      await ask(url, 'SELECT 1');
      await wire.cut();
      await wire.mend();
    }
    const saved = (await Promise.allSettled(saving)).filter(({ status }) => status === 'fulfilled');
    const rows = await ask<{ number: number }>(
      url,
      'SELECT number::integer FROM commits ORDER BY 1',
    );
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
    expect(saved.length).toBe(rows.length);
  });
});

describe('an address', () => {
  test('where nothing answers is said so, without its password', async () => {
    const url = 'postgres://mira:secret-word@127.0.0.1:1/desk';
    const fault = await openPostgresStore(url, { mode: 'write', log: silent }).catch((e) => e);
    expect(fault).toMatchObject({ code: 'unavailable' });
    expect(fault.message).toContain('nothing answers');
    expect(fault.message).not.toContain('secret-word');
  });

  test.each([
    ['password', 'it refuses the password'],
    ['pathname', 'the server has no database of that name'],
  ] as const)(
    'whose %s is wrong is said so, as nothing that another try mends',
    async (part, why) => {
      const url = new URL(await emptied());
      url[part] = 'wrong';
      await expect(
        openPostgresStore(url.href, { mode: 'write', log: silent }),
      ).rejects.toMatchObject({
        code: 'unavailable',
        message: `The database can’t be reached: ${why}. Check the database’s address.`,
      });
    },
  );

  test('takes no more connections than its bound, however many ask', async () => {
    const url = await emptied();
    const store = await openOn(url);
    const reading = Array.from({ length: 300 }, () => store.get('sources', '1'));
    const [row] = await ask<{ count: number }>(
      url,
      `SELECT count(*)::integer AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'whence'`,
    );
    await Promise.all(reading);
    expect(row?.count).toBeLessThanOrEqual(11);
  });
});
