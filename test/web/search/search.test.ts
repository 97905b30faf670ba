import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
let ferry: Article;
let warned: string;
let reader: Awaited<ReturnType<Newsroom['signedIn']>>;
beforeAll(async () => {
  room = await openNewsroom();
  reader = await room.signedIn(room.tom);
  ferry = await article('Ferry kept sailing', 'The pilot had warned the <company> in March.');
  await article('Lighthouse dark', 'Nobody knows why. The keeper of the ferry light has gone.');
  await article('Pier', 'صرح القبطان أن «البحر لا يكذب» 🌊 في ذلك اليوم.');
  warned = await annotate({
    target: { exact: 'warned the <company>' },
    chain: 'Ida Brandt [B] -told-> ? -leaked to-> The Morning Ledger (outlet)',
    confidence: 'moderate',
    claim: 'The company knew.',
    stance: 'denies',
    note: 'By telephone, she says.',
  });
  const gone = await annotate({ target: { exact: 'in March' }, chain: 'A zephyr', note: 'zephyr' });
  await deleteAnnotation(room.desk, room.jonas, gone);
  const hidden = { name: 'Odd Berg', kind: 'person', confidential: true };
  await addSource(room.desk, room.mira, sourceInput.parse(hidden));
});
afterAll(() => room.close());

function article(title: string, text: string): Promise<Article> {
  const input = articleInput.parse({ title, text, publisher: 'The Morning Ledger' });
  return addArticle(room.desk, room.mira, input);
}

async function annotate(input: object): Promise<string> {
  room.pass({ minutes: 1 });
  const parsed = annotationInput.parse(input);
  return (await createAnnotation(room.desk, room.jonas, ferry.id, parsed)).annotation.id;
}

async function look(query: Record<string, string>, status = 200): Promise<Document> {
  return pageOf((await reader.get('/search').query(query).expect(status)).text);
}

/** The heads of the groups that something was found in. */
const groups = (page: Document) => wordsOf(page, '[data-found] h2');

function hrefs(page: Document, selector: string): (string | null)[] {
  return [...page.querySelectorAll(selector)].map((link) => link.getAttribute('href'));
}

test('every page leads to it, and an empty search says what can be found', async () => {
  const page = await look({});
  expect(page.querySelector('header [href="/search"]')?.getAttribute('aria-current')).toBe('page');
  expect(page.querySelector('#field-q')?.hasAttribute('autofocus')).toBe(true);
  expect(wordsOf(page, '.empty').join()).toContain('annotations by quote, note');
  expect(page.querySelector('[role="alert"]')).toBeNull();
});

test('finds articles by their titles before those found by their texts, with the place', async () => {
  const page = await look({ q: 'FERRY' });
  expect(groups(page)).toEqual(['Articles 2']);
  expect(wordsOf(page, '[data-found="articles"] h3')).toEqual([
    'Ferry kept sailing',
    'Lighthouse dark',
  ]);
  expect(wordsOf(page, '.passage-found')).toEqual([
    'Nobody knows why. The keeper of the ferry light has gone.',
  ]);
  expect(wordsOf(page, 'mark')).toEqual(['Ferry', 'ferry']);
  expect(hrefs(page, '[data-found="articles"] h3 a')[0]).toBe(`/articles/${ferry.id}`);
});

test('shows an annotation in its place, with its chain, level and status, and leads to it', async () => {
  const page = await look({ q: 'warned comp' });
  const annotations = page.querySelector('[data-found="annotations"]');
  if (!annotations) throw new Error('There are no annotations.');
  expect(wordsOf(annotations, '.passage-found')).toEqual([
    'The pilot had warned the <company> in …',
  ]);
  expect(wordsOf(annotations, 'mark')).toEqual(['warned', 'company']);
  expect(hrefs(page, '[data-found="annotations"] a')).toEqual([
    `/articles/${ferry.id}#annotation-${warned}`,
  ]);
  expect(wordsOf(annotations, '[data-chain] li')).toEqual([
    'Ida Brandt told',
    'Holder unknown leaked to',
    'The Morning Ledger',
  ]);
  expect(wordsOf(annotations, '.pill, .status')).toEqual(['Moderate confidence', 'unreviewed']);
});

test('says which part of an annotation holds the words where it is not the quote', async () => {
  const page = await look({ q: 'telephone' });
  expect(wordsOf(page, '.detail')).toEqual(['Note: By telephone, she says.']);
});

test('finds sources with their reliability, and claims with what speaks of them', async () => {
  const ida = await look({ q: 'ida' });
  expect(groups(ida)).toEqual(['Sources 1']);
  expect(wordsOf(ida, '[data-found="sources"] .about')).toEqual([
    'not said not rated 1 annotation',
  ]);
  const claims = await look({ q: 'company knew' });
  expect(groups(claims)).toEqual(['Claims 1']);
  expect(wordsOf(claims, '.claim-uses li')).toEqual([
    'denies: “warned the <company>” Ferry kept sailing',
  ]);
  expect(hrefs(claims, '.claim-uses a')).toEqual([`/articles/${ferry.id}#annotation-${warned}`]);
});

