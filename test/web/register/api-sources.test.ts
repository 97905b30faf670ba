import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { claimShape, claimWithAnnotationsShape } from '../../../src/web/claims/claim-answers.js';
import { eventShape } from '../../../src/web/history/event-answers.js';
import { sourceShape } from '../../../src/web/register/source-answers.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

async function annotated() {
  const input = { title: 'The ferry', publisher: 'The Morning Ledger', text: '🚢 Ferries stop.' };
  const article = await addArticle(room.desk, room.jonas, articleInput.parse(input));
  const content = { target: { exact: 'stop' }, chain: 'Ida Brandt', claim: 'It stops.' };
  const parsed = annotationInput.parse(content);
  const { annotation } = await createAnnotation(room.desk, room.jonas, article.id, parsed);
  return { article, annotation, content };
}

describe('a source', () => {
  test('is entered, read and listed', async () => {
    const program = await room.bearer(room.mira);
    const sent = { name: 'Ida  Brandt', kind: 'person', aliases: ['I. B.'], reliability: 'B' };
    const { body, headers } = await program.post('/api/sources').send(sent).expect(201);
    expect(headers.location).toBe(`/api/sources/${body.id}`);
    expect(sourceShape.strict().parse(body)).toMatchObject({
      name: 'Ida Brandt',
      kind: 'person',
      aliases: ['I. B.'],
      reliability: 'B',
      ratings: [{ reliability: 'B', by: { id: 'mira', name: 'Mira Sen' }, reason: null }],
      annotations: 0,
    });
    await program.get(headers.location ?? '').expect(200, body);
    await program.get('/api/sources?q=bran').expect(200, { items: [body], next: null });
    await program.get('/api/sources?q=x').expect(200, { items: [], next: null });
    await program.get('/api/sources/none').expect(404);
  });

  test('of a name that another has in other spelling is asked about before it is entered', async () => {
    const program = await room.bearer(room.mira);
    await program.post('/api/sources').send({ name: 'José Müller' }).expect(201);
    for (const name of ['Jose Mueller', 'Jose Muller']) {
      const { body } = await program.post('/api/sources').send({ name }).expect(409);
      expect(body.confirm).toMatchObject([{ code: 'look-alike' }]);
    }
    await program.post('/api/sources').send({ name: 'Josie Muller' }).expect(201);
    const other = { name: 'Jose Muller', confirm: ['look-alike'] };
    await program.post('/api/sources').send(other).expect(201);
  });

  test('is rated by editors, with the reason', async () => {
    const editor = await room.bearer(room.mira);
    const { body } = await editor.post('/api/sources').send({ name: 'Ida Brandt' }).expect(201);
    const path = `/api/sources/${body.id}/ratings`;
    const rating = { reliability: 'D', reason: 'wrong twice' };
    const rated = await editor.post(path).send(rating).expect(201);
    expect(sourceShape.strict().parse(rated.body)).toMatchObject({
      reliability: 'D',
      version: 2,
      ratings: [rating],
    });
    await editor
      .post(path)
      .send({ ...rating, reliability: 'G' })
      .expect(422);
    await editor.post(path).send({ reliability: 'B', reason: ' ' }).expect(422);
    const annotator = await room.bearer(room.jonas);
    await annotator.post(path).send(rating).expect(403);
  });

  test.each([
    [{}, 'name'],
    [{ name: 'X', trust: 'A' }, 'trust'],
    [{ name: 'X', kind: 'robot' }, 'kind'],
    [{ name: 'Confidential source 9' }, 'name'],
  ])('sent as %j is refused at %s', async (sent, field) => {
    const program = await room.bearer(room.jonas);
    const { body } = await program.post('/api/sources').send(sent).expect(422);
    expect(body.errors[0].field).toBe(field);
  });

  test('is put right by editors; the name that it had stays as another name', async () => {
    const editor = await room.bearer(room.mira);
    const { body } = await editor.post('/api/sources').send({ name: 'Renata Olld' }).expect(201);
    const path = `/api/sources/${body.id}`;
    const tag = (await editor.get(path)).headers.etag ?? '';
    const right = { name: 'Renata Old', kind: 'person', description: 'Of the harbour board.' };
    const annotator = await room.bearer(room.jonas);
    await annotator.put(path).send(right).expect(403);
    const put = await editor.put(path).set('If-Match', tag).send(right).expect(200);
    expect(sourceShape.strict().parse(put.body)).toMatchObject({
      ...right,
      aliases: ['Renata Olld'],
      joinedInto: null,
    });
    await editor.put(path).set('If-Match', tag).send(right).expect(412);
    const short = { ...right, name: 'R. Old', keepName: false };
    expect((await editor.put(path).send(short).expect(200)).body.aliases).toEqual([]);
    await editor
      .put(path)
      .send({ ...right, name: 'Confidential source 3' })
      .expect(422);
    await editor
      .put(path)
      .send({ ...right, affiliation: body.id })
      .expect(422);
    const { items } = (await editor.get(`/api/history?subject=source/${body.id}`)).body;
    expect(items.map(({ sentence }: { sentence: string }) => sentence)).toContain(
      'Mira Sen changed the name from “Renata Olld” to “Renata Old”, added the kind “person”, added the other names “Renata Olld” and added the description “Of the harbour board.”',
    );
  });

  test('takes a name that another entry bears once somebody has said yes', async () => {
    const editor = await room.bearer(room.mira);
    await editor.post('/api/sources').send({ name: 'Sean O’Brien' }).expect(201);
    const { body } = await editor.post('/api/sources').send({ name: 'Shaun' }).expect(201);
    const path = `/api/sources/${body.id}`;
    const asked = await editor.put(path).send({ name: "Sean O'Brien" }).expect(409);
    expect(asked.body.detail).toContain('is a name of another entry already');
    expect(asked.body.confirm).toEqual([{ code: 'namesake', sentence: asked.body.detail }]);
    const said = { name: "Sean O'Brien", confirm: ['namesake'] };
    await editor.put(path).send(said).expect(200);
    const doubles = (await editor.get('/api/sources?doubles=true').expect(200)).body;
    expect(doubles).toMatchObject({
      items: [{ article: null, sources: [{}, {}] }],
      next: null,
    });
  });

  test('is joined with another and parted again', async () => {
    const editor = await room.bearer(room.mira);
    const made = async (name: string) =>
      (await editor.post('/api/sources').send({ name }).expect(201)).body;
    const [olld, old] = [await made('Renata Olld'), await made('Renata Old')];
    const merge = `/api/sources/${olld.id}/merge`;
    const annotator = await room.bearer(room.jonas);
    await annotator.post(merge).send({ into: old.id }).expect(403);
    await editor.post(merge).send({ into: 'nobody' }).expect(422);
    await editor.post(merge).send({ into: olld.id }).expect(422);
    const joined = await editor.post(merge).send({ into: old.id }).expect(201);
    expect(sourceShape.strict().parse(joined.body).joinedInto).toBe(old.id);
    expect((await editor.get(`/api/sources/${olld.id}`).expect(200)).body).toEqual(joined.body);
    const listed = (await editor.get('/api/sources').expect(200)).body.items;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([old.id]);
    await editor
      .post(`/api/sources/${olld.id}/ratings`)
      .send({ reliability: 'B', reason: 'known' })
      .expect(409);
    const { items } = (await editor.get(`/api/history?subject=source/${olld.id}`)).body;
    expect(items[0].sentence).toBe('Mira Sen joined Renata Olld into Renata Old.');
    const page = await (await room.signedIn(room.tom)).get(`/sources/${olld.id}`).expect(200);
    expect(wordsOf(pageOf(page.text), '.offer a')).toEqual([old.name]);
    await editor.delete(`/api/sources/${old.id}`).expect(409);
    await editor.delete(merge).expect(204);
    await editor.delete(merge).expect(409);
    await editor.delete(`/api/sources/${olld.id}`).expect(204);
    await editor.get(`/api/sources/${olld.id}`).expect(404);
  });

  test('that is confidential is answered as its pseudonym', async () => {
    const program = await room.bearer(room.jonas);
    const sent = { name: 'Ida Brandt', aliases: ['Ida'], confidential: true };
    const { text, body } = await program.post('/api/sources').send(sent).expect(201);
    expect(text).not.toContain('Ida');
    expect(body).toMatchObject({ name: 'Confidential source 1', confidential: true, aliases: [] });
  });

  test('is masked once that is said yes to, and its masking taken back', async () => {
    const editor = await room.bearer(room.mira);
    const { body: made } = await editor.post('/api/sources').send({ name: 'Ida Brandt' });
    const path = `/api/sources/${made.id}/masking`;
    const asked = await editor.post(path).send({}).expect(409);
    expect(asked.body.confirm).toEqual([{ code: 'masking', sentence: asked.body.detail }]);
    expect(asked.body.detail).not.toContain('texts');
    expect((await editor.get(path).expect(200)).body).toEqual({ items: [], restored: [] });
    await (await room.bearer(room.jonas))
      .post(path)
      .send({ confirm: ['masking'] })
      .expect(403);
    const { body, headers } = await editor
      .post(path)
      .send({ confirm: ['masking'] })
      .expect(201);
    expect(body).toMatchObject({ name: 'Confidential source 1', confidential: true });
    expect(headers.location).toBe(`/api/sources/${body.id}`);
    await editor.get(`/api/sources/${made.id}`).expect(404);
    await editor
      .post(path)
      .send({ confirm: ['masking'] })
      .expect(409);
    const back = await editor.delete(`/api/sources/${body.id}/masking`).expect(200);
    expect(back.body).toMatchObject({ id: made.id, name: 'Ida Brandt', confidential: false });
  });
});

