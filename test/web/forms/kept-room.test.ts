import express, { type Response } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { readForm } from '../../../src/web/forms/sent-form.js';

/** How many forms of such a length are kept of thirty that are sent at once, and answered when all are there. */
async function keptOfThirty(length: number): Promise<number> {
  const waiting: Response[] = [];
  const app = express().use(async (req, res) => {
    await readForm(req, res);
    res.status(req.body === undefined ? 204 : 200);
    waiting.push(res);
    if (waiting.length === 30) for (const each of waiting) each.end();
  });
  const server = app.listen(0);
  const sent = `text=${'x'.repeat(length)}`;
  const sending = Array.from({ length: 30 }, () =>
    request(server).post('/').type('form').send(sent),
  );
  const answers = await Promise.all(sending);
  server.close();
  return answers.filter(({ status }) => status === 200).length;
}

test('of very long forms that may not be sent only some are kept at once, again and again', async () => {
  expect(await keptOfThirty(1_000_000)).toBe(25);
  expect(await keptOfThirty(1_000_000)).toBe(25);
});

test('of those as people write them all are', async () => {
  expect(await keptOfThirty(100_000)).toBe(30);
});
