import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeAccess } from '../../../src/desk/people/people.js';
import type { Person } from '../../../src/domain/people/person.js';
import { localPath } from '../../../src/web/page/links.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { page, typedIn, words } from '../page.js';

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

type Agent = ReturnType<Newsroom['visitor']>;
const mira = { email: 'mira@example.org', password };

function signIn(browser: Agent, typed: object, cookie?: string) {
  const asked = browser.post('/sign-in').type('form');
  return (cookie === undefined ? asked : asked.set('Cookie', cookie)).send(typed);
}

/** The session cookie that an answer sets, as a browser sends it back. */
function cookieOf({ headers }: { headers: Record<string, unknown> }): string {
  const set = headers['set-cookie'];
  const session: unknown =
    Array.isArray(set) && set.find((each) => /^(?:__Host-)?whence=/u.test(each));
  return typeof session === 'string' ? (session.split(';')[0] ?? '') : '';
}

describe('signing in', () => {
  test('leads to the page that was asked for', async () => {
    const browser = newsroom.visitor();
    const asked = await browser.get('/account?from=here').expect(303);
    expect(asked.headers.location).toBe('/sign-in?next=%2Faccount%3Ffrom%3Dhere');
    const form = page(await browser.get(asked.headers.location ?? ''));
    expect(typedIn(form, 'next')).toBe('/account?from=here');
    const next = typedIn(form, 'next');
    const signedIn = await signIn(browser, { ...mira, next }).expect(303);
    expect(signedIn.headers.location).toBe('/account?from=here');
    const account = page(await browser.get('/account'));
    for (const unread of account.querySelectorAll('[aria-hidden=true]')) unread.remove();
    expect(words(account, '.who a')).toBe('Mira Sen · editor');
  });

  test('takes the e-mail address in any case, with space around it', async () => {
    await signIn(newsroom.visitor(), { email: ' Mira@Example.ORG ', password }).expect(303);
  });

  test.each([
    ['a wrong password', { ...mira, password: 'not the right one' }],
    ['an unknown address', { email: 'nobody@example.org', password }],
    ['a person who is disabled', { email: 'vera@example.org', password }],
    ['nothing at all', {}],
    ['fields sent twice', { email: ['mira@example.org', 'x'], password: [password, 'x'] }],
    ['an enormous password', { ...mira, password: 'p'.repeat(100_000) }],
  ])('is refused with the same sentence for %s', async (_name, typed) => {
    const answer = await signIn(newsroom.visitor(), typed).expect(401);
    expect(words(page(answer), '[role=alert]')).toBe(
      'This e-mail address and password don’t go together.',
    );
  });

  test('keeps the address that was typed, never the password', async () => {
    const answer = await signIn(newsroom.visitor(), { ...mira, password: 'a slip of the key' });
    expect(typedIn(page(answer), 'email')).toBe('mira@example.org');
    expect(answer.text).not.toContain('a slip of the key');
  });

  test('leads somebody who is signed in already straight on', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const answer = await browser.get('/sign-in?next=/account').expect(303);
    expect(answer.headers.location).toBe('/account');
  });

  test('gives a new session: one that a stranger planted stays a stranger’s', async () => {
    const planted = 'whence=s%3Aplanted-by-a-stranger.signature';
    const answer = await signIn(newsroom.visitor(), mira, planted).expect(303);
    expect(cookieOf(answer)).not.toBe(planted);
    const stranger = await newsroom.visitor().get('/account').set('Cookie', planted);
    expect(stranger.status).toBe(303);
  });

  test('leaves behind the session of whoever used the browser before', async () => {
    const before = cookieOf(await signIn(newsroom.visitor(), mira).expect(303));
    const tom = { email: 'tom@example.org', password };
    const after = cookieOf(await signIn(newsroom.visitor(), tom, before).expect(303));
    expect(after).not.toBe(before);
    await newsroom.visitor().get('/account').set('Cookie', before).expect(303);
  });

  test('sets a cookie that scripts can’t read and other sites can’t send', async () => {
    const answer = await signIn(newsroom.visitor(), mira);
    const cookie = answer.get('Set-Cookie')?.find((set) => /^(?:__Host-)?whence=/u.test(set));
    expect(cookie).toMatch(/^whence=.*; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/u);
  });

  test('stores nothing from which the cookie could be made', async () => {
    const cookie = decodeURIComponent(cookieOf(await signIn(newsroom.visitor(), mira)));
    const sid = cookie.replace('whence=s:', '').split('.')[0] ?? '';
    const { items } = await newsroom.store.find('sessions', 'person', { key: 'mira' });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(sid);
  });
});

