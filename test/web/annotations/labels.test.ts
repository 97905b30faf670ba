import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, wordsOf } from '../dom.js';
import { page, typedIn, words } from '../page.js';

let room: Newsroom;
let ferry: Article;
beforeEach(async () => {
  room = await openNewsroom();
  ferry = await article('The ferry', 'The ferry stops in May. The mayor denies it. A clerk knew.');
});
afterEach(() => room.close());

function article(title: string, text: string): Promise<Article> {
  const input = articleInput.parse({ title, publisher: 'The Morning Ledger', text });
  return addArticle(room.desk, room.mira, input);
}

const tag = { target: { exact: 'The ferry stops' }, chain: 'Ida Brandt -> The Morning Ledger' };

async function post(content: object = {}, by: Person = room.jonas, id = ferry.id) {
  const program = await room.bearer(by);
  return program.post(`/api/articles/${id}/annotations`).send({ ...tag, ...content });
}

async function put(id: string, content: object, by: Person = room.jonas) {
  const program = await room.bearer(by);
  const { headers } = await program.get(`/api/annotations/${id}`);
  const sent = program.put(`/api/annotations/${id}`).set('If-Match', headers.etag ?? '');
  return sent.send({ ...tag, ...content });
}

async function labelsOf(id: string): Promise<string[]> {
  return (await (await room.bearer(room.tom)).get(`/api/annotations/${id}`)).body.labels;
}

async function read(path: string, by: Person = room.tom): Promise<Document> {
  return page(await (await room.signedIn(by)).get(path).expect(200));
}

async function report(query: string, path = `/api/articles/${ferry.id}/report`) {
  return (await room.bearer(room.tom)).get(`${path}?${query}`).expect(200);
}

describe('labels sent by a program', () => {
  test('are answered as they were typed, composed and without outer white space', async () => {
    const { status, body } = await post({
      labels: ['  Follow   up ', 'Cafe\u0301'],
    });
    expect([status, body.labels]).toEqual([201, ['Follow up', 'Café']]);
    expect(await labelsOf(body.id)).toEqual(['Follow up', 'Café']);
  });

  test('are one where they differ in case alone, in any script, and none where nothing can be seen', async () => {
    const labels = [
      'Embargo',
      'EMBARGO',
      'Straße',
      'STRASSE',
      'ДОСЬЕ',
      'досье',
      'عاجل',
      ' ',
      '\u200B',
    ];
    const { body } = await post({ labels });
    expect(body.labels).toEqual(['Embargo', 'Straße', 'ДОСЬЕ', 'عاجل']);
  });

  test.each([
    ['a comma', ['one, two']],
    ['an Arabic comma', ['عاجل، مهم']],
    ['more than 60 characters', ['x'.repeat(61)]],
    ['a character that can’t be shown', ['a\u0007b']],
    ['no text', [7]],
  ])('are refused with one sentence for %s', async (_what, labels) => {
    const { status, body } = await post({ labels });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        field: 'labels.0',
        message: 'A label is a few words without a comma, of at most 60 characters.',
      },
    ]);
  });

  test('are twenty at the most', async () => {
    const many = Array.from({ length: 21 }, (_, index) => `label ${index}`);
    expect((await post({ labels: many.slice(1) })).status).toBe(201);
    const { status, body } = await post({ labels: many });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { field: 'labels', message: 'An annotation has at most 20 labels.' },
    ]);
  });

  test('are replaced by a later PUT, and cleared by one that leaves them out', async () => {
    const { body } = await post({ labels: ['Embargo'] });
    expect((await put(body.id, { labels: ['Follow up'] })).body.labels).toEqual(['Follow up']);
    expect((await put(body.id, {})).body.labels).toEqual([]);
  });
});

