import { afterEach, beforeEach, expect, test } from 'vitest';
import { withAlikeFolded } from '../../../src/domain/map/folding.js';
import type { Person } from '../../../src/domain/people/person.js';
import { formatNames } from '../../../src/reports/formats.js';
import { articleMapView } from '../../../src/web/map/drawn-maps.js';
import { mapOf as mapOfLines } from '../../domain/map/maps.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page, words } from '../page.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const text = 'It holds, an engineer said. It will not fall, a guard said. It was seen at night.';
const quotes = ['It holds', 'It will not fall', 'It was seen at night'];

/** An article by jonas, and what he says of its passages, a chain each. */
async function article(chains: readonly string[], by: Person = room.jonas, publisher = 'The Post') {
  const program = await room.bearer(by);
  const title = `The wall, by ${publisher}`;
  const { body } = await program.post('/api/articles').send({ title, publisher, text }).expect(201);
  for (const [at, chain] of chains.entries()) await annotate(body.id, chain, at, by);
  return body.id as string;
}

async function annotate(id: string, chain: string, at: number, by: Person = room.jonas) {
  const program = await room.bearer(by);
  const { body } = await program
    .post(`/api/articles/${id}/annotations`)
    .send({ target: { exact: quotes[at] }, chain, claim: 'The wall holds.', confidence: 'high' })
    .expect(201);
  return body as { id: string; claim: { id: string } };
}

const get = async (path: string, by: Person = room.tom) => (await room.signedIn(by)).get(path);
const named = (body: { stations: { name: string }[] }) =>
  body.stations.map(({ name }) => name).sort();

test('a claim’s page shows a map whose stations lead to the passages that came through them', async () => {
  const id = await article([
    'Ines Vega -told-> Memo (document) -leaked to-> The Post',
    'Ines Vega -told-> A guard (unnamed) -quoted by-> The Post',
  ]);
  const { body } = await (await room.bearer(room.tom)).get(`/api/articles/${id}/annotations`);
  const claim = body.items[0].claim.id;
  const shown = page(await get(`/claims/${claim}`));
  const stations = [...shown.querySelectorAll('.narrow-map svg[data-map] [data-source]')];
  expect(stations.map((each) => words(each, 'title')).toSorted()).toEqual([
    'A guard: 1 passage',
    'Ines Vega: 2 passages, in every chain',
    'Memo: 1 passage',
    'The Post: 2 passages',
  ]);
  const station = stations.find((each) => words(each, 'title') === 'Memo: 1 passage');
  const memo = station?.querySelector('a')?.getAttribute('href') ?? '';
  const through = page(await get(memo));
  expect(words(through, '.filter')).toContain('Only passages that came through Memo');
  expect(through.querySelectorAll('.passages li[data-annotation]')).toHaveLength(1);
  const ways = [...shown.querySelectorAll('.map-ways li')].map((each) => words(each, 'span'));
  expect(ways.toSorted()).toEqual([
    'From Ines Vega: told A guard, quoted by The Post.',
    'From Ines Vega: told Memo, leaked to The Post.',
  ]);
});

test('an article’s map leads from a line to its passage and from a station to the filtered article', async () => {
  const id = await article(['Ines Vega -told-> The Post', '? -> The Post']);
  const shown = page(await get(`/articles/${id}/map`));
  const line = shown.querySelector('svg[data-map] a.way');
  expect(line?.getAttribute('href')).toBe(
    `/articles/${id}#annotation-${line?.getAttribute('data-annotation')}`,
  );
  const hrefs = [...shown.querySelectorAll('.narrow-map svg .station a')].map((a) =>
    a.getAttribute('href'),
  );
  expect(hrefs.filter((href) => href?.startsWith(`/articles/${id}?source=`))).toHaveLength(2);
  expect(hrefs.filter((href) => href?.startsWith(`/articles/${id}#annotation-`))).toHaveLength(1);
});

test('a map without passages says what will be there', async () => {
  const shown = page(await get(`/articles/${await article([])}/map`));
  expect(words(shown, '.empty')).toContain('Nothing is annotated yet.');
});

test('a source’s map shows those right before it and right behind it', async () => {
  await article(['Ines Vega -told-> Ben Ott -wrote to-> Carla Ruiz -told-> The Post']);
  const program = await room.bearer(room.tom);
  const { body: register } = await program.get('/api/sources').expect(200);
  const ben = register.items.find(({ name }: { name: string }) => name === 'Ben Ott').id;
  const { body } = await program.get(`/api/sources/${ben}/map`).expect(200);
  expect(named(body)).toEqual(['Ben Ott', 'Carla Ruiz', 'Ines Vega']);
  expect(
    page(await get(`/sources/${ben}`)).querySelectorAll('svg[data-map]').length,
  ).toBeGreaterThan(0);
});

