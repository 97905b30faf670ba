import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reopenProposal } from '../../../src/desk/review/proposal-decisions.js';
import { annotationShape } from '../../../src/web/annotations/annotation-answers.js';
import { madeProposalShape, proposalShape } from '../../../src/web/review/proposal-answers.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeEach(async () => {
  room = await openHarbour();
});
afterEach(() => room.close());

const reason = 'The crew told us.';
const chain = 'Ines Vega -told-> Harbour crew (group) -> The Harbour Post';

function make(body: object, by = room.nils) {
  return room.send(by, 'post', `${room.path}/proposals`, { reason, ...body });
}

function decide(id: string, verb: string, by = room.jonas, body?: object) {
  return room.send(by, 'post', `/api/proposals/${id}/${verb}`, body);
}

describe('a proposal', () => {
  test('is made, and answered whole, its positions in code points', async () => {
    const target = { exact: 'will be raised by two metres' };
    const { status, body } = await make({ target, chain, credibility: 2 });
    expect(status).toBe(201);
    const answer = madeProposalShape.strict().parse(body);
    expect(answer).toMatchObject({
      annotation: room.annotation.id,
      revision: 1,
      by: { id: 'nils', name: 'Nils Oder' },
      reason,
      parts: ['span', 'chain', 'credibility'],
      target: { ...target, start: 20, end: 48 },
      confidence: 'low',
      credibility: 2,
      claim: { statement: 'The wall grows by two metres.' },
      moved: [],
      outcome: null,
      newSources: [{ name: 'Harbour crew' }],
    });
    expect(answer.chain.hops.map(({ holders }) => holders[0]?.source.name)).toEqual([
      'Ines Vega',
      'Harbour crew',
      'The Harbour Post',
    ]);
    const { body: list } = await room.send(room.tom, 'get', `${room.path}/proposals`);
    const { warnings: _warnings, newSources: _sources, ...listed } = body;
    expect(list).toEqual({ items: [listed], next: null });
    proposalShape.strict().parse(list.items[0]);
  });

  test('is taken over: the answer is the annotation, with its ETag and who is credited', async () => {
    const { body: made } = await make({ chain, confidence: 'high' });
    const { status, body, headers } = await decide(made.id, 'acceptance');
    expect(status).toBe(200);
    expect(headers.etag).toBe('"r2.v3"');
    expect(annotationShape.strict().parse(body)).toMatchObject({
      revision: 2,
      confidence: 'high',
      creator: { id: 'jonas' },
      contributors: [{ id: 'nils', name: 'Nils Oder' }],
      status: 'unreviewed',
    });
    const { body: list } = await room.send(room.tom, 'get', `${room.path}/proposals`);
    expect(proposalShape.strict().parse(list.items[0]).outcome).toMatchObject({
      decision: 'accepted',
      parts: ['chain', 'confidence'],
      revision: 2,
      by: { id: 'jonas' },
    });
    expect((await decide(made.id, 'acceptance')).status).toBe(409);
  });

  test('is taken over in parts', async () => {
    const { body: made } = await make({ chain, confidence: 'high' });
    const { body } = await decide(made.id, 'acceptance', room.mira, { parts: ['confidence'] });
    expect(body).toMatchObject({ confidence: 'high', chain: { summary: { unnamed: 0 } } });
    expect(body.chain.notation).toContain('Harbour memo');
  });

  test('is taken over hop by hop, once, and that is undone as any other', async () => {
    const before = (await room.send(room.tom, 'get', room.path)).body.chain;
    const { body: made } = await make({ chain });
    const parts = ['hop:2'];
    const taken = await decide(made.id, 'acceptance', room.jonas, { parts, revision: 1 });
    expect(taken.body.chain.notation).toContain('Harbour crew');
    const again = await decide(made.id, 'acceptance', room.jonas, { parts, revision: 1 });
    expect([again.status, again.body.revision]).toEqual([200, 2]);
    const others = { parts: ['hop:2', 'hop:-2'], revision: 1 };
    expect((await decide(made.id, 'acceptance', room.jonas, others)).status).toBe(409);
    const { body } = await room.send(room.tom, 'get', `/api/proposals/${made.id}`);
    expect(proposalShape.strict().parse(body).outcome).toMatchObject({
      parts: ['chain'],
      hops: parts,
    });
    await reopenProposal(room.desk, room.jonas, made.id);
    const undone = await room.send(room.tom, 'get', room.path);
    expect(undone.body.chain).toEqual(before);
  });

  test.each([['hop:9'], ['hop:-9'], ['hop:1.5'], ['hop:'], ['hops']])(
    'is not taken over with a part %s',
    async (part) => {
      const { body: made } = await make({ chain });
      const refused = await decide(made.id, 'acceptance', room.jonas, { parts: [part] });
      expect(refused.status).toBe(422);
    },
  );

  test('to what was changed since is looked at again, beside what stands', async () => {
    const { body: made } = await make({ confidence: 'high' });
    await room.change({ confidence: 'moderate' });
    const { body: list } = await room.send(room.tom, 'get', `${room.path}/proposals`);
    expect(list.items).toMatchObject([{ moved: ['confidence'] }]);
    const late = await decide(made.id, 'acceptance');
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ moved: ['confidence'], current: { confidence: 'moderate' } });
    const seen = await decide(made.id, 'acceptance', room.jonas, { revision: 2 });
    expect(seen.body).toMatchObject({ revision: 3, confidence: 'high' });
  });

  test('is declined with a reason, or taken back by who made it', async () => {
    const [declined, withdrawn] = [await make({ confidence: 'high' }), await make({ chain })];
    const refusal = { reason: 'One source only.' };
    const { body } = await decide(declined.body.id, 'refusal', room.jonas, refusal);
    expect(proposalShape.strict().parse(body).outcome).toMatchObject({
      decision: 'declined',
      ...refusal,
      by: { name: 'Jonas Ek' },
    });
    const back = await decide(withdrawn.body.id, 'withdrawal', room.nils);
    expect(proposalShape.strict().parse(back.body).outcome).toMatchObject({
      decision: 'withdrawn',
    });
  });

  test('to a revision that has moved on is answered with what stands', async () => {
    await room.change({ confidence: 'high' });
    const { status, body } = await make({ credibility: 2, revision: 1 });
    expect(status).toBe(409);
    expect(body).toMatchObject({ revision: 2, current: { revision: 2, confidence: 'high' } });
  });

  test('names no confidential source unasked', async () => {
    const secret = { chain: 'Harbour mole (confidential) -told-> The Harbour Post' };
    const named = { ...secret, reason: 'Harbour mole told me.' };
    const asked = await make(named);
    expect(asked.status).toBe(409);
    expect(asked.body.confirm).toEqual([{ code: 'identity', sentence: asked.body.detail }]);
    const made = await make({ ...secret, reason: 'I was told.' });
    expect(made.status).toBe(201);
    expect(made.text).not.toContain('Harbour mole');
    const refusal = { reason: 'Harbour mole can’t know.' };
    const declined = await decide(made.body.id, 'refusal', room.mira, refusal);
    expect(declined.status).toBe(409);
  });

  test.each([
    ['how another is described', { chain: [{ name: 'Clerk', as: 'who knows the Harbour mole' }] }],
    ['a claim', { chain: 'Clerk -> The Harbour Post', claim: 'The harbour mole invented it.' }],
    ['its reason', { chain: 'Clerk -> The Harbour Post', reason: 'Not the Harbour mole.' }],
  ])(
    'names the one in whose place it puts another unasked nowhere: not in %s',
    async (_, fields) => {
      const chain = 'Harbour mole (confidential) -told-> The Harbour Post';
      const secret = await make({ chain });
      expect((await decide(secret.body.id, 'acceptance')).status).toBe(200);
      const asked = await make(fields, room.mira);
      expect(asked.status).toBe(409);
      expect(asked.body.confirm).toEqual([{ code: 'identity', sentence: asked.body.detail }]);
    },
  );
});

