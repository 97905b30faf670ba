import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeOutput } from '../../src/commands/files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whence-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function* pieces(end: Error | null = null): AsyncGenerator<string> {
  yield 'one ';
  if (end) throw end;
  yield 'two';
}

test('a file whose making fails midway is not there, and the old one is as it was', async () => {
  const fault = new Error('The database is gone.');
  const [fresh, old] = [join(folder, 'fresh.md'), join(folder, 'old.md')];
  await writeFile(old, 'as it was');
  await expect(writeOutput(fresh, pieces(fault))).rejects.toBe(fault);
  await expect(writeOutput(old, pieces(fault))).rejects.toBe(fault);
  expect(await readFile(old, 'utf8')).toBe('as it was');
  expect(await readdir(folder)).toEqual(['old.md']);
});

test('a link goes on to lead to the file that is written', async () => {
  const [file, link] = [join(folder, 'report.md'), join(folder, 'link.md')];
  await writeFile(file, '');
  await symlink(file, link);
  await writeOutput(link, pieces());
  expect(await readFile(file, 'utf8')).toBe('one two');
  expect((await readdir(folder)).sort()).toEqual(['link.md', 'report.md']);
});
