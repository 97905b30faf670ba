import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Program } from './program.js';

const sentence =
  'This desk’s program has been reinstalled since it was started, and what this needs of it is no longer there. Whoever runs the desk restarts it; then try again.';

let whence: Program;
let files: string;
let authorization: string;
let article: string;
beforeEach(async () => {
  ({ whence, files } = await Program.installApart());
  const user = ['user', 'add', '--name', 'Ada', '--email', 'ada@example.org', '--role', 'admin'];
  await whence.type(user, 'paper ink and coffee');
  const { stdout } = await whence.type(['token', 'create', '--email', 'ada@example.org']);
  authorization = `Bearer ${stdout.trim()}`;
});
afterEach(() => whence.uninstall());

async function serving() {
  const { url } = await whence.serve({ setUp: false });
  const server = request.agent(url).set('Authorization', authorization);
  const added = await server
    .post('/api/articles')
    .send({ title: 'Memo', publisher: 'The Ledger', text: 'A clerk saw the memo.' })
    .expect(201);
  article = added.body.id;
  return server;
}

/** As an installation does before it puts the new files there. */
async function takeAway(): Promise<void> {
  for (const part of ['dist', 'views']) await rm(join(files, part), { recursive: true });
}

test('where the program is replaced while it runs, whatever needs its files says to restart it', async () => {
  const server = await serving();
  await takeAway();
  for (const answer of [
    await server.get(`/api/articles/${article}/report?format=pdf`),
    await server.get(`/api/articles/${article}/report?format=html`),
    await server.post('/api/previews').attach('file', Buffer.from('<p>A memo.</p>'), 'memo.html'),
  ]) {
    expect(answer.body).toMatchObject({ status: 503, code: 'unavailable', detail: sentence });
  }
  // What needs none of them is done.
  await server.get(`/api/articles/${article}/report?format=docx`).expect(200);
  await server.get(`/api/articles/${article}`).expect(200);
});

test('a page that cannot be drawn is that sentence alone, and nothing of the fault', async () => {
  const server = await serving();
  await takeAway();
  const { status, text } = await server.get('/articles');
  expect({ status, text }).toEqual({ status: 503, text: `Unavailable. ${sentence}\n` });
});
