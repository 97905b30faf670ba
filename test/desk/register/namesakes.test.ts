import { beforeEach, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';

import { listSources, namesRead, shortIds } from '../../../src/desk/register/sources.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { type Change, insert } from '../../../src/store/store.js';
import { source } from '../../cases/chains.js';
import { openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

let desk: PeopledDesk;
let article: string;
beforeEach(async () => {
  desk = await openDeskWithPeople();
  const input = { title: 'The wall', publisher: 'The Post', text: 'It holds, an official said.' };
  article = (await addArticle(desk, desk.jonas, parse(articleInput, input))).id;
  await desk.store.commit(Array.from({ length: 60 }, (_, n) => official(n)));
});

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

test('names that were read beside the sources print the same, whatever of them was read', async () => {
  const entry = (id: string, name: string, more = {}) =>
    insert('sources', { ...source(id, { name }), created: '2026-01-02T09:00:00.000Z', ...more });
  const joined = { into: 'ada2aaaa', at: '2026-01-03T09:00:00.000Z', by: 'jonas' };
  await desk.store.commit([
    ...Array.from({ length: 203 }, (_, n) => official(n + 100, { name: 'Bo', unnamed: false })),
    entry('ada1aaaa', 'Ada', { aliases: ['Countess'] }),
    entry('ada2aaaa', 'Ada'),
    entry('ada3aaaa', 'Countess', { joined }),
    entry('coun1111', 'Countess'),
    entry('dee1dddd', 'Dee'),
    official(98, { unnamed: false }),
  ]);
  const ids = [
    ...['ada1aaaa', 'ada2aaaa', 'ada3aaaa', 'coun1111', 'dee1dddd'],
    ...['0098offi', '0059offi', '0000offi', '0302offi', '0100offi'],
  ];
  const sources = await desk.store.getMany('sources', ids);
  const alone = await shortIds(desk, sources, article);
  expect(alone.get('ada2aaaa')).toBe('ada2');
  expect(alone.get('0302offi')).toBe('0302');
  for (const some of [ids, ids.slice(2, 3), ids.slice(3), ['0302offi', 'ada1aaaa'], []]) {
    const names = await namesRead(desk, new Set(some));
    expect(await shortIds(desk, sources, article, names)).toEqual(alone);
  }
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
