import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, lstat, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { unprivileged } from './account.js';
import { cutConnections } from './database.js';
import { freshDatabase } from './fresh-database.js';
import { copyUnlessRunnable, installed } from './programs.js';
import { startServer } from './server.js';

async function fresh(): Promise<string> {
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  return url;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  // Some tests break connections; what comes of it is seen at the next question.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function ask(url: string, sql: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = await connect(url);
  try {
    return (await client.query({ text: sql, values, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a fresh database is empty and keeps every character', async () => {
  const url = await fresh();
  const tables = `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`;
  expect(await ask(url, tables)).toEqual([]);
  await ask(url, 'CREATE TABLE note (words text)');
  const words = 'Zoë asked “who told you?” 🕵🏽‍♀️ — مصدر';
  await ask(url, 'INSERT INTO note VALUES ($1)', [words]);
  expect(await ask(url, 'SELECT words, char_length(words) FROM note')).toEqual([
    [words, [...words].length],
  ]);
});

test('two fresh databases do not see each other', async () => {
  const [one, other] = await Promise.all([fresh(), fresh()]);
  await ask(one, 'CREATE TABLE note (words text)');
  await expect(ask(other, 'SELECT * FROM note')).rejects.toThrow('"note" does not exist');
});

test('a database is dropped while somebody is connected', async () => {
  const { url, drop } = await freshDatabase();
  const client = await connect(url);
  await drop();
  await expect(client.query('SELECT 1')).rejects.toThrow();
  await expect(connect(url)).rejects.toThrow('does not exist');
});

test('cutting the connections of a database leaves those of another', async () => {
  const [one, other] = await Promise.all([fresh(), fresh()]);
  const [cut, left] = await Promise.all([connect(one), connect(other)]);
  await cutConnections(one);
  await expect(cut.query('SELECT 1')).rejects.toThrow();
  await expect(left.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  await left.end();
  expect(await ask(one, 'SELECT 1')).toEqual([[1]]);
});

test('a server that is halted is resumed at its address, with its data', async () => {
  const { url, halt, resume, stop } = await startServer({ durable: false });
  onTestFinished(stop);
  await ask(url, 'CREATE TABLE note AS SELECT 7 AS number');
  for (const mode of ['fast', 'immediate'] as const) {
    await halt(mode);
    await expect(connect(url)).rejects.toThrow('ECONNREFUSED');
    await resume();
    expect(await ask(url, 'SELECT number FROM note')).toEqual([[7]]);
  }
});

test('a durable server writes to the disk what is committed', async () => {
  const { url, stop } = await startServer({ durable: true });
  onTestFinished(stop);
  expect(await ask(url, 'SHOW fsync')).toEqual([['on']]);
});

test('a server does not run as root, and leaves nothing behind', async () => {
  const { url, stop } = await startServer({ durable: false });
  const folder = await dataFolder(url);
  expect((await stat(folder)).uid).not.toBe(0);
  await stop();
  await stop();
  await expect(stat(dirname(folder))).rejects.toThrow('ENOENT');
});

test('a server of a program that is killed ends, and leaves nothing behind', async () => {
  const program = fileURLToPath(new URL('./server-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program]);
  const [url] = await once(createInterface(child.stdout), 'line');
  const folder = await dataFolder(url);
  child.kill('SIGKILL');
  // The server's keeper has its stderr; that is closed when the keeper has done its work.
  await once(child.stderr.resume(), 'close');
  await expect(connect(url)).rejects.toThrow('ECONNREFUSED');
  await expect(stat(dirname(folder))).rejects.toThrow('ENOENT');
});

test('programs that cannot run where they are run as a copy', async () => {
  const [closed, folder, account] = [await temporary(), await temporary(), await unprivileged()];
  const unlinked = async (path: string) => !(await lstat(path)).isSymbolicLink();
  await cp(installed(), closed, { recursive: true, filter: unlinked });
  await chmod(folder, 0o755);
  await copyUnlessRunnable(closed, folder, account);
  const postgres = join(folder, 'native', 'bin', 'postgres');
  const { stdout } = await promisify(execFile)(postgres, ['--version'], account);
  expect(stdout).toContain('PostgreSQL');
});

async function dataFolder(url: string): Promise<string> {
  return String((await ask(url, 'SHOW data_directory'))[0]?.[0]);
}
