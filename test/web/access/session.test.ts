import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createToken } from '../../../src/desk/people/tokens.js';
import { Problem } from '../../../src/domain/problem.js';
import { type Store, storeWith } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

let away: boolean;
let newsroom: Newsroom;
beforeEach(async () => {
  away = false;
  newsroom = await openNewsroom({ store: thatMayBeAway(openMemoryStore()) });
});
afterEach(() => newsroom.close());

test('a database that is away at the first request is found by a later one', async () => {
  away = true;
  await newsroom.visitor().get('/sign-in').expect(503);
  away = false;
  const { text } = await newsroom.visitor().get('/sign-in').expect(200);
  expect(text).toContain('Password');
});

test('a request that is for no path has none, and is answered as what is not there', async () => {
  const sent = httpRequest(newsroom.url, { method: 'OPTIONS', path: '*' }).end();
  const [{ statusCode }] = await once(sent, 'response');
  expect(statusCode).toBe(404);
});

test('an answer that comes late brings back no session in whose place another has begun', async () => {
  const browser = await newsroom.signedIn(newsroom.mira);
  const { email } = newsroom.nils;
  const begun = await browser.post('/sign-in').type('form').send({ email, password });
  expect(String(begun.headers['set-cookie'])).toContain('whence=');
  for (const address of ['/articles', '/review', '/account', '/no-such-page']) {
    const { headers } = await browser.get(address);
    expect(headers['set-cookie']).toBeUndefined();
  }
  const refused = await browser.post('/account/password').type('form').send({ email });
  expect(refused.headers['set-cookie']).toBeUndefined();
});

test('a session in use is prolonged with its cookie, once an hour', async () => {
  const browser = await newsroom.signedIn(newsroom.mira);
  for (let days = 0; days < 30; days += 10) {
    newsroom.pass({ hours: 10 * 24 });
    const prolonged = await browser.get('/articles').expect(200);
    expect(prolonged.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^whence=s%3A[^;]+; Max-Age=1209600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/u,
      ),
    ]);
    expect((await browser.get('/articles').expect(200)).headers['set-cookie']).toBeUndefined();
  }
  newsroom.pass({ hours: 15 * 24 });
  await browser.get('/articles').expect(303);
});

test('whoever sends a token has no session, whatever cookie comes with it, and gets none', async () => {
  const browser = await newsroom.signedIn(newsroom.mira);
  const program = await newsroom.bearer(newsroom.jonas);
  const page = await program.get('/articles').expect(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  expect(page.text).toContain(newsroom.jonas.name);
  const authorization = await bearerOf(newsroom);
  const both = await browser.get('/articles').set('Authorization', authorization).expect(200);
  expect(both.text).toContain(newsroom.jonas.name);
  expect(both.headers['set-cookie']).toBeUndefined();
});

test('nobody signs in with a token beside the password', async () => {
  const { email } = newsroom.mira;
  const answer = await newsroom
    .visitor()
    .post('/sign-in')
    .set('Authorization', await bearerOf(newsroom))
    .type('form')
    .send({ email, password });
  expect(answer.status).toBe(400);
  expect(String(answer.headers['set-cookie'])).not.toContain('whence=');
});

async function bearerOf({ desk, jonas }: Newsroom): Promise<string> {
  const { secret } = await createToken(desk, jonas, jonas.id, { label: 'a script' });
  return `Bearer ${secret}`;
}

function thatMayBeAway(store: Store): Store {
  const whenThere = <T>(work: () => Promise<T>) =>
    away ? Promise.reject(new Problem('unavailable', 'The database is away.')) : work();
  return storeWith(store, {
    get: (collection, id) => whenThere(() => store.get(collection, id)),
    find: (collection, index, query) => whenThere(() => store.find(collection, index, query)),
  });
}
