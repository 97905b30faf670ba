import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { page, typedIn, words } from '../page.js';

type Agent = ReturnType<Newsroom['visitor']>;

let newsroom: Newsroom;
let admin: Agent;
beforeEach(async () => {
  newsroom = await openNewsroom();
  admin = await newsroom.signedIn(newsroom.ada);
});
afterEach(() => newsroom.close());

const lena = { name: 'Lena Moss', email: 'lena@example.org', role: 'annotator' };

function send(browser: Agent, path: string, typed: object = {}) {
  return browser.post(path).type('form').send(typed);
}

/** What a page shows this once: a link or a token. */
function shownOnce(answer: { text: string }): string {
  return page(answer).querySelector('#field-once')?.getAttribute('value') ?? '';
}

function tokenOf(link: string): string {
  return new URL(link).searchParams.get('token') ?? '';
}

async function notice(browser: Agent, path: string): Promise<string | null> {
  return words(page(await browser.get(path).expect(200)), '[data-toast] p');
}

describe('the list', () => {
  test('names everybody with their role and the state of their account', async () => {
    const rows = page(await admin.get('/people').expect(200)).querySelectorAll('tbody tr');
    const shown = [...rows].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
    expect(shown).toEqual([
      ['Ada Quist', 'ada@example.org', 'admin', 'active'],
      ['Jonas Ek', 'jonas@example.org', 'annotator', 'active'],
      ['Mira Sen', 'mira@example.org', 'editor', 'active'],
      ['Nils Oder', 'nils@example.org', 'annotator', 'active'],
      ['Tom Reyes', 'tom@example.org', 'reader', 'active'],
      ['Vera Holm', 'vera@example.org', 'annotator', 'disabled'],
    ]);
  });

  test('is in the navigation of admins alone', async () => {
    const links = async (browser: Agent) =>
      [...page(await browser.get('/account')).querySelectorAll('nav a')].map((a) => a.textContent);
    expect(await links(admin)).toContain('People');
    expect(await links(await newsroom.signedIn(newsroom.mira))).not.toContain('People');
  });
});

describe('a colleague who is added', () => {
  test('sets a password by a link that the admin hands over, and signs in', async () => {
    const added = await send(admin, '/people', lena).expect(201);
    const link = shownOnce(added);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/reset\?token=[\w-]{43}$/u);
    const browser = newsroom.visitor();
    const token = tokenOf(link);
    const form = page(await browser.get(`/reset?token=${token}`).expect(200));
    expect(words(form, 'main')).toContain('For Lena Moss');
    await send(browser, '/reset', { token, password: 'her own words' }).expect(303);
    const first = page(await browser.get('/articles').expect(200));
    expect(words(first, '[data-toast]')).toBe('Your password is set, and you are signed in.');
    expect(words(first, '.who')).toContain('Lena Moss');
    const other = newsroom.visitor();
    await send(other, '/sign-in', { email: lena.email, password: 'her own words' }).expect(303);
  });

  test('is added once by a form that is sent twice, and the link that is seen is the one that works', async () => {
    const fields = { ...lena, key: 'ada.of-a-page' };
    const first = tokenOf(shownOnce(await send(admin, '/people', fields).expect(201)));
    const second = tokenOf(shownOnce(await send(admin, '/people', fields).expect(201)));
    const visitor = newsroom.visitor();
    await visitor.get(`/reset?token=${first}`).expect(404);
    await visitor.get(`/reset?token=${second}`).expect(200);
    expect(await newsroom.store.count('people', 'all', '')).toBe(7);
  });

  test('gets a link under the public address where there is one', async () => {
    const proxied = await openNewsroom({ site: { baseUrl: 'http://desk.example.org' } });
    const ada = await proxied.signedIn(proxied.ada);
    expect(shownOnce(await send(ada, '/people', lena))).toMatch(
      /^http:\/\/desk\.example\.org\/reset/u,
    );
    await proxied.close();
  });

  test.each([
    [
      'an address that is taken',
      { email: 'MIRA@example.org' },
      'email',
      'Somebody on the desk has this e-mail address already.',
    ],
    ['no role', { role: '' }, 'role', 'Choose a role: reader, annotator, editor or admin.'],
    [
      'a role that there is not',
      { role: 'owner' },
      'role',
      'Choose a role: reader, annotator, editor or admin.',
    ],
    ['no name', { name: '' }, 'name', 'Give a name.'],
  ])('is not added with %s, and nothing typed is lost', async (_name, wrong, field, sentence) => {
    const typed = { ...lena, ...wrong };
    const document = page(await send(admin, '/people', typed).expect(422));
    expect(words(document, `#fault-${field}`)).toBe(sentence);
    expect(typedIn(document, 'name')).toBe(typed.name);
    expect(typedIn(document, 'email')).toBe(typed.email);
    expect(await newsroom.store.count('people', 'all', '')).toBe(6);
  });
});