/** Joins I. Vega into Ines Vega, for an editor. */
async function joined() {
  const mira = await room.bearer(room.mira);
  const { body: register } = await mira.get('/api/sources').expect(200);
  const idOf = (name: string): string =>
    register.items.find((each: { name: string }) => each.name === name).id;
  const into = idOf('Ines Vega');
  await mira
    .post(`/api/sources/${idOf('I. Vega')}/merge`)
    .send({ into })
    .expect(201);
  return { mira, into };
}

test('joined sources are one station, under the name that stands for them', async () => {
  const id = await article(['Ines Vega -told-> The Post', 'I. Vega -told-> The Post']);
  const { mira } = await joined();
  const { body } = await mira.get(`/api/articles/${id}/map`).expect(200);
  expect(named(body)).toEqual(['Ines Vega', 'The Post']);
  const { body: claims } = await mira.get('/api/claims').expect(200);
  const ofClaim = await mira.get(`/api/claims/${claims.items[0].id}/map`).expect(200);
  expect(named(ofClaim.body)).toEqual(['Ines Vega', 'The Post']);
});

test('a station leads to the passages of all entries that it stands for', async () => {
  const id = await article(['Ines Vega -told-> The Post', 'I. Vega -told-> The Post', 'The Post']);
  const { into } = await joined();
  const station = [
    ...page(await get(`/articles/${id}/map`)).querySelectorAll('.narrow-map svg a'),
  ].find((each) => words(each, 'title') === 'Ines Vega: 2 passages');
  const there = await get(station?.getAttribute('href') ?? '');
  const cards = [...page(there).querySelectorAll<HTMLElement>('.card')];
  expect(cards.map((card) => words(card, 'blockquote')).toSorted()).toEqual(
    quotes.slice(0, 2).toSorted(),
  );
  for (const card of cards) expect(card.dataset.sources?.split(' ')).toContain(into);
  const chips = [...page(there).querySelectorAll<HTMLElement>('[data-name="source"]')];
  expect(chips.map(({ dataset }) => dataset.value)).toEqual([into]);
});

test('a station of several that were folded leads to the passages of each', async () => {
  const officials = Array.from({ length: 44 }, (_, at) => `official ${at} /t told > Harbour Post`);
  const map = withAlikeFolded(mapOfLines(officials));
  const view = await articleMapView('some', { map, left: 0, isRightToLeft: false });
  const many = view?.narrow.nodes.find(({ title }) => title.startsWith('44 '));
  const asked = new URL(many?.href ?? '', 'http://desk.example').searchParams.getAll('source');
  expect(asked.toSorted()).toEqual(officials.map((_, at) => `official ${at}`).toSorted());
});

test('the map of an article in Arabic, and its report’s, has its origins at the right', async () => {
  const program = await room.bearer(room.jonas);
  const sent = { title: 'كيف وصل الخبر', publisher: 'الأخبار', text, language: 'ar' };
  const { body } = await program.post('/api/articles').send(sent).expect(201);
  await annotate(body.id, 'ليلى حداد -told-> الأخبار (outlet)', 0);
  const { claims } = await program.get('/api/claims').then((answer) => ({ claims: answer.body }));
  const left = (shown: ReturnType<typeof page>, name: string) => {
    const stations = [...shown.querySelectorAll('.broad-map svg [data-source]')];
    const station = stations.find((each) => words(each, 'title')?.startsWith(name));
    return Number(/M([\d.]+)/u.exec(station?.querySelector('.body')?.getAttribute('d') ?? '')?.[1]);
  };
  for (const path of [`/articles/${body.id}/map`, `/articles/${body.id}/report?format=html`]) {
    const shown = page(await get(path));
    expect(shown.querySelector('.broad-map')?.getAttribute('dir')).toBe('rtl');
    expect(left(shown, 'ليلى حداد')).toBeGreaterThan(left(shown, 'الأخبار'));
    const names = [...shown.querySelectorAll('.broad-map svg text')].map(
      (each) => each.textContent,
    );
    expect(names).toContain('\u2068ليلى حداد\u2069');
  }
  const ofClaim = page(await get(`/claims/${claims.items[0].id}`));
  expect(ofClaim.querySelector('.broad-map')?.getAttribute('dir')).toBe('ltr');
});

test('a program gets the graph, or the picture in either form', async () => {
  const id = await article(['Ines Vega -told-> The Post (outlet)']);
  const program = await room.bearer(room.tom);
  const { body } = await program.get(`/api/articles/${id}/map`).expect(200);
  expect(body.ways[0].sentence).toBe('From Ines Vega: told The Post.');
  expect(body.stretches).toMatchObject([{ circular: false, passages: [{ relation: 'told' }] }]);
  for (const form of ['lying', 'upright']) {
    const picture = await program
      .get(`/api/articles/${id}/map?format=svg&form=${form}`)
      .buffer(true)
      .expect(200)
      .expect('content-type', /image\/svg\+xml/u);
    const svg = String(picture.text ?? picture.body);
    expect(svg).toContain('Ines Vega');
    expect(svg).not.toContain('href=');
  }
  await program.get(`/api/articles/${id}/map?format=png`).expect(422);
  await program.get('/api/articles/nowhere/map').expect(404);
});

