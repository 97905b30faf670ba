import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { annotationShape } from '../../../src/web/annotations/annotation-answers.js';
import { verdictShape } from '../../../src/web/review/review-answers.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeEach(async () => {
  room = await openHarbour();
});
afterEach(() => room.close());

const why = 'The memo says three metres.';

function judge(body: object, by = room.nils) {
  return room.send(by, 'post', `${room.path}/verdicts`, body);
}

describe('a verdict', () => {
  test('is given, and answered with the status that follows', async () => {
    const { status, body } = await judge({ verdict: 'agree' });
    expect(status).toBe(201);
    expect(verdictShape.strict().parse(body)).toMatchObject({
      annotation: room.annotation.id,
      revision: 1,
      verdict: 'agree',
      on: 'whole',
      comment: null,
      by: { id: 'nils', name: 'Nils Oder' },
      at: '2026-03-02T09:00:00.000Z',
      current: true,
      status: 'agreed',
    });
  });

  test('on one hop stands in the list, and in the annotation’s counts', async () => {
    const { body: given } = await judge({ verdict: 'dispute', on: 'hop:2', comment: why });
    const { body: list } = await room.send(room.tom, 'get', `${room.path}/verdicts`);
    expect(list).toEqual({ items: [given], next: null });
    const { body } = await room.send(room.tom, 'get', room.path);
    expect(annotationShape.strict().parse(body)).toMatchObject({
      status: 'disputed',
      verdicts: { agree: 0, dispute: 1, unsure: 0 },
      settlement: null,
      contributors: [],
      round: null,
    });
  });

  test('of an earlier revision says so', async () => {
    await judge({ verdict: 'agree' });
    await room.change({ confidence: 'high' });
    const { body } = await room.send(room.tom, 'get', `${room.path}/verdicts`);
    expect(body.items).toMatchObject([{ revision: 1, current: false, status: 'unreviewed' }]);
  });

  test('of a revision that has moved on is answered with what stands', async () => {
    await room.change({ confidence: 'high' });
    const late = await judge({ verdict: 'agree', revision: 1 });
    const { body: current } = await room.send(room.nils, 'get', room.path);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'conflict', revision: 2, current });
    expect((await judge({ verdict: 'agree', revision: 2 })).status).toBe(201);
  });

  test('leaves a state that was seen before it good for If-Match', async () => {
    const program = await room.bearer(room.jonas);
    const { headers, body } = await program.get(room.path);
    await judge({ verdict: 'agree' });
    const { target, chain } = body;
    await program
      .put(room.path)
      .set('If-Match', headers.etag ?? '')
      .send({ target, chain: chain.notation })
      .expect(200);
  });

  test.each([
    [{}, 'verdict'],
    [{ verdict: 'like' }, 'verdict'],
    [{ verdict: 'dispute' }, 'comment'],
    [{ verdict: 'dispute', comment: '  ' }, 'comment'],
    [{ verdict: 'agree', on: 'note' }, 'on'],
    [{ verdict: 'agree', on: 'hop:0' }, 'on'],
    [{ verdict: 'agree', on: 'hop:4' }, 'on'],
    [{ verdict: 'agree', on: 7 }, 'on'],
    [{ verdict: 'agree', revision: 0 }, 'revision'],
    [{ verdict: 'agree', revision: '1' }, 'revision'],
    [{ verdict: 'agree', comment: 'x'.repeat(5001) }, 'comment'],
    [{ verdict: 'agree', comment: '\u0000' }, 'comment'],
    [{ verdict: 'agree', confirm: ['everything'] }, 'confirm.0'],
    [{ verdict: 'agree', coment: 'Yes.' }, 'coment'],
  ])('%j is refused at %s', async (body, field) => {
    const answer = await judge(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe(field);
  });

  test('is given by nobody on their own, and to what is there', async () => {
    expect((await judge({ verdict: 'agree' }, room.jonas)).status).toBe(403);
    expect((await judge({ verdict: 'agree' }, room.tom)).status).toBe(403);
    const nowhere = await room.send(room.nils, 'post', '/api/annotations/none/verdicts', {
      verdict: 'agree',
    });
    expect(nowhere.status).toBe(404);
  });

  test('is taken back by who gave it', async () => {
    const { body } = await judge({ verdict: 'agree' });
    const path = `${room.path}/verdicts/${body.id}`;
    expect((await room.send(room.mira, 'delete', path)).status).toBe(403);
    expect((await room.send(room.nils, 'delete', path)).status).toBe(204);
    expect((await room.send(room.nils, 'delete', path)).status).toBe(404);
    const annotation = await room.send(room.tom, 'get', room.path);
    expect(annotation.body).toMatchObject({ status: 'unreviewed', verdicts: { agree: 0 } });
  });

  test('names no confidential source unasked', async () => {
    await room.change({
      chain: 'Ines Vega (confidential) -told-> The Harbour Post',
      confirm: ['masking', 'identity'],
    });
    const named = { verdict: 'unsure', comment: 'Does Ines Vega know?' };
    const asked = await judge(named, room.mira);
    expect(asked.status).toBe(409);
    expect(asked.body.confirm).toEqual([{ code: 'identity', sentence: asked.body.detail }]);
    expect((await judge({ ...named, confirm: ['identity'] }, room.mira)).status).toBe(201);
    // Asking who may not know the name would tell them.
    expect((await judge(named, room.nils)).status).toBe(201);
  });
});

describe('a list of verdicts', () => {
  test('goes on where its page ended', async () => {
    for (const on of ['span', 'chain', 'claim']) await judge({ verdict: 'agree', on });
    const page = (query: string) =>
      room.send(room.tom, 'get', `${room.path}/verdicts?limit=2${query}`);
    const { body: first } = await page('');
    const { body: second } = await page(`&after=${first.next}`);
    const parts = [...first.items, ...second.items].map(({ on }: { on: string }) => on);
    expect(parts).toEqual(['span', 'chain', 'claim']);
    expect(second.next).toBeNull();
    expect((await page('&after=none')).status).toBe(422);
    expect((await room.send(room.tom, 'get', `${room.path}/verdicts?limit=0`)).status).toBe(422);
  });
});