describe('the next page', () => {
  test.each([
    ['/articles?sort=title#top', '/articles?sort=title#top'],
    ['/articles/../people', '/people'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/articles/..//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['articles', '/'],
    ['', '/'],
    [undefined, '/'],
    [['/articles', '/people'], '/'],
  ])('%j leads to %s', (asked, path) => {
    expect(localPath(asked)).toBe(path);
  });

  test('is never another site', async () => {
    const answer = await signIn(newsroom.visitor(), { ...mira, next: '//evil.example/' });
    expect(answer.headers.location).toBe('/');
  });
});

describe('guessing', () => {
  const wrong = { ...mira, password: 'guessed at random' };

  test('an account’s password is stopped after ten failures, for a quarter of an hour', async () => {
    const browser = newsroom.visitor();
    for (let attempt = 0; attempt < 10; attempt++) await signIn(browser, wrong).expect(401);
    const stopped = await signIn(browser, mira).expect(429);
    expect(words(page(stopped), '[role=alert]')).toMatch(/^Too many attempts\. Wait 15 minutes/u);
    expect(stopped.headers['retry-after']).toBe('900');
    await signIn(browser, { email: 'tom@example.org', password }).expect(303);
    newsroom.pass({ minutes: 15 });
    await signIn(browser, mira).expect(303);
  });

  test('many accounts from one address is stopped', async () => {
    const browser = newsroom.visitor();
    const tooLongToHash = 'x'.repeat(2000);
    for (let attempt = 0; attempt < 50; attempt++) {
      const email = `person${attempt}@example.org`;
      await signIn(browser, { email, password: tooLongToHash }).expect(401);
    }
    await signIn(browser, mira).expect(429);
  });

  test('is not what signing in rightly counts as', async () => {
    const browser = newsroom.visitor();
    for (let attempt = 0; attempt < 12; attempt++) await signIn(browser, mira).expect(303);
  });

  test('is not what a form that is not filled in counts as', async () => {
    const browser = newsroom.visitor();
    for (let attempt = 0; attempt < 12; attempt++) {
      await signIn(browser, { ...mira, password: '' }).expect(401);
    }
    await signIn(browser, mira).expect(303);
  });

  test('is not what a new password that is too short counts as', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const change = (next: string) =>
      browser.post('/account/password').type('form').send({ current: password, password: next });
    for (let attempt = 0; attempt < 12; attempt++) await change('short').expect(422);
    await change('a new pass phrase').expect(303);
  });

  test('one’s own present password is stopped too', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const change = (current: string) =>
      browser
        .post('/account/password')
        .type('form')
        .send({ current, password: 'a new pass phrase' });
    for (let attempt = 0; attempt < 10; attempt++) await change('a guess').expect(422);
    await change(password).expect(429);
  });
});

