import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { problemShape } from '../../../src/web/api/problem-answer.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf } from '../dom.js';

const name = 'Lena Moe';
const details = { title: 'The lease', publisher: 'The Post', byline: 'Ines Falk' };
const text = `${name} signed the lease, a clerk said.`;

let room: Newsroom;
let article: Article;
beforeEach(async () => {
  room = await openNewsroom();
  article = await addArticle(room.desk, room.jonas, articleInput.parse({ ...details, text }));
  const chain = `${name} (confidential) -told-> The Post`;
  const input = annotationInput.parse({ target: { exact: 'a clerk' }, chain });
  await createAnnotation(room.desk, room.jonas, article.id, input);
});
afterEach(() => room.close());

const naming: [string, object][] = [
  ['title', { title: `${name} and the lease` }],
  ['byline', { byline: `Ines Falk, L. Moe` }],
  ['publisher', { publisher: name }],
];

function titles(): Promise<string[]> {
  return room.store
    .find('articles', 'added', { key: '', limit: 10 })
    .then(({ items }) => items.map(({ title }) => title));
}

describe.each(naming)('a confidential source in the %s of an article', (field, named) => {
  test('is asked about when a program adds or changes it, and stands once that is said', async () => {
    const program = await room.bearer(room.jonas);
    const path = `/api/articles/${article.id}`;
    const { body } = await program.patch(path).send(named).expect(409);
    expect(problemShape.parse(body).confirm).toMatchObject([{ code: 'identity' }]);
    const sent = { ...details, ...named, text };
    await program.post('/api/articles').send(sent).expect(409);
    expect(await room.store.get('articles', article.id)).toEqual(article);
    expect(await titles()).toEqual([article.title]);
    const yes = { confirm: ['identity'] };
    const changed = await program.patch(path).send({ ...named, ...yes });
    expect(changed.body).toMatchObject(named);
    await program
      .post('/api/articles')
      .send({ ...sent, ...yes })
      .expect(201);
  });

  test('is asked about in the forms, which keep what was typed', async () => {
    const browser = await room.signedIn(room.jonas);
    const typed: Record<string, string> = { ...details, ...named, text };
    for (const path of [`/articles/${article.id}`, '/articles']) {
      const refused = await browser.post(path).type('form').send(typed).expect(409);
      const page = pageOf(refused.text);
      const box = page.querySelector<HTMLInputElement>('main form [name="confirm"]');
      expect(box?.value).toBe('identity');
      const kept = page.querySelector<HTMLInputElement>(`main form [name="${field}"]`);
      expect(kept?.value).toBe(typed[field]);
      const yes = { ...typed, confirm: 'identity' };
      await browser.post(path).type('form').send(yes).expect(303);
    }
  });

  test('is no question to whoever may not know the name', async () => {
    const program = await room.bearer(room.nils);
    const sent = { ...details, ...named, text };
    await program.post('/api/articles').send(sent).expect(201);
  });
});

test('names of confidential sources in the text are not asked about', async () => {
  const program = await room.bearer(room.jonas);
  await program
    .post('/api/articles')
    .send({ ...details, text })
    .expect(201);
});

test('a name that stood in an article before is not asked about again', async () => {
  const program = await room.bearer(room.jonas);
  const path = `/api/articles/${article.id}`;
  const named = { title: `${name} and the lease` };
  await program
    .patch(path)
    .send({ ...named, confirm: ['identity'] })
    .expect(200);
  await program.patch(path).send({ byline: 'Ida Brandt' }).expect(200);
});

test('a file is sent with its answer beside it', async () => {
  const program = await room.bearer(room.jonas);
  const send = () =>
    program
      .post('/api/articles')
      .attach('file', Buffer.from(text), 'lease.txt')
      .field('title', name)
      .field('publisher', 'The Post');
  await send().expect(409);
  await send().field('confirm', 'identity').expect(201);
});

test('one in the note of a new edition is asked about, beside the preview and of a program', async () => {
  const sent = { text: `${text} She denied it.`, note: `${name} asked for it.` };
  const program = await room.bearer(room.jonas);
  const path = `/api/articles/${article.id}/editions`;
  const { body } = await program.post(path).send(sent).expect(409);
  expect(problemShape.parse(body).confirm).toMatchObject([{ code: 'identity' }]);
  const browser = await room.signedIn(room.jonas);
  const form = `/articles/${article.id}/editions`;
  const refused = await browser.post(form).type('form').send(sent).expect(409);
  const page = pageOf(refused.text);
  expect(page.querySelector('main form [name="confirm"]')).not.toBeNull();
  expect(page.querySelector<HTMLTextAreaElement>('[name=text]')?.value).toBe(sent.text);
  await browser
    .post(form)
    .type('form')
    .send({ ...sent, confirm: 'identity' })
    .expect(303);
});
