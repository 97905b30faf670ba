import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { page, typedIn, words } from '../page.js';

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

describe('every page', () => {
  test('lets the browser run and load nothing but our own files, and keeps out of caches', async () => {
    const { headers } = await newsroom.visitor().get('/sign-in').expect(200);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;" +
        "font-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  test('holds no script and no style of its own', async () => {
    const browser = await newsroom.signedIn(newsroom.ada);
    for (const path of ['/sign-in', '/account', '/tokens', '/people', '/people/mira', '/none']) {
      const document = page(await browser.get(path).redirects(1));
      expect(
        document.querySelectorAll('script:not([src]), style, [style], [onclick]'),
      ).toHaveLength(0);
    }
  });

  test('leads somebody who works by keyboard past the header', async () => {
    const document = page(await newsroom.visitor().get('/sign-in'));
    expect(document.querySelector('a.skip')?.getAttribute('href')).toBe('#main');
    expect(document.querySelectorAll('main#main')).toHaveLength(1);
  });
});

describe('a write', () => {
  const rename = (headers: Record<string, string>) => async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const answer = await browser
      .post('/account')
      .set(headers)
      .type('form')
      .send({ name: 'Mira Renamed', shortcuts: 'on' });
    const person = await newsroom.store.get('people', 'mira');
    return { status: answer.status, name: person?.name, answer };
  };

  test.each([
    ['the browser says: another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['the browser says: a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site’s origin', { Origin: 'https://evil.example' }],
    ['an origin that is kept secret', { Origin: 'null' }],
    ['our host on another port', { Origin: 'http://127.0.0.1:1' }],
    [
      'our origin, where the browser knows better',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'OWN' },
    ],
  ])('is refused with %s', async (_name, headers) => {
    const own = {
      ...headers,
      ...('Origin' in headers && headers.Origin === 'OWN' ? { Origin: newsroom.url } : {}),
    };
    const { status, name, answer } = await rename(own)();
    expect({ status, name }).toEqual({ status: 403, name: 'Mira Sen' });
    expect(words(page(answer), '[role=alert]')).toMatch(/^This was sent from another site/u);
  });

  test('is taken from our own pages, by whichever header says so', async () => {
    for (const headers of [
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none' },
      { Origin: newsroom.url },
      {},
    ]) {
      expect(await rename(headers)()).toMatchObject({ status: 303, name: 'Mira Renamed' });
    }
  });

  test('from another site can’t sign in or out either', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const typed = { email: 'mira@example.org', password };
    await newsroom.visitor().post('/sign-in').set(headers).type('form').send(typed).expect(403);
    const browser = await newsroom.signedIn(newsroom.mira);
    await browser.post('/sign-out').set(headers).expect(403);
    await browser.get('/account').expect(200);
  });

  test('with a bearer token may come from anywhere: no browser sends one by itself', async () => {
    const program = await newsroom.bearer(newsroom.mira);
    await program
      .post('/account')
      .set({ Origin: 'https://tool.example', 'Sec-Fetch-Site': 'cross-site' })
      .type('form')
      .send({ name: 'Mira Renamed' })
      .expect(303);
  });

  test('with the public address as its origin is taken behind a proxy', async () => {
    const site = { baseUrl: 'https://desk.example.org' };
    const proxied = await openNewsroom({ site });
    const typed = { email: 'mira@example.org', password };
    const send = (Origin: string) =>
      proxied
        .visitor()
        .post('/sign-in')
        .set({ Origin, 'X-Forwarded-Proto': 'https' })
        .type('form')
        .send(typed);
    await send('https://desk.example.org').expect(303);
    await send('https://evil.example').expect(403);
    await proxied.close();
  });
});

describe('a body', () => {
  const post = (type: string, body: string) =>
    newsroom.visitor().post('/sign-in').set('Content-Type', type).send(body);

  test('that is too large is refused with one clear sentence', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const sent = { name: 'x'.repeat(3_200_000) };
    const answer = await browser.post('/sources').type('form').send(sent);
    expect(answer.status).toBe(413);
    expect(words(page(answer), '[role=alert]')).toMatch(/^This is larger than 3 MB/u);
  });

  test('that anybody may send is short, be it from a program', async () => {
    const sent = newsroom.visitor().post('/sign-in').type('form').accept('application/json');
    const { body } = await sent.send(`email=${'x'.repeat(110_000)}`).expect(413);
    expect(body.detail).toBe('This is larger than 100 KB, which is more than can be taken in.');
  });

  test('with more fields than any form has is refused', async () => {
    const fields = Array.from({ length: 6000 }, (_, index) => `f${index}=1`).join('&');
    await post('application/x-www-form-urlencoded', fields).expect(413);
    await post('application/x-www-form-urlencoded', `a${'[b]'.repeat(40)}=1`).expect(413);
  });

  test('in another character set is refused: it would be misread', async () => {
    const answer = await post('application/x-www-form-urlencoded; charset=utf-16', 'email=mira');
    expect(answer.status).toBe(415);
    expect(words(page(answer), '[role=alert]')).toBe(
      'This character set is not supported: use UTF-8.',
    );
    const known = 'application/x-www-form-urlencoded; Charset="UTF-8"';
    await post(known, 'email=mira@example.org&password=x').expect(401);
  });

  test('that is no form is not supported', async () => {
    await post('application/json', '{"email": "mira@example.org"}').expect(415);
    await post('text/plain', 'email=mira@example.org').expect(415);
  });

  test('is not read before it is known who sends it', async () => {
    const answer = await newsroom
      .visitor()
      .post('/account')
      .type('form')
      .send(`name=${'x'.repeat(3_200_000)}`);
    expect(answer.status).toBe(401);
  });
});

