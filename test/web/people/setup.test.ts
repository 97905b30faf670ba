import { afterEach, beforeEach, expect, test } from 'vitest';
import { offerSetup } from '../../../src/desk/people/one-time-links.js';
import { addPerson, operator } from '../../../src/desk/people/people.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { page, typedIn, words } from '../page.js';

let newsroom: Newsroom;
let token: string;
beforeEach(async () => {
  newsroom = await openNewsroom({ empty: true });
  token = (await offerSetup(newsroom.desk)) ?? 'none';
});
afterEach(() => newsroom.close());

const founder = { name: 'Ada Quist', email: 'Ada@example.org', password };

function setUp(typed: object = { token, ...founder }) {
  return newsroom.visitor().post('/setup').type('form').send(typed);
}

async function people() {
  return (await newsroom.store.find('people', 'all', { key: '' })).items;
}

test('while nobody is there every page leads to the set-up page, which says where the link is', async () => {
  const browser = newsroom.visitor();
  for (const path of ['/', '/account', '/people', '/sign-in']) {
    expect((await browser.get(path).expect(303)).headers.location).toBe('/setup');
  }
  const document = page(await browser.get('/setup').expect(200));
  expect(words(document, 'main')).toContain('printed in the terminal');
  expect(document.querySelector('form')).toBeNull();
});

test('the link makes the first admin and signs them in', async () => {
  const browser = newsroom.visitor();
  const document = page(await browser.get(`/setup?token=${token}`).expect(200));
  expect(typedIn(document, 'token')).toBe(token);
  await browser
    .post('/setup')
    .type('form')
    .send({ token, ...founder })
    .expect(303);
  expect(await people()).toMatchObject([
    { name: 'Ada Quist', email: 'ada@example.org', role: 'admin', disabled: false },
  ]);
  await browser.get('/people').expect(200);
});

test('the page begins at the first field, or at the one with which something is wrong', async () => {
  const begun = (answer: { text: string }) =>
    page(answer).querySelector('[autofocus]')?.getAttribute('name');
  expect(begun(await newsroom.visitor().get(`/setup?token=${token}`))).toBe('name');
  expect(begun(await setUp({ token, ...founder, password: 'short' }).expect(422))).toBe('password');
});

test('the link works once', async () => {
  await setUp().expect(303);
  const again = await setUp({ token, ...founder, email: 'other@example.org' }).expect(409);
  expect(words(page(again), '[role=alert]')).toBe(
    'This desk has been set up already. Sign in instead.',
  );
  await newsroom.visitor().get(`/setup?token=${token}`).expect(303);
  expect(await people()).toHaveLength(1);
});

test('of two browsers that set up at once one comes through', async () => {
  const both = await Promise.all([
    setUp({ token, ...founder }),
    setUp({ token, ...founder, name: 'Mira Sen', email: 'mira@example.org' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await people()).toHaveLength(1);
});

test.each(['', 'guessed', 'x'.repeat(5000)])(
  'a link with the token %.10j makes nobody',
  async (guessed) => {
    await setUp({ ...founder, token: guessed }).expect(404);
    expect(await people()).toEqual([]);
  },
);

test('guessing at the link is stopped', async () => {
  for (let attempt = 0; attempt < 50; attempt++) {
    await setUp({ ...founder, token: 'guessed' }).expect(404);
  }
  await setUp().expect(429);
});

test('a start makes a new link, and the one before is void', async () => {
  const next = await offerSetup(newsroom.desk);
  await setUp().expect(404);
  await setUp({ ...founder, token: next }).expect(303);
});

test('the link is void once somebody was added from the shell', async () => {
  await addPerson(newsroom.desk, operator, { ...founder, role: 'reader' }, password);
  await setUp({ token, ...founder, email: 'other@example.org' }).expect(409);
  expect(await offerSetup(newsroom.desk)).toBeNull();
  expect((await newsroom.store.find('tokens', 'kind', { key: 'setup' })).items).toEqual([]);
});

test.each([
  ['no name', { name: '  ' }, 'Give a name.'],
  ['a name as long as a page', { name: 'ا'.repeat(5000) }, 'Use at most 120 characters.'],
  ['an address that is none', { email: '😀' }, 'Give an e-mail address, such as mira@example.org.'],
  [
    'a short password',
    { password: 'short' },
    'Use at least 10 characters: a few words make a good password.',
  ],
])(
  '%s is a fault at its field, and what was typed stays, but for the password',
  async (_name, wrong, sentence) => {
    const typed = { token, ...founder, ...wrong };
    const answer = await setUp(typed).expect(422);
    const document = page(answer);
    const [field] = Object.keys(wrong);
    expect(words(document, `#fault-${field}`)).toBe(sentence);
    const input = document.querySelector(`[name=${field}]`);
    expect(input?.getAttribute('aria-invalid')).toBe('true');
    expect(input?.getAttribute('aria-describedby')).toContain(`fault-${field}`);
    expect(typedIn(document, 'name')).toBe(typed.name);
    expect(typedIn(document, 'email')).toBe(typed.email);
    expect(typedIn(document, 'password')).toBe('');
    expect(await people()).toEqual([]);
  },
);

test.each(['نورة الحربي', '李小龍', 'Zoë 🗞️', "O'Neil <b>"])('a name may be %s', async (name) => {
  const browser = newsroom.visitor();
  await browser
    .post('/setup')
    .type('form')
    .send({ token, ...founder, name })
    .expect(303);
  expect(words(page(await browser.get('/account')), '.who bdi')).toBe(name);
});