test('a confidential source is on no map but by its pseudonym', async () => {
  const id = await article(['Zora Quill (confidential) -told-> The Post']);
  const program = await room.bearer(room.mira);
  const answers = [
    (await program.get(`/api/articles/${id}/map`)).text,
    String((await program.get(`/api/articles/${id}/map?format=svg`).buffer(true)).body),
    (await get(`/articles/${id}/map`, room.mira)).text,
  ];
  for (const answer of answers) {
    expect(answer.includes('Confidential source')).toBe(true);
    expect(answer.includes('Zora')).toBe(false);
  }
});

test('while a blind round is open, others’ passages are on nobody’s map', async () => {
  const id = await article([]);
  const mira = await room.bearer(room.mira);
  await mira
    .post(`/api/articles/${id}/rounds`)
    .send({ people: [room.jonas.id, room.mira.id] })
    .expect(201);
  const { claim } = await annotate(id, 'Ines Vega -told-> The Post', 0);
  const mapOf = async (by: Person) =>
    named((await (await room.bearer(by)).get(`/api/articles/${id}/map`).expect(200)).body);
  expect(await mapOf(room.jonas)).toEqual(['Ines Vega', 'The Post']);
  expect(await mapOf(room.mira)).toEqual([]);
  await mira.get(`/api/claims/${claim.id}/map`).expect(404);
});

test('why a check was set aside in an open blind round is told to nobody else', async () => {
  const id = await article([]);
  const mira = await room.bearer(room.mira);
  await mira
    .post(`/api/articles/${id}/rounds`)
    .send({ people: [room.jonas.id, room.mira.id] })
    .expect(201);
  const made = await annotate(id, 'a clerk (unnamed) -> The Post', 0, room.mira);
  const { body } = await mira.get(`/api/articles/${id}/sourcing`).expect(200);
  const { code } = body.checks.find((each: { annotation: string }) => each.annotation === made.id);
  const reason = 'Zquibblewarb was there.';
  await mira.post(`/api/annotations/${made.id}/overrides`).send({ code, reason }).expect(201);
  const pages = ['/sourcing', '/api/sourcing', `/articles/${id}/sourcing`, '/api/history'];
  const told = async (by: Person) => {
    const program = await room.bearer(by);
    const answers = await Promise.all(pages.map((path) => program.get(path).expect(200)));
    return answers.filter(({ text: answer }) => answer.includes('Zquibblewarb')).length;
  };
  expect(await told(room.mira)).toBeGreaterThan(2);
  for (const person of [room.jonas, room.tom, room.ada]) expect(await told(person)).toBe(0);
});

test('what is off the record, and who is confidential, stands in no picture that leaves the house', async () => {
  const id = await article([
    'Zquibblewarb (off the record) -told-> The Post',
    'Xyloquent (confidential) -told-> The Post',
  ]);
  const program = await room.bearer(room.mira);
  for (const format of formatNames) {
    for (const path of [`/api/articles/${id}/report`, '/api/report']) {
      const { text: told, body } = await program.get(`${path}?format=${format}`).buffer(true);
      const answer = told ?? Buffer.from(body).toString('latin1');
      expect(answer.length, format).toBeGreaterThan(0);
      expect(answer, format).not.toMatch(/Zquibblewarb|Xyloquent/u);
    }
  }
});

test('a report begins with the map, without what is off the record', async () => {
  const id = await article([
    'Ines Vega -told-> The Post',
    'Otto Brand (off the record) -told-> The Post',
  ]);
  const program = await room.bearer(room.tom);
  const { text: file } = await program
    .get(`/api/articles/${id}/report?format=html`)
    .buffer(true)
    .expect(200);
  const shown = page({ text: file });
  const titles = [...shown.querySelectorAll('.narrow-map svg[data-map] [data-source] title')];
  expect(titles.map((each) => each.textContent)).toEqual([
    'Ines Vega: 1 passage',
    'The Post: 1 passage',
  ]);
  const legend = [...shown.querySelectorAll('.map-legend li:has([role=img])')].map((each) =>
    [each.querySelector('svg')?.getAttribute('aria-label'), each.textContent?.trim()].join(': '),
  );
  expect(legend).toEqual([
    ...['thin line: not said', 'confidence: high'],
    ...['full disc: outlet', 'grey ring with a question mark: kind not said'],
  ]);
  const onPage = page(await get(`/articles/${id}/report`));
  expect(onPage.querySelector('link[href*="styles/map."]')).not.toBeNull();
  const href = shown.querySelector('svg a.way')?.getAttribute('href') ?? '';
  expect(shown.getElementById(href.slice(1))).not.toBeNull();
});
