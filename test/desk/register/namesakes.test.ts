import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';

import { listSources, shortIds } from '../../../src/desk/register/sources.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { type Change, insert } from '../../../src/store/store.js';
import { source } from '../../cases/chains.js';
import { closeDesk, openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

let desk: PeopledDesk;
let article: string;
beforeEach(async () => {
  desk = await openDeskWithPeople();
  const input = { title: 'The wall', publisher: 'The Post', text: 'It holds, an official said.' };
  article = (await addArticle(desk, desk.jonas, parse(articleInput, input))).id;
  await desk.store.commit(Array.from({ length: 60 }, (_, n) => official(n)));
});
afterEach(() => closeDesk(desk));

function official(n: number, said: Parameters<typeof source>[1] = {}): Change {
  const created = new Date(Date.UTC(2026, 0, 1, 9, n)).toISOString();
  const id = `${String(n).padStart(4, '0')}offi`;
  const entry = source(id, { name: 'a senior official', unnamed: true, ...said });
  return insert('sources', { ...entry, created });
}

function sent(chain: string) {
  return parse(annotationInput, { target: { exact: 'It holds' }, chain });
}

test('the sixtieth source of one description is found by its id, at each save', async () => {
  const input = sent('a senior official #0059 (unnamed) -> The Post');
  const { annotation } = await createAnnotation(desk, desk.jonas, article, input);
  expect(annotation.chain[0]?.holders[0]?.source).toBe('0059offi');
  const again = { ...input, note: 'Again.' };
  const revised = await reviseAnnotation(desk, desk.jonas, annotation.id, again, etag(annotation));
  expect(revised.newSources).toEqual([]);
});

test('a named entry behind many that are unnamed is found by its name', async () => {
  await desk.store.commit([official(99, { unnamed: false })]);
  const saved = await createAnnotation(desk, desk.jonas, article, sent('a senior official'));
  expect(saved.annotation.chain[0]?.holders[0]?.source).toBe('0099offi');
  expect(saved.newSources).toEqual([]);
});

test('what is printed of a source tells it from all of its name', async () => {
  await desk.store.commit([official(98, { unnamed: false }), official(99, { unnamed: false })]);
  const last = await desk.store.get('sources', '0099offi');
  expect([...(await shortIds(desk, last ? [last] : [], article))]).toEqual([['0099offi', '0099']]);
});

test('the register lists an entry once, however many of its words begin as was typed', async () => {
  const name = 'Bo Bosun of Boston';
  await desk.store.commit([insert('sources', source('bosu1111', { name, aliases: ['Bo'] }))]);
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listSources>> = await listSources(desk, {
      q: 'bo',
      limit: 1,
      after,
    });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  expect(ids).toEqual(['bosu1111']);
});
