import { expect, test } from 'vitest';
import { pages } from '../../src/desk/documents.js';
import { insert, storeWith } from '../../src/store/store.js';
import { source } from '../store/documents.js';
import { openMemoryStore } from '../store/memory.js';

async function storeOfThree() {
  const store = openMemoryStore();
  await store.commit(['1', '2', '3'].map((id) => insert('sources', source(id))));
  return store;
}

test('the next page is asked for while somebody works on the one before', async () => {
  const store = await storeOfThree();
  let asked = 0;
  const counted = storeWith(store, {
    find: (...question) => {
      asked += 1;
      return store.find(...question);
    },
  });
  const seen: [ids: string[], asked: number][] = [];
  for await (const page of pages(counted, 'sources', 'listed', '', 1)) {
    seen.push([page.map(({ id }) => id), asked]);
  }
  expect(seen).toEqual([
    [['1'], 2],
    [['2'], 3],
    [['3'], 3],
  ]);
});

test('a page that can’t be read fails whoever goes on, and nobody who has seen enough', async () => {
  const store = await storeOfThree();
  const broken = storeWith(store, {
    find: (collection, index, query) =>
      query.after ? Promise.reject(new Error('gone')) : store.find(collection, index, query),
  });
  const [goesOn, stops] = [1, 2].map(() => pages(broken, 'sources', 'listed', '', 1));
  expect((await goesOn?.next())?.value).toHaveLength(1);
  await expect(goesOn?.next()).rejects.toThrow('gone');
  await stops?.next();
  // Vitest fails a test in which a rejection is left unhandled.
  expect(await stops?.return(undefined)).toEqual({ value: undefined, done: true });
});
