import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../src/desk/register/ratings.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import type { Store } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { folder } from '../../store/file/folder.js';
import { openMemoryStore } from '../../store/memory.js';
import { oneAfterAnother } from '../../store/postgres/postgres.js';

/*
 * What many do at one moment comes to what it would have come to had they done it one after
 * another, whatever the store.
 */

const silent = { warn: () => {} };
const inPostgres = oneAfterAnother();
const stores: [string, () => Promise<Store>][] = [
  ['in memory', async () => openMemoryStore()],
  [
    'in a file',
    async () => openLowdbStore(join(await folder(), 'db.json'), { mode: 'write', log: silent }),
  ],
  ['in PostgreSQL', inPostgres],
];

const words = Array.from({ length: 30 }, (_, n) => `The clerk said no ${n} times.`);
const chain = 'Ida Brandt -told-> a clerk (unnamed) -told-> The Morning Ledger';

describe.each(stores)('%s', (_name, open) => {
  async function newsroom(): Promise<Newsroom> {
    const room = await openNewsroom({ store: await open() });
    onTestFinished(() => room.close());
    return room;
  }

  test.each([2, 8, 30])('%i saves that name the same new source enter it once', async (many) => {
    const room = await newsroom();
    const { id } = await article(room);
    const people = await Promise.all([room.jonas, room.nils, room.mira].map(room.bearer));
    const save = (exact: string, n: number) =>
      people[n % 3]?.post(`/api/articles/${id}/annotations`).send({ target: { exact }, chain });
    const answers = await Promise.all(words.slice(0, many).map(save));
    expect(statuses(answers)).toEqual({ 201: many });
    expect(await entries(room, 'ida brandt')).toBe(1);
    expect(await entries(room, 'the morning ledger')).toBe(1);
    expect((await save('The clerk said no 3 times.', 0))?.status).toBe(201);
    expect(await entries(room, 'ida brandt')).toBe(1);
  });

  test('saves that name the same new confidential source enter it once', async () => {
    const room = await newsroom();
    const { id } = await article(room);
    const mira = await room.bearer(room.mira);
    const save = (exact: string) =>
      mira
        .post(`/api/articles/${id}/annotations`)
        .send({ target: { exact }, chain: 'Ada Stone (confidential) -told-> The Morning Ledger' });
    expect(statuses(await Promise.all(words.slice(0, 8).map(save)))).toEqual({ 201: 8 });
    expect(await room.store.count('identities', 'name', 'ada stone')).toBe(1);
  });

  test.each([30, 60])('of %i revisions one is saved, the others are stale', async (many) => {
    const room = await newsroom();
    const annotation = await annotated(room);
    const { jonas } = room;
    const program = await room.bearer(jonas);
    const content = { target: { exact: words[0] }, chain };
    const answers = await Promise.all(
      Array.from({ length: many }, (_, n) =>
        program
          .put(`/api/annotations/${annotation.id}`)
          .set('If-Match', etag(annotation))
          .send({ ...content, note: `Asked ${n} times.` }),
      ),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 412: many - 1 });
    const saved = answers.find(({ status }) => status === 200)?.body;
    expect((await stored(room, annotation)).note).toBe(saved.note);
  });

  test.each([30, 60])('of %i forms one is saved, the others are stale', async (many) => {
    const room = await newsroom();
    const annotation = await annotated(room);
    const browser = await room.signedIn(room.jonas);
    const answers = await Promise.all(
      Array.from({ length: many }, (_, n) =>
        browser
          .post(`/annotations/${annotation.id}`)
          .type('form')
          .send({ exact: words[0], chain, note: `Asked ${n} times.`, seen: etag(annotation) }),
      ),
    );
    expect(statuses(answers)).toEqual({ 303: 1, 412: many - 1 });
  });

  test.each([30, 60])('%i comments and as many verdicts are all saved', async (many) => {
    const room = await newsroom();
    const annotation = await annotated(room);
    const people = await Promise.all([room.nils, room.mira].map(room.bearer));
    const path = `/api/annotations/${annotation.id}`;
    const sent = Array.from({ length: many }, (_, n) => [
      people[n % 2]?.post(`${path}/comments`).send({ text: `I asked ${n} times.` }),
      people[n % 2]?.post(`${path}/verdicts`).send({ verdict: n % 4 < 2 ? 'agree' : 'unsure' }),
    ]);
    expect(statuses(await Promise.all(sent.flat()))).toEqual({ 201: 2 * many });
    const { comments, verdicts } = await stored(room, annotation);
    const texts = Array.from({ length: many }, (_, n) => `I asked ${n} times.`);
    expect(comments.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
    expect(verdicts.map(({ by }) => by).toSorted()).toEqual(['mira', 'nils']);
  });

  test('comments are all saved beside revisions, of which one is', async () => {
    const room = await newsroom();
    const annotation = await annotated(room);
    const [jonas, mira] = [await room.bearer(room.jonas), await room.bearer(room.mira)];
    const path = `/api/annotations/${annotation.id}`;
    const content = { target: { exact: words[0] }, chain, confidence: 'low' };
    const numbers = Array.from({ length: 30 }, (_, n) => n);
    const [revisions, comments] = await Promise.all([
      Promise.all(
        numbers.map((n) =>
          jonas
            .put(path)
            .set('If-Match', etag(annotation))
            .send({ ...content, note: `Asked ${n} times.` }),
        ),
      ),
      Promise.all(numbers.map((n) => mira.post(`${path}/comments`).send({ text: `Asked ${n}.` }))),
    ]);
    expect(statuses(revisions)).toEqual({ 200: 1, 412: 29 });
    expect(statuses(comments)).toEqual({ 201: 30 });
  });

  test('saves that make a claim of one wording make it once', async () => {
    const room = await newsroom();
    const { id } = await article(room);
    const program = await room.bearer(room.jonas);
    const save = (exact: string, n: number) =>
      program.post(`/api/articles/${id}/annotations`).send({
        target: { exact },
        chain,
        claim: n % 2 ? 'The clerk said no.' : 'the clerk SAID no.',
      });
    expect(statuses(await Promise.all(words.map(save)))).toEqual({ 201: 30 });
    expect(await room.store.count('claims', 'all', '')).toBe(1);
  });

  test('sources that are made confidential get a pseudonym each', async () => {
    const room = await newsroom();
    const names = ['Ada Stone', 'Ben Marsh', 'Cleo Hale', 'Dan Frost', 'Eva Reed', 'Finn Moor'];
    const sources = await Promise.all(
      names.map((name) => addSource(room.desk, room.mira, parse(sourceInput, { name }))),
    );
    const masked = await Promise.all([
      ...sources.map(({ id }) => maskSource(room.desk, room.mira, id)),
      ...names.map((name) =>
        addSource(
          room.desk,
          room.mira,
          parse(sourceInput, { name: `${name} II`, confidential: true }),
        ),
      ),
    ]);
    expect(new Set(masked.map(({ name }) => name)).size).toBe(12);
  });

  test('ratings of one source are all kept', async () => {
    const room = await newsroom();
    const { id } = await addSource(room.desk, room.mira, parse(sourceInput, { name: 'Ada Stone' }));
    const rate = (_: string, n: number) =>
      rateSource(room.desk, room.mira, id, { reliability: 'B', reason: `Right ${n} times.` });
    await Promise.all(words.map(rate));
    expect((await room.store.get('sources', id))?.ratings).toHaveLength(30);
  });

  test('articles of one new publisher, and what is said of them, enter it once', async () => {
    const room = await newsroom();
    const program = await room.bearer(room.jonas);
    const work = async (exact: string) => {
      const sent = { title: exact, publisher: 'The Evening Sun', text: words.join(' ') };
      const { body, status } = await program.post('/api/articles').send(sent);
      const said = { target: { exact }, chain: 'Ida Brandt -told-> The Evening Sun' };
      const saved = await program.post(`/api/articles/${body.id}/annotations`).send(said);
      return [status, saved.status];
    };
    const answers = await Promise.all(words.slice(0, 8).map(work));
    expect(answers).toEqual(Array(8).fill([201, 201]));
    expect(await entries(room, 'the evening sun')).toBe(1);
  });
});

function article({ desk, jonas }: Newsroom): Promise<Article> {
  const fields = { title: 'The clerk', publisher: 'The Morning Ledger', text: words.join(' ') };
  return addArticle(desk, jonas, parse(articleInput, fields));
}

async function annotated(room: Newsroom): Promise<Annotation> {
  const { id } = await article(room);
  const input = parse(annotationInput, { target: { exact: words[0] }, chain });
  return (await createAnnotation(room.desk, room.jonas, id, input)).annotation;
}

async function stored({ store }: Newsroom, { id }: Annotation): Promise<Annotation> {
  const annotation = await store.get('annotations', id);
  if (!annotation) throw new Error('The annotation is gone.');
  return annotation;
}

/** How many sources bear a name. */
function entries({ store }: Newsroom, name: string): Promise<number> {
  return store.count('sources', 'named', name);
}

/** How many answers have each status. */
function statuses(answers: readonly ({ status: number } | undefined)[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers.flatMap((answer) => answer ?? [])) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}
