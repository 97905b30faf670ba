import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { broken, isIri } from '../../reports/webannotation/w3c.js';
import { judged } from '../review/reviewed.js';

const baseUrl = 'https://desk.example.org';
const text = '🌊 The harbour wall will be raised by two metres, an engineer said.';

let room: Newsroom;
let article: string;
let annotation: string;
beforeEach(async () => {
  room = await openNewsroom({ site: { baseUrl } });
  const { desk, jonas, nils, mira } = room;
  const details = { title: 'Higher wall', publisher: 'The Harbour Post', text };
  article = (await addArticle(desk, jonas, parse(articleInput, details))).id;
  const input = {
    target: { exact: 'raised by two metres' },
    chain: 'Ines Vega [B] -wrote to-> Harbour memo (document) -> The Harbour Post',
    hops: [{ evidence: { url: 'https://harbour.example/a memo|2.pdf' } }, null, null],
    claim: 'The wall grows by two metres.',
  };
  const made = await createAnnotation(desk, jonas, article, parse(annotationInput, input));
  annotation = made.annotation.id;
  const program = await as(nils);
  const of = `/api/annotations/${annotation}`;
  await program.post(`${of}/proposals`).send({ confidence: 'high', reason: 'So.' }).expect(201);
  await program.post(`${of}/comments`).send({ text: 'Which May?' }).expect(201);
  await judged(room, mira, made.annotation, 'dispute');
  const settlement = { outcome: 'upheld', reason: 'So.' };
  await (await as(mira)).post(`${of}/settlement`).send(settlement).expect(201);
});
afterEach(() => room.close());

async function as(person: Newsroom['tom']) {
  return (await room.bearer(person)).set('X-Forwarded-Proto', 'https');
}

/** Every name under the desk's public address that stands in a value, once. */
function ownNames(value: unknown): string[] {
  const text = JSON.stringify(value);
  return [...new Set(text.match(/https:\/\/desk\.example\.org[^"]*/gu) ?? [])];
}

test.each(['/api/report', '/api/articles/ARTICLE/report'])(
  'every identifier of the Web Annotation export at %s answers, to a reader too',
  async (path) => {
    const reader = await as(room.tom);
    const { text } = await reader
      .get(path.replace('ARTICLE', article))
      .query({ format: 'webannotation' })
      .buffer()
      .parse((answer, done) => {
        let read = '';
        answer.on('data', (part) => (read += part));
        answer.on('end', () => done(null, read));
      })
      .then(({ body }) => ({ text: String(body) }));
    const collection = JSON.parse(text);
    expect(broken(collection)).toEqual([]);
    expect(text).toContain('https://harbour.example/a%20memo%7C2.pdf');
    const names = ownNames(collection);
    const kinds = ['/articles/', '/annotations/', '/sources/', '/claims/', '/people/', '/report?'];
    for (const kind of kinds) expect(names.join(' ')).toContain(kind);
    for (const name of names) {
      expect(isIri(name), name).toBe(true);
      const { pathname, search } = new URL(name);
      const { status } = await reader.get(`${pathname}${search}`);
      expect([name, status]).toEqual([name, 200]);
    }
  },
);

test('every id of the JSON export answers under what it names', async () => {
  const reader = await as(room.tom);
  const { body } = await reader.get('/api/report?format=json').expect(200);
  const named = [
    ...body.articles.map(({ id }: { id: string }) => `/articles/${id}`),
    ...body.articles.flatMap(({ annotations }: { annotations: { id: string }[] }) =>
      annotations.map(({ id }) => `/annotations/${id}`),
    ),
    ...body.sources.map(({ id }: { id: string }) => `/sources/${id}`),
    ...body.claims.map(({ id }: { id: string }) => `/claims/${id}`),
    ...body.people.map(({ id }: { id: string }) => `/people/${id}`),
  ];
  expect(named.length).toBeGreaterThan(6);
  for (const path of named) await reader.get(path).expect(200);
});

test('a person’s page tells a reader the name alone, and a claim’s what speaks of it', async () => {
  const reader = await as(room.tom);
  const person = await reader.get('/people/jonas').expect(200);
  expect(person.text).toContain('Jonas Ek');
  expect(person.text).not.toContain('jonas@example.org');
  const { body } = await reader.get('/api/claims').expect(200);
  const claim = await reader.get(`/claims/${body.items[0].id}`).expect(200);
  expect(claim.text).toContain('The wall grows by two metres.');
  expect(claim.text).toContain(`/articles/${article}#annotation-${annotation}`);
  await reader.get('/claims/none').expect(404);
});
