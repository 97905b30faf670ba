import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ended, Program } from './program.js';
import { Stream } from './web/live/event-stream.js';

let program: Program;
let authorization: string;
beforeAll(async () => {
  program = await Program.install();
  const ada = ['--name', 'Ada Holm', '--email', 'ada@desk.example', '--role', 'admin'];
  await program.type(['user', 'add', ...ada], 'paper ink and coffee');
  const { stdout } = await program.type(['token', 'create', '--email', 'ada@desk.example']);
  authorization = `Bearer ${stdout.trim()}`;
});
afterAll(() => program.uninstall());

test('a server that is told to stop hangs up on those who listen, and ends', async () => {
  const { child, url } = await program.serve({ setUp: false });
  const line = await Stream.open(url, { authorization });
  expect(await line.news()).toEqual({ changes: [], missed: false });
  const exit = ended(child, 'SIGTERM');
  // Cut off, it would fail instead.
  expect(await line.next()).toBeNull();
  expect(await exit).toEqual({ status: 0, signal: null });
});

test('a server that is told to stop lets nobody go on over a connection that is open', async () => {
  const { child, url } = await program.serve({ setUp: false });
  const line = await Stream.open(url, { authorization });
  await line.news();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const [body, rest] = ['{"name": "The mayor",', ' "kind": "person"}'];
  const head = [
    'POST /api/sources HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Authorization: ${authorization}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length + rest.length}`,
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  // It has begun with this when it is told to stop.
  expect(String((await once(socket, 'data'))[0])).toContain('100 Continue');
  const exit = ended(child, 'SIGTERM');
  expect(await line.next()).toBeNull();
  const answers = text(socket);
  socket.write(`${rest}GET /healthz HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
  const [saved, last] = (await answers).split(/(?=HTTP)/u);
  expect(saved).toMatch(/^HTTP\/1.1 201/u);
  expect(last).toMatch(/^HTTP\/1.1 200/u);
  expect(last).toMatch(/^Connection: close$/imu);
  expect(await exit).toEqual({ status: 0, signal: null });
});

test('a server that is told to stop writes how often reports were read by their links', async () => {
  const first = await program.serve({ setUp: false });
  const headers = { authorization, 'content-type': 'application/json' };
  const post = async (path: string, body: object) => {
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${first.url}/api${path}`, sent)).json();
  };
  const text = { title: 'The ferry', publisher: 'The Ledger', text: 'The ferry stops in May.' };
  const article = z.object({ id: z.string() }).parse(await post('/articles', text));
  const share = shared.parse(await post(`/articles/${article.id}/shares`, {}));
  for (let n = 0; n < 3; n++) expect((await fetch(share.url)).status).toBe(200);
  expect(await ended(first.child, 'SIGTERM')).toEqual({ status: 0, signal: null });
  const next = await program.serve({ setUp: false });
  const told = await fetch(`${next.url}/api/shares/${share.id}`, { headers });
  expect(await told.json()).toMatchObject({ readings: 3 });
  await ended(next.child, 'SIGTERM');
});

const shared = z.object({ id: z.string(), url: z.string() });
