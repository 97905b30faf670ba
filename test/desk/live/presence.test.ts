import { beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { attendanceOf, notePresence } from '../../../src/desk/live/presence.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

let people: PeopledDesk;
let desk: Desk;
let moment: number;
let annotation: string;
beforeEach(async () => {
  people = await openDeskWithPeople();
  moment = Date.UTC(2026, 0, 5, 10);
  desk = openDesk(people.store, { clock: () => new Date(moment) });
  const details = { title: 'Sluice', publisher: 'The Ledger', text: 'The sluice stood open.' };
  const article = await addArticle(desk, people.mira, articleInput.parse(details));
  const input = annotationInput.parse({ target: { exact: 'stood open' }, chain: 'Keeper' });
  const saved = await createAnnotation(desk, people.mira, article.id, input);
  annotation = saved.annotation.id;
});

const pass = (seconds: number) => {
  moment += seconds * 1000;
};
const judging = () => notePresence(desk, people.jonas, { annotation, doing: 'judging' });
/** What is told to the other processes. */
const telling = () => {
  const told: string[] = [];
  desk.signals.listen((text) => told.push(text));
  return told;
};
const present = () =>
  attendanceOf(desk)
    .at(annotation)
    .map(({ person }) => person);

test('who says again that they are there is told of again only after a while', async () => {
  const told = telling();
  await judging();
  pass(10);
  await judging();
  expect(told).toHaveLength(1);
  pass(10);
  await judging();
  expect(told).toHaveLength(2);
});

test('who does something else is told of at once', async () => {
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
  expect(present()).toEqual(['nils']);
  expect(attendanceOf(desk).size).toBe(1);
});

test('nobody is there for the day by which the clock is put back', async () => {
  await judging();
  pass(-24 * 60 * 60);
  expect(present()).toEqual([]);
});

test('who says that they go is gone, and may say so twice', async () => {
  await judging();
  for (const _ of [1, 2]) await notePresence(desk, people.jonas, { annotation, doing: '' });
  expect(present()).toEqual([]);
});

test('it is no commit, not one', async () => {
  const { number } = await desk.store.commit([]);
  let commits = 0;
  desk.store.watch(() => commits++);
  for (const doing of ['judging', 'editing', '', 'judging'] as const) {
    await notePresence(desk, people.jonas, { annotation, doing });
    pass(60);
  }
  expect(commits).toBe(0);
  expect(await desk.store.commit([])).toMatchObject({ number });
});

test('what is told of it are ids alone', async () => {
  const told = telling();
  await judging();
  const { article } = (await desk.store.get('annotations', annotation)) ?? {};
  expect(told.map((text) => JSON.parse(text))).toEqual([
    { presence: { person: 'jonas', annotation, article, doing: 'judging' } },
  ]);
});

test('of very many at once those are remembered who spoke last', async () => {
  const { size } = attendanceOf(desk);
  expect(size).toBe(0);
  const say = (id: string) => {
    const presence = { person: 'jonas', annotation: id, article: 'ferry', doing: 'judging' };
    desk.signals.send(JSON.stringify({ presence }));
  };
  for (let n = 0; n < 2_500; n++) say(`a${n}`);
  expect(attendanceOf(desk).size).toBe(2_000);
  expect(attendanceOf(desk).at('a499')).toEqual([]);
  expect(attendanceOf(desk).at('a500')).toHaveLength(1);
});

test('a signal that says something else is left alone', () => {
  for (const text of ['', '{', '[]', '{"presence":{}}', '{"weather":"fine"}']) {
    desk.signals.send(text);
  }
  expect(attendanceOf(desk).size).toBe(0);
});

test('it is for those alone who may judge', async () => {
  await expect(
    notePresence(desk, people.tom, { annotation, doing: 'judging' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});