describe('an error', () => {
  test('that is ours says its number and nothing else, and is logged whole under it', async () => {
    vi.spyOn(newsroom.store, 'find').mockRejectedValue(new Error('secret inside: /srv/desk'));
    const typed = { email: 'mira@example.org', password };
    const answer = await newsroom.visitor().post('/sign-in').type('form').send(typed).expect(500);
    const document = page(answer);
    expect(words(document, 'h1')).toBe('Internal error');
    expect(answer.text).not.toMatch(/secret|srv|node_modules|\.ts/u);
    const id = /[0-9a-f-]{36}/u.exec(words(document, '[role=alert]') ?? '')?.[0] ?? 'no id';
    const logged = newsroom.log.find((line) => line.includes(id));
    expect(logged).toContain('secret inside');
    expect(logged).not.toContain(password);
  });

  test('for a program is a problem document', async () => {
    const answer = await newsroom.visitor().get('/api/nothing').expect(404);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status: 404, title: 'Not found', errors: [] });
  });

  test.each(['/account', '/people', '/tokens'])(
    'for a script that asks %s for JSON without a session is 401, no redirect',
    async (path) => {
      const answer = await newsroom.visitor().get(path).set('Accept', 'application/json');
      expect(answer.status).toBe(401);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
  );

  test('for a page that is not there says so', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    expect(words(page(await browser.get('/nothing').expect(404)), 'h1')).toBe('Not found');
    await browser.get('/%E0%A4%A').expect(404);
    await browser.get('/people/%E0%A4%A').expect(400);
  });
});

describe('the log', () => {
  test('holds no password, cookie, token or one-time link', async () => {
    const browser = await newsroom.signedIn(newsroom.mira);
    const program = await newsroom.bearer(newsroom.mira);
    await browser.get('/account?token=in-the-query');
    await program.get('/account');
    await browser.get('/reset?token=of-a-link').expect(404);
    const log = newsroom.log.join('');
    expect(log).toContain('"path":"/reset"');
    for (const secret of [
      password,
      'in-the-query',
      'of-a-link',
      'whence_',
      's%3A',
      'example.org',
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe('a bearer token', () => {
  test('acts for its person', async () => {
    const program = await newsroom.bearer(newsroom.tom);
    await program.get('/account').expect(200);
    await program.get('/people').expect(403);
  });

  test.each(['Bearer nonsense', 'Bearer whence_nonsense'])(
    'that is %j is refused',
    async (header) => {
      const answer = await newsroom
        .visitor()
        .get('/account')
        .set({ Authorization: header, Accept: 'application/json' });
      expect(answer.status).toBe(401);
      expect(answer.body.detail).toBe('This token is not valid, or no longer.');
    },
  );

  test('counts before a session of the same request', async () => {
    const browser = await newsroom.signedIn(newsroom.ada);
    const asked = browser
      .get('/account')
      .set({ Authorization: 'Bearer x', Accept: 'application/json' });
    await asked.expect(401);
  });
});

test('the health check answers without signing in, and says when the store does not', async () => {
  await newsroom.visitor().get('/healthz').expect(200, { status: 'ok' });
  vi.spyOn(newsroom.store, 'count').mockRejectedValue(new Error('gone'));
  await newsroom.visitor().get('/healthz').expect(500);
});

test('a form shows its fields’ names as typed, whatever they hold', async () => {
  const browser = await newsroom.signedIn(newsroom.ada);
  const typed = { name: '"><script>alert(1)</script>', email: 'نورة@', role: '<b>' };
  const answer = await browser.post('/people').type('form').send(typed).expect(422);
  const document = page(answer);
  expect(typedIn(document, 'name')).toBe(typed.name);
  expect(typedIn(document, 'email')).toBe(typed.email);
  expect(document.querySelectorAll('script:not([src])')).toHaveLength(0);
});