describe('a change of labels', () => {
  test('makes no revision and drops no agreement, and the history tells of it', async () => {
    const { body } = await post({ labels: ['Embargo', 'Courts'] });
    const reviewer = await room.bearer(room.nils);
    await reviewer
      .post(`/api/annotations/${body.id}/verdicts`)
      .send({ verdict: 'agree' })
      .expect(201);
    const changed = await put(body.id, { labels: ['Courts', 'Follow up'] });
    expect(changed.body).toMatchObject({ revision: 1, status: 'agreed', verdicts: { agree: 1 } });
    const shown = await read(`/annotations/${body.id}`);
    expect(wordsOf(shown, '#history li').join('\n')).toContain(
      'Jonas Ek added the label “Follow up” and took out the label “Embargo”',
    );
  });

  test('makes an edit stale that was begun before it', async () => {
    const { body, headers } = await post();
    await put(body.id, { labels: ['Embargo'] }, room.mira);
    const program = await room.bearer(room.jonas);
    const late = program.put(`/api/annotations/${body.id}`).set('If-Match', headers.etag ?? '');
    expect((await late.send(tag)).status).toBe(412);
    expect(await labelsOf(body.id)).toEqual(['Embargo']);
  });

  test('is undone by whoever made it', async () => {
    const { body } = await post({ labels: ['Embargo'] });
    const { headers } = await put(body.id, { labels: [] });
    const browser = await room.signedIn(room.jonas);
    const undoing = browser.post(`/annotations/${body.id}/undoing`).query({ seen: headers.etag });
    await undoing.expect(303);
    expect(await labelsOf(body.id)).toEqual(['Embargo']);
  });

  test('is taken back in a report of the edition before it, with the number of its revision', async () => {
    const { body } = await post({ labels: ['Embargo'] });
    room.pass({ hours: 1 });
    const editor = await room.bearer(room.mira);
    const text = 'The ferry stops in May. The mayor denies it. A clerk knew. More.';
    await editor.post(`/api/articles/${ferry.id}/editions`).send({ text }).expect(201);
    room.pass({ hours: 1 });
    await put(body.id, { labels: ['Later'] });
    const then = (await report('format=md&edition=1')).text;
    expect(then).toContain('Labels: Embargo');
    expect(then).toContain('Revision 1,');
  });
});

describe('the form of an annotation', () => {
  test('takes labels in one line, with commas of any script, and shows them again', async () => {
    const browser = await room.signedIn(room.jonas);
    const shown = page(await browser.get(`/articles/${ferry.id}`).expect(200));
    const typed = {
      exact: 'A clerk knew',
      chain: tag.chain,
      labels: 'Embargo, عاجل، 法庭、 ,embargo',
    };
    const form = shown.querySelector('form[data-annotation-form]');
    const sent = browser.post(form?.getAttribute('action') ?? '').type('form');
    await sent.send(filledIn(form, typed)).expect(303);
    const [made] = (await room.store.find('annotations', 'labelled', { key: '' })).items;
    expect(made?.labels).toEqual(['Embargo', 'عاجل', '法庭']);
    const again = await read(`/annotations/${made?.id}/edit`, room.jonas);
    expect(typedIn(again, 'labels')).toBe('Embargo, عاجل, 法庭');
  });

  test('says at the field what is wrong with a label, and keeps what was typed', async () => {
    const browser = await room.signedIn(room.jonas);
    const shown = page(await browser.get(`/articles/${ferry.id}`).expect(200));
    const typed = { exact: 'A clerk knew', chain: tag.chain, labels: `fine, ${'x'.repeat(61)}` };
    const form = shown.querySelector('form[data-annotation-form]');
    const sent = browser.post(form?.getAttribute('action') ?? '').type('form');
    const again = page(await sent.send(filledIn(form, typed)).expect(422));
    expect(words(again, '[data-field="labels"] .fault')).toBe(
      'A label is a few words without a comma, of at most 60 characters.',
    );
    expect(typedIn(again, 'labels')).toBe(typed.labels);
    expect(again.querySelector('details[data-more]')?.hasAttribute('open')).toBe(true);
  });

  test('offers the labels of the whole desk, the most frequent first, without scripts', async () => {
    const other = await article('The quay', 'The ferry stops here.');
    await post({ labels: ['courts', 'Embargo'] });
    await post({ labels: ['Courts'] }, room.mira, other.id);
    await post({ labels: ['Courts'], target: { exact: 'A clerk' } });
    const form = await read(`/articles/${ferry.id}`, room.nils);
    const list = form.querySelector(
      `#${form.querySelector('[name="labels"]')?.getAttribute('list')}`,
    );
    const offered = [...(list?.querySelectorAll('option') ?? [])].map(({ value }) => value);
    expect(offered).toEqual(['Courts', 'Embargo']);
  });

  test('of a proposal has no labels, and taking it over leaves them as they are', async () => {
    const { body } = await post({ labels: ['Embargo'] });
    const form = await read(`/annotations/${body.id}/proposals/new`, room.nils);
    expect(form.querySelector('[name="labels"]')).toBeNull();
    const reviewer = await room.bearer(room.nils);
    const path = `/api/annotations/${body.id}/proposals`;
    const made = await reviewer
      .post(path)
      .send({ confidence: 'low', reason: 'Hearsay.' })
      .expect(201);
    const author = await room.bearer(room.jonas);
    await author.post(`/api/proposals/${made.body.id}/acceptance`).send({}).expect(200);
    expect(await labelsOf(body.id)).toEqual(['Embargo']);
  });
});

