import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { openRound } from '../../../src/domain/rounds/round.js';
import { insert } from '../../../src/store/store.js';
import { figureShape } from '../../../src/web/agreement/figure-answers.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
let ferry: Article;
beforeEach(async () => {
  room = await openNewsroom();
  ferry = await article('The <ferry>');
});
afterEach(() => room.close());

async function article(title: string): Promise<Article> {
  const text = 'Ferries stop in May. A pilot told of the fog.';
  const input = { title, publisher: 'The Morning Ledger', text };
  return addArticle(room.desk, room.mira, articleInput.parse(input));
}

async function tag(by: Person, exact: string, chain = 'Vega -told-> Ledger'): Promise<string> {
  const input = annotationInput.parse({ target: { exact }, chain, confidence: 'low' });
  return (await createAnnotation(room.desk, by, ferry.id, input)).annotation.id;
}

async function judge(by: Person, id: string, verdict: string, on = 'whole'): Promise<void> {
  const comment = verdict === 'dispute' ? 'The log says otherwise.' : null;
  await giveVerdict(room.desk, by, id, verdictInput.parse({ verdict, on, comment }));
}

async function open(query = '', status = 200): Promise<Document> {
  const browser = await room.signedIn(room.mira);
  return pageOf((await browser.get(`/review/figures${query}`).expect(status)).text);
}

/** The cells of a table, row by row. */
function rowsOf(page: Document, table: string): string[][] {
  return [...page.querySelectorAll(`${table} tbody tr`)].map((row) => wordsOf(row, 'th, td'));
}

test('an empty desk says what will stand here', async () => {
  const page = await open();
  expect(wordsOf(page, '.empty p')).toHaveLength(2);
  expect(page.querySelectorAll('table')).toHaveLength(0);
});

test('tells who reviewed what, by person and by article', async () => {
  const disputed = await tag(room.jonas, 'Ferries stop');
  await tag(room.jonas, 'fog');
  await judge(room.nils, disputed, 'dispute', 'hop:1');
  await judge(room.mira, disputed, 'agree');
  const page = await open();
  expect(rowsOf(page, '[data-people]')).toEqual([
    ['Mira Sen', '0', '1', '1', '0', '0', '', '0', '0'],
    ['Nils Oder', '0', '1', '0', '1', '0', '', '0', '0'],
    ['Jonas Ek', '2', '0', '0', '0', '0', '', '0', '0'],
  ]);
  expect(rowsOf(page, '[data-coverage]')).toEqual([
    ['The <ferry>', '2', '1', '', 'Mira Sen 1, Nils Oder 1'],
  ]);
});

test('tells how long annotations wait, and which is the oldest', async () => {
  const oldest = await tag(room.jonas, 'Ferries stop');
  room.pass({ hours: 24 * 4 });
  const judged = await tag(room.jonas, 'fog');
  room.pass({ hours: 5 });
  await judge(room.nils, judged, 'agree');
  const page = await open();
  expect(wordsOf(page, '[data-waiting]')).toEqual([
    '1 annotation unreviewed, 4 days old at the median. The oldest, in “The <ferry>”, has waited since 2 March 2026, 09:00 UTC. Where there is a verdict, the first that stands came within 5 hours at the median.',
  ]);
  expect(page.querySelector('[data-waiting] a')?.getAttribute('href')).toBe(
    `/annotations/${oldest}`,
  );
  expect(rowsOf(page, '.slim')).toContainEqual(['3 to 7 days', '1', '']);
});

test('tells at which sources and relations disagreement gathers', async () => {
  const disputed = await tag(room.jonas, 'Ferries stop');
  await tag(room.jonas, 'fog');
  await judge(room.nils, disputed, 'dispute', 'hop:1');
  const page = await open();
  expect(rowsOf(page, '[data-disputed="sources"]')).toEqual([['Vega', '1', '2', '']]);
  expect(rowsOf(page, '[data-disputed="relations"]')).toEqual([['told', '1', '2', '']]);
  const plots = page.querySelectorAll('[data-disputed] svg.plot');
  expect([...plots].every((plot) => plot.getAttribute('aria-hidden') === 'true')).toBe(true);
  expect(plots[0]?.querySelectorAll('line.dispute, line.rest')).toHaveLength(2);
});

test('tells how far colleagues agree, in figures and in words', async () => {
  for (const by of [room.jonas, room.nils]) await tag(by, 'Ferries stop');
  await tag(room.jonas, 'fog', 'Clerk');
  await tag(room.nils, 'fog', 'Vega');
  const page = await open(`?article=${ferry.id}&people=jonas&people=nils`);
  const rows = rowsOf(page, '[data-agreement]');
  expect(rows).toHaveLength(11);
  expect(rows).toContainEqual([
    'Spans',
    'F1, same bounds',
    '1.00',
    '',
    '',
    '2',
    '2',
    '100 in 100 spans have a counterpart of the same bounds.',
  ]);
  expect(wordsOf(page, 'select[name="people"] option[selected]')).toEqual([
    'Jonas Ek',
    'Nils Oder',
  ]);
  expect(wordsOf(page, '#agreement ~ p').join(' ')).toContain('From 1 article.');
  expect(wordsOf(page, '#agreement ~ p').join(' ')).toContain('outside blind rounds');
});

test('asks for the second person where one alone is named', async () => {
  await tag(room.jonas, 'fog');
  const page = await open('?people=jonas&people=', 422);
  expect(wordsOf(page, '[role="alert"]')).toEqual(['Name two people to compare.']);
  expect(wordsOf(page, 'select[name="people"] option[selected]')).toEqual(['Jonas Ek', 'Anybody']);
});

test('leaves out what belongs to an article with an open blind round, and says so', async () => {
  await tag(room.jonas, 'fog');
  const made = { id: 'r1', article: ferry.id, at: '2026-03-02T09:00:00.000Z', by: 'mira' };
  await room.store.commit([insert('rounds', openRound(['jonas', 'nils'], made))]);
  const page = await open();
  expect(page.body.textContent).not.toContain('Jonas');
  expect(page.body.textContent).not.toContain('ferry');
});

test('answers programs with every figure and what it means', async () => {
  const program = await room.bearer(room.tom);
  const none = await program.get('/api/agreement').expect(200);
  expect(none.body.next).toBeNull();
  expect(none.body.items).toHaveLength(7);
  for (const by of [room.jonas, room.nils]) await tag(by, 'fog');
  const { body } = await program.get(`/api/agreement?article=${ferry.id}`).expect(200);
  for (const item of body.items) figureShape.strict().parse(item);
  expect(body.items).toContainEqual({
    measure: 'f1-exact',
    about: 'spans',
    value: 1,
    units: 1,
    observers: 2,
    interval: null,
    words: '100 in 100 spans have a counterpart of the same bounds.',
  });
  await program.get('/api/agreement?article=none').expect(404);
  await program.get('/api/agreement?people=jonas').expect(422);
  await program.get('/api/agreement?people=jonas,nils').expect(403);
  const own = await room.bearer(room.jonas);
  await own.get('/api/agreement?people=jonas,nils').expect(200);
});
