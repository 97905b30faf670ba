import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { formInParts } from '../../../src/web/forms/uploads.js';
import { readBody } from '../../../src/web/http/bodies.js';

/** Answers with what is left of a body that was refused. */
const left: ErrorRequestHandler = (_fault, req, res, _next) => {
  res.status(400).json({ body: req.body });
};

test.each([
  ['a form with too many fields', '/', 'application/x-www-form-urlencoded', 'a=1&'.repeat(6000)],
  ['a form in another character set', '/', 'application/x-www-form-urlencoded; charset=x', 'a=1'],
  ['JSON that is none', '/api/articles', 'application/json', '{'],
])('of %s nothing is left: its bytes would be taken for fields', async (_, path, type, body) => {
  const app = express().use(readBody).use(left);
  const answer = await request(app).post(path).set('Content-Type', type).send(body);
  expect([answer.status, answer.body]).toEqual([400, { body: {} }]);
});

test.each([
  ['are nested without end', `a${'[b]'.repeat(5000)}`],
  ['make a list of a thousand million', 'a[999999999]'],
  ['are without end', 'a'.repeat(10_000)],
])('a form in parts whose names %s is refused, and nothing else ends by it', async (_, name) => {
  const app = express().use(formInParts, (req, res) => void res.json(req.partsFault?.code ?? 'ok'));
  const answer = await request(app).post('/').field(name, 'x');
  expect(answer.body).toBe('unreadable');
});