describe('a link to set a password', () => {
  let token: string;
  beforeEach(async () => {
    token = tokenOf(shownOnce(await send(admin, '/people/tom/reset-links').expect(201)));
  });

  test('works once', async () => {
    const browser = newsroom.visitor();
    await send(browser, '/reset', { token, password: 'first new words' }).expect(303);
    await send(browser, '/reset', { token, password: 'second new words' }).expect(404);
    await browser.get(`/reset?token=${token}`).expect(404);
    const tom = 'tom@example.org';
    await send(browser, '/sign-in', { email: tom, password: 'second new words' }).expect(401);
    await send(browser, '/sign-in', { email: tom, password: 'first new words' }).expect(303);
  });

  test('survives a password that is refused, however often', async () => {
    const browser = newsroom.visitor();
    const again = page(await send(browser, '/reset', { token, password: 'short' }).expect(422));
    expect(words(again, '#fault-password')).toMatch(/^Use at least 10 characters/u);
    for (let attempt = 0; attempt < 60; attempt++) {
      await send(browser, '/reset', { token, password: 'short' }).expect(422);
    }
    await send(browser, '/reset', { token, password: 'long enough now' }).expect(303);
  });

  test('signs its person out everywhere', async () => {
    const tom = await newsroom.signedIn(newsroom.tom);
    await send(newsroom.visitor(), '/reset', { token, password: 'brand new words' }).expect(303);
    await tom.get('/account').expect(303);
  });

  test('runs out after a day', async () => {
    newsroom.pass({ hours: 24 });
    const answer = await newsroom.visitor().get(`/reset?token=${token}`).expect(404);
    expect(words(page(answer), '[role=alert]')).toMatch(/^This link has been used or has run out/u);
  });

  test('that was made while the clock was a year ahead is not good for a year', async () => {
    newsroom.pass({ hours: -365 * 24 });
    await newsroom.visitor().get(`/reset?token=${token}`).expect(404);
  });

  test('is void once a newer one was made, or its person disabled', async () => {
    const newer = tokenOf(shownOnce(await send(admin, '/people/tom/reset-links')));
    await newsroom.visitor().get(`/reset?token=${token}`).expect(404);
    await send(admin, '/people/tom/disabling').expect(303);
    await newsroom.visitor().get(`/reset?token=${newer}`).expect(404);
    await send(admin, '/people/tom/enabling').expect(303);
    await newsroom.visitor().get(`/reset?token=${newer}`).expect(404);
  });

  test('is no token for the API, nor a token a link', async () => {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
    await newsroom.visitor().get('/account').set(headers).expect(401);
    const made = shownOnce(await send(admin, '/tokens', { label: 'export' }).expect(201));
    await newsroom.visitor().get(`/reset?token=${made}`).expect(404);
  });
});

