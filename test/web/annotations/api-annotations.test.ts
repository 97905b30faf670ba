import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import {
  annotationShape,
  savedAnnotationShape,
} from '../../../src/web/annotations/annotation-answers.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

let room: Newsroom;
let ferry: Article;
beforeEach(async () => {
  room = await openNewsroom();
  ferry = await article('🚢🚢 The ferry will stop in May, and the ferry to the island too.');
});
afterEach(() => room.close());

async function article(text: string): Promise<Article> {
  const input = articleInput.parse({ title: 'The ferry', publisher: 'The Morning Ledger', text });
  return addArticle(room.desk, room.jonas, input);
}

const chain = 'Ida Brandt [B] (seen) -told-> a clerk (unnamed) -leaked to-> The Morning Ledger';
const tag = { target: { exact: 'will stop in May' }, chain };

async function post(content: object, by: Person = room.jonas) {
  const program = await room.bearer(by);
  return program.post(`/api/articles/${ferry.id}/annotations`).send(content);
}

describe('an annotation', () => {
  test('is made, and answered whole, its positions in code points', async () => {
    const content = {
      ...tag,
      confidence: 'moderate',
      credibility: 2,
      claim: 'The ferry stops in May.',
      stance: 'denies',
      note: 'Ask the crew.',
    };
    const { status, body, headers } = await post(content);
    expect(status).toBe(201);
    expect(headers.location).toBe(`/api/annotations/${body.id}`);
    expect(headers.etag).toBe('"r1.v1"');
    const answer = savedAnnotationShape.strict().parse(body);
    expect(answer).toMatchObject({
      article: ferry.id,
      edition: 1,
      target: { exact: 'will stop in May', start: 13, end: 29 },
      placement: { kind: 'exact', edition: 1 },
      confidence: 'moderate',
      credibility: 2,
      claim: { statement: 'The ferry stops in May.' },
      stance: 'denies',
      note: 'Ask the crew.',
      status: 'unreviewed',
      creator: { id: 'jonas', name: 'Jonas Ek' },
      created: '2026-03-02T09:00:00.000Z',
    });
    expect(answer.chain.summary).toMatchObject({
      hops: 3,
      origin: 'stated',
      weakest: { hop: 1, reliability: 'B' },
      unnamed: 1,
    });
    expect(answer.chain.notation).toMatch(
      /^Ida Brandt \[B\] \(seen\) -told-> a clerk \(unnamed\) -leaked to-> The Morning Ledger \(outlet\)$/u,
    );
    expect(answer.newSources.map(({ name }) => name)).toEqual([
      'Ida Brandt',
      'a clerk',
      'The Morning Ledger',
    ]);
    expect(answer.warnings).toHaveLength(1);
  });

  test('is read, alone and in the list of its article, as it was answered', async () => {
    const { body } = await post(tag);
    const { warnings: _warnings, newSources: _sources, ...annotation } = body;
    const program = await room.bearer(room.tom);
    const read = await program.get(`/api/annotations/${body.id}`).expect(200);
    expect(read.headers.etag).toBe('"r1.v1"');
    expect(annotationShape.strict().parse(read.body)).toEqual(annotation);
    const list = await program.get(`/api/articles/${ferry.id}/annotations`).expect(200);
    expect(list.body).toEqual({ items: [annotation], next: null });
    await program.get('/api/articles/nothing/annotations').expect(404);
  });

  test('tells its sources from those of their names in the answer as wherever it is read', async () => {
    const named = async (name: string, aliases: string[] = []) =>
      (await addSource(room.desk, room.mira, sourceInput.parse({ name, aliases }))).id;
    const smith = await named('John Smith');
    await named('John Smith');
    await named('Ada', ['Countess', 'A. Lovelace']);
    const countess = await named('Countess');
    const chains = [
      `John Smith #${smith.slice(0, 6)} -told-> Ida Brandt -told-> The Morning Ledger`,
      [{ source: smith, relation: 'told' }, { name: 'Ida Brandt' }],
      'Ada -told-> A. Lovelace -told-> Ida Brandt (unnamed)',
      `Countess #${countess.slice(0, 6)} -told-> Ada -told-> ? -> Ida Brandt (confidential)`,
      'a clerk (unnamed) -told-> a clerk (unnamed) -told-> a clerk',
    ];
    const program = await room.bearer(room.tom);
    const notations: string[] = [];
    for (const chain of chains) {
      const { status, body } = await post({
        ...tag,
        chain,
        confirm: ['identity', 'look-alike', 'one-name'],
      });
      expect([status, body.detail]).toEqual([201, undefined]);
      const read = await program.get(`/api/annotations/${body.id}`).expect(200);
      expect(read.body.chain).toEqual(body.chain);
      notations.push(body.chain.notation);
    }
    expect(notations[0]).toMatch(/^John Smith #\w{4,} -told-> Ida Brandt/u);
    expect(notations[3]).toMatch(/^Countess #\w{4,} -told-> Ada/u);
  });

  test('is listed page by page in the order of the text', async () => {
    for (const exact of ['island', 'May', 'will']) await post({ ...tag, target: { exact } });
    const program = await room.bearer(room.tom);
    const path = `/api/articles/${ferry.id}/annotations?limit=2`;
    const first = await program.get(path).expect(200);
    const second = await program.get(`${path}&after=${encodeURIComponent(first.body.next)}`);
    const quotes = [...first.body.items, ...second.body.items].map(({ target }) => target.exact);
    expect(quotes).toEqual(['will', 'May', 'island']);
  });

  test('stands where its answer says, on any text', async () => {
    const words = fc.constantFrom('🚢', '👩‍🚀', 'é', 'عبارة', 'ferry', '\n', ' ', 'मई');
    const program = await room.bearer(room.jonas);
    const texts = fc.array(words, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (before, after) => {
        const text = `${before.join('')} quay ${after.join('')}`;
        const { id } = await article(text);
        const content = { ...tag, target: { exact: 'quay' } };
        const { body } = await program.post(`/api/articles/${id}/annotations`).send(content);
        const { start, end } = body.target;
        expect([...text].slice(start, end).join('')).toBe('quay');
      }),
      { numRuns: 20 },
    );
  });
});

describe('a passage', () => {
  test('that stands twice is answered with the candidates, one of which decides', async () => {
    const twice = await post({ ...tag, target: { exact: 'ferry' } });
    expect(twice.status).toBe(409);
    expect(twice.body.candidates).toMatchObject([
      { start: 7, end: 12, exact: 'ferry' },
      { start: 39, end: 44, before: expect.stringMatching(/and the $/u) },
    ]);
    const { start } = twice.body.candidates[1];
    const decided = await post({ ...tag, target: { exact: 'ferry', start } });
    expect(decided.body.target).toMatchObject({ start: 39, end: 44 });
  });

  test('that stands nowhere is a fault of the field', async () => {
    const { status, body } = await post({ ...tag, target: { exact: 'tram' } });
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe('exact');
  });
});

describe('a chain', () => {
  test('with several holders is answered by name and sent again as it was', async () => {
    const line = 'Ida Brandt [B] + a clerk (unnamed, on trust) -told-> The Morning Ledger (outlet)';
    const { body, headers } = await post({ ...tag, chain: line });
    const [hop] = body.chain.hops;
    expect(hop.holders.map(({ source }: { source: { name: string } }) => source.name)).toEqual([
      'Ida Brandt',
      'a clerk',
    ]);
    const program = await room.bearer(room.jonas);
    for (const same of [body.chain.hops, body.chain.notation]) {
      const again = await program
        .put(`/api/annotations/${body.id}`)
        .set('If-Match', headers.etag ?? '')
        .send({ ...tag, chain: same });
      expect([again.status, again.body.chain]).toEqual([200, body.chain]);
    }
    const judged = { verdict: 'dispute', on: 'hop:1.2', comment: 'Which clerk?' };
    const colleague = await room.bearer(room.nils);
    const verdict = await colleague.post(`/api/annotations/${body.id}/verdicts`).send(judged);
    expect([verdict.status, verdict.body.on]).toEqual([201, 'hop:1.2']);
    const beyond = { ...judged, on: 'hop:1.3' };
    const refused = await colleague.post(`/api/annotations/${body.id}/verdicts`).send(beyond);
    expect(refused.status).toBe(422);
  });

  test.each([
    ['flat', { name: 'Ida Brandt', role: 'clerk' }],
    ['with holders', { relation: null, holders: [{ name: 'Ida Brandt', role: 'clerk' }] }],
    ['as a gap', { relation: null, gap: 'unknown', role: 'clerk' }],
  ])('with a field in it that there is not is refused, sent %s', async (_how, hop) => {
    const { status } = await post({ ...tag, chain: [hop] });
    expect(status).toBe(422);
  });

  test('can be sent again as it was answered, and stays the same', async () => {
    const hops = [
      {
        name: 'Ida Brandt',
        as: 'a “board member”',
        firstHand: true,
        relation: 'told',
        basis: 'background',
        terms: 'no name',
        check: 'confirmed',
        reliability: 'B',
        reason: 'was there',
        evidence: {
          url: 'https://ledger.example/1',
          excerpt: 'We stop.',
          retrievedAt: '2026-03-01',
        },
      },
      { relation: 'passed' },
      { name: 'a clerk', unnamed: true, relation: 'leaked', check: 'on trust' },
      { name: 'The Morning Ledger', kind: 'outlet' },
    ];
    const { body, headers } = await post({ ...tag, chain: hops });
    const [origin] = body.chain.hops[0].holders;
    expect(origin).toMatchObject({ as: 'a “board member”', firstHand: true, reason: 'was there' });
    expect(origin.source).toMatchObject({ name: 'Ida Brandt', unnamed: false });
    expect(origin.evidence[0].sha256).toMatch(/^[0-9a-f]{64}$/u);
    expect(body.chain.hops[1]).toEqual({ relation: 'passed', gap: 'unknown', holders: [] });
    const program = await room.bearer(room.jonas);
    for (const same of [body.chain.hops, body.chain.notation]) {
      const again = await program
        .put(`/api/annotations/${body.id}`)
        .set('If-Match', headers.etag ?? '')
        .send({ ...tag, chain: same });
      expect(again.status).toBe(200);
      expect(again.body.chain).toEqual(body.chain);
      expect(again.headers.etag).toBe(headers.etag);
    }
  });

  test('that names a source which two bear is answered with both', async () => {
    const mira = sourceInput.parse({ name: 'John Smith', kind: 'person' });
    const ids = [
      await addSource(room.desk, room.mira, mira),
      await addSource(room.desk, room.mira, mira),
    ].map(({ id }) => id);
    const { status, body } = await post({ ...tag, chain: 'John Smith -told-> The Morning Ledger' });
    expect(status).toBe(409);
    const offered = body.sources[0].candidates.map(({ id }: { id: string }) => id);
    expect(offered.sort()).toEqual(ids.sort());
  });

  test('with a fault in its notation says where it stands', async () => {
    const { status, body } = await post({ ...tag, chain: 'Ida Brandt ->' });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({
      field: 'chain',
      message: expect.stringMatching(/^Chain, at “->”/u),
      start: 11,
      end: 13,
    });
  });

  test('shows of a confidential source the pseudonym and nothing else, once that is agreed', async () => {
    const secret = { ...tag, chain: 'Ida Brandt (confidential) -told-> The Morning Ledger' };
    const { body } = await post(secret);
    expect(body.chain.notation).toContain('Confidential source 1');
    const program = await room.bearer(room.mira);
    for (const path of [`/api/annotations/${body.id}`, '/api/sources', '/api/history']) {
      expect((await program.get(path).expect(200)).text).not.toContain('Ida Brandt');
    }
    const note = { ...secret, note: 'Ida Brandt said so.' };
    const asked = await post(note);
    expect(asked.status).toBe(409);
    expect(asked.body.confirm).toEqual([{ code: 'identity', sentence: asked.body.detail }]);
    expect((await post({ ...note, confirm: ['identity'] })).status).toBe(201);
  });
});

describe('what was written meanwhile', () => {
  test('is not overwritten unseen: without If-Match nothing is, and a stale one gets what stands', async () => {
    const { body, headers } = await post({ ...tag, confidence: 'low', note: 'Old.' });
    const path = `/api/annotations/${body.id}`;
    const program = await room.bearer(room.jonas);
    await program.put(path).send(tag).expect(428);
    await program.delete(path).expect(428);
    const seen = headers.etag ?? '';
    const newer = await program.put(path).set('If-Match', seen).send(tag).expect(200);
    expect(newer.headers.etag).toBe('"r2.v2"');
    expect(newer.body).toMatchObject({ revision: 2, confidence: null, note: null });
    const late = await program
      .put(path)
      .set('If-Match', seen)
      .send({ ...tag, note: 'Mine.' });
    expect(late.status).toBe(412);
    const { warnings: _warnings, newSources: _sources, ...current } = newer.body;
    expect(late.body.current).toEqual(current);
    expect((await program.delete(path).set('If-Match', seen)).status).toBe(412);
    await program.put(path).set('If-Match', 'nonsense').send(tag).expect(412);
    await program.delete(path).set('If-Match', '"r2.v2"').expect(204);
    await program.get(path).expect(404);
    await program.put(path).set('If-Match', '*').send(tag).expect(404);
  });

  test('is changed by its author and by editors', async () => {
    const { body, headers } = await post(tag);
    const path = `/api/annotations/${body.id}`;
    const match = headers.etag ?? '';
    for (const person of [room.nils, room.tom]) {
      const other = await room.bearer(person);
      await other.put(path).set('If-Match', match).send(tag).expect(403);
      await other.delete(path).set('If-Match', match).expect(403);
    }
    const editor = await room.bearer(room.mira);
    await editor
      .put(path)
      .set('If-Match', match)
      .send({ ...tag, note: 'Yes.' })
      .expect(200);
  });
});

test.each([
  [{ ...tag, confidense: 'low' }, 'confidense'],
  [{ ...tag, target: { exact: 'May', begin: 3 } }, 'target.begin'],
  [{ ...tag, target: 'May' }, 'target'],
  [{ ...tag, confidence: 'certain' }, 'confidence'],
  [{ ...tag, credibility: 7 }, 'credibility'],
  [{ ...tag, claim: { id: 'none' } }, 'claim'],
  [{ chain }, 'target'],
  [{ target: tag.target }, 'chain'],
  [{ ...tag, chain: [] }, 'chain'],
])('%j is refused at %s', async (content, field) => {
  const { status, body } = await post(content);
  expect(status).toBe(422);
  expect(body.errors[0].field).toBe(field);
});