describe('a session', () => {
  const stored = async ({ id }: Person) =>
    (await newsroom.store.find('sessions', 'person', { key: id })).items;

  test('ends after two weeks without use', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    newsroom.pass({ hours: 14 * 24 - 1 });
    await browser.get('/account').expect(200);
    newsroom.pass({ hours: 14 * 24 - 1 });
    await browser.get('/account').expect(200);
    newsroom.pass({ hours: 14 * 24 });
    await browser.get('/account').expect(303);
  });

  test('goes on over a clock that is put back by a day, but not for the year that it ran ahead', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    newsroom.pass({ hours: -24 });
    await browser.get('/account').expect(200);
    newsroom.pass({ hours: -365 * 24 });
    await browser.get('/account').expect(303);
  });

  test('is written at most once an hour for being used', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    newsroom.pass({ minutes: 59 });
    await browser.get('/account');
    expect(await stored(newsroom.mira)).toMatchObject([{ version: 1 }]);
    newsroom.pass({ minutes: 1 });
    await browser.get('/account');
    await browser.get('/account');
    expect(await stored(newsroom.mira)).toMatchObject([{ version: 2 }]);
  });

  test('that has run out is removed when somebody signs in', async () => {
    await newsroom.signedIn(newsroom.mira);
    newsroom.pass({ hours: 15 * 24 });
    await newsroom.signedIn(newsroom.tom);
    expect(await stored(newsroom.mira)).toEqual([]);
  });

  test('ends when its person signs out, and the browser forgets what it stored', async () => {
    const browser = newsroom.visitor();
    const cookie = cookieOf(await signIn(browser, mira));
    const answer = await browser.post('/sign-out').expect(303);
    expect(answer.headers['clear-site-data']).toBe('"storage"');
    expect(answer.headers.location).toBe('/sign-in#signed-out');
    await newsroom.visitor().get('/account').set('Cookie', cookie).expect(303);
    expect(await stored(newsroom.mira)).toEqual([]);
  });

  test.each([
    ['leaves what others stored where its page says whose it is', 'mira', undefined],
    ['forgets all that was stored where its page is somebody else’s', 'jonas', '"storage"'],
  ])('%s, when its person signs out', async (_what, shownTo, cleared) => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const answer = await browser.post('/sign-out').type('form').send({ shownTo }).expect(303);
    expect(answer.headers['clear-site-data']).toBe(cleared);
  });

  test('is over at once when its person is disabled, and stays over', async () => {
    const { desk, ada, nils } = newsroom;
    const browser = await newsroom.signedIn(nils);
    await changeAccess(desk, ada, nils.id, { disabled: true });
    await browser.get('/account').expect(303);
    await changeAccess(desk, ada, nils.id, { disabled: false });
    await browser.get('/account').expect(303);
  });

  test('gets the rights of a new role at once', async () => {
    const { desk, ada, tom } = newsroom;
    const browser = await newsroom.signedIn(tom);
    await browser.get('/people').expect(403);
    await changeAccess(desk, ada, tom.id, { role: 'admin' });
    await browser.get('/people').expect(200);
  });

  test('outlives the process that began it', async () => {
    const cookie = cookieOf(await signIn(newsroom.visitor(), mira));
    const people = { store: newsroom.store, empty: true };
    const restarted = await openNewsroom(people);
    await restarted.visitor().get('/account').set('Cookie', cookie).expect(200);
    await new Promise((done) => restarted.server.close(done));
  });
});

describe('behind TLS', () => {
  let secure: Newsroom;
  beforeEach(async () => {
    secure = await openNewsroom({ site: { baseUrl: 'https://desk.example.org' } });
  });
  afterEach(() => secure.close());

  test('the cookie is for TLS and this host alone', async () => {
    const answer = await signIn(secure.visitor().set('X-Forwarded-Proto', 'https'), mira);
    const cookie = answer.get('Set-Cookie')?.find((set) => /^(?:__Host-)?whence=/u.test(set));
    expect(cookie).toMatch(/^__Host-whence=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/u);
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=/u);
  });

  test('guessing is stopped by the address that the proxy saw, whatever its sender made up', async () => {
    const browser = secure.visitor().set('X-Forwarded-Proto', 'https');
    const guess = (from: string, attempt: number) =>
      signIn(browser.set('X-Forwarded-For', `198.51.100.${attempt}, ${from}`), {
        email: `person${attempt}@example.org`,
        password: 'x'.repeat(2000),
      });
    for (let attempt = 0; attempt < 50; attempt++) await guess('10.0.0.7', attempt).expect(401);
    await guess('10.0.0.7', 50).expect(429);
    await guess('10.0.0.8', 51).expect(401);
  });

  test('signing in without TLS says where to go instead', async () => {
    const answer = await signIn(secure.visitor(), mira).expect(403);
    expect(words(page(answer), '[role=alert]')).toContain('https://desk.example.org');
  });
});

test('a browser that follows at once, before the answer has ended, is signed in', async () => {
  const { store } = newsroom;
  const commit = store.commit.bind(store);
  store.commit = async (changes) => {
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    return commit(changes);
  };
  const body = new URLSearchParams(mira).toString();
  const sent = httpRequest(`${newsroom.url}/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  }).end(body);
  const [answer] = await once(sent, 'response');
  await newsroom.visitor().get('/account').set('Cookie', cookieOf(answer)).expect(200);
});