describe('a person', () => {
  test('gets another role', async () => {
    await send(admin, '/people/jonas/role', { role: 'editor' }).expect(303);
    expect(await notice(admin, '/people/jonas')).toBe('Jonas Ek is now an editor.');
    expect(await notice(admin, '/people/jonas')).toBeNull();
    expect(await newsroom.store.get('people', 'jonas')).toMatchObject({ role: 'editor' });
  });

  test('is disabled and enabled again, and what they did stays theirs', async () => {
    await send(admin, '/people/jonas/disabling').expect(303);
    expect(await notice(admin, '/people/jonas')).toBe('Jonas Ek is disabled and signed out.');
    await send(newsroom.visitor(), '/sign-in', { email: 'jonas@example.org', password }).expect(
      401,
    );
    await send(admin, '/people/jonas/enabling').expect(303);
    await newsroom.signedIn(newsroom.jonas);
  });

  test('who is disabled already, or not, is told to be so, with nothing to undo', async () => {
    for (const [act, already] of [
      ['enabling', 'Jonas Ek can sign in already.'],
      ['disabling', 'Jonas Ek is disabled already.'],
    ] as const) {
      if (act === 'disabling') await send(admin, '/people/jonas/disabling').expect(303);
      await admin.get('/people/jonas');
      const told = page(await send(admin, `/people/jonas/${act}`).expect(409));
      expect(words(told, '[role=alert]')).toBe(already);
      expect(await notice(admin, '/people/jonas')).toBeNull();
    }
  });

  test('is not one’s own to disable or to demote', async () => {
    for (const [path, typed] of [
      ['/people/ada/disabling', {}],
      ['/people/ada/role', { role: 'reader' }],
    ] as const) {
      const answer = await send(admin, path, typed).expect(403);
      expect(words(page(answer), '[role=alert]')).toBe(
        'Your own access is for another admin to change.',
      );
    }
    expect(page(await admin.get('/people/ada')).querySelector('main form')).toBeNull();
  });

  test('that is not there is not found', async () => {
    await admin.get('/people/nobody').expect(404);
    await send(admin, '/people/nobody/disabling').expect(404);
    await send(admin, '/people/nobody/reset-links').expect(404);
  });

  test('of another desk has a name here and no account', async () => {
    const guest = {
      ...newsroom.tom,
      id: 'guest',
      name: 'Guest Writer',
      email: null,
      disabled: true,
    };
    await newsroom.store.commit([{ do: 'insert', in: 'people', doc: guest }]);
    expect(words(page(await admin.get('/people/guest')), '.facts')).toContain('of another desk');
    await send(admin, '/people/guest/enabling').expect(409);
  });
});

describe('tokens', () => {
  test('are shown once, listed with their use, and revoked', async () => {
    const browser = await newsroom.signedIn(newsroom.jonas);
    expect(words(page(await browser.get('/tokens')), '.empty')).toMatch(/^No tokens yet/u);
    const secret = shownOnce(
      await send(browser, '/tokens', { label: 'nightly export' }).expect(201),
    );
    const list = await browser.get('/tokens').expect(200);
    expect(list.text).not.toContain(secret);
    expect(words(page(list), 'tbody tr')).toBe(
      'nightly export 2 March 2026, 09:00 UTC never Revoke',
    );
    const program = () =>
      newsroom
        .visitor()
        .get('/account')
        .set({ Authorization: `Bearer ${secret}`, Accept: 'application/json' });
    newsroom.pass({ minutes: 30 });
    await program().expect(200);
    const used = page(await browser.get('/tokens'));
    expect(words(used, 'tbody')).toContain('2 March 2026, 09:30 UTC');
    const revoke = used.querySelector('tbody form')?.getAttribute('action') ?? '';
    await send(browser, revoke).expect(303);
    expect(await notice(browser, '/tokens')).toBe('The token for “nightly export” is revoked.');
    await program().expect(401);
  });

  test('note their use at most once an hour', async () => {
    const program = await newsroom.bearer(newsroom.jonas);
    const version = async () =>
      (await newsroom.store.find('tokens', 'person', { key: 'api/jonas' })).items[0]?.version;
    await program.get('/account');
    newsroom.pass({ minutes: 59 });
    await program.get('/account');
    expect(await version()).toBe(2);
    newsroom.pass({ minutes: 1 });
    await program.get('/account');
    expect(await version()).toBe(3);
  });

  test('want to be told what they are for', async () => {
    const document = page(await send(admin, '/tokens', { label: ' ' }).expect(422));
    expect(words(document, '#fault-label')).toBe('Say what the token is for.');
  });

  test('of others are an admin’s to make and revoke, nobody else’s', async () => {
    const made = await send(admin, '/people/tom/tokens', { label: 'reader app' }).expect(201);
    const program = newsroom.visitor().set('Authorization', `Bearer ${shownOnce(made)}`);
    expect(words(page(await program.get('/account')), '.who')).toContain('Tom Reyes');
    const row = page(await admin.get('/people/tom')).querySelector('tbody form');
    const revoke = row?.getAttribute('action') ?? '';
    const mira = await newsroom.signedIn(newsroom.mira);
    await send(mira, revoke).expect(404);
    await send(mira, '/people/tom/tokens', { label: 'mine' }).expect(403);
    await program.get('/account').expect(200);
    expect((await send(admin, revoke).expect(303)).headers.location).toBe('/people/tom');
    await program.get('/account').expect(401);
  });

  test('are void once their person is disabled', async () => {
    const program = await newsroom.bearer(newsroom.jonas);
    await send(admin, '/people/jonas/disabling').expect(303);
    await program.get('/account').expect(401);
    await send(admin, '/people/jonas/enabling').expect(303);
    await program.get('/account').expect(401);
  });
});

