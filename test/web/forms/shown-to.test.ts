import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Person } from '../../../src/domain/people/person.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { annotated, storedIn } from '../review/reviewed.js';

/* A browser in which somebody else has signed in since a page was opened. */

let room: Newsroom;
let annotation: Annotation;
let browser: ReturnType<Newsroom['visitor']>;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
  browser = await room.signedIn(room.nils);
});
afterEach(() => room.close());

const at = (path = '') => `/annotations/${annotation.id}${path}`;
const stored = () => storedIn(room, annotation);
const events = () => room.store.count('events', 'all', '');
const said = (name: string) =>
  `This page was opened by ${name}, and you are signed in as ${room.nils.name} by now: nothing was saved.`;

/** A form of a page as it was shown to somebody and filled in. */
async function shownTo(
  by: Person,
  page: string,
  selector: string,
  fields: Record<string, string>,
): Promise<string> {
  const { text } = await (await room.signedIn(by)).get(page).expect(200);
  return filledIn(pageOf(text).querySelector(selector), fields);
}

const verdict = { verdict: 'agree', on: 'whole', revision: '1', comment: '' };
const words = 'She said “May”, not March.';

test('a form that was shown to somebody else is refused, and its words are kept', async () => {
  const body = await shownTo(room.mira, at(), '.thread > form', { text: words });
  const refused = await browser.post(at('/comments')).type('form').send(body);
  expect(refused.status).toBe(409);
  const page = pageOf(refused.text);
  expect(wordsOf(page, '[role=alert]')).toEqual([said(room.mira.name)]);
  expect([...page.querySelectorAll('textarea')].map(({ value }) => value)).toEqual([words]);
  expect((await stored()).comments).toEqual([]);
});

test('the page that says so sends it once the other one is signed in again, and in no other name', async () => {
  const body = await shownTo(room.mira, at(), '.thread > form', { text: words });
  const refused = await browser.post(at('/comments')).type('form').send(body);
  const again = filledIn(pageOf(refused.text).querySelector('form[data-kept-form]'));
  expect(wordsOf(pageOf(refused.text), 'form[data-kept-form] p').join()).toContain(
    `Sign in as ${room.mira.name} in another tab`,
  );
  await browser.post(at('/comments')).type('form').send(again).expect(409);
  const hers = await room.signedIn(room.mira);
  await hers.post(at('/comments')).type('form').send(again).expect(303);
  expect((await stored()).comments).toMatchObject([{ text: words, by: 'mira' }]);
});

test('what a script sends from the page of somebody else is refused, whatever is in it', async () => {
  const before = await events();
  const sent: [string, object][] = [
    [at('/verdicts'), verdict],
    [at('/deletion'), {}],
    [`/articles/${annotation.article}/annotations`, { exact: 'two skippers', chain: 'Vik' }],
  ];
  for (const [address, fields] of sent) {
    const { status, body } = await browser
      .post(address)
      .set('Accept', 'application/json')
      .set('Whence-Person', 'mira')
      .type('form')
      .send(fields);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'conflict', detail: said(room.mira.name) });
  }
  expect(await events()).toBe(before);
});

test('the API refuses it by the cookie of somebody else, and takes it with a token', async () => {
  const address = `/api/annotations/${annotation.id}/comments`;
  const send = (by: typeof browser) =>
    by.post(address).set('Whence-Person', 'mira').send({ text: words });
  expect((await send(browser)).body).toMatchObject({ status: 409, detail: said(room.mira.name) });
  expect((await stored()).comments).toEqual([]);
  expect((await send(await room.bearer(room.nils))).status).toBe(201);
});

test('whoever may do less is told that the page is not theirs', async () => {
  const tom = await room.signedIn(room.tom);
  const { status } = await tom
    .post(at('/deletion'))
    .set('Accept', 'application/json')
    .set('Whence-Person', 'mira');
  expect(status).toBe(409);
});

test.each(['shownTo', 'key'])(
  'so they are by the field %s of a form, whose words are kept',
  async (name) => {
    const tom = await room.signedIn(room.tom);
    const body = { text: words, [name]: name === 'key' ? 'mira.abc' : 'mira' };
    const refused = await tom.post(at('/comments')).type('form').send(body);
    expect(refused.status).toBe(409);
    const page = pageOf(refused.text);
    expect(wordsOf(page, '[role=alert]').join()).toContain(`opened by ${room.mira.name}`);
    expect([...page.querySelectorAll('textarea')].map(({ value }) => value)).toEqual([words]);
  },
);

test('a form with a file tells whoever may do less whose page it was', async () => {
  const tom = await room.signedIn(room.tom);
  const refused = await tom
    .post('/articles/preview')
    .field('shownTo', 'mira')
    .attach('file', Buffer.from('It leaks.'), 'crack.txt');
  expect(refused.status).toBe(409);
});

test('whoever may do less is refused on their own page for that', async () => {
  const tom = await room.signedIn(room.tom);
  const refused = await tom
    .post(at('/comments'))
    .type('form')
    .send({ text: words, key: 'tom.abc' });
  expect(refused.status).toBe(403);
});

test.each(['shownTo', 'key'])('a form with a file is refused by its field %s', async (name) => {
  const before = await events();
  const refused = await browser
    .post('/articles/preview')
    .field('title', 'A crack in the lock')
    .field(name, name === 'key' ? 'mira.abc' : 'mira')
    .attach('file', Buffer.from('It leaks.'), 'crack.txt');
  expect(refused.status).toBe(409);
  const page = pageOf(refused.text);
  expect(wordsOf(page, '[role=alert]')).toEqual([said(room.mira.name)]);
  expect(wordsOf(page, '[data-typed] label')).toEqual(['Title']);
  expect(await events()).toBe(before);
});

test('of somebody whom nobody knows the page has no name to tell, and nothing to send', async () => {
  const refused = await browser
    .post(at('/comments'))
    .type('form')
    .send({ text: words, shownTo: 'nobody' });
  expect(refused.status).toBe(409);
  expect(wordsOf(pageOf(refused.text), '[role=alert]')).toEqual([said('somebody else')]);
  expect(pageOf(refused.text).querySelector('form[data-kept-form]')).toBeNull();
});

test('the field of a page of one’s own is no field of its form', async () => {
  const send = (fields: object) =>
    browser
      .post(at('/comments'))
      .type('form')
      .send({ text: words, key: 'nils.one', ...fields });
  const first = await send({ shownTo: 'nils' });
  expect(first.status).toBe(303);
  expect((await send({})).headers.location).toBe(first.headers.location);
  expect((await stored()).comments).toHaveLength(1);
});

test('what doesn’t say for whom its page was made is done as ever', async () => {
  await browser.post(at('/verdicts')).type('form').send(verdict).expect(303);
});

test('an old page signs out whoever is in', async () => {
  await browser
    .post('/sign-out')
    .set('Whence-Person', 'mira')
    .type('form')
    .send({ shownTo: 'mira' })
    .expect(303);
  await browser.get('/account').expect(303);
});
