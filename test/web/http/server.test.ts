import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express, { type Request, type RequestHandler } from 'express';
import request from 'supertest';
import { expect, onTestFinished, test } from 'vitest';
import { serverOf } from '../../../src/web/http/server.js';
import { closeServer } from '../../newsroom.js';
import { pageOf } from '../dom.js';

test('requests and answers are the app’s own before it sees them, and stay as they were made', async () => {
  const app = express();
  app.get('/', (req, res) => void res.json({ path: req.path, isOurs: req.app === app }));
  const server = serverOf(app);
  const made: boolean[] = [];
  server.prependListener('request', (req, res) => {
    const kinds = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)];
    made.push(kinds[0] === app.request, kinds[1] === app.response);
  });
  const { body } = await request(server).get('/').expect(200);
  expect(body).toEqual({ path: '/', isOurs: true });
  expect(made).toEqual([true, true]);
});

test('who looks for more than an address holds is told so on a page of the desk’s, with a way on', async () => {
  const pasted = 'x'.repeat(100_000);
  const { status, type, text } = await request(serverOf(express())).get(`/search?q=${pasted}`);
  expect([status, type]).toEqual([431, 'text/html']);
  const page = pageOf(text);
  expect(page.querySelector('[role="alert"]')?.textContent).toContain(
    'Go back, and look for fewer words.',
  );
  expect(page.querySelector('h1 ~ p a')?.getAttribute('href')).toBe('/search');
  expect(page.querySelector('link[rel="stylesheet"]')?.getAttribute('href')).toMatch(/^\/assets/u);
});

test('an answer that has begun is not mixed with the refusal of what came behind it', async () => {
  const asking = await asked((_req, res) => {
    res.write('begun');
    asking.write('no request\r\n\r\n');
  });
  const said: string[] = [];
  for await (const answer of asking) said.push(String(answer));
  expect(said.join('')).toContain('begun');
  expect(said.join('')).not.toContain('400 Bad Request');
});

test('what is no request at all is refused as before', async () => {
  const asking = await asked((_req, res) => void res.end());
  await once(asking, 'data');
  asking.write('no request\r\n\r\n');
  const [refusal] = await once(asking, 'data');
  expect(String(refusal)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n/u);
});

/** What is sent to whoever asked is looked at long before anybody would be waited for. */
function lookSoon({ socket }: Request): void {
  socket.setTimeout(20);
}

/** A server, and a connection to it over which something was asked. */
async function asked(answer: RequestHandler): Promise<Socket> {
  const app = express();
  app.get('/', answer);
  const server = serverOf(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => closeServer(server));
  const asking = connect((server.address() as AddressInfo).port, '127.0.0.1');
  asking.write('GET / HTTP/1.1\r\nHost: desk\r\n\r\n');
  return asking;
}

test('what is sent is looked at once a minute has gone by without a byte', () => {
  expect(serverOf(express()).timeout).toBe(60_000);
});

test('an answer that nobody reads is cut, and what made it is told', async () => {
  let told = () => {};
  const cut = new Promise<void>((done) => (told = done));
  const asking = await asked((req, res) => {
    lookSoon(req);
    res.once('close', told);
    // More than a connection takes without being read.
    res.end(Buffer.alloc(50_000_000));
  });
  asking.pause();
  await cut;
  asking.destroy();
});

test('an answer that is long in the making is waited for', async () => {
  const asking = await asked(async (req, res) => {
    lookSoon(req);
    await once(res, 'timeout');
    res.end('made');
  });
  const [answer] = await once(asking, 'data');
  expect(String(answer)).toContain('made');
  asking.destroy();
});
