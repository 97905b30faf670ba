import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { readSelection } from '../../../src/desk/reports/report-selection.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { readScope } from '../../../src/reports/report-scope.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page, words } from '../page.js';

let room: Newsroom;
let sources: ReadonlyMap<string, string>;
let claim: string;
const ids: string[] = [];

const texts = [
  ['Ferry stops', 'The Ledger', 'The ferry stops in May. The mayor denies it. The pilot knew.'],
  ['Quay sinks', 'The Post', 'The quay sinks by a metre. The ferry stops in May, it says.'],
  ['Fog again', 'The Ledger', 'There was fog again. Nobody was hurt.'],
] as const;

beforeAll(async () => {
  room = await openNewsroom();
  for (const [title, publisher, text] of texts) {
    const input = articleInput.parse({ title, publisher, text });
    ids.push((await addArticle(room.desk, room.mira, input)).id);
  }
  const stops = { claim: 'The ferry stops.', stance: 'asserts' };
  await tag(0, 'The ferry stops in May', 'Ida Brandt -> The Ledger', stops);
  await tag(0, 'The mayor denies it', 'Mayor -> The Ledger', {});
  await tag(0, 'The pilot knew', 'Pilot Grieg (off the record) -> The Ledger', {});
  await tag(1, 'The ferry stops in May', 'I. Brandt -> The Post', stops);
  await tag(1, 'The quay sinks by a metre', 'Surveyor -> The Post', {});
  await tag(2, 'There was fog again', 'Mayor -> The Ledger', { confidence: 'high' });
  const { items } = await room.store.find('sources', 'all', { key: '', limit: 100 });
  sources = new Map(items.map(({ id, name }) => [name, id]));
  await joinSource(room.desk, room.mira, id('I. Brandt'), id('Ida Brandt'));
  claim = (await room.store.find('claims', 'all', { key: '' })).items[0]?.id ?? '';
});
afterAll(() => room.close());

async function tag(article: number, exact: string, chain: string, fields: object): Promise<void> {
  const input = annotationInput.parse({ target: { exact }, chain, ...fields });
  await createAnnotation(room.desk, room.mira, ids[article] ?? '', input);
}

function id(name: string): string {
  return sources.get(name) ?? '';
}

async function markdown(query: string): Promise<string> {
  const program = await room.bearer(room.tom);
  return (await program.get(`/api/report?format=md&${query}`).expect(200)).text;
}

async function titlesIn(query: string): Promise<string[]> {
  const program = await room.bearer(room.tom);
  const { body } = await program.get(`/api/report?${query}`).expect(200);
  return body.articles.map(({ title }: { title: string }) => title).sort();
}

