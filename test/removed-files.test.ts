import { once } from 'node:events';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { createInterface } from 'node:readline';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ended, Program } from './program.js';

let whence: Program;
beforeEach(async () => {
  whence = await Program.install();
});
afterEach(() => whence.uninstall());

const at = (end: string) => whence.database.replace(/\.json$/u, end);

/** A server with a way to save, and the sentences of its warnings as they come. */
async function serving() {
  const user = ['user', 'add', '--name', 'Ada', '--email', 'ada@example.org', '--role', 'admin'];
  await whence.type(user, 'paper ink and coffee');
  const { stdout } = await whence.type(['token', 'create', '--email', 'ada@example.org']);
  const child = whence.start(['serve']);
  const warnings = createInterface(child.stderr)[Symbol.asyncIterator]();
  const [line] = await once(createInterface(child.stdout), 'line');
  const server = request(String(line).replace('Whence is at ', ''));
  const save = (title: string) =>
    server
      .post('/api/articles')
      .set('Authorization', `Bearer ${stdout.trim()}`)
      .send({ title, publisher: 'The Harbour Ledger', text: `${title}. A clerk saw it.` });
  const nextWarning = async () => JSON.parse(String((await warnings.next()).value)).msg;
  return { child, save, nextWarning };
}

async function titles(): Promise<string[]> {
  const { stdout, stderr } = await whence.type(['article', 'list', '--json']);
  expect(stderr).toBe('');
  return JSON.parse(stdout)
    .items.map(({ title }: { title: string }) => title)
    .sort();
}

test.each([
  ['the journal', ['.journal']],
  ['the journal and the private file', ['.journal', '.private.json']],
  ['all that stands beside db.json', ['.journal', '.private.json', '.json.lock']],
])(
  'a server whose files are removed (%s) loses nothing that it acknowledged to a kill',
  async (_, ends) => {
    const { child, save } = await serving();
    for (const title of ['1', '2', '3']) await save(title).expect(201);
    for (const end of ends) await rm(at(end));
    await save('4').expect(201);
    // Which of them is missed first depends on when they were looked for: all are put back.
    for (const end of ends) await expect.poll(() => access(at(end))).toBeUndefined();
    await save('5').expect(201);
    await ended(child, 'SIGKILL');
    expect(await titles()).toEqual(['1', '2', '3', '4', '5']);
  },
);

test('a server whose lock another has taken saves nothing more, and loses nothing to a kill', async () => {
  const { child, save, nextWarning } = await serving();
  await save('1').expect(201);
  const other = { pid: process.pid, started: null, host: hostname(), at: '2026-03-20T09:30:00Z' };
  // Whole from its first moment, as a lock is put up.
  await writeFile(at('.other'), JSON.stringify(other));
  await rename(at('.other'), at('.json.lock'));
  const reason = await nextWarning();
  expect(reason).toBe(
    `Another Whence (process ${process.pid}, since 2026-03-20T09:30:00Z) has taken my-desk.json.lock: nothing is saved here any more. Stop this Whence.`,
  );
  const { body } = await save('2').expect(503);
  expect(body.detail).toBe(reason);
  await ended(child, 'SIGKILL');
  await rm(at('.json.lock'));
  expect(await titles()).toEqual(['1']);
});
