import { once } from 'node:events';
import { connect } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestLog } from '../../../src/web/http/request-log.js';
import { addressOf, closeServer, openServer } from '../../newsroom.js';

let server: Awaited<ReturnType<typeof openServer>>;
let lines: { msg: string; err?: { code: string } }[];
beforeEach(async () => {
  lines = [];
  const app = express();
  app.use(requestLog(pino({}, { write: (line) => void lines.push(JSON.parse(line)) })));
  app.get('/lost', () => {});
  app.get('/fault', (_req, res) => void res.status(503).end());
  app.get('/late', (_req, res) => {
    res.end();
    res.write('more');
  });
  app.use((_req, res) => void res.end());
  server = (await openServer()).on('request', app);
});
afterEach(() => closeServer(server));

test('of a request is logged what was asked for and what came of it', async () => {
  await request(server).get('/articles?q=secret').set('Cookie', 'whence=secret');
  await request(server).get('/fault');
  await request(server).get('/assets/base.css');
  const asked = (id: number, path: string) => ({ req: { id, method: 'GET', path } });
  expect(lines).toEqual([
    expect.objectContaining({ ...asked(1, '/articles'), res: { status: 200 } }),
    expect.objectContaining({ ...asked(2, '/fault'), res: { status: 503 } }),
  ]);
  expect(lines.map(({ msg }) => msg)).toEqual(['request completed', 'request errored']);
  expect(lines).toEqual(
    lines.map(() => expect.objectContaining({ level: 30, responseTime: expect.any(Number) })),
  );
});

test('of one whose sender left before it was answered, that', async () => {
  const asking = connect(Number(new URL(addressOf(server)).port), '127.0.0.1');
  asking.write('GET /lost HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(server, 'request');
  asking.destroy();
  await expect.poll(() => lines.map(({ msg }) => msg)).toEqual(['request aborted']);
});

test('what goes wrong with an answer that is under way is logged, and ends nothing else', async () => {
  await request(server).get('/late').expect(200);
  await request(server).get('/').expect(200);
  expect(lines.map(({ msg }) => msg)).toEqual(['request completed', 'request completed']);
  expect(lines[0]?.err).toMatchObject({ code: 'ERR_STREAM_WRITE_AFTER_END' });
});
