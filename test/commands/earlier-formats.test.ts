import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { earlierText, putEarlierDesk } from '../fixtures/earlier-desks.js';
import { openBareTerminal, type Terminal } from './terminal.js';

const ada = ['--as', 'ada@post.example'];

/** A terminal of its own for each test. */
async function terminalOf(): Promise<Terminal> {
  const terminal = await openBareTerminal();
  onTestFinished(() => terminal.close());
  return terminal;
}

describe.each([1, 2] as const)('on a desk of format %i', (format) => {
  let terminal: Terminal;
  beforeEach(async () => {
    terminal = await terminalOf();
    await putEarlierDesk(terminal.folder, format);
  });
  const files = () => readdir(terminal.folder);

  test('a command that writes says on stdout that it brought it to format 3', async () => {
    const { stdout } = await terminal.type(['token', 'create', '--email', 'mira@post.example']);
    expect(stdout.split('\n')[0]).toBe(
      'desk.json has been brought to format 3. As it was, it is kept in desk.json.before-3, desk.private.json.before-3, and desk.journal.before-3.',
    );
    const again = await terminal.type(['token', 'create', '--email', 'mira@post.example']);
    expect(again.stdout).not.toContain('format');
  });

  test('it does so on stderr where all of stdout is JSON', async () => {
    const words = ['token', 'create', '--email', 'mira@post.example', '--json'];
    const { stdout, stderr } = await terminal.type(words);
    expect(Object.keys(JSON.parse(stdout))).toContain('token');
    expect(stderr).toMatch(/^desk\.json has been brought to format 3\./u);
  });

  test('what only reads works, and changes nothing', async () => {
    const before = await files();
    const report = await terminal.type(['export', '--all', '--format', 'json']);
    expect(JSON.parse(report.stdout)).toMatchObject({ formatVersion: 3 });
    // A reason there names somebody who was made confidential later: so said the earlier program.
    expect((await terminal.type(['check'])).stderr).toBe(format === 2 ? '2 faults.\n' : '');
    expect((await terminal.type(['article', 'list'])).stdout).toContain('Harbour bridge');
    expect(await files()).toEqual(before);
  });

  test('a backup is a desk of format 3', async () => {
    const file = join(terminal.folder, 'monday.json');
    expect(await terminal.type(['backup', file])).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ whence: 3 });
    const of = (database: string) => [
      'export',
      '--all',
      '--format',
      'json',
      '--database',
      database,
    ];
    const [copied, own] = [
      await terminal.type(of(file)),
      await terminal.type(of(terminal.database)),
    ];
    expect(copied.stdout).toBe(own.stdout);
  });
});

describe.each([1, 2] as const)('a report of format %i', (format) => {
  async function imported(terminal: Terminal, as: string[]) {
    const report = join(terminal.folder, 'report.json');
    await writeFile(report, await earlierText(format, 'report.json'));
    return terminal.type(['import', report, ...as, '--json']);
  }

  test('brings everything into an empty desk', async () => {
    const terminal = await terminalOf();
    const admin = ['--name', 'Ada Quist', '--email', 'ada@post.example', '--role', 'admin'];
    await terminal.type(['user', 'add', ...admin], 'paper ink and coffee');
    const { status, stdout, stderr } = await imported(terminal, ada);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const was = JSON.parse(await earlierText(format, 'report.json'));
    expect(JSON.parse(stdout)).toMatchObject({
      articles: { added: was.articles.length, present: 0 },
      sources: { added: was.sources.length, present: 0 },
    });
    expect((await terminal.type(['check'])).stderr).not.toContain('Internal error');
  });

  test('brings nothing new into the desk that it tells of', async () => {
    const terminal = await terminalOf();
    await putEarlierDesk(terminal.folder, format, { journal: false });
    const { stdout, stderr } = await imported(terminal, ada);
    expect(stderr).toMatch(/^desk\.json has been brought to format 3\.[^\n]*\n$/u);
    const told: Record<string, { added: number }> = JSON.parse(stdout);
    expect(Object.values(told).map(({ added }) => added)).toEqual(Object.values(told).map(() => 0));
  });
});
