import { afterEach, expect, test } from 'vitest';
import { trustOf } from '../../../src/web/access/trusted-proxy.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page } from '../page.js';

let newsroom: Newsroom;
afterEach(() => newsroom?.close());

const site = {
  baseUrl: 'https://desk.example.org',
  allowedHosts: ['whence.local', 'rooted.local.'],
};

/** The status of an answer to a request by a name. */
async function statusBy(host: string, path = '/sign-in'): Promise<number> {
  const answer = await newsroom.visitor().get(path).set('Host', host);
  return answer.status;
}

test.each([
  'localhost:3000',
  'LOCALHOST',
  'localhost.',
  '127.0.0.1',
  '[::1]:3000',
  'whence.localhost',
  'desk.example.org',
  'desk.example.org:443',
  'whence.local:3000',
  'whence.local.',
  'rooted.local',
])('a desk answers as %s', async (host) => {
  newsroom = await openNewsroom({ site });
  expect(await statusBy(host)).toBe(200);
});

test.each([
  'evil.example',
  'desk.example.org.evil.example',
  'localhost.evil.example',
  'evil.example:80',
  'localhost@evil.example',
  'evillocalhost',
  '10.1.2.3',
  '[::2]',
  ' ',
])('a desk does not answer as %s', async (host) => {
  newsroom = await openNewsroom({ site });
  expect(await statusBy(host)).toBe(403);
  expect(await statusBy(host, '/assets/styles/base.css')).toBe(403);
  const api = await newsroom.visitor().get('/api/articles').set('Host', host);
  expect(api.body).toMatchObject({ status: 403, detail: expect.stringMatching('ALLOWED_HOSTS') });
});

test('a colleague on the same network reaches a desk by the address of its machine', async () => {
  newsroom = await openNewsroom();
  const { port } = new URL(newsroom.url);
  expect(await statusBy(`127.0.0.1:${port}`)).toBe(200);
  expect(await statusBy('192.0.2.7')).toBe(403);
});

test('a link that lets somebody in never leads to the host that a request names', async () => {
  newsroom = await openNewsroom({ site: { allowedHosts: ['other.example'] } });
  const admin = await newsroom.signedIn(newsroom.ada);
  const answer = await admin
    .post('/people/tom/reset-links')
    .set({ Host: 'other.example', 'X-Forwarded-Host': 'evil.example' })
    .expect(201);
  const link = page(answer).querySelector<HTMLInputElement>('#field-once')?.value;
  expect(link).toMatch(`${newsroom.url}/reset?token=`);
});

test.each([
  ['127.0.0.1', '127.0.0.1', true],
  ['127.0.0.1', '::ffff:127.0.0.1', true],
  ['10.0.0.0/8', '10.9.8.7', true],
  ['fd00::/8', 'fd12::1', true],
  ['127.0.0.1', '127.0.0.2', false],
  ['10.0.0.0/8', '192.168.0.1', false],
])('of %s as the proxy, what %s says of others counts: %s', (proxy, address, counts) => {
  expect(trustOf([proxy])(address, 0)).toBe(counts);
  expect(trustOf([proxy])(address, 1)).toBe(false);
  expect(trustOf([])(address, 0)).toBe(false);
});

test('who hung up before they were answered is no proxy', () => {
  expect(trustOf(['127.0.0.1'])(undefined, 0)).toBe(false);
});
