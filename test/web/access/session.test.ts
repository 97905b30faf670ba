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
