import { expect, test } from 'vitest';
import { compareWording } from '../../../src/desk/articles/shared-wording.js';
import { maxOwners, wordingIndexOf } from '../../../src/desk/articles/wording-index.js';
import { openDesk } from '../../../src/desk/desk.js';
import { sha256 } from '../../../src/desk/digest.js';
import { type Edition, editionId } from '../../../src/domain/articles/article.js';
import { insert, remove, storeWith } from '../../../src/store/store.js';
import { article, edition } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const agency =
  'The harbour wall will be raised by two metres before the winter storms come, an engineer said.';

/** A desk of articles by their texts, of which one quotes all of its own, and how many editions were read of it by their ids. */
async function deskOf(texts: Readonly<Record<string, string>>, quoting = '') {
  const store = openMemoryStore();
  const docs = Object.entries(texts).flatMap(([id, text]) => {
    const whole = { ...edition(id), text, sha256: sha256(text), length: text.length };
    const quoted: Edition['blocks'] = [
      { kind: 'quotation', start: 0, end: text.length, marker: null },
    ];
    const blocks = id === quoting ? quoted : [];
    return [insert('articles', article(id)), insert('editions', { ...whole, blocks })];
  });
  await store.commit(docs);
  const read = { editions: 0 };
  const counted = storeWith(store, {
    get: (collection, id) => {
      if (collection === 'editions') read.editions += 1;
      return store.get(collection, id);
    },
  });
  return { desk: openDesk(counted), read };
}

test('a text that many articles have is held against another once', async () => {
  const outlets = Array.from({ length: 30 }, (_, at): [string, string] => [`outlet${at}`, agency]);
  const own = `In other news: ${agency}`;
  const { desk, read } = await deskOf({ own, ...Object.fromEntries(outlets) });
  await compareWording(desk, 'own');
  // Its own text, and that of the first of them.
  expect(read.editions).toBe(2);
  const shared = (await desk.whole.get('wordings', 'own'))?.shared ?? [];
  expect(shared.map((each) => each.article)).toEqual(outlets.map(([id]) => id).toSorted());
  const [first] = shared;
  expect(first?.passages).toMatchObject([{ there: { start: 0 }, here: { start: 15 } }]);
  expect(shared.every(({ passages }) => passages.length === 1)).toBe(true);
});

test('texts with other spaces, or quoted as a block, are each held against it', async () => {
  const spaced = agency.replace(' ', '   ');
  const texts = { quoting: agency, own: agency, one: agency, other: spaced };
  const { desk } = await deskOf(texts, 'quoting');
  await compareWording(desk, 'own');
  const shared = (await desk.whole.get('wordings', 'own'))?.shared ?? [];
  const { length } = agency;
  expect(shared.map(({ article, passages }) => [article, passages[0]?.there.end])).toEqual([
    ['one', length - 1],
    ['other', length + 1],
  ]);
});

test('articles that were deleted take the place of none that shares the text', async () => {
  const outlets = Array.from({ length: maxOwners }, (_, at): [string, string] => [
    `b${at}`,
    agency,
  ]);
  const { desk } = await deskOf({ a: agency, own: agency, ...Object.fromEntries(outlets) });
  await wordingIndexOf(desk.whole);
  const deleted = await desk.whole.getMany(
    'articles',
    outlets.map(([id]) => id),
  );
  const editions = await desk.whole.getMany(
    'editions',
    outlets.map(([id]) => editionId(id, 1)),
  );
  await desk.whole.commit([
    ...deleted.flatMap((doc) => (doc ? [remove('articles', doc)] : [])),
    ...editions.flatMap((doc) => (doc ? [remove('editions', doc)] : [])),
  ]);
  await compareWording(desk, 'own');
  const shared = (await desk.whole.get('wordings', 'own'))?.shared ?? [];
  expect(shared.map(({ article }) => article)).toEqual(['a']);
});
