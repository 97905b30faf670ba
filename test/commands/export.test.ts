import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FormatName, formatNames, formats } from '../../src/reports/formats.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';
import { readable } from '../reports/readable.js';
import { openBareTerminal, type Terminal, withSampleDesk } from './terminal.js';

/** The terminal of tests keeps bytes that are no text a letter each. */
function asPrinted(format: FormatName, bytes: Buffer): string {
  const isText = /^text\/|json/u.test(formats[format].mediaType);
  return bytes.toString(isText ? 'utf8' : 'latin1');
}

let terminal: Terminal;
let article: string;
beforeEach(async () => {
  terminal = await withSampleDesk(openBareTerminal);
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
    const bytes = await readFile(out);
    expect(asPrinted(format, bytes)).toBe(printed.stdout);
    expect(await readable(bytes)).toContain('two of the four hinge pins');
  },
);

test('what no font has is said of a PDF beside it, where no terminal watches too', async () => {
  const text = join(terminal.folder, 'odd.txt');
  await writeFile(text, `The mark ${String.fromCodePoint(0xf5a3c)} stood on the memo.`);
  const added = ['article', 'add', text, '--title', 'Odd', '--publisher', 'The Ledger'];
  const { stdout: id } = await terminal.type(added);
  const out = join(terminal.folder, 'odd.pdf');
  const asked = ['export', id.trim(), '--format', 'pdf', '--out', out];
  expect(await terminal.type(asked)).toEqual({
    status: 0,
    stdout: `${out}\n`,
    stderr:
      'No font for other signs is at hand: what is written so stands as its name in brackets.\n',
  });
});

test('the whole desk goes into one report', async () => {
  const { stdout } = await terminal.type(['export', '--all', '--format', 'json']);
  expect(JSON.parse(stdout).articles).toHaveLength(3);
});

test('annotations are chosen by their labels, too', async () => {
  const labelled = ['export', article, '--format', 'csv', '--label', 'Nobody has this'];
  const { status, stdout } = await terminal.type(labelled);
  expect({ status, lines: stdout.trim().split('\n').length }).toEqual({ status: 0, lines: 1 });
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
      (await agent.get(`${path}?format=${format}`).responseType('blob').expect(200)).body as Buffer;
    const one = await terminal.type(['export', article, '--format', format]);
    const fromPage = await bytes(browser, `/articles/${article}/report`);
    expect(asPrinted(format, fromPage)).toBe(one.stdout);
    const fromApi = await bytes(program, `/api/articles/${article}/report`);
    expect(fromApi.equals(fromPage)).toBe(true);
    const all = await terminal.type(['export', '--all', '--format', format]);
    expect(asPrinted(format, await bytes(program, '/api/report'))).toBe(all.stdout);
  });
});

test.each([
  ['an unknown format', ['--all', '--format', 'xml'], new RegExp(formatNames.join(', '), 'u')],
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
])('a report is not written over %s', async (_what, name, sentence) => {
  await mkdir(join(terminal.folder, 'folder'));
  const before = await readFile(terminal.database, 'utf8');
  const out = join(terminal.folder, name);
  const outcome = await terminal.type(['export', article, '--format', 'md', '--out', out]);
  const stderr = `${sentence.replace('FOLDER', terminal.folder)}\n`;
  expect(outcome).toEqual({ status: 1, stdout: '', stderr });
  expect(await readFile(terminal.database, 'utf8')).toBe(before);
});

describe('a report takes the place of no file of a desk', () => {
  const own = [
    'desk.json',
    'desk.private.json',
    'desk.journal',
    'desk.json.lock',
    'desk.json.lock.takeover',
    'desk.json.before-3',
    'desk.private.json.before-3-2',
    'desk.journal.before-3',
    'desk.json.tmp',
    'desk.journal.tmp',
    'desk.journal.damaged',
    'desk.json.as-found',
  ];
  beforeEach(async () => {
    await mkdir(join(terminal.folder, 'folder'));
    await symlink(terminal.folder, join(terminal.folder, 'folder', 'up'));
  });

  async function refused(out: string): Promise<void> {
    const before = await readFile(terminal.database, 'utf8');
    const names = await readdir(terminal.folder);
    const outcome = await terminal.type(['export', '--all', '--format', 'md', '--out', out]);
    expect(outcome).toEqual({
      status: 1,
      stdout: '',
      stderr: `${out} belongs to a desk’s database: choose another file.\n`,
    });
    expect(await readFile(terminal.database, 'utf8')).toBe(before);
    expect(await readdir(terminal.folder)).toEqual(names);
  }

  test.each(own)('%s, whichever way it is written, there or not', async (name) => {
    await refused(join(terminal.folder, name));
    await refused(`${terminal.folder}/folder/../${name}`);
    await refused(join(terminal.folder, 'folder', 'up', name));
    await refused(relative(process.cwd(), join(terminal.folder, name)));
    const link = join(terminal.folder, 'folder', 'report.md');
    await symlink(join(terminal.folder, name), link);
    await refused(link);
  });

  test('in other letters, where a disk does not tell them apart', () =>
    refused(join(terminal.folder, 'DESK.Journal')));

  test('by a second name', async () => {
    const name = join(terminal.folder, 'report.md');
    await link(terminal.database, name);
    await refused(name);
  });

  test('where its private file is elsewhere', async () => {
    const elsewhere = join(terminal.folder, 'folder', 'people.json');
    await rm(join(terminal.folder, 'desk.private.json'));
    await symlink(elsewhere, join(terminal.folder, 'desk.private.json'));
    await writeFile(elsewhere, '{"whence": 3, "commit": 0}', { mode: 0o600 });
    await refused(elsewhere);
    await refused(`${elsewhere}.tmp`);
  });

  test.each(['other.json', 'other.private.json', 'other.journal', 'other.json.before-3'])(
    '%s of another desk',
    async (name) => {
      const other = join(terminal.folder, 'other.json');
      const { status } = await terminal.type(['copy', terminal.database, other]);
      expect(status).toBe(0);
      await refused(join(terminal.folder, name));
    },
  );

  test('but that of a report, and of a file that is called like one', async () => {
    for (const name of ['report.json', 'notes.journal', 'page.json.lock', 'desk.html', 'x.tmp']) {
      const out = join(terminal.folder, name);
      const words = ['export', '--all', '--format', 'json', '--out', out];
      for (let time = 0; time < 2; time++) {
        expect(await terminal.type(words)).toMatchObject({ status: 0, stdout: `${out}\n` });
      }
    }
  });
});

test.each([
  ['annotations', /^\uFEFFnumber,quote,chain,/u],
  ['hops', /^\uFEFFnumber,quote,hop,holder,source,/u],
  ['sources', /^\uFEFFsource,kind,reliability,/u],
])('a row of csv is what was asked for: %s', async (rows, head) => {
  const words = ['export', article, '--format', 'csv', '--rows', rows];
  expect((await terminal.type(words)).stdout).toMatch(head);
});
