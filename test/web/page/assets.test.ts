import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { page } from '../page.js';

let newsroom: Newsroom;

beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

const digested = /^\/assets\/[\w/-]+\.[\da-f]{16}\.\w+$/u;

/** What a page loads, and what its style sheets load. */
async function addresses(): Promise<string[]> {
  const document = page(await newsroom.visitor().get('/sign-in').expect(200));
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[href]')];
  const hrefs = links.map((link) => link.getAttribute('href') ?? '');
  const fonts = hrefs.find((href) => href.includes('/styles/fonts.')) ?? '';
  const { text } = await newsroom.visitor().get(fonts).expect(200);
  const loaded = [...text.matchAll(/url\("([^"]+)"\)/gu)].map(([, address = '']) => address);
  expect(loaded.length).toBeGreaterThan(4);
  return [...hrefs, ...loaded];
}

test('what a page loads bears a digest in its name, and is kept for good, without a session', async () => {
  for (const address of await addresses()) {
    expect(address).toMatch(digested);
    const { headers } = await newsroom.visitor().get(address).expect(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['set-cookie']).toBeUndefined();
  }
});

test('assets are told for what they are', async () => {
  const types: Record<string, RegExp> = {
    css: /^text\/css; charset=utf-8$/u,
    svg: /^image\/svg\+xml/u,
    woff2: /^font\/woff2$/u,
  };
  for (const address of await addresses()) {
    const { headers } = await newsroom.visitor().get(address);
    expect(headers['content-type']).toMatch(types[address.split('.').at(-1) ?? ''] ?? /never/u);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test.each([
  ['by the digest of another version', '/assets/styles/base.0123456789abcdef.css'],
  ['without a digest', '/assets/styles/base.css'],
])('what is asked for %s is answered as it is now, and not kept', async (_title, address) => {
  const { headers, text } = await newsroom.visitor().get(address).expect(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(text).toContain('--');
});

test.each([
  '/assets/styles/none.css',
  '/assets/styles',
  '/assets/',
  '/assets/../package.json',
  '/assets/%2e%2e/package.json',
  '/assets/.npmrc',
  '/assets/__proto__.css',
])('%s is not there, and that is not kept', async (path) => {
  const { headers } = await newsroom.visitor().get(path).expect(404);
  expect(headers['cache-control']).toBe('no-store');
});

test('faces for Arabic script, Devanagari and emoji are sent by the app, each for its letters alone', async () => {
  const sheet = (await addresses()).find((address) => address.includes('/styles/fonts.')) ?? '';
  const { text } = await newsroom.visitor().get(sheet).expect(200);
  const faces = text.split('@font-face').slice(1);
  for (const face of faces) expect(face).toContain('unicode-range');
  const files = faces.map((face) => /url\("([^"]+)"\)/u.exec(face)?.[1] ?? '');
  for (const name of ['noto-naskh-arabic', 'noto-serif-devanagari', 'noto-emoji']) {
    const address = files.find((file) => file.includes(name)) ?? '';
    await newsroom.visitor().get(address).expect(200);
  }
});