test('a claim is listed, and names the annotations that speak of it', async () => {
  const { annotation, article } = await annotated();
  const program = await room.bearer(room.tom);
  const { body } = await program.get('/api/claims').expect(200);
  const [claim] = body.items;
  expect(claimShape.strict().parse(claim)).toMatchObject({
    statement: 'It stops.',
    state: 'open',
    annotations: 1,
  });
  const one = await program.get(`/api/claims/${claim.id}`).expect(200);
  expect(claimWithAnnotationsShape.strict().parse(one.body)).toEqual({
    ...claim,
    annotations: [{ id: annotation.id, article: article.id, stance: 'asserts' }],
  });
  await program.get('/api/claims/none').expect(404);
});

test('the history tells in sentences what changed, the newest first', async () => {
  const { annotation, article, content } = await annotated();
  const revised = annotationInput.parse({ ...content, confidence: 'low' });
  await reviseAnnotation(room.desk, room.mira, annotation.id, revised, etag(annotation));
  const program = await room.bearer(room.tom);
  const of = async (query: string) => (await program.get(`/api/history?${query}`).expect(200)).body;
  const { items } = await of(`subject=annotation/${annotation.id}`);
  expect(items.map((item: unknown) => eventShape.strict().parse(item))).toMatchObject([
    { action: 'annotation.revised', by: { name: 'Mira Sen' }, fields: ['confidence'] },
    { action: 'annotation.created', subject: { kind: 'annotation', id: annotation.id } },
  ]);
  expect(items[0].sentence).toMatch(/^Mira Sen .*low.*\.$/u);
  expect((await of(`subject=${annotation.id}`)).items).toEqual(items);
  expect((await of(`article=${article.id}`)).items).toHaveLength(3);
  const first = await of('limit=1');
  const second = await of(`limit=1&after=${first.next}`);
  expect([...first.items, ...second.items]).toEqual((await of('limit=2')).items);
});