describe('a report on a source', () => {
  test('has its passages and those of what is joined into it, from whatever article, and no others', async () => {
    const text = await markdown(`source=${id('Ida Brandt')}`);
    expect(text).toMatch(/^# Provenance of passages with Ida Brandt in the chain/u);
    expect(text.match(/The ferry stops in May/gu)?.length).toBeGreaterThan(1);
    expect(await titlesIn(`source=${id('Ida Brandt')}`)).toEqual(['Ferry stops', 'Quay sinks']);
    expect(text).not.toContain('Surveyor');
    expect(text).not.toContain('Fog again');
  });

  test('that stands in chains off the record alone tells of no article', async () => {
    const text = await markdown(`source=${id('Pilot Grieg')}`);
    expect(text).not.toContain('Ferry stops');
    expect(await titlesIn(`source=${id('Pilot Grieg')}`)).toEqual([]);
  });

  test('that stands in chains off the record alone is named nowhere, though it was chosen', async () => {
    const program = await room.bearer(room.tom);
    const chosen = `format=md&source=${id('Pilot Grieg')}`;
    for (const query of [chosen, `${chosen}&source=${id('Ida Brandt')}`]) {
      for (const path of ['/api/report', `/api/articles/${ids[0]}/report`]) {
        const { headers, text } = await program.get(`${path}?${query}`).expect(200);
        expect(`${headers['content-disposition']}\n${text}`).not.toMatch(/grieg/iu);
        expect(text).toContain('a chosen source');
        expect(text.includes('Ida Brandt')).toBe(query !== chosen);
      }
    }
  });

  test('that is not there is no report', async () => {
    const program = await room.bearer(room.tom);
    await program.get('/api/report?source=nobody').expect(404);
    await program.get('/api/report?claim=nothing').expect(404);
    await program.get('/api/report?article=nowhere').expect(404);
    await program.get('/api/report?review=nobody').expect(404);
  });

  test('reads no article in which it does not stand', async () => {
    const read = vi.spyOn(room.store, 'find');
    await markdown(`source=${id('Surveyor')}`);
    const editions = read.mock.calls.filter(([collection]) => collection === 'editions');
    expect(new Set(editions.map(([, , { key }]) => key))).toEqual(new Set([ids[1]]));
    read.mockRestore();
  });
});

test('a report on a claim has the passages on it, and is called after it', async () => {
  const text = await markdown(`claim=${claim}`);
  expect(text).toMatch(/^# Provenance of passages on the claim “The ferry stops\.”/u);
  expect(await titlesIn(`claim=${claim}`)).toEqual(['Ferry stops', 'Quay sinks']);
  expect(text).not.toContain('Surveyor');
});

test.each([
  [
    'articles by their ids',
    () => `article=${ids[0]}&article=${ids[2]}`,
    ['Ferry stops', 'Fog again'],
  ],
  [
    'the list of articles as it is filtered',
    () => 'publisher=The+Ledger',
    ['Ferry stops', 'Fog again'],
  ],
  ['words of the list', () => 'q=quay', ['Quay sinks']],
  ['both', () => `article=${ids[0]}&article=${ids[1]}&publisher=The+Post`, ['Quay sinks']],
  ['everything', () => '', ['Ferry stops', 'Fog again', 'Quay sinks']],
  ['nothing that fits', () => 'q=zeppelin', []],
])('a report on %s has these articles alone', async (_what, query, titles) => {
  expect(await titlesIn(query())).toEqual(titles);
});

test('a report on what waits for somebody’s review has exactly that', async () => {
  const program = await room.bearer(room.jonas);
  const { body } = await program.get('/api/review').expect(200);
  const waiting = body.items.map((each: { id: string }) => each.id);
  const report = await program.get(`/api/report?review=${room.jonas.id}`).expect(200);
  const reported = report.body.articles.flatMap(
    ({ annotations }: { annotations: { id: string }[] }) => annotations.map((each) => each.id),
  );
  expect(reported.length).toBeGreaterThan(2);
  for (const each of reported) expect(waiting).toContain(each);
  const narrower = await markdown(`review=${room.jonas.id}&confidence=high`);
  expect(narrower).toContain('There was fog again');
  expect(narrower).not.toContain('The ferry stops in May');
  expect(narrower).toContain('Only annotations that wait for Jonas Ek to review them.');
  const readers = await markdown(`review=${room.jonas.id}&for=readers`);
  expect(readers).not.toContain('Jonas Ek');
});

test('what is selected is the same from page, API and command line', async () => {
  const query = { source: id('Ida Brandt'), publisher: 'The Post' };
  const sent = `format=md&${new URLSearchParams(query)}`;
  const tom = await room.signedIn(room.tom);
  const fromPage = await tom.get(`/report?${sent}`).expect(200);
  const settings = { baseUrl: null, scope: readScope(query), selection: readSelection(query) };
  const { pieces } = await exportReport(room.desk, null, 'md', settings);
  expect(fromPage.text).toBe(await markdown(String(new URLSearchParams(query))));
  expect(fromPage.text).toBe(String(await buffer(pieces)));
});

describe('the page from which it is exported', () => {
  test.each([
    ['/articles?publisher=The+Ledger', '/report?publisher=The+Ledger', '2 articles'],
    ['/sources/SOURCE', '/report?source=SOURCE', '2 articles'],
    ['/claims/CLAIM', '/report?claim=CLAIM', '2 articles'],
    ['/review?confidence=high', '/report?confidence=high&review=PERSON', '1 article'],
  ])('is reached from %s', async (from, to, count) => {
    const jonas = await room.signedIn(room.jonas);
    const real = (path: string) =>
      path
        .replace('SOURCE', id('Ida Brandt'))
        .replace('CLAIM', claim)
        .replace('PERSON', room.jonas.id);
    const shown = page(await jonas.get(real(from)).expect(200));
    const links = [...shown.querySelectorAll('a')].filter(
      (each) => each.getAttribute('href') === real(to),
    );
    expect(links.map(({ textContent }) => textContent).join()).toMatch(/^Export/u);
    const there = page(await jonas.get(real(to)).expect(200));
    expect([...there.querySelectorAll('h2')].map((each) => each.textContent)).toContain(count);
  });

  test('has a link for each file, and none for readers that is with the record alone', async () => {
    const tom = await room.signedIn(room.tom);
    const path = `/report?source=${id('Ida Brandt')}`;
    const shown = page(await tom.get(path).expect(200));
    expect(words(shown, 'h1')).toBe('Provenance of passages with Ida Brandt in the chain');
    const links = [...shown.querySelectorAll('a[data-export]')];
    for (const link of links) {
      await tom
        .get(link.getAttribute('href') ?? '')
        .responseType('blob')
        .expect(200);
    }
    const labels = (each: typeof shown) =>
      [...each.querySelectorAll('a[data-export]')].map(({ textContent }) => textContent);
    expect(labels(shown)).toEqual(
      expect.arrayContaining(['HTML', 'CSV: hops', 'CSV: sources', 'JSON', 'ZIP']),
    );
    const readers = page(await tom.get(`${path}&for=readers`).expect(200));
    expect(labels(readers)).not.toContain('JSON');
  });

  test('says so where nothing may leave the desk', async () => {
    const tom = await room.signedIn(room.tom);
    const shown = page(await tom.get(`/report?source=${id('Pilot Grieg')}`).expect(200));
    expect(shown.querySelectorAll('a[data-export]')).toHaveLength(0);
    expect(words(shown, '.empty')).toBe('Nothing fits that may leave the desk.');
  });
});

test('how far an export is can be asked for while and after it is made', async () => {
  const tom = await room.signedIn(room.tom);
  await tom.get('/report/progress?name=mine-1').expect(404);
  for (const [format, encoding] of [
    ['zip', 'identity'],
    ['md', 'identity'],
    ['md', 'gzip'],
  ] as const) {
    const name = `${format}-${encoding}`;
    const file = tom.get(`/report?format=${format}&progress=${name}`);
    await file.set('Accept-Encoding', encoding).responseType('blob').expect(200);
    const { body } = await tom.get(`/report/progress?name=${name}`).expect(200);
    expect(body, name).toMatchObject({ article: 3, articles: 3, ended: 'whole' });
  }
  await tom.get('/report?format=md&source=nobody&progress=mine-2').expect(404);
  const broken = await tom.get('/report/progress?name=mine-2').expect(200);
  expect(broken.body).toMatchObject({ article: 0, ended: 'broken' });
});

test('a reason to review without whose review it is would choose nothing, and is refused', async () => {
  const program = await room.bearer(room.tom);
  const { body } = await program.get('/api/report?format=csv&reason=asked').expect(422);
  expect(body.errors[0].field).toBe('review');
});