describe('one’s own account', () => {
  test('takes another name, and shortcuts off', async () => {
    const browser = await newsroom.signedIn(newsroom.jonas);
    await send(browser, '/account', { name: 'Jonas Ek-Lund' }).expect(303);
    const answer = await browser.get('/account');
    expect(words(page(answer), '[data-toast]')).toBe('Saved.');
    expect(words(page(answer), '.who bdi')).toBe('Jonas Ek-Lund');
    expect(page(answer).documentElement.dataset).toMatchObject({
      person: 'jonas',
      shortcuts: 'off',
    });
  });

  test('takes another password, which signs out every other browser', async () => {
    const [here, elsewhere] = [
      await newsroom.signedIn(newsroom.jonas),
      await newsroom.signedIn(newsroom.jonas),
    ];
    const typed = { current: password, password: 'quite other words' };
    await send(here, '/account/password', typed).expect(303);
    await here.get('/account').expect(200);
    await elsewhere.get('/account').expect(303);
    await send(newsroom.visitor(), '/sign-in', { email: 'jonas@example.org', password }).expect(
      401,
    );
  });

  test.each([
    [
      'a wrong present password',
      { current: 'a wrong guess', password: 'quite other words' },
      'current',
    ],
    ['a new one that is too short', { current: password, password: 'short' }, 'password'],
    ['a new one that is too long', { current: password, password: 'x'.repeat(201) }, 'password'],
  ])('keeps its password on %s', async (_name, typed, field) => {
    const browser = await newsroom.signedIn(newsroom.jonas);
    const answer = await send(browser, '/account/password', typed).expect(422);
    expect(words(page(answer), `#fault-${field}`)).toBeTruthy();
    expect(answer.text).not.toContain('quite other words');
    await newsroom.signedIn(newsroom.jonas);
  });

  test('can’t be given a role from outside the form', async () => {
    const browser = await newsroom.signedIn(newsroom.jonas);
    const forged = {
      name: 'Jonas Ek',
      role: 'admin',
      disabled: '',
      email: 'x@example.org',
      id: 'ada',
    };
    await send(browser, '/account', forged).expect(303);
    expect(await newsroom.store.get('people', 'jonas')).toMatchObject({
      role: 'annotator',
      email: 'jonas@example.org',
    });
  });
});

test('script in every text field comes out as text', async () => {
  const script = '<script>alert("x")</script>';
  await send(admin, '/account', { name: `Ada ${script}` }).expect(303);
  await send(admin, '/people', { ...lena, name: `Lena ${script}` }).expect(201);
  const made = await send(admin, '/tokens', { label: `for ${script}` }).expect(201);
  const faulty = await send(admin, '/people', { ...lena, name: script }).expect(422);
  const pages = [made, faulty];
  for (const path of ['/people', '/account', '/tokens'])
    pages.push(await admin.get(path).expect(200));
  const answers = pages.map((answer) => page(answer));
  for (const document of answers) {
    expect(document.querySelectorAll('script:not([src])')).toHaveLength(0);
    expect(words(document, '.who')).toContain(script);
  }
  expect(words(answers[2] ?? page(made), 'tbody')).toContain(`Lena ${script}`);
});
