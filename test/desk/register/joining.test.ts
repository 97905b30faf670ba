import { beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { checkRegister } from '../../../src/desk/check/register.js';
import { undoStep } from '../../../src/desk/history/undoing.js';
import { listDuplicates } from '../../../src/desk/register/duplicates.js';
import { changeSource, removeSource } from '../../../src/desk/register/entry-changes.js';
import { annotationsNaming, countUses, entriesOfOne } from '../../../src/desk/register/joined.js';
import { joinSource, partSource, partSources } from '../../../src/desk/register/joining.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../src/desk/register/ratings.js';
import { listSources, sourceById, suggestSources } from '../../../src/desk/register/sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import { insert } from '../../../src/store/store.js';
import { source } from '../../cases/chains.js';
import { turnsOfOthers } from '../../turns-of-others.js';
import { openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

let desk: PeopledDesk;
let article: string;
beforeEach(async () => {
  desk = await openDeskWithPeople();
  const input = { title: 'The wall', publisher: 'The Post', text: 'It holds, an official said.' };
  article = (await addArticle(desk, desk.jonas, parse(articleInput, input))).id;
});

async function entered(name: string, said: object = {}): Promise<string> {
  return (await addSource(desk, desk.mira, parse(sourceInput, { name, ...said }))).id;
}

async function annotated(chain: string, at = article) {
  const input = parse(annotationInput, { target: { exact: 'It holds' }, chain });
  return (await createAnnotation(desk, desk.jonas, at, input)).annotation;
}

test('joined entries are counted, listed and suggested as one, and parted they are what they were', async () => {
  const wrong = await annotated('Renata Olld');
  const right = await annotated('Renata Old');
  const ids = {
    olld: wrong.chain[0]?.holders[0]?.source ?? '',
    old: right.chain[0]?.holders[0]?.source ?? '',
  };
  const before = await sourceById(desk, ids.olld);
  await joinSource(desk, desk.mira, ids.olld, ids.old);
  const old = await sourceById(desk, ids.old);
  expect(await countUses(desk.store, old)).toBe(2);
  const naming = await annotationsNaming(desk.store, old);
  expect(naming.items.map(({ id }) => id)).toEqual([right.id, wrong.id]);
  const first = await annotationsNaming(desk.store, old, { limit: 1 });
  const second = await annotationsNaming(desk.store, old, { limit: 1, after: first.next });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([right.id, wrong.id]);
  expect(second.next).toBeNull();
  expect((await listSources(desk)).items.map(({ id }) => id)).toEqual([ids.old]);
  expect((await listSources(desk, { q: 'ren' })).items.map(({ id }) => id)).toEqual([ids.old]);
  expect((await suggestSources(desk, 'olld')).map(({ id }) => id)).toEqual([ids.old]);
  expect((await annotated('Renata Olld')).chain[0]?.holders[0]?.source).toBe(ids.old);
  expect(await desk.store.get('annotations', wrong.id)).toEqual(wrong);

  await partSource(desk, desk.mira, ids.olld);
  expect(await sourceById(desk, ids.olld)).toEqual({ ...before, version: before.version + 2 });
  expect(await countUses(desk.store, await sourceById(desk, ids.old))).toBe(2);
  expect((await annotated('Renata Olld')).chain[0]?.holders[0]?.source).toBe(ids.olld);
});

test('an entry that is joined into a joined one follows to the end, and goes along when that is parted', async () => {
  const [a, b, c] = [await entered('Ann'), await entered('Anne'), await entered('Anna')];
  await joinSource(desk, desk.mira, a, b);
  await joinSource(desk, desk.mira, b, c);
  expect((await annotated('Ann')).chain[0]?.holders[0]?.source).toBe(c);
  await expect(joinSource(desk, desk.mira, c, a)).rejects.toMatchObject({ code: 'conflict' });
  await expect(joinSource(desk, desk.mira, a, c)).rejects.toMatchObject({ code: 'conflict' });
  await partSource(desk, desk.mira, b);
  expect((await annotated('Ann')).chain[0]?.holders[0]?.source).toBe(b);
});

test('a rating that came by joining goes with whichever entry is parted, and comes back when that is undone', async () => {
  const ratings = async (id: string) =>
    (await sourceById(desk, id)).ratings.map(({ reliability }) => reliability);
  const parted = async (id: string) => {
    const commit = await partSources(desk, desk.mira, [id]);
    const written = commit?.changes.find((change) => change.in === 'events');
    return () => undoStep(desk, desk.mira, written?.doc.id ?? '');
  };
  const [ann, anne, anna] = [await entered('Ann'), await entered('Anne'), await entered('Anna')];
  await rateSource(desk, desk.mira, ann, { reliability: 'B', reason: 'Seen.' });
  await rateSource(desk, desk.mira, anna, { reliability: 'E', reason: 'Seen.' });
  await joinSource(desk, desk.mira, anne, anna);
  await joinSource(desk, desk.mira, ann, anne, { rating: ann });
  expect(await ratings(anna)).toEqual(['E', 'B']);

  const alone = await parted(ann);
  expect(await ratings(anna)).toEqual(['E']);
  await alone();
  expect(await ratings(anna)).toEqual(['E', 'B']);

  const together = await parted(anne);
  expect(await ratings(anna)).toEqual(['E']);
  await together();
  expect(await ratings(anna)).toEqual(['E', 'B']);

  const overruled = await parted(ann);
  await rateSource(desk, desk.mira, anna, { reliability: 'C', reason: 'Seen since.' });
  await overruled();
  expect(await ratings(anna)).toEqual(['E', 'C']);
});

test('two who join at one moment close no circle', async () => {
  const [a, b] = [await entered('Ann'), await entered('Anne')];
  const both = await Promise.allSettled([
    joinSource(desk, desk.mira, a, b),
    joinSource(desk, desk.mira, b, a),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('nothing is joined across the mask, nor called otherwise than by its pseudonym', async () => {
  const open = await entered('Ann Vold');
  const masked = await entered('Ann Vold', { confidential: true });
  for (const [one, other] of [
    [open, masked],
    [masked, open],
  ] as const) {
    await expect(joinSource(desk, desk.mira, one, other)).rejects.toMatchObject({
      code: 'invalid',
      message: 'A public entry and a confidential one are never joined.',
    });
  }
  const input = parse(entryChangeInput, { name: 'Somebody' });
  await expect(changeSource(desk, desk.mira, masked, input)).rejects.toThrow(
    'A confidential source is called Confidential source 1 and nothing else.',
  );
});

test('a source that is made confidential is so under each of its entries', async () => {
  const [a, b] = [await entered('Ann Vold'), await entered('A. Vold')];
  await joinSource(desk, desk.mira, a, b);
  const description = 'Ann Vold leads the harbour works.';
  await changeSource(desk, desk.mira, b, parse(entryChangeInput, { name: 'A. Vold', description }));
  const masked = await maskSource(desk, desk.mira, b);
  const entries = await entriesOfOne(desk.store, masked);
  expect(entries).toHaveLength(2);
  expect(entries.map(({ confidential }) => confidential)).toEqual([true, true]);
  const events = await desk.store.find('events', 'all', { key: '', limit: 100 });
  expect(JSON.stringify([entries, events.items])).not.toMatch(/Vold/u);
});

test('an entry is removed when nothing uses it, and its event keeps what was public of it', async () => {
  const [id, paper] = [
    await entered('Ann Vold', { aliases: ['A. V.'] }),
    await entered('The Post'),
  ];
  const used = (await annotated('Bo Lind')).chain[0]?.holders[0]?.source ?? '';
  await changeSource(
    desk,
    desk.mira,
    id,
    parse(entryChangeInput, { name: 'Ann Vold', aliases: ['A. V.'], affiliation: paper }),
  );
  for (const each of [paper, used]) {
    await expect(removeSource(desk, desk.mira, each)).rejects.toMatchObject({ code: 'conflict' });
  }
  await removeSource(desk, desk.mira, id);
  await removeSource(desk, desk.mira, paper);
  const events = await desk.store.find('events', 'subject', { key: `source/${id}` });
  expect(events.items.at(-1)).toMatchObject({
    action: 'source.removed',
    before: { name: 'Ann Vold', aliases: ['A. V.'], affiliation: paper },
  });
});

test('a description is one source in its article, and another in the next', async () => {
  const first = await annotated('a senior official (unnamed)');
  expect((await annotated('A senior  official (unnamed)')).chain).toEqual(first.chain);
  const other = await annotated('a senior official (another)');
  expect(other.chain[0]?.holders[0]?.source).not.toBe(first.chain[0]?.holders[0]?.source);
  const input = { title: 'The dam', publisher: 'The Post', text: 'It holds.' };
  const dam = (await addArticle(desk, desk.jonas, parse(articleInput, input))).id;
  const there = await annotated('a senior official (unnamed)', dam);
  expect([first, other].map(({ chain }) => chain[0]?.holders[0]?.source)).not.toContain(
    there.chain[0]?.holders[0]?.source,
  );
  expect((await listDuplicates(desk.store, { after: null, limit: 50 })).items).toEqual([]);
});

test('old copies of a description in one article mean the oldest, and are listed for joining first', async () => {
  const copies = ['offi1111', 'offi2222'].map((id, n) => ({
    ...source(id, { name: 'a senior official', unnamed: true }),
    created: `2026-01-0${n + 1}T00:00:00.000Z`,
  }));
  await desk.store.commit(copies.map((copy) => insert('sources', copy)));
  for (const id of ['offi2222', 'offi1111']) await annotated(`a senior official #${id} (unnamed)`);
  const meant = await annotated('a senior official (unnamed)');
  expect(meant.chain[0]?.holders[0]?.source).toBe('offi1111');
  await entered('Sean O’Brien');
  await entered("Sean O'Brien");
  const page = await listDuplicates(desk.store, { after: null, limit: 1 });
  const rest = await listDuplicates(desk.store, { after: page.next, limit: 1 });
  expect([page, rest].map(({ items: [item] }) => item)).toMatchObject([
    { name: 'a senior official', article, sources: [{ id: 'offi1111' }, { id: 'offi2222' }] },
    { name: 'Sean O’Brien', article: null, sources: [{}, {}] },
  ]);
  expect(rest.next).toBeNull();
  await joinSource(desk, desk.mira, 'offi2222', 'offi1111');
  const left = await listDuplicates(desk.store, { after: null, limit: 5 });
  expect(left.items.map(({ name }) => name)).toEqual(['Sean O’Brien']);
});

test('entries that may be one are looked for with others’ turns in between', async () => {
  const entries = Array.from({ length: 200 }, (_, at) =>
    source(`entry${at}`, { name: `Name ${at}` }),
  );
  await desk.store.commit(entries.map((entry) => insert('sources', entry)));
  const turns = turnsOfOthers();
  await listDuplicates(desk.store, { after: null, limit: 50 });
  expect(turns()).toBeGreaterThan(entries.length);
});

test('check tells of pointers that lead nowhere, in circles and across the mask, and of doubles', async () => {
  const stamp = { at: '2026-01-01T00:00:00.000Z', by: 'mira' };
  const entries = [
    source('nowhere1', { name: 'Ann', joined: { into: 'gone', ...stamp } }),
    source('circle11', { name: 'Bo', joined: { into: 'circle22', ...stamp } }),
    source('circle22', { name: 'Bo', joined: { into: 'circle11', ...stamp } }),
    source('public11', { name: 'Ida', joined: { into: 'masked11', ...stamp } }),
    source('masked11', { name: 'Confidential source 1', confidential: true }),
    source('double11', { name: 'Sean O’Brien' }),
    source('double22', { name: "Sean O'Brien" }),
  ];
  await desk.store.commit(entries.map((entry) => insert('sources', entry)));
  const found: string[] = [];
  for await (const { where, sentence } of checkRegister(desk.store)) {
    found.push(`${where}: ${sentence}`);
  }
  expect(found).toEqual([
    'source nowhere1: It is joined into gone, which is not in the register.',
    'source circle11: It is joined round in a circle: no entry stands for it.',
    'source circle22: It is joined round in a circle: no entry stands for it.',
    'source public11: A public entry and a confidential one are joined.',
    'source double11: Its name is borne by others too (double22): are they the same source?',
  ]);
});

test('an entry belongs to what stands for the one that is named, and never to itself', async () => {
  const [paper, double] = [await entered('The Harbour Post'), await entered('Harbour Post Ltd')];
  await joinSource(desk, desk.mira, double, paper);
  const reporter = await entered('Ann Vold', { affiliation: double });
  expect((await sourceById(desk, reporter)).affiliation).toBe(paper);
  const other = await entered('Bo Lind');
  const belongs = (id: string, name: string, affiliation: string) =>
    changeSource(desk, desk.mira, id, parse(entryChangeInput, { name, affiliation }));
  expect((await belongs(other, 'Bo Lind', double)).affiliation).toBe(paper);
  for (const [id, name, itself] of [
    [paper, 'The Harbour Post', double],
    [double, 'Harbour Post Ltd', paper],
  ] as const) {
    await expect(belongs(id, name, itself)).rejects.toMatchObject({
      fields: [{ field: 'affiliation', message: 'An entry does not belong to itself.' }],
    });
  }
});

test('what an entry belonged to before that was joined stays as it was named', async () => {
  const [paper, double] = [await entered('The Harbour Post'), await entered('Harbour Post Ltd')];
  const reporter = await entered('Ann Vold', { affiliation: double });
  await joinSource(desk, desk.mira, double, paper);
  const said = { name: 'Ann Vold', affiliation: double, description: 'Of the city desk.' };
  const changed = await changeSource(desk, desk.mira, reporter, parse(entryChangeInput, said));
  expect(changed.affiliation).toBe(double);
});
