import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ended, Program, program } from './program.js';

const sample = fileURLToPath(new URL('../db.json', import.meta.url));
const ada = { name: 'Ada Quist', email: 'ada@example.org', password: 'paper ink and coffee' };

let whence: Program;
beforeEach(async () => {
  whence = await Program.install();
});
afterEach(() => whence.uninstall());

async function signedIn(url: string) {
  const browser = request.agent(url);
  await browser.post('/sign-in').type('form').send(ada).expect(303);
  return browser;
}

test('a new desk is set up and worked on, and all is there after a stop and after a kill', async () => {
  const first = await whence.serve({ setUp: true });
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

  const second = await whence.serve({ setUp: false });
  const again = await (await signedIn(second.url)).get(`${article}/report?format=csv`);
  expect(again.text).toBe(report);
  expect(await ended(second.child, 'SIGKILL')).toEqual({ status: null, signal: 'SIGKILL' });

  const third = await whence.serve({ setUp: false });
  await request(third.url).get('/healthz').expect(200);
  const still = await (await signedIn(third.url)).get(`${article}/report?format=csv`);
  expect(still.text).toBe(report);
  expect(await ended(third.child, 'SIGINT')).toEqual({ status: 0, signal: null });
  expect((await whence.run(['check'])).stdout).toBe('Nothing is wrong.\n');
});

test('people, passwords and identities stand in files of their own, for their owner alone', async () => {
  const { url, link, child } = await whence.serve({ setUp: true });
  const token = new URL(link ?? '').searchParams.get('token');
  await request(url)
    .post('/setup')
    .type('form')
    .send({ token, ...ada })
    .expect(303);
  // In the journal or, once that is folded, in the private file: whichever was there at the kill.
  const demandApart = async () => {
    const files = (await readdir(whence.folder)).map((name) => join(whence.folder, name));
    const holding: string[] = [];
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      if ([ada.name, ada.email, '$argon2'].some((secret) => text.includes(secret)))
        holding.push(file);
    }
    expect(holding).not.toEqual([]);
    expect(holding).not.toContain(whence.database);
    for (const file of holding) expect((await stat(file)).mode & 0o777).toBe(0o600);
    return holding.map((file) => basename(file));
  };
  expect(await ended(child, 'SIGKILL')).toEqual({ status: null, signal: 'SIGKILL' });
  await demandApart();
  const next = await whence.serve({ setUp: false });
  expect(await ended(next.child, 'SIGTERM')).toEqual({ status: 0, signal: null });
  expect(await demandApart()).toEqual(['my-desk.private.json']);
});

test('the sample opens as it is, and stays as it is', async () => {
  await copyFile(sample, whence.database);
  const { child } = await whence.serve({ setUp: true });
  await ended(child, 'SIGTERM');
  expect(await readFile(whence.database, 'utf8')).toBe(await readFile(sample, 'utf8'));
});

test.each([
  ['PORT', 'eighty', /^PORT takes .*“eighty”\.\n$/u],
  ['BASE_URL', 'ftp://a.example', /^BASE_URL takes .*\n$/u],
  ['TIME_ZONE', 'Mars/Olympus', /^TIME_ZONE takes .*\n$/u],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL takes .*\n$/u],
  ['DATABASE', 'mysql://localhost/desk', /^DATABASE takes .*\n$/u],
  ['HOST', '192.0.2.1', /^HOST 192\.0\.2\.1 is no address of this machine\.\n$/u],
])('%s=%s stops the start with one sentence', async (name, value, sentence) => {
  const { status, stdout, stderr } = await whence.run(['serve'], { [name]: value });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(sentence);
});

test('a port that is taken stops the start with one sentence', async () => {
  const { url } = await whence.serve({ setUp: true });
  const { port } = new URL(url);
  const settings = { PORT: port, DATABASE: join(whence.folder, 'other.json') };
  const { status, stderr } = await whence.run(['serve'], settings);
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`^Port ${port} is taken .*\n$`, 'u'));
});

test('a second server on a database is refused, naming the first, which goes on', async () => {
  const { child, url } = await whence.serve({ setUp: true });
  const { status, stderr } = await whence.run(['serve']);
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^.*process ${child.pid}\\b.*\n$`, 'u'));
  await request(url).get('/healthz').expect(200);
});

test('an export whose reader has had enough ends quietly', async () => {
  await copyFile(sample, whence.database);
  const child = whence.start(['export', '--all', '--format', 'html']);
  const complaint = text(child.stderr);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await ended(child)).toEqual({ status: 0, signal: null });
  expect(await complaint).toBe('');
});

test('an export that cannot be printed says so in one sentence, and fails', async () => {
  await copyFile(sample, whence.database);
  // Opened to be read, it takes nothing, as a disk that is full.
  const output = await open(sample, 'r');
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'export', '--all', '--format', 'md', '--database', whence.database],
    { env: {}, stdio: ['ignore', output.fd, 'pipe'], encoding: 'utf8' },
  );
  await output.close();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^What was to be printed is not whole: [^\n]+\.\n$/u);
});
