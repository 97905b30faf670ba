import { afterEach, beforeEach, expect, test } from 'vitest';
import { createToken, listTokens } from '../../../src/desk/people/tokens.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { page, words } from '../page.js';

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

type Browser = ReturnType<Newsroom['visitor']>;

async function signIn(browser: Browser, typed: object = { email: 'mira@example.org', password }) {
  return (await browser.post('/sign-in').type('form').send(typed)).status;
}

/** A stranger guesses until they are turned away. */
async function strangerGuesses(browser: Browser = newsroom.visitor()): Promise<void> {
  const typed = { email: 'mira@example.org', password: 'guess' };
  for (let guess = 0; guess < 10; guess++) expect(await signIn(browser, typed)).toBe(401);
  expect(await signIn(browser, typed)).toBe(429);
}

test('wrong guesses of a stranger leave the owner a way in where they signed in before', async () => {
  const known = await newsroom.signedIn(newsroom.mira);
  await known.post('/sign-out').expect(303);
  await strangerGuesses();
  expect(await signIn(newsroom.visitor())).toBe(429);
  expect(await signIn(known)).toBe(303);
});

test('whoever is turned away is told of the ways in', async () => {
  await strangerGuesses();
  const typed = { email: 'mira@example.org', password };
  const answer = await newsroom.visitor().post('/sign-in').type('form').send(typed);
  expect(words(page(answer), '[role=alert]')).toMatch(
    /signed in before.*link that an admin makes/u,
  );
});

test('a link of an admin is a way in, too, also into a new browser', async () => {
  await strangerGuesses();
  const admin = await newsroom.signedIn(newsroom.ada);
  const made = page(await admin.post('/people/mira/reset-links').expect(201));
  const link = new URL(made.querySelector<HTMLInputElement>('#field-once')?.value ?? '');
  const browser = newsroom.visitor();
  const token = link.searchParams.get('token');
  const next = 'other words here';
  await browser.post('/reset').type('form').send({ token, password: next }).expect(303);
  expect(await signIn(browser, { email: 'mira@example.org', password: next })).toBe(303);
});

test('guesses in a known browser are bounded as well', async () => {
  const known = await newsroom.signedIn(newsroom.mira);
  await known.post('/sign-out').expect(303);
  await strangerGuesses(known);
  expect(await signIn(known)).toBe(429);
});

test('a browser that is known for one account is a stranger to another', async () => {
  const known = await newsroom.signedIn(newsroom.tom);
  await known.post('/sign-out').expect(303);
  await strangerGuesses();
  expect(await signIn(known)).toBe(429);
});

test('nobody makes a browser known by themselves', async () => {
  await strangerGuesses();
  for (const cookie of ['whence-known=a.b', 'whence-known=', 'whence-known=..', 'whence-known']) {
    const browser = newsroom.visitor().set('Cookie', cookie);
    expect(await signIn(browser)).toBe(429);
  }
});

test('whoever changes their password is offered to revoke their tokens with it', async () => {
  const browser = await newsroom.signedIn(newsroom.mira);
  const choice = async () =>
    page(await browser.get('/account')).querySelector('input[name=tokens]');
  expect(await choice()).toBeNull();
  const { desk, mira } = newsroom;
  await createToken(desk, mira, mira.id, { label: 'a script' });
  expect(await choice()).not.toBeNull();
  const change = (fields: object) =>
    browser.post('/account/password').type('form').send(fields).expect(303);
  await change({ current: password, password: 'other words here' });
  expect(await listTokens(desk, mira, mira.id)).toHaveLength(1);
  await change({ current: 'other words here', password, tokens: 'revoke' });
  expect(await listTokens(desk, mira, mira.id)).toHaveLength(0);
});

test('so is whoever sets it by a link', async () => {
  const { desk, mira } = newsroom;
  await createToken(desk, mira, mira.id, { label: 'a script' });
  const admin = await newsroom.signedIn(newsroom.ada);
  const made = page(await admin.post('/people/mira/reset-links').expect(201));
  const link = new URL(made.querySelector<HTMLInputElement>('#field-once')?.value ?? '');
  const browser = newsroom.visitor();
  const form = page(await browser.get(link.pathname + link.search));
  expect(words(form, 'label:has([name=tokens])')).toMatch(/revoke the token for programs/u);
  const token = link.searchParams.get('token');
  const sent = { token, password: 'other words here', tokens: 'revoke' };
  await browser.post('/reset').type('form').send(sent).expect(303);
  expect(await listTokens(desk, mira, mira.id)).toHaveLength(0);
});
