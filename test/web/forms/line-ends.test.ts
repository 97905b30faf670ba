import { afterEach, beforeEach, expect, test } from 'vitest';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { articleInput, maxTextUnits } from '../../../src/domain/articles/article.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';
import { annotated } from '../review/reviewed.js';

/* A browser sends each line end of a form as two characters: no field counts it as two. */

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

const lines = (length: number) => 'line\n'.repeat(length / 5 - 1).concat('words');
const sentBy = (text: string) => text.replaceAll('\n', '\r\n');
const described = { title: 'Many lines', publisher: 'The Valley Post' };

test('an article of the greatest length is taken by a form, however many lines it has', async () => {
  const browser = await room.signedIn(room.nils);
  const text = lines(maxTextUnits);
  const form = browser.post('/articles').field(described).field('text', sentBy(text));
  const { headers } = await form.expect(303);
  const bearer = await room.bearer(room.nils);
  const { body } = await bearer.get(`/api${headers.location}`);
  expect(body.text === text).toBe(true);
});

test('and as a program or a file has it', () => {
  const text = lines(maxTextUnits);
  expect(articleInput.parse({ ...described, text: sentBy(text) }).text === text).toBe(true);
});

test.each([
  ['note', 20_000, 'jonas', '', {}],
  ['text', 10_000, 'nils', '/comments', {}],
  ['comment', 5000, 'nils', '/verdicts', { verdict: 'dispute', on: 'whole', revision: '1' }],
  ['note', 1000, 'jonas', '/requests', { to: 'nils' }],
] as const)('the field %s takes its %d characters', async (field, length, by, path, more) => {
  const annotation = await annotated(room);
  const browser = await room.signedIn(room[by]);
  const { exact } = annotation.target;
  const whole = path === '' ? { exact, chain: 'Vik', seen: etag(annotation) } : {};
  const sent = { ...whole, ...more, [field]: sentBy(lines(length)) };
  const { status, text } = await browser
    .post(`/annotations/${annotation.id}${path}`)
    .type('form')
    .send(sent);
  expect([status, wordsOf(pageOf(text), '[role=alert], .fault')]).toEqual([303, []]);
});

test('blanks, plus signs and percent signs of a form arrive as they were typed', async () => {
  const annotation = await annotated(room);
  const browser = await room.signedIn(room.nils);
  const typed = '2 + 2 is +4, 100 % %2B';
  const path = `/annotations/${annotation.id}/comments`;
  await browser.post(path).type('form').send({ text: typed }).expect(303);
  const bearer = await room.bearer(room.nils);
  const { body } = await bearer.get(`/api${path}`);
  expect(body.items.map(({ text }: { text: string }) => text)).toEqual([typed]);
});
