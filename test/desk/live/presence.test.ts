import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { notePresence } from '../../../src/desk/live/presence.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { closeDesk, openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

let people: PeopledDesk;
let desk: Desk;
let present: number;
let annotation: string;
beforeEach(async () => {
  people = await openDeskWithPeople();
  present = Date.UTC(2026, 0, 5, 10);
  desk = openDesk(people.store, { clock: () => new Date(present) });
  const details = { title: 'Sluice', publisher: 'The Ledger', text: 'The sluice stood open.' };
  const article = await addArticle(desk, people.mira, articleInput.parse(details));
  const input = annotationInput.parse({ target: { exact: 'stood open' }, chain: 'Keeper' });
  const saved = await createAnnotation(desk, people.mira, article.id, input);
  annotation = saved.annotation.id;
});
afterEach(() => closeDesk(people));

const pass = (seconds: number) => {
  present += seconds * 1000;
};
const judging = () => notePresence(desk, people.jonas, { annotation, doing: 'judging' });
const stored = async () =>
  (await desk.store.find('presences', 'until', { key: '' })).items.map(({ person }) => person);

test('who says again that they are there is written down again only after a while', async () => {
  let commits = 0;
  desk.store.watch(() => commits++);
  await judging();
  pass(10);
  await judging();
  expect(commits).toBe(1);
  pass(10);
  await judging();
  expect(commits).toBe(2);
});

test('who does something else is written down at once', async () => {
  await judging();
  await notePresence(desk, people.jonas, { annotation, doing: 'editing' });
  expect(await notePresence(desk, people.nils, { annotation, doing: 'judging' })).toEqual([
    { annotation, person: 'jonas', name: 'Jonas Ek', doing: 'editing', seconds: 45 },
  ]);
});

test('who went without a word is taken off by whoever comes next', async () => {
  await judging();
  pass(46);
  await notePresence(desk, people.nils, { annotation, doing: 'judging' });
  expect(await stored()).toEqual(['nils']);
});

test('who says that they go is gone, and may say so twice', async () => {
  await judging();
  for (const _ of [1, 2]) await notePresence(desk, people.jonas, { annotation, doing: '' });
  expect(await stored()).toEqual([]);
});

test('it is no part of the history, and for those alone who may judge', async () => {
  const events = () => desk.store.count('events', 'all', '');
  const before = await events();
  await judging();
  expect(await events()).toBe(before);
  await expect(
    notePresence(desk, people.tom, { annotation, doing: 'judging' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});
