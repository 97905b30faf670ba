import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { articleById, editionOf } from '../../src/desk/articles/articles.js';
import { openTerminal, readDesk, type Terminal } from './terminal.js';

const named = ['--title', 'The lease', '--publisher', 'The Harbour Ledger'];

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
});
afterEach(() => terminal.close());

describe('article add', () => {
  test('adds a file’s text and prints the id', async () => {
    const file = join(terminal.folder, 'Übersicht – ایران.txt');
    await writeFile(file, 'The lease was signed in May. 🚧\r\nNobody said why.');
    const { status, stdout } = await terminal.type([
      'article',
      'add',
      file,
      ...named,
      ...['--url', 'https://ledger.example/lease', '--byline', 'Ines Falk'],
      ...['--published', '2025-11-02', '--language', 'en-GB'],
    ]);
    expect(status).toBe(0);
    const kept = await readDesk(terminal, async (desk) => {
      const article = await articleById(desk, stdout.trim());
      return { article, edition: await editionOf(desk, article) };
    });
    expect(kept.edition.text).toBe('The lease was signed in May. 🚧\nNobody said why.');
    expect(kept.article).toMatchObject({
      title: 'The lease',
      publisher: 'The Harbour Ledger',
      url: 'https://ledger.example/lease',
      byline: 'Ines Falk',
      publishedAt: '2025-11-02',
      language: 'en-GB',
      creator: 'operator',
    });
  });

  test('reads stdin for -, and prints JSON when that is asked for', async () => {
    const { stdout } = await terminal.type(['article', 'add', '-', ...named, '--json'], 'A text.');
    expect(JSON.parse(stdout)).toEqual({ id: expect.stringMatching(/^\w{12}$/u) });
  });

  test('is done by whoever --as names, with their rights', async () => {
    const as = (email: string) =>
      terminal.type(['article', 'add', '-', ...named, '--as', email], 'A');
    const { stdout } = await as('jonas@example.org');
    const { creator } = await readDesk(terminal, (desk) => articleById(desk, stdout.trim()));
    expect(creator).toBe('jonas');
    expect(await as('tom@example.org')).toMatchObject({ status: 1, stdout: '' });
    expect((await as('nobody@example.org')).stderr).toBe(
      'Nobody on the desk has the e-mail address nobody@example.org.\n',
    );
  });

  test('takes from a page what the command does not say', async () => {
    const file = join(terminal.folder, 'page.html');
    const body = '<p>The lease was signed in May, a clerk said on Monday.</p>'.repeat(12);
    await writeFile(
      file,
      `<html lang="en"><meta name="author" content="Ines Falk"><title>Lease</title><article>${body}</article>`,
    );
    const { stdout } = await terminal.type([
      'article',
      'add',
      file,
      ...named,
      '--language',
      'en-GB',
    ]);
    const article = await readDesk(terminal, (desk) => articleById(desk, stdout.trim()));
    expect(article).toMatchObject({ title: 'The lease', byline: 'Ines Falk', language: 'en-GB' });
  });

  const refused: [what: string, file: string, stdin: string | Uint8Array, sentence: string][] = [
    ['a missing file', 'missing.txt', '', 'There is no file or folder FOLDER/missing.txt.'],
    ['a folder', 'folder', '', 'FOLDER/folder is a folder, not a file.'],
    ['what is no text', '-', '\x7fELF\x01\x02\x03\0', 'This file holds no text that can be read.'],
    ['an endless file', '/dev/zero', '', '/dev/zero is larger than 8 MB.'],
    ['nothing', '-', ' \n', 'This file is empty.'],
    [
      'a NUL',
      '-',
      'a\0b',
      'The text holds a NUL character at character 2, in line 1. Remove it and try again.',
    ],
  ];
  test.each(refused)('refuses %s in one line', async (_what, file, stdin, sentence) => {
    await mkdir(join(terminal.folder, 'folder'));
    const path = file === '-' || file.startsWith('/') ? file : join(terminal.folder, file);
    const outcome = await terminal.type(['article', 'add', path, ...named], stdin);
    const line = `${sentence.replace('FOLDER', terminal.folder)}\n`;
    expect(outcome).toEqual({ status: 1, stdout: '', stderr: line });
  });

  test.each([
    ['no title', ['--publisher', 'P'], /--title/u],
    ['an unknown option', [...named, '--colour', 'red'], /--colour/u],
    ['two files', [...named, 'other.txt'], /too many arguments/u],
  ])('is wrong usage with %s', async (_what, options, said) => {
    const { status, stderr } = await terminal.type(['article', 'add', '-', ...options], 'A text.');
    expect(status).toBe(2);
    expect(stderr).toMatch(said);
  });
});

describe('article list', () => {
  test('prints a line for each article, with its annotations counted', async () => {
    const { stdout: first } = await terminal.type(['article', 'add', '-', ...named], 'One.');
    await terminal.type(
      ['article', 'add', '-', '--title', 'المرفأ', '--publisher', 'Marsa'],
      'Two.',
    );
    const chain = ['--chain', '? -> The Harbour Ledger', '--as', 'mira@example.org'];
    await terminal.type(['annotate', first.trim(), '--quote', 'One', ...chain]);
    const { stdout } = await terminal.type(['article', 'list']);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t').slice(1));
    expect(rows).toEqual([
      ['-', '1', 'The Harbour Ledger', 'The lease'],
      ['-', '0', 'Marsa', 'المرفأ'],
    ]);
  });

  test('prints JSON when that is asked for', async () => {
    await terminal.type(['article', 'add', '-', ...named], 'One.');
    const { stdout } = await terminal.type(['article', 'list', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      items: [expect.objectContaining({ title: 'The lease', edition: 1, annotations: 0 })],
    });
  });

  test('lets no title steer the terminal', async () => {
    const title = 'Red\u001B[31m alert\u0007';
    await terminal.type(['article', 'add', '-', '--title', title, '--publisher', 'P'], 'One.');
    const { stdout } = await terminal.type(['article', 'list']);
    expect(stdout).toContain('Red[31m alert\n');
  });

  test('works while a server has the database open; what writes is refused, naming it', async () => {
    await terminal.type(['article', 'add', '-', ...named], 'One.');
    await terminal.onStore(async () => {
      expect(await terminal.type(['article', 'list'])).toMatchObject({ status: 0, stderr: '' });
      const { status, stderr } = await terminal.type(['article', 'add', '-', ...named], 'Two.');
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`^.*process ${process.pid}\\b.*\n$`, 'u'));
    });
  });
});

test('a title that names a confidential source wants a yes from whoever may know it', async () => {
  const add = (title: string, ...more: string[]) =>
    terminal.type(
      ['article', 'add', '-', '--title', title, '--publisher', 'The Ledger', ...more],
      'A clerk said so.',
    );
  const { stdout } = await add('The lease');
  const chain = 'Lena Moe (confidential) -told-> The Ledger';
  const mira = ['--as', 'mira@example.org'];
  await terminal.type(['annotate', stdout.trim(), '--quote', 'A clerk', '--chain', chain, ...mira]);
  const asked = await add('What Lena Moe says', ...mira);
  expect(asked).toMatchObject({ status: 1, stdout: '' });
  expect(asked.stderr).toMatch(/name of a confidential source.* --confirm identity\.\n$/u);
  expect(await add('What Lena Moe says', ...mira, '--confirm', 'identity')).toMatchObject({
    status: 0,
  });
});
