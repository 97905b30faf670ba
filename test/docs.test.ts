import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const docs = readdirSync('docs').map((name) => `docs/${name}`);
const rooms = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('README.md'))
  .map((name) => join('src', name));
const pages = [
  'README.md',
  'DESIGN.md',
  'CHANGELOG.md',
  ...docs.filter((each) => /md$/u.test(each)),
  ...rooms,
];
const read = (page: string) => readFileSync(page, 'utf8');

/** What GitHub calls the heading in an address. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchorOf(heading));

describe.each(pages)('%s', (page) => {
  test('links to what is there', () => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/gu)];
    const dead = targets.filter(([, file = '', anchor]) => {
      const path = file === '' ? page : join(dirname(page), file);
      return !existsSync(path) || (anchor !== undefined && !anchorsOf(path).includes(anchor));
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });
});

test('the README is for a first look', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(200);
});

test('each page of docs/ is found from the README', () => {
  const left = docs.filter((page) => !read('README.md').includes(`(${page})`));
  expect(left).toEqual([]);
});

test.each(['DESIGN.md', ...rooms])('each file that %s names is there', (page) => {
  const folders = ['src', 'test', 'views', 'bench', 'public'];
  const files = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .concat(readdirSync('.'));
  const named = [...read(page).matchAll(/`([\w./-]+\.(?:ts|ejs|css|mjs))`/gu)];
  const gone = named
    .map(([, name = '']) => name)
    .filter((name) => {
      const beside = join(dirname(page), name);
      return !files.some((file) => [name, beside].includes(file) || file.endsWith(`/${name}`));
    });
  expect(gone).toEqual([]);
});
