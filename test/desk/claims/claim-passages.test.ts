import { expect, test } from 'vitest';
import { addLongArticle } from '../../../bench/long-article.js';
import { passagesOf } from '../../../src/desk/claims/claim-passages.js';
import { everyOne } from '../../../src/desk/documents.js';
import { insert, type Store } from '../../../src/store/store.js';
import { annotation, article } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';
import { turnsOfOthers } from '../../turns-of-others.js';

const notBlind = () => false;

test('what very many passages bring to their claims is read in turns with others', async () => {
  const store = openMemoryStore();
  const id = await addLongArticle(store, { words: 2_000, annotations: 300 });
  const annotations = await everyOne(store, 'annotations', 'article', { key: id });
  const turns = turnsOfOthers();
  await passagesOf(store, annotations, notBlind);
  expect(turns()).toBeGreaterThan(annotations.length);
});

test('a passage whose text has changed, at which nobody has looked since, says so', async () => {
  const store: Store = openMemoryStore();
  await store.commit([insert('articles', article('one'))]);
  const last = { edition: 2, at: '2026-03-02T09:00:00.000Z', start: 0, end: 4, reason: null };
  const [changed, moved] = (['changed', 'moved'] as const).map((kind) =>
    annotation(kind, { article: 'one', edition: 1, carried: [{ ...last, kind }] }),
  );
  const { passages } = await passagesOf(
    store,
    [changed, moved].flatMap((each) => each ?? []),
    notBlind,
  );
  expect(passages.map(({ isAdrift }) => isAdrift)).toEqual([true, false]);
});

test('passages of one article share the list of those with which it shares wording', async () => {
  const store: Store = openMemoryStore();
  const passages = [{ here: { start: 0, end: 9 }, there: { start: 0, end: 9 }, words: 12 }];
  const shared = [{ article: 'two', edition: 1, passages, decision: null }];
  const annotations = ['a', 'b'].map((id) => annotation(id, { article: 'one' }));
  const other = annotation('c', { article: 'two' });
  await store.commit([
    ...['one', 'two'].map((id) => insert('articles', article(id))),
    insert('wordings', { id: 'one', version: 1, edition: 1, shared }),
  ]);
  const read = await passagesOf(store, [...annotations, other], notBlind);
  const [first, second, third] = read.passages.map(({ chain }) => chain.sharesWith);
  expect([first, third]).toEqual([['two'], ['one']]);
  expect(second).toBe(first);
});
