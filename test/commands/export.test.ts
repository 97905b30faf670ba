import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatNames } from '../../src/reports/formats.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';
import { makeSampleDesk } from '../sample-desk.js';
import { openBareTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
let article: string;
beforeEach(async () => {
  terminal = await openBareTerminal();
  await terminal.onStore(makeSampleDesk);
  const { stdout } = await terminal.type(['article', 'list', '--json']);
  article = JSON.parse(stdout).items[0].id;
});
afterEach(() => terminal.close());

test.each(formatNames)(
  'a report as %s goes to stdout, or into a file, the same',
  async (format) => {
    const out = join(terminal.folder, `report.${format}`);
    const printed = await terminal.type(['export', article, '--format', format]);
    const written = await terminal.type(['export', article, '--format', format, '--out', out]);
    expect(printed).toMatchObject({ status: 0, stderr: '' });
    expect(written).toEqual({ status: 0, stdout: `${out}\n`, stderr: '' });
    expect(await readFile(out, 'utf8')).toBe(printed.stdout);
    expect(printed.stdout).toContain('two of the four hinge pins');
  },
);

test('the whole desk goes into one report', async () => {
  const { stdout } = await terminal.type(['export', '--all', '--format', 'json']);
  expect(JSON.parse(stdout).articles).toHaveLength(3);
});

test('identifiers stand under the public address, where one is set', async () => {
  const address = ['--base-url', 'https://whence.example'];
  const { stdout } = await terminal.type([
    'export',
    article,
    '--format',
    'webannotation',
    ...address,
  ]);
  expect(stdout).toContain('"https://whence.example/annotations/');
  expect(stdout).not.toContain('urn:whence:annotation');
});

test('JSON tells of the file, and holds the report where there is none', async () => {
  const asked = ['export', article, '--format', 'md', '--json'];
  const { content, ...told } = JSON.parse((await terminal.type(asked)).stdout);
  expect(content).toBe((await terminal.type(asked.slice(0, -1))).stdout);
  expect(told).toEqual({
    format: 'md',
    mediaType: expect.stringContaining('text/markdown'),
    filename: expect.stringMatching(/^ferry-ramp-.*\.md$/u),
    date: expect.stringMatching(/^2025-10-20T/u),
  });
  const out = join(terminal.folder, 'report.md');
  const filed = await terminal.type([...asked, '--out', out]);
  expect(JSON.parse(filed.stdout)).toEqual({ ...told, out });
});

describe('beside a running server', () => {
  let newsroom: Newsroom;
  beforeEach(async () => {
    const store = await openLowdbStore(terminal.database, { mode: 'write' });
    newsroom = await openNewsroom({ store });
  });
  afterEach(() => newsroom.close());

  test.each(formatNames)('%s has the bytes of the page and of the API', async (format) => {
    const browser = await newsroom.signedIn(newsroom.tom);
    const program = await newsroom.bearer(newsroom.tom);
    const bytes = async (agent: typeof browser, path: string) =>
      (await agent.get(`${path}?format=${format}`).responseType('blob').expect(200)).body;
    const one = await terminal.type(['export', article, '--format', format]);
    expect(String(await bytes(browser, `/articles/${article}/report`))).toBe(one.stdout);
    expect(String(await bytes(program, `/api/articles/${article}/report`))).toBe(one.stdout);
    const all = await terminal.type(['export', '--all', '--format', format]);
    expect(String(await bytes(program, '/api/report'))).toBe(all.stdout);
  });
});

test.each([
  ['an unknown format', ['--all', '--format', 'xml'], /html, md, csv, json, webannotation/u],
  ['no format', ['--all'], /--format/u],
  ['neither an article nor --all', ['--format', 'md'], /name an article, or say --all/u],
  ['both an article and --all', ['x', '--all', '--format', 'md'], /name an article, or say --all/u],
])('%s is wrong usage', async (_what, words, said) => {
  const { status, stdout, stderr } = await terminal.type(['export', ...words]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(said);
});

test('an unknown article is a problem', async () => {
  const outcome = await terminal.type(['export', 'nowhere', '--format', 'md']);
  expect(outcome).toEqual({ status: 1, stdout: '', stderr: 'There is no such article.\n' });
});

test.each([
  ['a folder', 'folder', 'FOLDER/folder is a folder, not a file.'],
  ['a folder that is not there', 'no/report.md', 'There is no file or folder FOLDER/no/report.md.'],
  ['the database', 'desk.json', 'FOLDER/desk.json is the database itself: choose another file.'],
  ['a link to it', 'link.json', 'FOLDER/link.json is the database itself: choose another file.'],
  [
    'its private file',
    'desk.private.json',
    'FOLDER/desk.private.json is the database itself: choose another file.',
  ],
])('a report is not written over %s', async (_what, name, sentence) => {
  await mkdir(join(terminal.folder, 'folder'));
  await symlink(terminal.database, join(terminal.folder, 'link.json'));
  await writeFile(join(terminal.folder, 'desk.private.json'), '{"whence": 1, "commit": 0}\n');
  const before = await readFile(terminal.database, 'utf8');
  const out = join(terminal.folder, name);
  const outcome = await terminal.type(['export', article, '--format', 'md', '--out', out]);
  const stderr = `${sentence.replace('FOLDER', terminal.folder)}\n`;
  expect(outcome).toEqual({ status: 1, stdout: '', stderr });
  expect(await readFile(terminal.database, 'utf8')).toBe(before);
});
