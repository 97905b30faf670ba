import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { openNewsroom } from '../../newsroom.js';
import { failingDisk } from '../../store/file/faults.js';
import { folder } from '../../store/file/folder.js';
import { page, typedIn, words } from '../page.js';

const sentence = 'The disk is full: nothing was saved. Free some space and save again.';
const typed = { exact: 'the engine', chain: 'Lena Moe [B] -> The Ledger', note: 'Ask her “when”.' };

test('on a full disk pages are read, a save says so and keeps what was typed, and later works', async () => {
  const disk = failingDisk();
  const path = join(await folder(), 'db.json');
  const newsroom = await openNewsroom({
    store: await openLowdbStore(path, { mode: 'write', files: disk.files }),
  });
  const jonas = await newsroom.signedIn(newsroom.jonas);
  const input = { title: 'Ferry', publisher: 'The Ledger', text: 'It was the engine that failed.' };
  const { id } = await addArticle(newsroom.desk, newsroom.jonas, parse(articleInput, input));
  const save = () => jonas.post(`/articles/${id}/annotations`).type('form').send(typed);

  disk.fail({ at: 1, code: 'ENOSPC', forGood: true });
  await jonas.get(`/articles/${id}`).expect(200);
  const refused = page(await save().expect(503));
  expect(words(refused, '[role="alert"]')).toBe(sentence);
  for (const [name, value] of Object.entries(typed)) expect(typedIn(refused, name)).toBe(value);
  const asked = await jonas
    .post(`/articles/${id}/annotations`)
    .accept('application/json')
    .type('form')
    .send(typed)
    .expect(503);
  expect(asked.body.detail).toBe(sentence);

  disk.fail({ at: Number.POSITIVE_INFINITY, code: '' });
  await save().expect(303);
  expect(await newsroom.store.count('annotations', 'article', id)).toBe(1);
  await newsroom.close();
});
