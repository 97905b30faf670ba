import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addSource } from '../../../src/desk/register/new-sources.js';
import type { Person } from '../../../src/domain/people/person.js';
import { Problem } from '../../../src/domain/problem.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { versionConflict } from '../../../src/store/conflict.js';
import { openNewsroom } from '../../newsroom.js';
import { type Harbour, openHarbour } from '../harbour.js';
import { type Description, described, type Fits } from './described.js';

let room: Harbour;
let description: Description;
let fits: Fits;
beforeAll(async () => {
  room = await openHarbour();
  ({ description, fits } = await described(room));
});
afterAll(() => room.close());

type Method = 'get' | 'post' | 'put' | 'delete';

/** Asks, and holds the answer against what is said of it: its status, its headers and its body. */
async function ask(
  by: Person,
  method: Method,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const program = await room.bearer(by);
  const response = await program[method](path).set(headers).send(body);
  fits(method, path, response);
  return response;
}

test('the description is one that OpenAPI allows, and names each operation once', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone({ ...description }));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  const ids = Object.values(description.paths).flatMap((each) =>
    Object.values(each).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

/** What a second validator finds, which goes by the text of the specification and not by its schema. */
async function faultsIn(document: object): Promise<string[]> {
  const config = await createConfig({ extends: ['spec'] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return problems.map(({ ruleId }) => ruleId);
}

test('a second validator finds no fault in the description, and finds those that are made', async () => {
  expect(await faultsIn(description)).toEqual([]);
  expect(await faultsIn({ ...description, info: {} })).toContain('struct');
  const gone = { ...description.components, schemas: {} };
  expect(await faultsIn({ ...description, components: gone })).toContain('no-unresolved-refs');
});

test('what is sent has a schema of its own name, and every write may be saved and not shown', () => {
  const { paths, components } = description;
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { requestBody, responses }] of Object.entries(operations)) {
      if (method !== 'get') expect(responses[200], `${method} ${path}`).toBeDefined();
      const { $ref = '' } = requestBody?.content['application/json']?.schema ?? {};
      if (requestBody) expect(components.schemas).toHaveProperty($ref.split('/').at(-1) ?? '');
    }
  }
});

test('the server is the public address, where there is one', async () => {
  expect(description.servers).toEqual([{ url: '/' }]);
  const site = { baseUrl: 'https://desk.example.org' };
  const published = await openNewsroom({ site });
  const program = await published.bearer(published.tom);
  const { body } = await program.get('/api/openapi.json').set('X-Forwarded-Proto', 'https');
  expect(body.servers).toEqual([{ url: site.baseUrl }]);
  await published.close();
});

test('what is made is answered 201 with where it is, which answers the same', async () => {
  const { path, jonas, mira, nils, annotation } = room;
  const made: [by: Person, path: string, body: object][] = [
    [jonas, '/api/articles', { title: 'A', publisher: 'P', text: 'One wall and one wall.' }],
    [mira, '/api/sources', { name: 'Ida Brandt' }],
    [nils, `${path}/verdicts`, { verdict: 'dispute', comment: 'No.' }],
    [nils, `${path}/comments`, { text: 'Who says so?' }],
    [nils, `${path}/proposals`, { confidence: 'high', reason: 'Two say so.' }],
    [mira, `${path}/requests`, { to: nils.id }],
    [
      jonas,
      `/api/articles/${annotation.article}/annotations`,
      { target: { exact: 'harbour' }, chain: '?' },
    ],
  ];
  for (const [by, to, body] of made) {
    const { status, headers, body: answer } = await ask(by, 'post', to, body);
    expect(status, to).toBe(201);
    const { body: found } = await ask(by, 'get', headers.location ?? '');
    expect(found).toMatchObject({ id: answer.id });
  }
  const settled = await ask(mira, 'post', `${path}/settlement`, {
    outcome: 'upheld',
    reason: 'So.',
  });
  expect(settled.headers.location).toBe(path);
  const [source] = (await ask(mira, 'get', '/api/sources')).body.items;
  const rated = await ask(mira, 'post', `/api/sources/${source.id}/ratings`, {
    reliability: 'B',
    reason: 'Right so far.',
  });
  expect(rated.headers.location).toBe(`/api/sources/${source.id}`);
});

