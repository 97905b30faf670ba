import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Program } from '../program.js';
import { openTerminal, type Terminal, withSampleDesk } from './terminal.js';

describe('whence backup', () => {
  let terminal: Terminal;
  let file: string;
  beforeEach(async () => {
    terminal = await withSampleDesk(openTerminal);
    file = join(terminal.folder, 'monday.json');
  });
  afterEach(() => terminal.close());

  test('writes the desk into a new file and says what it holds', async () => {
    const { status, stdout, stderr } = await terminal.type(['backup', file]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /monday\.json holds the desk up to commit \d+: articles 3, .*people 4\.\n$/u,
    );
    expect(await readFile(file, 'utf8')).toBe(await readFile(terminal.database, 'utf8'));
    expect((await stat(join(terminal.folder, 'monday.private.json'))).mode & 0o777).toBe(0o600);
  });

  test('JSON tells it to programs', async () => {
    const { stdout } = await terminal.type(['backup', file, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      file,
      commit: expect.any(Number),
      documents: { articles: 3, people: 4 },
    });
  });

  test('never takes the place of a file', async () => {
    await terminal.type(['backup', file]);
    const before = await readFile(file, 'utf8');
    expect(await terminal.type(['backup', file])).toMatchObject({
      status: 1,
      stderr:
        'monday.json is there already. Choose another name for the copy, or move that away.\n',
    });
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test.each([
    ['desk.journal', 'desk.journal would be taken for a file of desk.json.'],
    ['desk.json.lock', 'desk.json.lock would be taken for a file of desk.json.'],
    ['desk.json.tmp', 'desk.json.tmp would be taken for a file of desk.json.'],
    ['desk.json.before-3', 'desk.json.before-3 would be taken for a file of desk.json.'],
    ['desk', 'desk.private.json would be taken for a file of desk.json.'],
  ])('never stands where a file of the desk would: %s', async (name, sentence) => {
    const before = await readdir(terminal.folder);
    expect(await terminal.type(['backup', join(terminal.folder, name)])).toEqual({
      status: 1,
      stdout: '',
      stderr: `${sentence} Choose another name.\n`,
    });
    expect(await readdir(terminal.folder)).toEqual(before);
  });

  test('of the public part alone is one file that opens by itself and holds nobody', async () => {
    const { status, stdout } = await terminal.type(['backup', file, '--public']);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /monday\.json holds the public part of the desk, to be opened by itself, up to commit \d+: articles 3, /u,
    );
    expect(stdout).not.toContain('people');
    expect(await readdir(terminal.folder)).toEqual([
      'desk.json',
      'desk.private.json',
      'monday.json',
    ]);
    expect(await readFile(file, 'utf8')).not.toContain('ada@example.org');
    expect(await terminal.type(['check', '--database', file])).toMatchObject({
      status: 0,
      stdout: 'Nothing is wrong.\n',
    });
  });

  test('is a file and no other database', async () => {
    expect(await terminal.type(['backup', 'postgres://desk@db/whence'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'A backup is a file: use “whence copy” to fill another database.\n',
    });
  });
});

describe('a backup beside a server that saves', () => {
  const ada = { name: 'Ada Quist', email: 'ada@example.org', password: 'paper ink and coffee' };
  let whence: Program;
  beforeEach(async () => {
    whence = await Program.install();
  });
  afterEach(() => whence.uninstall());

  async function setUp() {
    const { url, link } = await whence.serve({ setUp: true });
    const browser = request.agent(url);
    const { pathname, search, searchParams } = new URL(link ?? '');
    await browser.get(`${pathname}${search}`).expect(200);
    const form = { token: searchParams.get('token'), ...ada };
    await browser.post('/setup').type('form').send(form).expect(303);
    return browser;
  }

  test('is whole, and holds all that was acknowledged before it began', async () => {
    const browser = await setUp();
    const saved: string[] = [];
    const save = async () => {
      const { body } = await browser
        .post('/api/articles')
        .expect(201)
        .send({
          title: `The lease, part ${saved.length}`,
          publisher: 'The Harbour Ledger',
          text: 'A clerk saw the mayor sign the lease. 🚧 Nobody else did.',
        });
      saved.push(body.id);
    };
    for (let n = 0; n < 5; n++) await save();

    const before = [...saved];
    const file = join(whence.folder, 'monday.json');
    const backup = whence.run(['backup', file]).finally(() => {
      done = true;
    });
    let done = false;
    while (!done) await save();

    expect(await backup).toMatchObject({ status: 0, stderr: '' });
    expect(saved.length).toBeGreaterThan(before.length);
    const checked = await whence.type(['check', '--database', file]);
    // The last article may still have been held against the others.
    const sound =
      /^(?:Nothing is wrong\.|note: article \w+: It is not compared with others yet: .*)\n$/u;
    expect(checked).toEqual({ status: 0, stdout: expect.stringMatching(sound), stderr: '' });
    const { stdout } = await whence.type(['article', 'list', '--json', '--database', file]);
    const kept = JSON.parse(stdout).items.map(({ id }: { id: string }) => id);
    expect(kept).toEqual(expect.arrayContaining(before));
    expect(saved).toEqual(expect.arrayContaining(kept));
  });
});