test.each(['berg', 'Odd Berg', 'zephyr note', 'tom', 'Jonas'])(
  'nobody finds “%s”: who a confidential source is, what was deleted, who works here',
  async (q) => {
    const editor = await room.signedIn(room.mira);
    const { text } = await editor.get('/search').query({ q }).expect(200);
    expect(groups(pageOf(text))).toEqual([]);
    expect(wordsOf(pageOf(text), '.empty').join()).toContain('Nothing here holds');
  },
);

test('a confidential source is found by its pseudonym', async () => {
  const page = await look({ q: 'confidential source 1' });
  expect(wordsOf(page, '[data-found="sources"] h3')).toEqual(['Confidential source 1']);
});

test.each([
  ['البحر', ['Articles 1']],
  ['يَكْذِب', ['Articles 1']],
  ['🌊 بحر', []],
  ['🌊 البحر', ['Articles 1']],
  ['<script>alert(1)</script>', []],
  ["' OR 1=1 -- %_ \\", []],
  ['constructor __proto__', []],
])('“%s” is looked for as text', async (q, found) => {
  const page = await look({ q });
  expect(groups(page)).toEqual(found);
  expect(page.querySelector<HTMLInputElement>('#field-q')?.value).toBe(q);
  expect(page.querySelector('main script')).toBeNull();
});

test.each([
  ['🌊🌊', 'Type a word or a number'],
  ['— “…” ?!', 'Type a word or a number'],
  ['ferry '.repeat(200), 'at most 200 characters'],
  ['🌊'.repeat(201), 'at most 200 characters'],
])('what can’t be looked for is said, and what was typed stays', async (q, sentence) => {
  const page = await look({ q }, 422);
  expect(wordsOf(page, '[role="alert"]').join()).toContain(sentence);
  expect(page.querySelector<HTMLInputElement>('#field-q')?.value).toBe(q);
});

test('two hundred characters are looked for, whatever they weigh', async () => {
  await look({ q: '𐐀'.repeat(200) });
});

test('one group can be leafed through to its end, titles first, and each thing comes once', async () => {
  for (let n = 0; n < 30; n += 1) {
    const called = n < 26 ? `Zebra ${n}` : `Report ${n}`;
    await article(called, n % 2 === 0 || n >= 26 ? `Of a zebra, part ${n}.` : 'Of stripes.');
  }
  const all = await look({ q: 'zebra' });
  expect(groups(all)).toEqual(['Articles']);
  expect(wordsOf(all, '[rel="next"]')).toEqual(['More articles']);
  const titles: string[] = [];
  let next = hrefs(all, '[rel="next"]')[0];
  while (next) {
    const page = pageOf((await reader.get(next).expect(200)).text);
    titles.push(...wordsOf(page, 'h3'));
    next = hrefs(page, '[rel="next"]')[0];
  }
  expect(titles).toHaveLength(30);
  expect(new Set(titles).size).toBe(30);
  expect(titles.slice(26).every((title) => title.startsWith('Report'))).toBe(true);
});

test.each(['articles', 'annotations', 'sources', 'claims'])(
  'a mark of a page of %s that is none is refused with a sentence',
  async (group) => {
    const page = await look({ q: 'ferry', in: group, after: 'nothing' }, 422);
    expect(wordsOf(page, 'main').join()).toContain('start again from the first page');
  },
);

test('a group that is not there is all of them', async () => {
  expect(groups(await look({ q: 'lighthouse', in: 'people' }))).toEqual(['Articles 1']);
});

test('an article that was replaced is found by its newest text alone', async () => {
  const fog = await article('Fog', 'The mist came early.');
  const [edition] = (await room.store.find('editions', 'article', { key: fog.id })).items;
  if (!edition) throw new Error('The article has no text.');
  const second = { ...edition, id: `${fog.id}.2`, number: 2, text: 'The haze came early.' };
  await room.store.commit([
    { do: 'insert', in: 'editions', doc: second },
    { do: 'replace', in: 'articles', doc: { ...fog, edition: 2 } },
  ]);
  expect(groups(await look({ q: 'haze' }))).toEqual(['Articles 1']);
  expect(groups(await look({ q: 'mist' }))).toEqual([]);
});

test('unnamed sources of one description are found with the article that each belongs to', async () => {
  const on = [
    await article('Mole mended', 'A stoker spoke first.'),
    await article('Mole sinks', 'A stoker spoke last.'),
  ];
  for (const { id } of on) {
    const sent = {
      target: { exact: 'A stoker' },
      chain: 'a stoker (unnamed) -> The Morning Ledger',
    };
    await createAnnotation(room.desk, room.jonas, id, annotationInput.parse(sent));
  }
  const said = wordsOf(await look({ q: 'stoker', in: 'sources' }), '[data-found] .about');
  const kinds = said.map((words) => words.replace(/\s+/gu, ' ').replace(/ not rated.*/u, ''));
  expect(kinds.toSorted()).toEqual(['unnamed in “Mole mended”', 'unnamed in “Mole sinks”']);
});
