import type { ChildProcess } from 'node:child_process';
import { readdir, readFile, symlink, watch } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/commands/run.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { insert } from '../../src/store/store.js';
import { ended, Program } from '../program.js';
import { claim, identity, source } from '../store/documents.js';
import { database } from '../store/postgres/postgres.js';
import { openTerminal, type Terminal, withSampleDesk } from './terminal.js';

describe('whence copy', () => {
  let terminal: Terminal;
  let to: string;
  beforeEach(async () => {
    terminal = await withSampleDesk(openTerminal);
    to = join(terminal.folder, 'copy.json');
  });
  afterEach(() => terminal.close());

  test('copies a desk and says what there is now', async () => {
    const { database } = terminal;
    const { status, stdout, stderr } = await terminal.type(['copy', database, to]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      new RegExp(`^${to} holds all of ${database}: \\d+ documents, up to commit \\d+\\.\\n$`, 'u'),
    );
    expect(await readFile(to, 'utf8')).toBe(await readFile(database, 'utf8'));
    expect(await terminal.type(['check', '--database', to])).toMatchObject({ status: 0 });
  });

  test('JSON counts the documents of each collection', async () => {
    const { stdout } = await terminal.type(['copy', terminal.database, to, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      from: terminal.database,
      to,
      commit: expect.any(Number),
      documents: { articles: 3, people: 4, sessions: 0 },
    });
  });

  test('shows how far it is', async () => {
    const lines: string[] = [];
    await run(['copy', terminal.database, to], {
      env: {},
      stdin: process.stdin,
      say: () => {},
      put: async () => {},
      warn: () => {},
      progress: (line) => lines.push(line),
    });
    expect(lines).toContain('Copying articles: 3 …');
    expect(lines.at(-1)).toBe('Copying people: 4 …');
  });

  test('works beside a server, and leaves out nothing that it has acknowledged', async () => {
    await terminal.onStore(async (store) => {
      await store.commit([insert('sources', source('fresh'))]);
      expect(await terminal.type(['copy', terminal.database, to])).toMatchObject({ status: 0 });
    });
    expect(await readFile(to, 'utf8')).toContain('"id":"fresh"');
  });

  test('goes to PostgreSQL and back, is backed up from there, and prints no password', async () => {
    const url = await database();
    const { password } = new URL(url);
    const file = await readFile(terminal.database, 'utf8');
    const there = await terminal.type(['copy', terminal.database, url]);
    expect(there).toMatchObject({ status: 0, stderr: '' });
    const twice = await terminal.type(['copy', terminal.database, url]);
    expect(twice).toMatchObject({ status: 1, stderr: expect.stringContaining('holds a desk') });
    const back = await terminal.type(['copy', url, to, '--json']);
    expect(back).toMatchObject({ status: 0, stderr: '' });
    expect(await readFile(to, 'utf8')).toBe(file);
    const backup = join(terminal.folder, 'monday.json');
    const made = await terminal.type(['backup', backup, '--database', url]);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(await readFile(backup, 'utf8')).toBe(file);
    expect(JSON.stringify([there, twice, back, made])).not.toContain(password);
  });

  test.each(['\0', '\uD83D'])('says which document PostgreSQL can’t keep, for %j', async (sign) => {
    const broken = claim('broken', `The wall ${sign} grows.`);
    await terminal.onStore(async (store) => void (await store.commit([insert('claims', broken)])));
    const { status, stderr } = await terminal.type(['copy', terminal.database, await database()]);
    expect(status).toBe(1);
    expect(stderr).toBe(
      'PostgreSQL can’t keep document "broken" of claims: a NUL or half a character stands in its field statement. “whence check” names every such document. Delete the character there, and copy again.\n',
    );
    const checked = await terminal.type(['check', '--database', terminal.database]);
    expect(checked.stdout).toContain('document "broken" of claims');
  });

  test('into a database that is not empty is refused', async () => {
    await terminal.type(['copy', terminal.database, to]);
    const before = await readFile(to, 'utf8');
    expect(await terminal.type(['copy', terminal.database, to])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'copy.json is there already. Choose another name for the copy, or move that away.\n',
    });
    expect(await readFile(to, 'utf8')).toBe(before);
  });

  test('into itself is refused, by whatever path', async () => {
    const again = join(terminal.folder, 'again.json');
    await symlink(terminal.database, again);
    for (const path of [terminal.database, again]) {
      expect(await terminal.type(['copy', terminal.database, path])).toMatchObject({
        status: 1,
        stderr: 'A database can’t be copied into itself. Name another.\n',
      });
    }
  });

  test('of a desk that is not there leaves nothing behind', async () => {
    const missing = join(terminal.folder, 'missing.json');
    expect(await terminal.type(['copy', missing, to])).toMatchObject({
      status: 1,
      stderr: `There is no missing.json in ${terminal.folder}.\n`,
    });
    expect(await readdir(terminal.folder)).toEqual(['desk.json', 'desk.private.json']);
  });

  test.each([
    [['copy', 'mysql://one', 'two.json'], /^FROM takes .* mysql: addresses\.\n$/u],
    [['copy', 'one.json', 'mysql://two'], /^TO takes .* mysql: addresses\.\n$/u],
    [['copy', 'one.json'], /^error: missing required argument 'to'\n$/u],
  ])('%j is wrong usage', async (words, sentence) => {
    expect(await terminal.type(words)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(sentence),
    });
  });
});