describe('labels are shown', () => {
  test('on the card, each isolated in its own direction', async () => {
    const { body } = await post({ labels: ['Embargo', 'عاجل'] });
    const shown = await read(`/articles/${ferry.id}`);
    const labels = shown.querySelectorAll(`#annotation-${body.id} .labels bdi`);
    expect([...labels].map(({ textContent }) => textContent)).toEqual(['Embargo', 'عاجل']);
  });

  test('in the review list, which can be narrowed down to one in any case', async () => {
    await post({ labels: ['Embargo'] });
    await post({ target: { exact: 'A clerk' } });
    const all = await read('/review', room.nils);
    expect(wordsOf(all, '.waiting .labels li')).toEqual(['Embargo']);
    expect(wordsOf(all, '#filter-label option')).toEqual(['Any', 'Embargo (1)']);
    const some = await read('/review?label=EMBARGO', room.nils);
    expect(some.querySelectorAll('.waiting')).toHaveLength(1);
    expect(some.querySelector('#filter-label option[selected]')?.textContent).toBe('EMBARGO (1)');
    const { body } = await (await room.bearer(room.nils)).get('/api/review?label=embargo');
    expect(body.items).toHaveLength(1);
  });

  test('in what is found by them', async () => {
    await post({ labels: ['Harbour inquiry'] });
    const found = await read('/search?q=inquiry');
    expect(words(found, 'main')).toContain('Label');
    expect(words(found, 'main')).toContain('Harbour inquiry');
  });

  test('to nobody else while a blind round is open', async () => {
    await post({ labels: ['Secret plan'] });
    const editor = await room.bearer(room.mira);
    const people = [room.jonas.id, room.nils.id];
    await editor.post(`/api/articles/${ferry.id}/rounds`).send({ people }).expect(201);
    for (const path of [`/articles/${ferry.id}`, '/review', '/search?q=secret']) {
      const shown = await read(path, room.nils);
      expect(shown.querySelector('main')?.innerHTML.replaceAll('q=secret', '')).not.toContain(
        'Secret plan',
      );
    }
  });
});

describe('annotations are chosen by a label', () => {
  beforeEach(async () => {
    await post({ labels: ['Embargo'] });
    await post({ labels: ['Courts', 'embargo'], target: { exact: 'The mayor denies it' } });
    await post({ target: { exact: 'A clerk knew' } });
  });

  test('on the article’s page, in any case, with its number', async () => {
    const shown = await read(`/articles/${ferry.id}`);
    const options = [...shown.querySelectorAll('select[name="label"] option')];
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Choose',
      'Courts · 1',
      'Embargo · 2',
    ]);
    const chosen = await read(`/articles/${ferry.id}?label=EMBARGO`);
    expect(words(chosen, '[data-hidden-tally]')).toBe('Hidden by the filter: 1 of 3 annotations.');
    const pressed = chosen.querySelectorAll('.filter-chip[aria-current]');
    expect([...pressed].map(({ textContent }) => textContent?.trim())).toEqual(['EMBARGO 2']);
    const off = pressed[0]?.getAttribute('href');
    expect(off).toBe(`/articles/${ferry.id}`);
  });

  test('in a report, which says so', async () => {
    const { text } = await report('format=md&label=Embargo');
    expect(text).toContain('Only annotations labelled “Embargo”.');
    expect(text).not.toContain('> A clerk knew');
    expect(text).toContain('One annotation that was not chosen is left out.');
  });

  test('in a report on the desk, which has the articles with such annotations alone', async () => {
    await article('Fog', 'There was fog.');
    const { body } = await report('format=json&label=courts', '/api/report');
    expect(body.articles.map(({ title }: Article) => title)).toEqual(['The ferry']);
    expect(body.articles[0].annotations).toHaveLength(1);
    const { text } = await report('format=md&label=courts', '/api/report');
    expect(text).toMatch(/^# Provenance of passages labelled “courts”/u);
  });

  test('on the report’s page, which remembers it for the next article', async () => {
    const browser = await room.signedIn(room.tom);
    await browser.get(`/articles/${ferry.id}/report?label=Embargo`).expect(200);
    const other = await article('Fog', 'There was fog. Nobody was hurt.');
    await post({ target: { exact: 'Nobody was hurt' } }, room.jonas, other.id);
    const there = await browser.get(`/articles/${other.id}/report`).expect(303);
    expect(there.headers.location).toBe(`/articles/${other.id}/report?label=Embargo`);
    const shown = page(await browser.get(there.headers.location ?? '').expect(200));
    expect(wordsOf(shown, '.filter-chip[aria-current]')).toEqual(['Embargo 0']);
  });
});

