import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { addPerson } from '../../../src/desk/people/people.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { Event } from '../../../src/domain/history/event.js';
import { insert } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';
import { pageAt } from '../page.js';

let room: Newsroom;
let ferry: Article;
let annotation: string;
beforeEach(async () => {
  room = await openNewsroom();
  ferry = await article('The <ferry>');
  room.pass({ minutes: 1 });
  const chain = 'Ida Brandt -told-> The Morning Ledger';
  const input = annotationInput.parse({ target: { exact: 'stop' }, chain });
  annotation = (await createAnnotation(room.desk, room.jonas, ferry.id, input)).annotation.id;
});
afterEach(() => room.close());

async function article(title: string): Promise<Article> {
  const input = { title, publisher: 'The Morning Ledger', text: 'Ferries stop.' };
  return addArticle(room.desk, room.mira, articleInput.parse(input));
}

const open = (path: string) => pageAt(room, path, room.tom);

test('tells what happened in sentences by days, the newest first, and where', async () => {
  const page = await open('/history');
  expect(wordsOf(page, '.day h2')).toEqual(['2 March 2026']);
  const sentences = wordsOf(page, '.history li');
  expect(sentences).toHaveLength(4);
  expect(sentences.join('\n')).toContain('Jonas Ek annotated “stop”');
  expect(sentences.at(-1)).toBe('09:00 UTC Mira Sen added the article. The <ferry>');
  const links = [...page.querySelectorAll('.history a')].map((link) => link.getAttribute('href'));
  expect(links).toContain(`/annotations/${annotation}`);
  expect(links).toContain(`/articles/${ferry.id}`);
});

test.each([
  ['review.requested', { to: 'nils', note: null, due: 'next week' }],
  ['report.shared', { share: 's1', expires: 'next week', note: null, origins: [] }],
] as const)(
  'is shown where %s tells a date that is none, as somebody wrote it by hand',
  async (action, after) => {
    const [event] = (await room.store.find('events', 'all', { key: '' })).items;
    if (!event) throw new Error('Nothing has happened.');
    const by = { action, before: null, after } as unknown as Event;
    await room.store.commit([insert('events', { ...event, ...by, id: `${event.id}-by-hand` })]);
    expect(wordsOf(await open('/history'), '.history li').join()).toContain('next week');
  },
);

test('is narrowed to one thing, or to an article and its annotations', async () => {
  const one = await open(`/history?subject=annotation/${annotation}`);
  expect(wordsOf(one, '.history li')).toHaveLength(1);
  expect(wordsOf(one, '.filter')).toEqual(['Only the annotation “stop” Show everything']);
  const bare = await open(`/history?subject=${annotation}`);
  expect(wordsOf(bare, '.history time')).toEqual(wordsOf(one, '.history time'));
  const whole = await open(`/history?article=${ferry.id}`);
  expect(wordsOf(whole, '.history li')).toHaveLength(2);
  expect(wordsOf(whole, '.filter')).toEqual(['Only The <ferry> Show everything']);
  expect(wordsOf(await open('/history?subject=nobody'), '.empty')).toHaveLength(1);
});

test('is narrowed to a person and to what it is about, also together and page by page', async () => {
  const mira = await open('/history?person=mira');
  expect(wordsOf(mira, '.history li').every((step) => step.includes('Mira Sen'))).toBe(true);
  expect(wordsOf(mira, '.history li')).toHaveLength(1);
  const all = wordsOf(await open('/history?person=jonas'), '.history li');
  expect(all).toHaveLength(3);
  const sources = await open('/history?person=jonas&kind=sources');
  expect(wordsOf(sources, '.history li')).toHaveLength(2);
  expect(wordsOf(sources, 'option[selected]')).toEqual(['Jonas Ek', 'Sources']);
  const both = await open(`/history?article=${ferry.id}&person=jonas&kind=annotations`);
  expect(wordsOf(both, '.history li').join()).toContain('annotated “stop”');
  expect(both.querySelector('.toolbar [name="article"]')?.getAttribute('value')).toBe(ferry.id);
  expect(wordsOf(await open('/history?person=nobody'), '.empty')).toHaveLength(1);
  const program = await room.bearer(room.tom);
  const read: string[] = [];
  for (let after = ''; ; ) {
    const path = `/api/history?person=jonas&kind=sources&limit=1&after=${after}`;
    const { body } = await program.get(path).expect(200);
    for (const { sentence } of body.items) read.push(sentence);
    if (body.next === null) break;
    after = body.next;
  }
  expect(read).toHaveLength(2);
});