describe('a whence copy that is killed', () => {
  let whence: Program;
  beforeEach(async () => {
    whence = await Program.install();
  });
  afterEach(() => whence.uninstall());

  async function fill(database: string): Promise<void> {
    const store = await openLowdbStore(database, { mode: 'write' });
    const ids = Array.from({ length: 5_000 }, (_, at) => `source-${at}`);
    await store.commit([
      ...ids.map((id) => insert('sources', source(id))),
      ...ids.map((id) => insert('identities', identity(id, `Name of ${id}`))),
    ]);
    await store.close();
  }

  /** Waits for a name in the folder, or for the end of the process that should bring it. */
  async function seen(name: string, child: ChildProcess): Promise<void> {
    const gone = new AbortController();
    child.once('exit', () => gone.abort());
    try {
      for await (const { filename } of watch(whence.folder, gone)) {
        if (filename === name) return;
      }
    } catch (fault) {
      if (!gone.signal.aborted) throw fault;
    }
  }

  test.each(['copy.json.lock', 'copy.json', 'copy.private.json.tmp'])(
    'once there is a %s leaves the desk as it was, and is done when it is typed again',
    async (sign) => {
      await fill(whence.database);
      const to = join(whence.folder, 'copy.json');
      const before = await readFile(whence.database, 'utf8');
      const child = whence.start(['copy', whence.database, to]);
      await seen(sign, child);
      await ended(child, 'SIGKILL');
      expect(await readFile(whence.database, 'utf8')).toBe(before);

      const found = await whence.type(['article', 'list', '--database', to]);
      const again = await whence.type(['copy', whence.database, to]);
      // It may have been quicker than the signal.
      if (found.status === 0) expect(again.stderr).toContain('copy.json is there already.');
      else {
        expect(found.stderr).toMatch(
          /^There is no copy\.json|^copy\.json is incomplete: .*whence copy/u,
        );
        expect(again).toMatchObject({ status: 0, stderr: '' });
      }
      expect(await readFile(to, 'utf8')).toBe(before);
      const names = await readdir(whence.folder);
      // The draft of a lock may be left, which is in nobody's way.
      expect(names.filter((name) => !name.includes('.lock.'))).toEqual([
        ...['copy.json', 'copy.private.json'],
        ...['my-desk.json', 'my-desk.private.json'],
      ]);
    },
  );
});
