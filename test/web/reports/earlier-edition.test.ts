import { afterEach, beforeEach, expect, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { articleInput } from '../../../src/domain/articles/article.js';
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

  const earlier = await report('md', '&edition=1');
  expect(await report('json')).not.toBe(json);
  expect(JSON.parse(await report('json', '&edition=1'))).toEqual(JSON.parse(json));
  expect(earlier).toContain(
    'As it stood with edition 1, without what was made later or put on a later edition.',
  );
  const told = (text: string) =>
    text
      .split('\n')
      .filter((line) => !/As it stood|of today|With the record/u.test(line) && line !== '');
  expect(told(earlier)).toEqual(told(markdown));
  await annotate({ target: { exact: 'two members' } });
  expect(await report('md', '&edition=1')).toBe(earlier);

  const page = await mira
    .get(`/articles/${article}/report?edition=1`)
    .set('Accept', 'text/html')
    .expect(200);
  expect(page.text).toContain('two members of the harbour board said');
  expect(page.text).toContain('As it stood with edition 1, without');
  expect(page.text).toContain('edition=1');
});

test.each(['html', 'md', 'csv', 'docx', 'pdf', 'webannotation', 'json'])(
  'that figures of claims in a report of an earlier edition are of today is said in %s',
  async (format) => {
    const mira = await room.bearer(room.mira);
    const claimed = { target: { exact: 'The ferry will stop in May' }, chain, claim: 'It stops.' };
    await mira.post(`/api/articles/${article}/annotations`).send(claimed).expect(201);
    room.pass({ minutes: 5 });
    await mira.post(`/api/articles/${article}/editions`).send({ text: second }).expect(201);
    const said = async (edition: number) => {
      const address = `/api/articles/${article}/report?format=${format}&edition=${edition}`;
      const { body } = await mira.get(address).responseType('blob').expect(200);
      return (await readable(body)).replace(/<[^>]*>/gu, '').replace(/\s+/gu, ' ');
    };
    const sentence =
      'What is said of this claim, its figures and its warnings are of today, not of that edition.';
    expect(await said(1)).toContain(sentence);
    expect(await said(2)).not.toContain(sentence);
  },
);

test('an edition that is not there, or of a whole desk, is not reported on', async () => {
  const mira = await room.bearer(room.mira);
  await mira.get(`/api/articles/${article}/report?edition=2`).expect(404);
  for (const path of [`/api/articles/${article}/report?edition=x`, '/api/report?edition=1']) {
    const { body } = await mira.get(path).expect(422);
    expect(body.errors).toMatchObject([{ field: 'edition' }]);
  }
});