test('names what it is narrowed to where nobody asked for has done anything to it', async () => {
  const filterOf = async (more: string) =>
    wordsOf(await open(`/history?subject=${annotation}${more}`), '.filter bdi');
  const alone = await filterOf('');
  expect(alone).toEqual(['“stop”']);
  expect(await filterOf('&person=mira')).toEqual(alone);
  expect(await filterOf('&kind=rounds')).toEqual(alone);
});

test('offers whoever did what is shown, also without being on the desk, and refuses a kind that is none', async () => {
  const { desk } = room;
  const operator = { ...room.ada, id: 'operator' };
  await addPerson(desk, operator, { name: 'Eva', email: 'eva@example.org', role: 'reader' });
  expect(wordsOf(await open('/history'), '[name="person"] option')).toContain('operator');
  const theirs = await open('/history?person=operator');
  expect(wordsOf(theirs, '.history li')).toHaveLength(1);
  expect(wordsOf(theirs, '[name="person"] [selected]')).toEqual(['operator']);
  const none = await open('/history?person=<nobody>');
  expect(wordsOf(none, '[name="person"] [selected]')).toEqual(['<nobody>']);
  const program = await room.bearer(room.tom);
  const { body } = await program.get('/api/history?kind=source').expect(422);
  expect(body.detail).toContain('sources');
  await program.get('/api/history?kind=sources&kind=claims').expect(422);
  await (await room.signedIn(room.tom)).get('/history?kind=source').expect(422);
});

test('makes the thing itself the link, and a person one for admins alone', async () => {
  const { items } = await room.desk.store.find('sources', 'name', { key: 'ida brandt' });
  const source = (await open('/history')).querySelector(`a[href="/sources/${items[0]?.id}"]`);
  expect(source?.textContent).toBe('Ida Brandt');
  await addPerson(room.desk, room.ada, { name: 'Eva', email: 'eva@example.org', role: 'reader' });
  expect(wordsOf(await open('/history'), '.history a')).not.toContain('Eva');
  const admin = await room.signedIn(room.ada);
  const page = pageOf((await admin.get('/history')).text);
  expect(wordsOf(page, '.history a')).toContain('Eva');
});

test('states of each kind of thing that it is shown alone', async () => {
  const { items } = await room.desk.store.find('sources', 'name', { key: 'ida brandt' });
  const alone = (subject: string) => open(`/history?subject=${subject}`);
  const source = await alone(`source/${items[0]?.id}`);
  expect(wordsOf(source, '.filter')).toEqual(['Only the source Ida Brandt Show everything']);
  const gone = await alone('claim/none');
  expect(wordsOf(gone, '.filter')).toEqual([
    'Only one thing, which is no longer here Show everything',
  ]);
});

test('goes on page by page', async () => {
  for (let n = 0; n < 50; n += 1) await article(`Article ${n}`);
  const first = await open('/history');
  expect(wordsOf(first, '.history li')).toHaveLength(50);
  const next = first.querySelector('[rel="next"]')?.getAttribute('href') ?? '';
  expect(wordsOf(await open(next), '.history li')).toHaveLength(4);
  const browser = await room.signedIn(room.tom);
  await browser.get('/history?after=nonsense').expect(422);
  await browser.get('/history?subject=weather/1').expect(422);
});

test('remembers an article that is gone, and links to it no more', async () => {
  await deleteArticle(room.desk, room.mira, ferry.id, { annotations: true });
  const page = await open('/history');
  expect(wordsOf(page, '.history li')[0]).toContain('deleted the article “The <ferry>”');
  expect(page.querySelector(`a[href="/articles/${ferry.id}"]`)).toBeNull();
  expect(page.querySelector(`a[href="/annotations/${annotation}"]`)).toBeNull();
});