test('what is listed and read is as it is described', async () => {
  const { path, annotation, tom, mira, nils, jonas } = room;
  const article = `/api/articles/${annotation.article}`;
  const lists = [
    ...['/api/articles', '/api/claims', '/api/history', '/api/agreement', '/api/review'],
    ...['verdicts', 'comments', 'proposals', 'requests'].map((each) => `${path}/${each}`),
    ...[article, `${article}/annotations`, '/api/settings', '/api/openapi.json'],
  ];
  for (const each of lists) expect((await ask(tom, 'get', each)).status).toBe(200);
  const { body: claims } = await ask(tom, 'get', '/api/claims');
  await ask(tom, 'get', `/api/claims/${claims.items[0].id}`);
  await ask(tom, 'get', '/api/events', undefined, { Accept: 'application/json' });
  const people = { people: [jonas.id, nils.id] };
  const { body: round } = await ask(mira, 'post', `${article}/rounds`, people);
  expect((await ask(mira, 'get', `/api/rounds/${round.id}/comparison`)).status).toBe(409);
  for (const person of [jonas, nils]) await ask(person, 'post', `/api/rounds/${round.id}/hand-in`);
  expect((await ask(mira, 'get', `/api/rounds/${round.id}/comparison`)).status).toBe(200);
  await ask(tom, 'get', `${article}/rounds`);
});

test('what masking and removing a name would replace is as it is described', async () => {
  const { body: source } = await ask(room.mira, 'post', '/api/sources', { name: 'Edda Lind' });
  const claim = { statement: 'Edda Lind, or https://edda-lind.example, said so.' };
  await ask(room.mira, 'post', '/api/claims', claim);
  const path = `/api/sources/${source.id}`;
  const { body: masking } = await ask(room.mira, 'get', `${path}/masking`);
  expect(masking.items).not.toEqual([]);
  await ask(room.tom, 'get', `${path}/expunging`);
});

test('a source or claim that has moved on from the state that is named is a problem as it is described', async () => {
  const { mira } = room;
  const { body: source } = await ask(mira, 'post', '/api/sources', { name: 'Olga Sand' });
  const { body: other } = await ask(mira, 'post', '/api/sources', { name: 'Harbour archive' });
  const said = { statement: 'The wall is older than the harbour.' };
  const { body: claim } = await ask(mira, 'post', '/api/claims', said);
  const { body: second } = await ask(mira, 'post', '/api/claims', { statement: 'It leaks.' });
  const late: [method: Method, path: string, body?: object][] = [
    ['put', `/api/sources/${source.id}`, { name: 'Olga Sander' }],
    ['delete', `/api/sources/${source.id}`],
    ['post', `/api/sources/${source.id}/merge`, { into: other.id }],
    ['put', `/api/claims/${claim.id}`, said],
    ['post', `/api/claims/${claim.id}/merge`, { into: second.id }],
  ];
  for (const [method, path, body] of late) {
    const { status } = await ask(mira, method, path, body, { 'If-Match': '"v9"' });
    expect([method, path, status]).toEqual([method, path, 412]);
  }
  await ask(mira, 'post', `/api/sources/${source.id}/merge`, { into: other.id });
  await ask(mira, 'post', `/api/claims/${claim.id}/merge`, { into: second.id });
  for (const path of [`/api/sources/${source.id}/merge`, `/api/claims/${claim.id}/merge`]) {
    const { status } = await ask(mira, 'delete', path, undefined, { 'If-Match': '"v9"' });
    expect([path, status]).toEqual([path, 412]);
  }
});

test('an unclear passage, an unclear source and a question are problems as they are described', async () => {
  const { body: article } = await ask(room.jonas, 'post', '/api/articles', {
    title: 'Twice',
    publisher: 'P',
    text: 'One wall and one wall.',
  });
  const to = `/api/articles/${article.id}/annotations`;
  const twice = await ask(room.jonas, 'post', to, { target: { exact: 'wall' }, chain: '?' });
  expect(twice.body.candidates).toHaveLength(2);
  const smith = sourceInput.parse({ name: 'John Smith' });
  for (let count = 0; count < 2; count++) await addSource(room.desk, room.mira, smith);
  const target = { exact: 'One wall' };
  const which = await ask(room.jonas, 'post', to, { target, chain: 'John Smith -told-> P' });
  expect(which.body.sources[0].candidates).toHaveLength(2);
  const chain = 'Una Berg (confidential) -told-> P';
  const named = await ask(room.jonas, 'post', to, { target, chain, note: 'Una Berg said so.' });
  const sentence = expect.stringContaining('The name of a confidential source');
  expect([named.status, named.body.confirm]).toEqual([409, [{ code: 'identity', sentence }]]);
});

test('what has moved on is a problem as it is described, with what stands now', async () => {
  const { path, jonas, nils, mira } = room;
  const seen = (await ask(jonas, 'get', path)).headers.etag ?? '';
  const proposal = { credibility: 2, reason: 'Two say so.' };
  const { headers } = await ask(nils, 'post', `${path}/proposals`, proposal);
  await room.change({ credibility: 4 });
  const input = { target: { exact: 'raised by two metres' }, chain: '?' };
  const late = await ask(jonas, 'put', path, input, { 'If-Match': seen });
  expect([late.status, late.body.current.credibility]).toEqual([412, 4]);
  const judged = await ask(nils, 'post', `${path}/verdicts`, { verdict: 'agree', revision: 1 });
  expect([judged.status, judged.body.current.credibility]).toEqual([409, 4]);
  const taken = await ask(mira, 'post', `${headers.location}/acceptance`, {});
  expect([taken.status, taken.body.moved]).toEqual([409, ['credibility']]);
});

