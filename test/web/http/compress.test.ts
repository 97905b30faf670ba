import { expect, test } from 'vitest';
import { createToken } from '../../../src/desk/people/tokens.js';
import { openNewsroom } from '../../newsroom.js';

const overTls = { site: { baseUrl: 'https://desk.example.org' } };

/** How an answer comes to somebody who can read it compressed. */
async function encodings(
  options: Parameters<typeof openNewsroom>[0],
  asked: Record<string, [path: string, headers?: Record<string, string>]>,
): Promise<Record<string, string>> {
  const newsroom = await openNewsroom(options);
  const found: Record<string, string> = {};
  for (const [what, [path, headers]] of Object.entries(asked)) {
    const answer = await newsroom
      .visitor()
      .get(path)
      .set({ 'X-Forwarded-Proto': 'https', 'Accept-Encoding': 'gzip', ...headers });
    found[what] = answer.headers['content-encoding'] ?? 'none';
  }
  await newsroom.close();
  return found;
}

test('pages and assets are compressed, for those who can read them so', async () => {
  const found = await encodings(
    {},
    {
      page: ['/sign-in'],
      sheet: ['/assets/styles/base.css'],
      'page for others': ['/sign-in', { 'Accept-Encoding': 'identity' }],
      font: ['/assets/fonts/inter-latin-wght-normal.woff2'],
    },
  );
  expect(found).toEqual({ page: 'gzip', sheet: 'gzip', 'page for others': 'none', font: 'none' });
});

test('who takes nothing compressed is told that it depends on that', async () => {
  const newsroom = await openNewsroom();
  for (const encoding of ['identity', 'gzip']) {
    const { headers } = await newsroom.visitor().get('/sign-in').set('Accept-Encoding', encoding);
    expect([headers.vary, headers['content-encoding']]).toEqual([
      expect.stringContaining('Accept-Encoding'),
      encoding === 'gzip' ? 'gzip' : undefined,
    ]);
  }
  await newsroom.close();
});

test('over TLS a page that another site makes a browser ask for tells nothing by its length', async () => {
  const found = await encodings(overTls, {
    'by our own page': ['/sign-in', { 'Sec-Fetch-Site': 'same-origin' }],
    typed: ['/sign-in', { 'Sec-Fetch-Site': 'none' }],
    'by another site': ['/sign-in?next=%2Fguess', { 'Sec-Fetch-Site': 'cross-site' }],
    'by a neighbour': ['/sign-in', { 'Sec-Fetch-Site': 'same-site' }],
    'by who knows': ['/sign-in'],
    sheet: ['/assets/styles/base.css', { 'Sec-Fetch-Site': 'cross-site' }],
  });
  expect(found).toEqual({
    'by our own page': 'gzip',
    typed: 'gzip',
    'by another site': 'none',
    'by a neighbour': 'none',
    'by who knows': 'none',
    sheet: 'gzip',
  });
});

test('a program with a token gets compressed answers; live events go out as they are', async () => {
  const newsroom = await openNewsroom(overTls);
  const { desk, mira, url } = newsroom;
  const { secret } = await createToken(desk, mira, mira.id, { label: 'a script' });
  const headers = { authorization: `Bearer ${secret}`, 'accept-encoding': 'gzip' };
  const described = await fetch(`${url}/api/openapi.json`, { headers });
  expect(described.headers.get('content-encoding')).toBe('gzip');
  await described.text();
  const stop = new AbortController();
  const stream = await fetch(`${url}/api/events`, { headers, signal: stop.signal });
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/u);
  expect(stream.headers.get('content-encoding')).toBeNull();
  const first = await stream.body?.getReader().read();
  expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^retry: /u);
  stop.abort();
  await newsroom.close();
});
