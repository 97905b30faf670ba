import { afterEach, beforeEach, expect, test } from 'vitest';
import { settledShape } from '../../../src/web/review/review-answers.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeEach(async () => {
  room = await openHarbour();
  const dispute = { verdict: 'dispute', on: 'claim', comment: 'It is three.' };
  await room.send(room.nils, 'post', `${room.path}/verdicts`, dispute);
});
afterEach(() => room.close());

const upheld = { outcome: 'upheld', reason: 'The plan says two.' };

function settle(body: object, by = room.mira) {
  return room.send(by, 'post', `${room.path}/settlement`, body);
}

test('a dispute is settled by an editor, and the annotation says so', async () => {
  const { status, body } = await settle(upheld);
  expect(status).toBe(201);
  const { annotation, status: settled, ...settlement } = settledShape.strict().parse(body);
  expect([annotation, settled]).toEqual([room.annotation.id, 'settled']);
  expect(settlement).toMatchObject({ ...upheld, revision: 1, by: { name: 'Mira Sen' } });
  const { body: answer } = await room.send(room.tom, 'get', room.path);
  expect(answer).toMatchObject({ status: 'settled', settlement, verdicts: { dispute: 1 } });
  expect((await settle(upheld)).status).toBe(409);
});

test('what has moved on is answered with what stands', async () => {
  await room.change({ confidence: 'high' });
  const { status, body } = await settle({ ...upheld, revision: 1 });
  expect(status).toBe(409);
  expect(body.current).toMatchObject({ revision: 2, status: 'disputed' });
});

test.each([
  [{ reason: 'So.' }, 'outcome'],
  [{ outcome: 'won', reason: 'So.' }, 'outcome'],
  [{ outcome: 'upheld' }, 'reason'],
  [{ outcome: 'upheld', reason: '' }, 'reason'],
  [{ ...upheld, status: 'settled' }, 'status'],
])('%j is refused at %s', async (body, field) => {
  const answer = await settle(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors[0].field).toBe(field);
});

test.each(['jonas', 'nils', 'tom'] as const)('%s settles nothing', async (who) => {
  expect((await settle(upheld, room[who])).status).toBe(403);
});