test.each([
  [{ confidence: 'high', reason: '' }, 'reason'],
  [{ confidence: 'high', reason: null }, 'reason'],
  [{ confidence: 'certain' }, 'confidence'],
  [{ credibility: 9 }, 'credibility'],
  [{ chain: '' }, 'chain'],
  [{ chain: 'Ines Vega ->' }, 'chain'],
  [{ chain: [] }, 'chain'],
  [{ target: 'raised' }, 'target'],
  [{ target: { exact: 'raised', begin: 1 } }, 'target.begin'],
  [{ target: { exact: 'a tram' } }, 'exact'],
  [{ claim: { id: 'none' } }, 'claim'],
  [{ note: 'Ask.' }, 'note'],
  [{ revision: 1.5, confidence: 'high' }, 'revision'],
])('the proposal %j is refused at %s', async (body, field) => {
  const answer = await make(body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors[0].field).toBe(field);
});

test.each([
  ['acceptance', { parts: ['note'] }, 'parts.0'],
  ['acceptance', { parts: [] }, 'parts'],
  ['acceptance', { parts: ['chain'] }, 'parts'],
  ['acceptance', { part: ['confidence'] }, 'part'],
  ['refusal', {}, 'reason'],
  ['refusal', { reason: ' ' }, 'reason'],
])('the %s %j is refused at %s', async (verb, body, field) => {
  const { body: made } = await make({ confidence: 'high' });
  const answer = await decide(made.id, verb, room.jonas, body);
  expect(answer.status).toBe(422);
  expect(answer.body.errors[0].field).toBe(field);
});

test.each([
  ['acceptance', 'nils', 403],
  ['refusal', 'nils', 403],
  ['withdrawal', 'mira', 403],
  ['acceptance', 'tom', 403],
  ['acceptance', 'mira', 200],
] as const)('the %s by %s is answered %i', async (verb, who, expected) => {
  const { body: made } = await make({ confidence: 'high' });
  const body = verb === 'refusal' ? { reason: 'No.' } : undefined;
  expect((await decide(made.id, verb, room[who], body)).status).toBe(expected);
});

test.each(['acceptance', 'refusal', 'withdrawal'])('the %s of none is not found', async (verb) => {
  const body = verb === 'refusal' ? { reason: 'No.' } : undefined;
  expect((await decide('none', verb, room.mira, body)).status).toBe(404);
});
