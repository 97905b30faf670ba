import { expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { openDesk } from '../../../src/desk/desk.js';
import { listDuplicates } from '../../../src/desk/register/duplicates.js';
import { removeSource } from '../../../src/desk/register/entry-changes.js';
import { countUses } from '../../../src/desk/register/joined.js';
import { joinSource, partSource } from '../../../src/desk/register/joining.js';
import { listSources, sourceById } from '../../../src/desk/register/sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { insert } from '../../../src/store/store.js';
import { person } from '../../store/documents.js';
import { emptyDesk, openOn } from '../../store/postgres/postgres.js';

test('on PostgreSQL too, joined entries are one source and parted ones are two', async () => {
  const store = await openOn(await emptyDesk());
  const mira = person('mira', { role: 'editor' });
  await store.commit([insert('people', mira)]);
  const desk = openDesk(store);
  const text = 'It holds, an official said.';
  const details = { title: 'The wall', publisher: 'The Post', text };
  const { id: article } = await addArticle(desk, mira, parse(articleInput, details));
  const originOf = async (chain: string) => {
    const input = parse(annotationInput, { target: { exact: 'It holds' }, chain });
    const { annotation } = await createAnnotation(desk, mira, article, input);
    return annotation.chain[0]?.holders[0]?.source ?? '';
  };
  const [straight, curled] = [await originOf("Sean O'Brien"), await originOf('Seán O’Brien')];
  await joinSource(desk, mira, straight, curled);
  expect(await countUses(store, await sourceById(desk, curled))).toBe(2);
  expect((await listSources(desk)).items.map(({ id }) => id)).toEqual([curled]);
  expect((await listSources(desk, { q: 'sean' })).items.map(({ id }) => id)).not.toContain(
    straight,
  );
  expect(await originOf("Sean O'Brien")).toBe(curled);
  await expect(removeSource(desk, mira, curled)).rejects.toMatchObject({ code: 'conflict' });
  await partSource(desk, mira, straight);
  expect(await originOf("Sean O'Brien")).toBe(straight);
  const official = await originOf('a senior official (unnamed)');
  expect(await originOf('A senior official (unnamed)')).toBe(official);
  expect(await originOf('a senior official (another)')).not.toBe(official);
  expect((await listDuplicates(store, { after: null, limit: 5 })).items).toEqual([]);
});
