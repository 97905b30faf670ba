import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { questionsOf } from '../../../src/web/forms/questions.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

describe('a form that a script sends', () => {
  test.each([
    ['/sources', { name: '' }, 'name'],
    ['/tokens', { label: '' }, 'label'],
    ['/account', { name: '' }, 'name'],
  ])('to %s and that can’t be taken is answered as a problem', async (path, body, field) => {
    const browser = await room.signedIn(room.mira);
    const answer = await browser
      .post(path)
      .set('Accept', 'application/json')
      .type('form')
      .send(body);
    expect(answer.status).toBe(422);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.errors).toMatchObject([{ field }]);
  });
});

test.each([
  ['/sources', { name: 'Ada', aliases: `A.\n${'x'.repeat(400)}` }, '#fault-aliases'],
  ['/sources', { name: 'x'.repeat(400) }, '#fault-name'],
  ['/tokens', { label: '' }, '#fault-label'],
])('what is wrong with a value of a form to %s stands at its field', async (path, body, at) => {
  const browser = await room.signedIn(room.mira);
  const answer = await browser.post(path).type('form').send(body);
  expect(answer.status).toBe(422);
  const [sentence] = wordsOf(pageOf(answer.text), '[role="alert"] p');
  expect(wordsOf(pageOf(answer.text), at)).toEqual([sentence]);
});

test('what was chosen by an id that nobody can read is not told in words, and is sent again', async () => {
  const chosen = {
    to: 'p1',
    people: 'p1',
    rating: 'r1',
    'words[bcf5]': 'leave',
    'parts[chain]': 'a1',
  };
  const body = { ...chosen, note: 'By Friday, please.' };
  const answer = await room.visitor().post('/annotations/a1/requests').type('form').send(body);
  expect(answer.status).toBe(401);
  const page = pageOf(answer.text);
  expect(wordsOf(page, '[data-typed] label')).toEqual(['Note']);
  const sent = [...page.querySelectorAll('[data-kept-form] [type="hidden"]')];
  expect(sent.map((field) => field.getAttribute('name'))).toEqual(
    expect.arrayContaining(Object.keys(body)),
  );
});

describe('what must be said yes to', () => {
  const asking = (...codes: string[]) => ({ confirm: codes.map((code) => ({ code })) });

  test.each([
    ['nothing is asked', {}, {}, []],
    ['one thing is asked', {}, asking('identity'), ['identity ☐']],
    ['one was said yes to', { confirm: 'masking' }, {}, ['masking ☑']],
    [
      'another is asked then',
      { confirm: 'masking' },
      asking('identity'),
      ['masking ☑', 'identity ☐'],
    ],
    [
      'both were said yes to',
      { confirm: ['identity', 'masking'] },
      {},
      ['masking ☑', 'identity ☑'],
    ],
    ['there is no such question', { confirm: 'everything' }, asking('everything'), []],
  ])('where %s', (_when, body, details, shown) => {
    const questions = questionsOf(body, details);
    expect(questions.map(({ value, isTicked }) => `${value} ${isTicked ? '☑' : '☐'}`)).toEqual(
      shown,
    );
  });
});
