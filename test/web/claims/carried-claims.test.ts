import { afterAll, beforeAll, expect, test } from 'vitest';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { textsApart } from '../../cases/texts-apart.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

const text = 'It holds, an engineer said. It will not fall, a guard said.';

let room: Newsroom;
let other: Newsroom;

beforeAll(async () => {
  room = await openNewsroom();
  other = await openNewsroom();
});
afterAll(async () => {
  await room.close();
  await other.close();
});

test('claims that were joined, decided, set aside in part and rest on joined and rated sources say the same on the desk that imports them', async () => {
  const jonas = await room.bearer(room.jonas);
  const mira = await room.bearer(room.mira);
  const statements = ['The wall holds.', 'The wall will not fall.'];
  for (const [index, publisher] of ['The Post', 'The Ledger'].entries()) {
    const sent = {
      title: `The wall, by ${publisher}`,
      publisher,
      text: textsApart(text, publisher),
    };
    const { body: article } = await jonas.post('/api/articles').send(sent).expect(201);
    await jonas
      .post(`/api/articles/${article.id}/annotations`)
      .send({
        target: { exact: ['It holds', 'It will not fall'][index] },
        chain: `${['Ines Vega', 'I. Vega'][index]} -told-> ${publisher}`,
        claim: statements[index],
      })
      .expect(201);
  }
  const [first, second] = await claimsOf(room);
  const sources = (await mira.get('/api/sources?limit=200').expect(200)).body.items;
  const idOf = (name: string) =>
    sources.find((source: { name: string }) => source.name === name)?.id;
  await mira
    .post(`/api/sources/${idOf('Ines Vega')}/ratings`)
    .send({ reliability: 'B', reason: 'Twice right.' })
    .expect(201);
  await mira
    .post(`/api/sources/${idOf('I. Vega')}/merge`)
    .send({ into: idOf('Ines Vega') })
    .expect(201);
  await mira.post(`/api/claims/${second?.id}/merge`).send({ into: first?.id }).expect(201);
  const decided = {
    statement: first?.statement,
    state: 'confirmed',
    reason: 'The wall was looked at.',
  };
  await mira.put(`/api/claims/${first?.id}`).send(decided).expect(200);

  await mira
    .post(`/api/claims/${first?.id}/overrides`)
    .send({ code: 'single point of failure', reason: 'She measured it.' })
    .expect(201);

  const { text: file } = await mira.get('/api/report?format=json').buffer(true).expect(200);
  await importReport(other.desk, other.ada, file);
  const [was, is] = [await claimsOf(room), await claimsOf(other)];
  expect(was[0]?.sentence).toBe('Two articles, one independent source: both rest on Ines Vega.');
  expect(was[0]?.independence.warnings[0]).toMatchObject({
    override: { reason: 'She measured it.', by: { name: 'Mira Sen' } },
  });
  const unnamed = (claims: typeof was) =>
    JSON.parse(JSON.stringify(claims).replaceAll(/"by":\{[^}]*\}/gu, '"by":{}'));
  expect(unnamed(is)).toEqual(unnamed(was));
});

/** What the claims of a desk say, without who said it and when. */
async function claimsOf({ bearer, tom }: Newsroom) {
  const program = await bearer(tom);
  const { body } = await program.get('/api/claims').expect(200);
  const whole = body.items.map(async ({ id }: { id: string }) => {
    const { body: claim } = await program.get(`/api/claims/${id}`).expect(200);
    const { statement, state, reason, sentence, independence, annotations } = claim;
    return { id, statement, state, reason, sentence, independence, annotations };
  });
  return Promise.all(whole);
}
