import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { all } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

/* Without scripts, a button that is pressed twice sends its form twice. */

let room: Newsroom;
let id: string;

beforeEach(async () => {
  room = await openNewsroom();
  const text = 'The dam will be drained in June, a surveyor wrote.';
  const details = { title: 'The dam', publisher: 'The Valley Post', text };
  const article = await addArticle(room.desk, room.mira, parse(articleInput, details));
  const input = parse(annotationInput, { target: { exact: 'in June' }, chain: 'Surveyor' });
  id = (await createAnnotation(room.desk, room.jonas, article.id, input)).annotation.id;
});
afterEach(() => room.close());

const actions = async () => {
  const found: string[] = [];
  const query = { key: `annotation/${id}`, order: 'ascending' as const };
  for await (const { action } of all(room.store, 'events', 'subject', query)) found.push(action);
  return found.slice(1);
};

test('a verdict that is sent twice is given once, and answered alike', async () => {
  const nils = await room.bearer(room.nils);
  const sent = { verdict: 'agree', on: 'whole', revision: '1', comment: '' };
  for (let time = 0; time < 2; time++) {
    const { status } = await nils.post(`/annotations/${id}/verdicts`).type('form').send(sent);
    expect(status).toBe(303);
  }
  expect(await actions()).toEqual(['verdict.given']);
});

test('a verdict that says something else replaces the one before', async () => {
  const nils = await room.bearer(room.nils);
  for (const verdict of ['agree', 'unsure']) {
    const sent = { verdict, on: 'whole', revision: '1', comment: '' };
    await nils.post(`/annotations/${id}/verdicts`).type('form').send(sent);
  }
  expect((await actions()).length).toBe(2);
});

test('a deletion that is sent twice is done once, and answered alike', async () => {
  const jonas = await room.bearer(room.jonas);
  for (let time = 0; time < 2; time++) {
    const { status } = await jonas.post(`/annotations/${id}/deletion`).type('form').send({});
    expect(status).toBe(303);
  }
  expect(await actions()).toEqual(['annotation.deleted']);
});

test('what a colleague has deleted is told as deleted', async () => {
  await (await room.bearer(room.jonas)).post(`/annotations/${id}/deletion`).type('form').send({});
  const mira = await room.bearer(room.mira);
  const { status } = await mira.post(`/annotations/${id}/deletion`).type('form').send({});
  expect(status).toBe(404);
});
