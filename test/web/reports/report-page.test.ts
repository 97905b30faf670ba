import { expect, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { storeWith } from '../../../src/store/store.js';
import { openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

test('a report’s page reads an article’s annotations once, and offers filters for all of them', async () => {
  const whole = openMemoryStore();
  let reads = 0;
  const store = storeWith(whole, {
    find: (collection, index, query) => {
      if (collection === 'annotations' && index === 'article') reads += 1;
      return whole.find(collection, index, query);
    },
  });
  const room = await openNewsroom({ store });
  const text = 'The ferry stops in May, a clerk said. The mayor denies it.';
  const input = articleInput.parse({ title: 'Ferry', publisher: 'The Ledger', text });
  const { id } = await addArticle(room.desk, room.mira, input);
  const mira = await room.bearer(room.mira);
  for (const [exact, confidence] of [
    ['The ferry stops in May', 'high'],
    ['The mayor denies it', 'low'],
  ]) {
    const chain = 'Ida Brandt -told-> The Ledger (outlet)';
    const sent = { target: { exact }, chain, confidence };
    await mira.post(`/api/articles/${id}/annotations`).send(sent).expect(201);
  }
  reads = 0;
  const { text: page } = await mira
    .get(`/articles/${id}/report?confidence=high`)
    .set('Accept', 'text/html')
    .expect(200);
  expect(reads).toBe(1);
  expect(page).toContain('confidence=low');
  await room.close();
});
