import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, database } from '../store/postgres/postgres.js';
import { openTerminal, type Terminal, withSampleDesk } from './terminal.js';

let terminal: Terminal;
beforeEach(async () => {
  terminal = await withSampleDesk(openTerminal);
});
afterEach(() => terminal.close());

/** Edits the database as an editor of texts would. */
async function spoil(from: string, to: string): Promise<void> {
  const text = await readFile(terminal.database, 'utf8');
  await writeFile(terminal.database, text.replace(from, to));
}

test('a sound database is said to be so', async () => {
  const outcome = await terminal.type(['check']);
  expect(outcome).toEqual({ status: 0, stdout: 'Nothing is wrong.\n', stderr: '' });
});

test('numbers that are kept and are off are told, and counted anew where that is asked for', async () => {
  const url = await database();
  await terminal.type(['copy', terminal.database, url]);
  const check = (...more: string[]) => terminal.type(['check', '--database', url, ...more]);
  expect(await check()).toMatchObject({ status: 0, stdout: 'Nothing is wrong.\n' });
  await ask(url, 'UPDATE annotations_counts SET count = count + 1');
  await ask(url, 'DELETE FROM articles_counts');
  const off = await check();
  expect(off.status).toBe(1);
  expect(off.stdout).toMatch(/^fault: source \S+: Kept is that there are \d+, and there are/mu);
  expect(off.stdout).toMatch(/^fault: article \S+: Kept is/mu);
  expect(off.stdout).toMatch(/^fault: articles of a publisher: Kept is/mu);
  expect(await check('--recount')).toMatchObject({ status: 0, stdout: 'Nothing is wrong.\n' });
  expect(await check()).toMatchObject({ status: 0 });
});

test('each fault is told on a line of its own, and their number at the end', async () => {
  await spoil('"text":"The loading ramp', '"text":"A loading ramp');
  const { status, stdout, stderr } = await terminal.type(['check']);
  expect(status).toBe(1);
  expect(stdout).toContain('the SHA-256 differs');
  const faults = stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line.startsWith('fault: '));
  expect(stderr).toBe(`${faults.length} faults.\n`);
});

test('JSON lists the findings', async () => {
  await spoil('"firstHand":false', '"firstHand":true');
  const { status, stdout } = await terminal.type(['check', '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    faults: 1,
    notes: 1,
    findings: [{ severity: 'note', where: 'files' }, { severity: 'fault' }],
  });
});

test('a file that is not as it was written is noted', async () => {
  await spoil('two of the four hinge pins', 'two of the five hinge pins');
  const { stdout } = await terminal.type(['check']);
  expect(stdout).toMatch(/^note: files: desk\.json is not what Whence wrote \(lines? \d+/u);
});

test('a private file that others can read is noted, and left as it is', async () => {
  const closed = terminal.database.replace(/\.json$/u, '.private.json');
  await chmod(closed, 0o644);
  const { stdout } = await terminal.type(['check']);
  expect(stdout).toMatch(/^note: files: desk\.private\.json can be read by others/u);
  expect((await stat(closed)).mode & 0o777).toBe(0o644);
});

test('a database that can’t be opened is told of in one line, and left as it is', async () => {
  await spoil('"status":"agreed"', '"status":"liked"');
  const before = await readFile(terminal.database, 'utf8');
  const { status, stdout, stderr } = await terminal.type(['check']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^.*annotations\[0\]\.status.*\n$/u);
  expect(await readFile(terminal.database, 'utf8')).toBe(before);
});

test('a database that is not there is not made', async () => {
  const missing = `${terminal.folder}/missing.json`;
  const { status, stderr } = await terminal.type(['check', '--database', missing]);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `There is no missing.json in ${terminal.folder}.\n`,
  });
});

test('a database is checked while a server has it open', async () => {
  await terminal.onStore(async () => {
    expect(await terminal.type(['check'])).toMatchObject({ status: 0 });
  });
});
