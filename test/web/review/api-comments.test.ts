import { afterEach, beforeEach, expect, test } from 'vitest';
import { commentShape } from '../../../src/web/review/review-answers.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeEach(async () => {
  room = await openHarbour();
});
afterEach(() => room.close());

function say(body: object, by = room.nils) {
  return room.send(by, 'post', `${room.path}/comments`, body);
}

test('a comment is made, mentions colleagues, and is answered by a reply', async () => {
  const { status, body } = await say({ text: 'Who saw it, @Mira Sen?' });
  expect(status).toBe(201);
  expect(commentShape.strict().parse(body)).toMatchObject({
    annotation: room.annotation.id,
    replyTo: null,
    by: { id: 'nils', name: 'Nils Oder' },
    mentions: [{ id: 'mira', name: 'Mira Sen' }],
    resolved: null,
  });
  const { body: reply } = await say({ text: 'I did.', replyTo: body.id }, room.mira);
  const { body: list } = await room.send(room.tom, 'get', `${room.path}/comments`);
  expect(list).toEqual({ items: [body, reply], next: null });
  const { body: annotation } = await room.send(room.tom, 'get', room.path);
  expect(annotation.status).toBe('unreviewed');
});

test('a conversation is resolved and opened again', async () => {
  const { body } = await say({ text: 'Who saw it?' });
  const turn = (verb: string) =>
    room.send(room.jonas, 'post', `${room.path}/comments/${body.id}/${verb}`);
  const resolved = await turn('resolution');
  expect(commentShape.strict().parse(resolved.body).resolved).toMatchObject({
    by: { name: 'Jonas Ek' },
  });
  expect((await turn('resolution')).status).toBe(409);
  expect((await turn('reopening')).body).toEqual(body);
});

test.each([
  [{}, 'text'],
  [{ text: '   ' }, 'text'],
  [{ text: 7 }, 'text'],
  [{ text: 'x'.repeat(10_001) }, 'text'],
  [{ text: 'Yes.', replyTo: 'none' }, 'replyTo'],
  [{ text: 'Yes.', to: 'mira' }, 'to'],
])('%j is refused at %s', async (body, field) => {
  const answer = await say(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors[0].field).toBe(field);
});

test('nothing is said by readers, and of what is not there', async () => {
  expect((await say({ text: 'Hm.' }, room.tom)).status).toBe(403);
  const nowhere = `/api/annotations/none/comments`;
  expect((await room.send(room.nils, 'post', nowhere, { text: 'Hm.' })).status).toBe(404);
  const none = `${room.path}/comments/none/resolution`;
  expect((await room.send(room.nils, 'post', none)).status).toBe(404);
});
