import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { serverOf } from '../../../src/web/http/server.js';

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
