import { expect, test } from 'vitest';
import { compareWording } from '../../../src/desk/articles/shared-wording.js';
import { checkWording } from '../../../src/desk/check/wording.js';
import { openDesk } from '../../../src/desk/desk.js';
import { sha256 } from '../../../src/desk/digest.js';
import { collected } from '../../../src/desk/documents.js';
import { insert, replace, storeWith } from '../../../src/store/store.js';
import { article, edition } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const agency =
  'The harbour wall will be raised by two metres before the winter storms come, an engineer said.';

/** A desk on which so many outlets have one text, each compared when it came in, in no order of their ids. */
async function deskOf(outlets: number) {
  const store = openMemoryStore();
  const desk = openDesk(store);
  const ids = Array.from({ length: outlets }, (_, at) => `outlet${(at * 37) % outlets}`);
  for (const [at, id] of ids.entries()) {
    const created = new Date(Date.parse('2026-03-02T09:00:00Z') + at * 60_000).toISOString();
    const text = { text: agency, sha256: sha256(agency), length: agency.length };
    await store.commit([
      insert('articles', { ...article(id), created }),
      insert('editions', { ...edition(id), ...text, blocks: [] }),
    ]);
    await compareWording(desk, id);
  }
  return { store, ids };
}

/** What is found by another process, which reads all anew. */
const found = (store: ReturnType<typeof openMemoryStore>) =>
  collected(checkWording(storeWith(store, {})));

test('a text that far more than a hundred articles have is kept as it was compared', async () => {
  const { store } = await deskOf(230);
  expect(await found(store)).toEqual([]);
});

test('what is kept of one of them and is not so is a fault', async () => {
  const { store, ids } = await deskOf(120);
  const last = await store.get('wordings', ids.at(-1) ?? '');
  if (!last?.shared[0]) throw new Error('It shares nothing.');
  const [first, ...rest] = last.shared;
  const passages = first.passages.map((each) => ({ ...each, words: each.words + 1 }));
  await store.commit([replace('wordings', { ...last, shared: [{ ...first, passages }, ...rest] })]);
  expect(await found(store)).toMatchObject([
    { sentence: expect.stringContaining(`with article ${first.article} is not what is kept`) },
  ]);
});

test('what is shared with one of a few, and not kept, is a fault', async () => {
  const { store, ids } = await deskOf(5);
  const last = await store.get('wordings', ids.at(-1) ?? '');
  if (!last) throw new Error('It was not compared.');
  await store.commit([replace('wordings', { ...last, shared: last.shared.slice(1) })]);
  expect(await found(store)).toMatchObject([
    { sentence: expect.stringContaining('that is not kept') },
  ]);
});
