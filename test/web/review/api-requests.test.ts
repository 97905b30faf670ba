import { afterEach, beforeEach, expect, test } from 'vitest';
import { requestShape } from '../../../src/web/review/review-answers.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeEach(async () => {
  room = await openHarbour();
});
afterEach(() => room.close());

function ask(body: object, by = room.jonas) {
  return room.send(by, 'post', `${room.path}/requests`, body);
}

test('a colleague is asked, with a note and a day', async () => {
  const { status, body } = await ask({ to: 'nils', note: 'You know her.', due: '2026-03-20' });
  expect(status).toBe(201);
  expect(requestShape.strict().parse(body)).toMatchObject({
    by: { id: 'jonas' },
    to: { id: 'nils', name: 'Nils Oder' },
    note: 'You know her.',
    due: '2026-03-20',
    closed: null,
  });
  const { body: list } = await room.send(room.tom, 'get', `${room.path}/requests`);
  expect(list).toEqual({ items: [body], next: null });
  expect((await ask({ to: 'nils' })).status).toBe(409);
});

test('a request is taken back by who asked', async () => {
  const { body } = await ask({ to: 'nils' });
  const path = `${room.path}/requests/${body.id}`;
  expect((await room.send(room.mira, 'delete', path)).status).toBe(403);
  expect((await room.send(room.jonas, 'delete', path)).status).toBe(204);
  expect((await room.send(room.jonas, 'delete', path)).status).toBe(404);
  const { body: list } = await room.send(room.tom, 'get', `${room.path}/requests`);
  expect(list.items).toMatchObject([{ closed: { by: { name: 'Jonas Ek' } } }]);
});

test.each([
  [{}, 'to'],
  [{ to: '' }, 'to'],
  [{ to: 'none' }, 'to'],
  [{ to: 'tom' }, 'to'],
  [{ to: 'vera' }, 'to'],
  [{ to: 'jonas' }, 'to'],
  [{ to: 'nils', due: 'Friday' }, 'due'],
  [{ to: 'nils', due: '2026-02-30' }, 'due'],
  [{ to: 'nils', note: 'x'.repeat(1001) }, 'note'],
  [{ to: 'nils', by: 'mira' }, 'by'],
])('%j is refused at %s', async (body, field) => {
  const answer = await ask(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors[0].field).toBe(field);
});