describe('a report with the record', () => {
  const formats = {
    html: 'Embargo, عاجل',
    md: 'Labels: Embargo, عاجل',
    csv: '"Embargo\nعاجل"',
    json: '"labels":["Embargo","عاجل"]',
  };
  test.each(Object.entries(formats))(
    'has the labels as %s, one for readers has none',
    async (format, told) => {
      await post({ labels: ['Embargo', 'عاجل'] });
      const { text } = await report(`format=${format}`);
      expect(
        text.replaceAll(/\r|(?<=[:,[])\s+(?=["[])/gu, '').replace(/\n\s*(?=\])/gu, ''),
      ).toContain(told);
      if (format === 'json') return;
      expect((await report(`format=${format}&for=readers`)).text).not.toContain('Embargo');
    },
  );

  test('has them as bodies for tagging in a Web Annotation, as the W3C’s model has it', async () => {
    await post({ labels: ['Embargo'] });
    const { text } = await report('format=webannotation');
    const bodies = JSON.stringify(JSON.parse(text));
    expect(bodies).toContain('"purpose":"tagging","format":"text/plain","value":"Embargo"');
    expect((await report('format=webannotation&for=readers')).text).not.toContain('tagging');
  });

  test('for readers names no label by which it was chosen', async () => {
    await post({ labels: ['Embargo'] });
    const { text, headers } = await report('format=md&label=Embargo&for=readers', '/api/report');
    expect(text).toContain('Only annotations with chosen labels.');
    expect(`${text}${headers['content-disposition']}`).not.toMatch(/embargo/iu);
  });

  test('carries them into another desk', async () => {
    await post({ labels: ['Embargo', 'عاجل'] });
    const file = (await report('format=json', '/api/report')).text;
    const other = await openNewsroom();
    await importReport(other.desk, other.ada, file);
    const { items } = await other.store.find('annotations', 'labelled', { key: '' });
    expect(items.map(({ labels }) => labels)).toEqual([['Embargo', 'عاجل']]);
    await other.close();
  });
});

describe('a name in a label', () => {
  test('of a confidential source is asked about before it is saved', async () => {
    await post({ chain: 'Greta Lund (confidential) -> The Morning Ledger' });
    const again = await post({ target: { exact: 'A clerk' }, labels: ['Greta Lund'] });
    expect(again.status).toBe(409);
    expect(again.body.confirm).toMatchObject([{ code: 'identity' }]);
  });

  test('may make it longer where the source is masked later, and chooses and is exported all the same', async () => {
    const label = `${'x'.repeat(48)} Greta Lund`;
    const made = await post({ chain: 'Greta Lund -> The Morning Ledger', labels: [label] });
    const editor = await room.bearer(room.mira);
    const [source] = made.body.newSources;
    await editor.post(`/api/sources/${source.id}/masking`).send({ confirm: ['masking'] });
    const longer = `${'x'.repeat(48)} Confidential source 1`;
    expect((await report('format=json')).text).toContain(longer);
    const chosen = new URLSearchParams({ label: longer });
    expect((await report(`format=csv&${chosen}`)).text).toContain('The ferry stops');
    const waiting = await read(`/review?${chosen}`, room.nils);
    expect(wordsOf(waiting, '.waiting .labels li')).toEqual([longer]);
  });

  test('goes where the source is masked later, from the history too', async () => {
    const made = await post({ chain: 'Greta Lund -> The Morning Ledger', labels: ['Greta Lund'] });
    const editor = await room.bearer(room.mira);
    const [source] = made.body.newSources;
    await editor.post(`/api/sources/${source.id}/masking`).send({ confirm: ['masking'] });
    expect(await labelsOf(made.body.id)).toEqual(['Confidential source 1']);
    const { items } = await room.store.find('events', 'all', { key: '' });
    expect(JSON.stringify(items)).not.toContain('Greta Lund');
  });
});