test.each<[status: number, method: Method, path: string, body?: object]>([
  [403, 'delete', '/api/articles/none'],
  [404, 'get', '/api/articles/none'],
  [404, 'get', '/api/proposals/none'],
  [404, 'get', '/api/agreement?round=none'],
  [404, 'get', '/api/report?source=none'],
  [400, 'get', '/api/report?statsu=agreed'],
  [422, 'get', '/api/articles?limit=many'],
  [422, 'get', '/api/articles?sort=size'],
  [422, 'get', '/api/articles?wording=own'],
  [422, 'get', '/api/claims?state=decided'],
  [422, 'get', '/api/claims?state=open&state=confirmed'],
  [422, 'get', '/api/claims?quality=weak'],
  [422, 'get', '/api/sources?doubles=1'],
  [422, 'get', '/api/sources?likely=yes'],
  [422, 'get', '/api/sources?unused=TRUE'],
  [422, 'get', '/api/agreement?blind=1'],
  [422, 'get', '/api/sourcing?aside=none'],
  [422, 'post', '/api/previews?whole=yes', { text: 'One wall.' }],
  [422, 'post', '/api/annotations/none/comments', { words: 'No.' }],
])('a problem answered %i, of %s %s, is as it is described', async (status, method, path, body) => {
  expect((await ask(room.jonas, method, path, body)).status).toBe(status);
});

test('a value that a question of the API does not know is told with those that it knows, an empty one is none', async () => {
  const { body } = await ask(room.jonas, 'get', '/api/sources?unused=TRUE');
  expect(body.detail).toBe('Ask for one of these: true, false.');
  const { paths } = description;
  const values = paths['/api/sources']?.get?.parameters.find(({ name }) => name === 'unused');
  expect(values?.schema).toEqual({ type: 'string', enum: ['true', 'false'] });
  for (const path of [
    '/api/sources?unused=&likely=false',
    '/api/claims?state=&quality=',
    '/api/articles?sort=-title&wording=',
  ]) {
    expect((await ask(room.jonas, 'get', path)).status, path).toBe(200);
  }
});

test.each<[what: string, status: number, problem: Problem]>([
  ['the document that a commit met', 409, versionConflict('articles', 'one')],
  ['whether it may have been sent', 503, problemWith('unavailable', { sent: false })],
  ['who has the file', 503, problemWith('unavailable', { holder: 'process 7' })],
  [
    'what an import met',
    409,
    problemWith('conflict', { different: [{ kind: 'claims', id: 'a' }] }),
  ],
])('a problem in which the program notes %s is as it is described', async (_, status, problem) => {
  // What a commit met is worked out again: whoever is told of it has met it otherwise.
  const get = room.store.get.bind(room.store);
  vi.spyOn(room.store, 'get').mockImplementation(async (collection, id) => {
    if (collection === 'articles') throw problem;
    return get(collection, id);
  });
  const path = `/api/articles/${room.annotation.article}`;
  const program = await room.bearer(room.jonas);
  const response = await program.patch(path).send({ title: 'Lower wall' });
  expect([response.status, response.body.detail]).toEqual([status, problem.message]);
  fits('patch', path, response, status === 503 ? 'default' : status);
});

function problemWith(code: Problem['code'], details: Problem['details']): Problem {
  return new Problem(code, 'This could not be saved.', [], details);
}

test('who is not signed in, sends no If-Match, no JSON or too much, is told as it is described', async () => {
  const nobody = room.visitor();
  fits('get', '/api/articles', await nobody.get('/api/articles').expect(401));
  const program = await room.bearer(room.jonas);
  const input = { target: { exact: 'raised by two metres' }, chain: '?' };
  fits('put', room.path, await program.put(room.path).send(input).expect(428));
  fits('delete', room.path, await program.delete(room.path).expect(428));
  const json = { 'Content-Type': 'application/json' };
  fits(
    'post',
    '/api/articles',
    await program.post('/api/articles').set(json).send('{').expect(400),
  );
  fits(
    'post',
    '/api/articles',
    await program.post('/api/articles').type('text/plain').send('a').expect(415),
  );
  const long = JSON.stringify({ text: 'x'.repeat(3_200_000) });
  fits(
    'post',
    '/api/articles',
    await program.post('/api/articles').set(json).send(long).expect(413),
  );
});
