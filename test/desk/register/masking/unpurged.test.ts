import { expect, test } from 'vitest';
import { checkDesk } from '../../../../src/desk/check/check.js';
import { openDesk } from '../../../../src/desk/desk.js';
import { expungeSource } from '../../../../src/desk/register/masking/expunging.js';
import { clearCopiesLeft } from '../../../../src/desk/register/masking/old-copies.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { parse } from '../../../../src/domain/parse.js';
import { sourceInput } from '../../../../src/domain/register/source-input.js';
import { insert, type Store, storeWith } from '../../../../src/store/store.js';
import { person } from '../../../store/documents.js';
import { openMemoryStore } from '../../../store/memory.js';

const ada = person('ada', { role: 'admin' });

async function expunged(store: Store, name: string): Promise<boolean> {
  const desk = openDesk(store);
  const { id } = await addSource(desk, ada, parse(sourceInput, { name, kind: 'person' }));
  const said = { ground: 'A court ordered it.', replace: [], leave: [] };
  return (await expungeSource(desk, ada, id, said)).isPurged;
}

async function told(store: Store): Promise<string[]> {
  const found: string[] = [];
  for await (const { severity, where, sentence } of checkDesk(store)) {
    if (where.startsWith('event')) found.push(`${severity}: ${sentence}`);
  }
  return found;
}

test('a check says of a name that was removed by law that old copies of the database may hold it, until they are cleared away', async () => {
  const store = openMemoryStore();
  await store.commit([insert('people', ada)]);
  expect(await expunged(store, 'Ida Brandt')).toBe(true);
  expect(await told(store)).toEqual([]);
  const full = storeWith(store, { purge: () => Promise.reject(new Error('The disk is full.')) });
  expect(await expunged(full, 'Bo Lind')).toBe(false);
  expect(await told(store)).toEqual([
    'note: Right after it the database’s own old copies could not be cleared away, and may hold the name: restart Whence, which clears them at its start.',
  ]);
  expect(await expunged(store, 'Ola Moen')).toBe(true);
  expect(await told(store)).toEqual([]);
});

test('at the next start they are cleared away, where they were not; else nothing is done', async () => {
  const store = openMemoryStore();
  await store.commit([insert('people', ada)]);
  let cleared = 0;
  const purge = async () => {
    cleared += 1;
  };
  const full = storeWith(store, { purge: () => Promise.reject(new Error('The disk is full.')) });
  const roomy = storeWith(store, { purge });
  await expunged(full, 'Ida Brandt');
  expect(await clearCopiesLeft(openDesk(full))).toBe(false);
  expect(await told(store)).toHaveLength(1);
  expect(await clearCopiesLeft(openDesk(roomy))).toBe(true);
  expect(await told(store)).toEqual([]);
  expect(await clearCopiesLeft(openDesk(roomy))).toBe(true);
  expect(cleared).toBe(1);
});

test('names that go while old copies are cleared away are told of still, where their own are not', async () => {
  const store = openMemoryStore();
  await store.commit([insert('people', ada)]);
  const full = storeWith(store, { purge: () => Promise.reject(new Error('The disk is full.')) });
  const slow = storeWith(store, {
    purge: async () => {
      await store.purge();
      await expunged(full, 'Bo Lind');
    },
  });
  expect(await expunged(slow, 'Ola Moen')).toBe(true);
  expect(await told(store)).toHaveLength(1);
});
