import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { maxEvidence, maxHolders, maxHops } from '../../../src/domain/chain/ground-rules.js';
import { nameKey } from '../../../src/domain/register/name.js';
import { bodyOf } from '../../../src/web/api/api-input.js';
import { readJson } from '../../../src/web/http/json-bounds.js';
import { turnsOfOthers } from '../../turns-of-others.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeAll(async () => {
  room = await openHarbour();
});
afterAll(() => room.close());

const target = { exact: 'raised by two metres' };

function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** As many hops, holders and pieces of evidence as a chain may have. */
function longestChain(piece: object = { page: '7' }): { holders: object[] }[] {
  const evidence = times(maxEvidence, () => piece);
  const holders = times(maxHolders, (holder) => ({ name: `Source ${holder}`, evidence }));
  return times(maxHops, () => ({ holders }));
}

const confirm = ['look-alike', 'one-name'];
const annotations = () => `/api/articles/${room.annotation.article}/annotations`;

describe('the longest chain that there may be', () => {
  test('goes out and comes back as it was, to the byte', async () => {
    const program = await room.bearer(room.jonas);
    const made = await program.post(annotations()).send({ target, confirm, chain: longestChain() });
    expect([made.status, made.body.detail]).toEqual([201, undefined]);
    const path = `/api/annotations/${made.body.id}`;
    const before = await program.get(path);
    expect(JSON.stringify(before.body.chain).match(/[,[{]/gu)?.length).toBeGreaterThan(100_000);
    const { body } = before;
    const mine = { target: body.target, confidence: body.confidence, note: body.note };
    for (const chain of [body.chain, body.chain.hops]) {
      const put = await program
        .put(path)
        .set('If-Match', before.headers.etag ?? '')
        .send({ ...mine, chain });
      expect([put.status, put.body.detail]).toEqual([200, undefined]);
      const after = await program.get(path);
      expect(after.text === before.text).toBe(true);
    }
    const proposed = await (await room.bearer(room.nils))
      .post(`${path}/proposals`)
      .send({ chain: body.chain, confidence: 'low', reason: 'Nobody checked it.' });
    expect([proposed.status, proposed.body.detail]).toEqual([201, undefined]);
  });

  test('with faults everywhere is refused in a sentence, with the first ones of its first hop', async () => {
    const program = await room.bearer(room.jonas);
    const { status, body } = await program
      .post(annotations())
      .send({ target, chain: { hops: longestChain({ page: 7, time: 8, url: 9 }) } });
    expect(status).toBe(422);
    expect(body.detail).toBe('This has to be a text.');
    expect(body.errors).toHaveLength(200);
    expect(body.errors[0].field).toBe('chain.hops.0.holders.0.evidence.0.url');
  });

  test('is looked at as a whole too', async () => {
    const program = await room.bearer(room.jonas);
    const hops = longestChain({ page: '7', time: '8' });
    const send = async (chain: unknown) =>
      (await program.post(annotations()).send({ target, chain })).body;
    expect(await send([...hops, ...hops])).toMatchObject({
      status: 422,
      detail: 'A chain has at most 40 hops.',
    });
    expect(await send({ notation: 'Somebody -> Somebody else', hops })).toMatchObject({
      status: 422,
      errors: [{ field: 'chain.notation' }],
    });
    const last = { holders: [{ name: 'Source 1', firstHand: true }] };
    expect(await send([...hops.slice(1), last])).toMatchObject({
      status: 422,
      errors: [{ field: 'chain.39.firstHand' }],
    });
  });

  test('gives others a turn after each hop', async () => {
    const chain = longestChain({ page: '7', time: '8' });
    const sent = readJson(Buffer.from(JSON.stringify({ target, chain })));
    const turns = turnsOfOthers();
    const { chain: read } = await bodyOf(annotationInput, sent);
    expect(turns()).toBeGreaterThanOrEqual(maxHops);
    expect(read).toEqual(annotationInput.parse({ target, chain }).chain);
  });

  const names = (of: string) =>
    times(maxHops, (hop) => ({
      holders: times(maxHolders, (at) => ({ name: `${of} ${hop}.${at}` })),
    }));
  const inputOf = (chain: unknown) => annotationInput.parse({ target, confirm, chain });
  const save = (chain: unknown) =>
    createAnnotation(room.desk, room.jonas, room.annotation.article, inputOf(chain));

  test('is saved in turns: each name is resolved and looked at by itself', async () => {
    const chain = names('Source');
    const turns = turnsOfOthers();
    const { newSources } = await save(chain);
    expect(newSources).toHaveLength(maxHops * maxHolders);
    expect(turns()).toBeGreaterThan(3 * maxHops * maxHolders);
  });

  test('meets what others enter meanwhile', async () => {
    const chain = names('Witness');
    turnsOfOthers();
    const saving = save(chain);
    for (let turn = 0; turn < maxHops * maxHolders; turn += 1) await nextTurn();
    const { newSources } = await save('Witness 7.7');
    const saved = await saving;
    expect(saved.annotation.chain[7]?.holders[7]?.source).toBe(newSources[0]?.id);
    expect(saved.newSources).toHaveLength(maxHops * maxHolders - 1);
  });

  test('is not put in the place of what others save meanwhile', async () => {
    const { annotation } = await save('Somebody');
    const { desk, jonas } = room;
    turnsOfOthers();
    const change = (chain: unknown) =>
      reviseAnnotation(desk, jonas, annotation.id, inputOf(chain), etag(annotation));
    const saving = change(names('Bystander'));
    const refused = expect(saving).rejects.toMatchObject({ code: 'stale' });
    for (let turn = 0; turn < maxHops * maxHolders; turn += 1) await nextTurn();
    const short = await change('Somebody else');
    await refused;
    expect(await desk.store.get('annotations', annotation.id)).toEqual(short.annotation);
    const entered = await desk.store.count('sources', 'name', nameKey('Bystander 0.0'));
    expect(entered).toBe(0);
  });
});

describe('a body with more values than are read in one go', () => {
  const many = JSON.stringify(times(9000, () => ({ a: 1 })));
  const list = `[${many}, ${many}]`;
  const told = 'This has more than 20,000 values, which is more than can be taken in.';

  test.each([
    ['that lists no hops', `{"labels":${list}}`],
    ['whose chain is given twice', `{"chain":${list},"chain":"?"}`],
    ['with two lists of hops', `{"chain":${list},"chain":{"hops":${list}}}`],
    ['whose list is not the chain’s', `{"chain":{"summary":${list}}}`],
    ['whose chain is named within something else', `{"note":{"chain":${list}}}`],
    ['with one hop of so many', `{"chain":[${JSON.stringify(times(30_000, () => 1))}]}`],
  ])('%s is refused before it is read', (_, json) => {
    expect(() => readJson(Buffer.from(json))).toThrow(told);
  });

  const hops = longestChain({ page: '7', time: '8' }).map((hop) => JSON.stringify(hop));
  const [hop = '', ...others] = hops;

  test.each([
    ['a comma too many', `{"chain":[${others},]}`],
    ['no comma', `{"chain":[${others} ${hop}]}`],
    ['nothing between two commas', `{"chain":[${others.slice(1)},,${hop}]}`],
    ['another bracket at its end', `{"chain":[${hops}}`],
    ['no end', `{"chain":[${hops}`],
    ['something behind it', `{"chain":[${hops}]1}`],
    ['a broken hop', `{"chain":[${others},${hop.slice(0, -2)}}]}`],
  ])('is no JSON with %s', async (_, json) => {
    const read = async () => bodyOf(z.object({ chain: z.unknown() }), readJson(Buffer.from(json)));
    await expect(read()).rejects.toMatchObject({
      code: expect.stringMatching(/unreadable|large/u),
    });
  });
});
