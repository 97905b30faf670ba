import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { restoreAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { Pace } from '../../../src/desk/pace.js';
import { changeOwn } from '../../../src/desk/people/people.js';
import { restoreSource } from '../../../src/desk/register/entry-changes.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { goneOffTheRecord } from '../../../src/desk/reports/register-then.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { replace } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { readable } from '../../reports/readable.js';

const first = [
  'A boat lies at the quay.',
  'The ferry will stop in May, two members of the harbour board said. The mayor was not asked.',
].join('\n');
const second = first.replace('board said', 'board denied');

let room: Newsroom;
let article: string;
beforeEach(async () => {
  room = await openNewsroom();
  const details = { title: 'The ferry', publisher: 'The Ledger', text: first, language: 'en' };
  article = (await addArticle(room.desk, room.mira, articleInput.parse(details))).id;
});
afterEach(() => room.close());

const chain = 'Ida Brandt -told-> The Ledger (outlet)';

test('a report of an earlier edition stays what it was, whatever is done on the next', async () => {
  const [jonas, mira] = [await room.bearer(room.jonas), await room.bearer(room.mira)];
  const annotate = async (sent: object) => {
    const annotation = { chain, confidence: 'moderate', ...sent };
    return jonas.post(`/api/articles/${article}/annotations`).send(annotation).expect(201);
  };
  const { body: stop } = await annotate({ target: { exact: 'The ferry will stop in May' } });
  await annotate({ target: { exact: 'The mayor was not asked.' }, note: 'So they say.' });
  await mira.post(`/api/annotations/${stop.id}/verdicts`).send({ verdict: 'agree' }).expect(201);
  const report = async (format: string, query = '') => {
    const { text } = await mira
      .get(`/api/articles/${article}/report?format=${format}${query}`)
      .expect(200);
    return text;
  };
  const [json, markdown] = [await report('json'), await report('md')];

  room.pass({ minutes: 5 });
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  room.pass({ minutes: 5 });
  const { body: now, headers } = await jonas.get(`/api/annotations/${stop.id}`).expect(200);
  await jonas
    .put(`/api/annotations/${stop.id}`)
    .set('If-Match', headers.etag ?? '')
    .send({ target: now.target, chain: 'A clerk (unnamed) -> The Ledger', note: 'Denied now.' })
    .expect(200);
  await mira
    .post(`/api/annotations/${stop.id}/verdicts`)
    .send({ verdict: 'dispute', comment: 'No.' });
  await annotate({ target: { exact: 'two members of the harbour board denied' } });
  await mira.patch(`/api/articles/${article}`).send({ title: 'The ferry that stops' });

  expect(await report('json')).not.toBe(json);
  expect(await report('json', '&edition=1')).toBe(json);
  expect(await report('md', '&edition=1')).toBe(markdown);
  await annotate({ target: { exact: 'two members' } });
  expect(await report('md', '&edition=1')).toBe(markdown);

  const page = await mira
    .get(`/articles/${article}/report?edition=1`)
    .set('Accept', 'text/html')
    .expect(200);
  expect(page.text).toContain('two members of the harbour board said');
  expect(page.text).toContain(
    'This is the report of edition 1, as it stood when edition 2 came in on 2 March 2026, 09:05 UTC.',
  );
  expect(page.text).toContain('edition=1');
});

test('a source that was removed then, and was put back since, is not in it', async () => {
  const mira = await room.bearer(room.mira);
  const target = { exact: 'The ferry will stop in May' };
  const address = `/api/articles/${article}`;
  const { body } = await mira.post(`${address}/annotations`).send({ target, chain }).expect(201);
  const own = `/api/annotations/${body.id}`;
  const { headers } = await mira.get(own).expect(200);
  const other = { target, chain: 'Otto Falk -told-> The Ledger' };
  await mira
    .put(own)
    .set('If-Match', headers.etag ?? '')
    .send(other)
    .expect(200);
  const [{ source }] = body.chain.hops[0].holders;
  await mira.delete(`/api/sources/${source.id}`).expect(204);
  const report = async (query = '') =>
    (await mira.get(`${address}/report?format=json${query}`).expect(200)).text;
  const before = await report();
  room.pass({ minutes: 5 });
  await mira.post(`${address}/editions`).send({ text: second }).expect(201);
  await restoreSource(room.desk, room.mira, source.id);
  await mira.get(`/api/sources/${source.id}`).expect(200);
  expect(await report('&edition=1')).toBe(before);
});

/** An article with a claim, of which its report was made, and then an edition and much else came in. */
async function corrected(format: string, audience: string) {
  const mira = await room.bearer(room.mira);
  const claimed = { target: { exact: 'The ferry will stop in May' }, chain, claim: 'It stops.' };
  const annotate = (id: string, sent: object) =>
    mira.post(`/api/articles/${id}/annotations`).send(sent).expect(201);
  const { body: stop } = await annotate(article, claimed);
  const read = async (query: string) => {
    const address = `/api/articles/${article}/report?format=${format}&for=${audience}${query}`;
    const { body } = await mira.get(address).responseType('blob').expect(200);
    return Buffer.from(body);
  };
  room.pass({ minutes: 5 });
  const before = await read('');
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  room.pass({ minutes: 5 });
  const details = { title: 'The same', publisher: 'The Courier', text: first, language: 'en' };
  const other = await addArticle(room.desk, room.mira, articleInput.parse(details));
  await annotate(other.id, { ...claimed, chain: 'Otto Falk -told-> The Courier (outlet)' });
  const sources = await mira.get('/api/sources').expect(200);
  const ida = sources.body.items.find(({ name }: { name: string }) => name === 'Ida Brandt');
  const rating = { reliability: 'B', reason: 'She knew.' };
  await mira.post(`/api/sources/${ida.id}/ratings`).send(rating).expect(201);
  const renamed = { ...{ name: 'Ida B. Brandt', kind: 'person', aliases: [] } };
  await mira
    .put(`/api/sources/${ida.id}`)
    .send({ ...renamed, affiliation: null, description: 'A clerk.' })
    .expect(200);
  const decided = { statement: 'It stops for good.', state: 'confirmed', reason: 'It did.' };
  await mira.put(`/api/claims/${stop.claim.id}`).send(decided).expect(200);
  return { before, mira, read, ida, stop };
}

const written = ['html', 'md', 'csv', 'docx', 'pdf', 'webannotation', 'json'].flatMap((format) =>
  (format === 'json' ? ['record'] : ['record', 'readers']).map((audience) => ({
    format,
    audience,
  })),
);

test.each(written)(
  'a report of an earlier edition is the same bytes in $format for $audience, whatever became of its claims and sources',
  async ({ format, audience }) => {
    const { before, read } = await corrected(format, audience);
    expect((await read('')).equals(before)).toBe(false);
    expect((await read('&edition=1')).equals(before)).toBe(true);
  },
);

const today =
  'What is said of this claim, its figures and its warnings are of today, not of that edition.';

test.each(['html', 'md', 'csv', 'docx', 'pdf', 'webannotation', 'json'])(
  'where it was not kept how claims were borne, as before this was kept, a report in %s says that it is of today',
  async (format) => {
    const { read } = await corrected(format, 'record');
    const edition = await room.store.get('editions', `${article}.2`);
    if (!edition) throw new Error('The edition is not there.');
    const { deskThen: _, ...bare } = edition;
    await room.store.commit([replace('editions', bare)]);
    const said = async (query: string) =>
      (await readable(await read(query))).replace(/<[^>]*>/gu, '').replace(/\s+/gu, ' ');
    expect(await said('&edition=1')).toContain(today);
    expect(await said('&edition=2')).not.toContain(today);
  },
);

test('a name that was made confidential since is in no report of an earlier edition, and that is said', async () => {
  const { before, mira, read, ida } = await corrected('md', 'record');
  expect(before.toString()).toContain('Ida Brandt');
  await mira
    .post(`/api/sources/${ida.id}/masking`)
    .send({ confirm: ['masking'] })
    .expect(201);
  for (const format of ['md', 'json', 'html', 'csv', 'webannotation']) {
    const { text } = await mira
      .get(`/api/articles/${article}/report?format=${format}&edition=1`)
      .expect(200);
    expect(text).not.toMatch(/Ida|Brandt/u);
    expect(text).not.toContain(ida.id);
  }
  expect((await read('&edition=1')).toString()).toContain(
    'Sources that were made confidential, or public, since are called as they are today.',
  );
  const kept = JSON.stringify(await room.store.get('editions', `${article}.2`));
  expect(kept).not.toMatch(/Ida|Brandt/u);
  expect(kept).not.toContain(ida.id);
});

test('a source that has gone off the record since is in no report of an earlier edition, nor in what is said of a claim', async () => {
  const mira = await room.bearer(room.mira);
  const annotate = async (exact: string, said: object) => {
    const sent = { target: { exact }, claim: 'It stops.', ...said };
    const path = `/api/articles/${article}/annotations`;
    return (await mira.post(path).send(sent).expect(201)).body;
  };
  const stop = await annotate('The ferry will stop in May', { chain });
  const denial = { chain: 'Otto Falk -told-> The Ledger (outlet)', stance: 'denies' };
  await annotate('The mayor was not asked.', denial);
  const read = async (format: string, query = '') => {
    const address = `/api/articles/${article}/report?format=${format}${query}`;
    return (await mira.get(address).expect(200)).text;
  };
  expect(await read('md')).toContain('Ida Brandt');
  room.pass({ minutes: 5 });
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  expect(await read('md', '&edition=1')).toContain('Ida Brandt');
  room.pass({ minutes: 5 });
  const off = { target: stop.target, chain: chain.replace(' -told', ' (off the record) -told') };
  await mira
    .put(`/api/annotations/${stop.id}`)
    .set('If-Match', '*')
    .send({ claim: 'It stops.', ...off })
    .expect(200);
  for (const format of ['md', 'json', 'html', 'csv', 'webannotation']) {
    const text = await read(format, '&edition=1');
    expect(text).toContain('Otto Falk');
    expect(text).not.toContain('Ida');
  }
  expect(await read('md', '&edition=1')).toContain(today);
});

test('nor where its annotation was deleted then, in what is said of a claim that only a history names', async () => {
  const mira = await room.bearer(room.mira);
  const annotations = `/api/articles/${article}/annotations`;
  const put = (id: string, said: object) =>
    mira.put(`/api/annotations/${id}`).set('If-Match', '*').send(said).expect(200);
  const passage = {
    target: { exact: 'The mayor was not asked.' },
    chain: 'Otto Falk -> The Ledger',
  };
  const { body: other } = await mira
    .post(annotations)
    .send({ ...passage, claim: 'It stops.' })
    .expect(201);
  await put(other.id, { ...passage, claim: 'Nobody asked.' });
  const stop = { target: { exact: 'The ferry will stop in May' }, claim: 'It stops.' };
  const { body: made } = await mira
    .post(annotations)
    .send({ ...stop, chain })
    .expect(201);
  room.pass({ minutes: 5 });
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  room.pass({ minutes: 5 });
  await put(made.id, { ...stop, chain: chain.replace(' -told', ' (off the record) -told') });
  await mira.delete(`/api/annotations/${made.id}`).set('If-Match', '*').expect(204);
  const { text } = await mira
    .get(`/api/articles/${article}/report?format=json&edition=1`)
    .expect(200);
  expect(text).toContain('It stops.');
  expect(text).not.toContain('Ida');
});

test('nor where its chain names another by now, who is off the record too', async () => {
  const mira = await room.bearer(room.mira);
  const stop = { target: { exact: 'The ferry will stop in May' }, claim: 'It stops.' };
  const path = `/api/articles/${article}/annotations`;
  const denial = { chain: 'Otto Falk -> The Ledger', claim: stop.claim, stance: 'denies' };
  await mira
    .post(path)
    .send({ target: { exact: 'The mayor was not asked.' }, ...denial })
    .expect(201);
  const { body: made } = await mira
    .post(path)
    .send({ ...stop, chain })
    .expect(201);
  room.pass({ minutes: 5 });
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  for (const name of ['Ida Brandt', 'Ole Berg']) {
    room.pass({ minutes: 5 });
    await mira
      .put(`/api/annotations/${made.id}`)
      .set('If-Match', '*')
      .send({ ...stop, chain: `${name} (off the record) -told-> The Ledger (outlet)` })
      .expect(200);
  }
  const { text } = await mira
    .get(`/api/articles/${article}/report?format=md&edition=1`)
    .expect(200);
  expect(text).toContain('Otto Falk');
  expect(text).not.toContain('Ida');
});

test.each<[string, (id: string, put: (said: object) => Promise<unknown>) => Promise<unknown>]>([
  [
    'was deleted',
    async (id) =>
      (await room.bearer(room.mira))
        .delete(`/api/annotations/${id}`)
        .set('If-Match', '*')
        .expect(204),
  ],
  [
    'is of another claim',
    (_id, put) => put({ chain: 'Ole Berg (off the record) -> The Post', claim: 'It sails.' }),
  ],
  [
    'is on the record with the other one',
    (_id, put) => put({ chain: 'Ole Berg -> The Post', claim: 'It stops.' }),
  ],
])(
  'nor where its passage is in another article, names another since it went off the record, and %s then',
  async (_what, end) => {
    const mira = await room.bearer(room.mira);
    const details = { title: 'The quay', publisher: 'The Post', text: first, language: 'en' };
    const other = await addArticle(room.desk, room.mira, articleInput.parse(details));
    const of = (id: string) => mira.post(`/api/articles/${id}/annotations`);
    const stop = { target: { exact: 'The ferry will stop in May' }, claim: 'It stops.' };
    const denial = { target: { exact: 'The mayor was not asked.' }, stance: 'denies' };
    const told = { ...denial, claim: stop.claim, chain: 'Otto Falk -> The Ledger' };
    await of(article).send(told).expect(201);
    const { body: made } = await of(other.id)
      .send({ ...stop, chain })
      .expect(201);
    room.pass({ minutes: 5 });
    await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
    const read = async () =>
      (await mira.get(`/api/articles/${article}/report?format=md&edition=1`).expect(200)).text;
    expect(await read()).toContain('Ida');
    const put = (said: object) =>
      mira
        .put(`/api/annotations/${made.id}`)
        .set('If-Match', '*')
        .send({ ...stop, ...said })
        .expect(200);
    for (const name of ['Ida Brandt', 'Ole Berg']) {
      room.pass({ minutes: 5 });
      await put({ chain: `${name} (off the record) -> The Post (outlet)` });
    }
    await end(made.id, put);
    const text = await read();
    expect(text).toContain('Otto Falk');
    expect(text).not.toContain('Ida');
  },
);

test('for that it reads as often for many sources as for a few', async () => {
  const named = (at: number) => `Ida Brandt ${String.fromCodePoint(65 + at)}`;
  const calls = async (names: number) => {
    const newsroom = await openNewsroom();
    const { desk, mira } = newsroom;
    const ids: string[] = [];
    for (let at = 0; at < names; at += 1) {
      ids.push((await addSource(desk, mira, sourceInput.parse({ name: named(at) }))).id);
    }
    let count = 0;
    const whole = new Proxy(desk.whole, {
      get(store, property) {
        const value: unknown = Reflect.get(store, property, store);
        if (typeof value !== 'function') return value;
        return (...asked: unknown[]) => {
          count += 1;
          return Reflect.apply(value, store, asked);
        };
      },
    });
    const article = await addArticle(
      desk,
      mira,
      articleInput.parse({ title: 'The ferry', publisher: 'The Ledger', text: first }),
    );
    const exact = 'A boat lies at the quay.';
    const on = { target: { exact }, chain: ids.map((id, at) => `${named(at)} #${id}`).join(' + ') };
    const off = { ...on, chain: on.chain.replace(/#\w+/u, '$& (off the record)') };
    const { annotation } = await createAnnotation(
      desk,
      mira,
      article.id,
      annotationInput.parse(on),
    );
    await reviseAnnotation(desk, mira, annotation.id, annotationInput.parse(off), etag(annotation));
    const gone = await goneOffTheRecord({ ...desk, whole }, ids, '', new Pace());
    expect([...gone].toSorted()).toEqual(ids.toSorted());
    await newsroom.close();
    return count;
  };
  expect(await calls(12)).toBe(await calls(2));
});

test('a name that was made public since is in the report of an earlier edition, and that is said', async () => {
  const mira = await room.bearer(room.mira);
  const made = { target: { exact: 'The mayor' }, chain };
  await mira.post(`/api/articles/${article}/annotations`).send(made).expect(201);
  const { body } = await mira.get('/api/sources').expect(200);
  const ida = body.items.find(({ name }: { name: string }) => name === 'Ida Brandt');
  const masked = await maskSource(room.desk, room.ada, ida.id);
  const read = async (query = '') =>
    (await mira.get(`/api/articles/${article}/report?format=md${query}`).expect(200)).text;
  expect(await read()).not.toContain('Ida');
  room.pass({ minutes: 5 });
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  room.pass({ minutes: 5 });
  expect(await read('&edition=1')).not.toContain('Ida');
  await unmaskSource(room.desk, room.ada, masked.id);
  expect(await read('&edition=1')).toContain(
    'Sources that were made confidential, or public, since are called as they are today.',
  );
  expect(await read('&edition=1')).toContain('Ida Brandt');
  expect(await read('&edition=2')).not.toContain('called as they are today');
});

test('a colleague who has another name since is called by it in a report of an earlier edition, and that is said', async () => {
  const { read } = await corrected('md', 'record');
  const said = 'Colleagues are called by their names of today.';
  expect((await read('&edition=1')).toString()).not.toContain(said);
  await changeOwn(room.desk, room.mira, { name: 'Mira Halloran', shortcuts: true });
  const text = (await read('&edition=1')).toString();
  expect(text).toContain(said);
  expect(text).toContain('Mira Halloran');
  expect(text).not.toContain('Mira Sen');
  expect((await read('&edition=2')).toString()).not.toContain(said);
});

test('an annotation that was deleted since is in no report of an earlier edition, and that is said', async () => {
  const { mira, read, stop } = await corrected('md', 'readers');
  await mira.delete(`/api/annotations/${stop.id}`).set('If-Match', '*').expect(204);
  const text = (await read('&edition=1')).toString();
  expect(text).toContain('One annotation that was deleted since is left out.');
  expect(text).not.toContain('Ida');
  expect((await read('&edition=2')).toString()).not.toContain('deleted since');
});

test('an annotation that was deleted when the next edition came in, and is back, was not in the report', async () => {
  const mira = await room.bearer(room.mira);
  const made = { target: { exact: 'The mayor' }, chain };
  const { body } = await mira.post(`/api/articles/${article}/annotations`).send(made).expect(201);
  await mira.delete(`/api/annotations/${body.id}`).set('If-Match', '*').expect(204);
  const read = async (query = '') =>
    (await mira.get(`/api/articles/${article}/report?format=md${query}`).expect(200)).text;
  const before = await read();
  room.pass({ minutes: 5 });
  await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
  room.pass({ minutes: 5 });
  await restoreAnnotation(room.desk, room.mira, body.id);
  expect(await read()).not.toBe(before);
  expect(await read('&edition=1')).toBe(before);
});

test('an edition that is not there, or of a whole desk, is not reported on', async () => {
  const mira = await room.bearer(room.mira);
  await mira.get(`/api/articles/${article}/report?edition=2`).expect(404);
  for (const path of [`/api/articles/${article}/report?edition=x`, '/api/report?edition=1']) {
    const { body } = await mira.get(path).expect(422);
    expect(body.errors).toMatchObject([{ field: 'edition' }]);
  }
});
