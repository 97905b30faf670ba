import { afterEach, beforeEach, expect, test } from 'vitest';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { openNewsroom } from '../../newsroom.js';
import { first, openToBeCorrected, second, type ToBeCorrected } from './to-be-corrected.js';

let room: ToBeCorrected['room'];
let article: ToBeCorrected['article'];
let annotate: ToBeCorrected['annotate'];
let api: ToBeCorrected['api'];
beforeEach(async () => {
  ({ room, article, annotate, api } = await openToBeCorrected());
});
afterEach(() => room.close());

async function newEdition(text: string): Promise<void> {
  const sent = (await api()).post(`/api/articles/${article.id}/editions`).send({ text });
  await sent.expect(201);
}

async function takeBack(edition: number): Promise<void> {
  const mira = await room.signedIn(room.mira);
  await mira.post(`/articles/${article.id}/editions/${edition}/removal`).expect(303);
}

/** What an annotation's history tells, the oldest first, without who made it. */
async function historyOf(annotation: string): Promise<string[]> {
  const asked = (await api()).get(`/api/history?subject=annotation/${annotation}`);
  const { body } = await asked.expect(200);
  const items = body.items as { at: string; sentence: string }[];
  return items
    .map(({ sentence }) => sentence)
    .toReversed()
    .slice(1);
}

const boat = 'A boat lies at the quay.';

test('an annotation’s history tells which edition took its place, why, and which gave it back', async () => {
  const { id } = await annotate(boat);
  await newEdition(second);
  await newEdition(second.replace('15', '16'));
  await newEdition(first);
  expect(await historyOf(id)).toEqual([
    `Mira Sen brought in edition 2, in which its passage no longer stands, “${boat}”: Its passage was removed.`,
    `Mira Sen brought in edition 4, in which its passage stands again, “${boat}”`,
  ]);
});

test('nothing is told of an annotation that stays, or moves with its text', async () => {
  const { id } = await annotate('Nobody asked the crew');
  await newEdition(second);
  expect(await historyOf(id)).toEqual([]);
});

test('an edition that is taken back is told of where it had changed something, deleted meanwhile or not', async () => {
  const [lost, changed, kept, deleted] = [
    await annotate(boat),
    await annotate('12 people'),
    await annotate('Nobody asked the crew'),
    await annotate('lies at the quay'),
  ];
  const { headers } = await (await api()).get(`/api/annotations/${deleted.id}`).expect(200);
  const deletion = (await api()).delete(`/api/annotations/${deleted.id}`);
  await deletion.set('If-Match', headers.etag ?? '').expect(204);
  await newEdition(second);
  await takeBack(2);
  for (const { id } of [lost, changed])
    expect((await historyOf(id)).at(-1)).toBe('Mira Sen took edition 2 back.');
  expect(await historyOf(kept.id)).toEqual([]);
  const { items } = await room.store.find('events', 'subject', { key: `annotation/${deleted.id}` });
  expect(items.map(({ action }) => action)).toEqual([
    'annotation.created',
    'annotation.deleted',
    'annotation.carried',
    'annotation.carried',
  ]);
});

test('what editions did goes with an annotation to another desk, and says the same there', async () => {
  const { id } = await annotate(boat);
  await newEdition(second);
  await newEdition(first);
  await takeBack(3);
  const told = await historyOf(id);
  expect(told).toHaveLength(3);
  const { text } = await (await api())
    .get(`/api/articles/${article.id}/report?format=json`)
    .expect(200);
  const elsewhere = await openNewsroom();
  try {
    await importReport(elsewhere.desk, elsewhere.ada, text);
    const { items } = await elsewhere.store.find('annotations', 'all', { key: '' });
    const asked = (await elsewhere.bearer(elsewhere.mira)).get(
      `/api/history?subject=annotation/${items[0]?.id}`,
    );
    const { body } = await asked.expect(200);
    const sentences = (body.items as { sentence: string }[]).map(({ sentence }) => sentence);
    const words = sentences.join('\n');
    for (const sentence of told) expect(words).toContain(sentence.slice('Mira Sen'.length));
  } finally {
    await elsewhere.close();
  }
});

test('positions in a report’s history count in the edition in which they held, whatever editions came and went', async () => {
  const text = `😀 ${first}`;
  await newEdition(text);
  const { id } = await annotate(boat);
  await newEdition(text.replace(`😀 ${boat}`, 'The boat has gone.'));
  await takeBack(3);
  const { body, headers } = await (await api()).get(`/api/annotations/${id}`).expect(200);
  await (await api())
    .put(`/api/annotations/${id}`)
    .set('If-Match', headers.etag ?? '')
    .send({ target: { exact: 'boat lies' }, chain: body.chain.notation })
    .expect(200);
  await newEdition('Something else altogether.');
  const report = await (await api())
    .get(`/api/articles/${article.id}/report?format=json`)
    .expect(200);
  const [{ events }] = JSON.parse(report.text).articles;
  const revised = events.find(({ action }: { action: string }) => action === 'annotation.revised');
  expect(revised.before.target).toMatchObject({ exact: boat, start: 2 });
  expect(revised.after.target).toMatchObject({ exact: 'boat lies', start: 4 });
});
