import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';

/*
 * The built program, as somebody starts it: a process of its own on a database of its own.
 */

const program = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const sample = fileURLToPath(new URL('../db.json', import.meta.url));
const ada = { name: 'Ada Quist', email: 'ada@example.org', password: 'paper ink and coffee' };

let folder: string;
let database: string;
let running: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whence-'));
  database = join(folder, 'my-desk.json');
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((child) => ended(child, 'SIGKILL')));
  await rm(folder, { recursive: true });
});

function start(words: string[], settings: Record<string, string> = {}) {
  const { PATH } = process.env;
  const env = { PATH, DATABASE: database, PORT: '0', LOG_LEVEL: 'warn', ...settings };
  const child = spawn(process.execPath, [program, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

/** A server that has said where it is; with the link that sets it up, while nobody is there. */
async function serving({ setUp }: { setUp: boolean }) {
  const child = start(['serve']);
  const complaint = text(child.stderr);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const said = async (opening: string): Promise<string> => {
    const line = String((await lines.next()).value);
    if (line.startsWith(opening)) return line.slice(opening.length);
    throw new Error(`It said “${line}”. ${await complaint}`);
  };
  const url = await said('Whence is at ');
  const link = setUp ? await said('Nobody is on the desk yet. Set it up at ') : null;
  return { child, url, link };
}

/** Sends a signal, if it still runs, and answers with how it ended. */
async function ended(child: ChildProcess, signal?: NodeJS.Signals) {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    if (signal) child.kill(signal);
    await exit;
  }
  return { status: child.exitCode, signal: child.signalCode };
}

/** Runs a command to its end. */
async function outcome(words: string[], settings: Record<string, string> = {}) {
  const child = start(words, settings);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { ...(await ended(child)), stdout, stderr };
}

async function signedIn(url: string) {
  const browser = request.agent(url);
  await browser.post('/sign-in').type('form').send(ada).expect(303);
  return browser;
}

test('a new desk is set up and worked on, and all is there after a stop and after a kill', async () => {
  const first = await serving({ setUp: true });
  const browser = request.agent(first.url);
  const link = new URL(first.link ?? '');
  const token = link.searchParams.get('token');
  await browser.get(`${link.pathname}${link.search}`).expect(200, /Set up this desk/u);
  await browser
    .post('/setup')
    .type('form')
    .send({ token, ...ada })
    .expect(303);

  const added = await browser.post('/api/articles').expect(201).send({
    title: 'The lease',
    publisher: 'The Harbour Ledger',
    text: 'A clerk saw the mayor sign the lease. 🚧 Nobody else did.',
  });
  const article = `/api/articles/${added.body.id}`;
  await browser
    .post(`${article}/annotations`)
    .expect(201)
    .send({
      target: { exact: 'saw the mayor sign the lease' },
      chain: 'A clerk (unnamed, first-hand) -told-> The Harbour Ledger',
      confidence: 'low',
    });
  const { text: report } = await browser.get(`${article}/report?format=csv`).expect(200);
  expect(report).toContain('saw the mayor sign the lease');
  expect(await ended(first.child, 'SIGTERM')).toEqual({ status: 0, signal: null });

  const second = await serving({ setUp: false });
  const again = await (await signedIn(second.url)).get(`${article}/report?format=csv`);
  expect(again.text).toBe(report);
  expect(await ended(second.child, 'SIGKILL')).toEqual({ status: null, signal: 'SIGKILL' });

  const third = await serving({ setUp: false });
  await request(third.url).get('/healthz').expect(200);
  const still = await (await signedIn(third.url)).get(`${article}/report?format=csv`);
  expect(still.text).toBe(report);
  expect(await ended(third.child, 'SIGINT')).toEqual({ status: 0, signal: null });
  expect((await outcome(['check'])).stdout).toBe('Nothing is wrong.\n');
});

test('people, passwords and identities stand in a file of their own, for its owner alone', async () => {
  const { url, link } = await serving({ setUp: true });
  const token = new URL(link ?? '').searchParams.get('token');
  await request(url)
    .post('/setup')
    .type('form')
    .send({ token, ...ada })
    .expect(303);
  const closed = join(folder, 'my-desk.private.json');
  expect((await stat(closed)).mode & 0o777).toBe(0o600);
  expect(await readFile(closed, 'utf8')).toContain(ada.email);
  const open = await readFile(database, 'utf8');
  for (const secret of [ada.name, ada.email, '$argon2']) expect(open).not.toContain(secret);
});

test('the sample opens as it is, and stays as it is', async () => {
  await copyFile(sample, database);
  const { child } = await serving({ setUp: true });
  await ended(child, 'SIGTERM');
  expect(await readFile(database, 'utf8')).toBe(await readFile(sample, 'utf8'));
});

test.each([
  ['PORT', 'eighty', /^PORT must be .*“eighty”\.\n$/u],
  ['BASE_URL', 'ftp://a.example', /^BASE_URL must be .*\n$/u],
  ['TIME_ZONE', 'Mars/Olympus', /^TIME_ZONE must be .*\n$/u],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be .*\n$/u],
  ['DATABASE', 'mysql://localhost/desk', /^DATABASE must be .*\n$/u],
  ['HOST', '192.0.2.1', /^HOST 192\.0\.2\.1 is no address of this machine\.\n$/u],
])('%s=%s stops the start with one sentence', async (name, value, sentence) => {
  const { status, stdout, stderr } = await outcome(['serve'], { [name]: value });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
});

test('a port that is taken stops the start with one sentence', async () => {
  const { url } = await serving({ setUp: true });
  const { port } = new URL(url);
  const settings = { PORT: port, DATABASE: join(folder, 'other.json') };
  const { status, stderr } = await outcome(['serve'], settings);
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`^Port ${port} is taken .*\n$`, 'u'));
});

test('a second server on a database is refused, naming the first, which goes on', async () => {
  const { child, url } = await serving({ setUp: true });
  const { status, stderr } = await outcome(['serve']);
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^.*process ${child.pid}\\b.*\n$`, 'u'));
  await request(url).get('/healthz').expect(200);
});

test('an export whose reader has had enough ends quietly', async () => {
  await copyFile(sample, database);
  const child = start(['export', '--all', '--format', 'html']);
  const complaint = text(child.stderr);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await ended(child)).toEqual({ status: 0, signal: null });
  expect(await complaint).toBe('');
});
