import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../src/desk/annotations/deleting.js';
import { addArticle, deleteArticle } from '../../src/desk/articles/articles.js';
import { describedIn } from '../../src/desk/register/described.js';
import { removeSource } from '../../src/desk/register/entry-changes.js';
import { noteIdentity } from '../../src/desk/register/identities/identities.js';
import { addSource } from '../../src/desk/register/new-sources.js';
import { openRound } from '../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../src/desk/rounds/visibility.js';
import { annotationInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import type { Person } from '../../src/domain/people/person.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { replace } from '../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';
import { pageOf } from './dom.js';

/*
 * Whatever is offered while somebody types names nothing that they may not see, or that is there no
 * more. Each such thing bears the word here, and each list is asked for how that begins.
 */

const word = 'Zquibble';
const beginning = 'Zqui';
const names = ['Quiet', 'Clerk', 'Removed', 'Blind'].map((name) => `${word} ${name}`);
let room: Newsroom;
let articles: string[];

beforeAll(async () => {
  room = await openNewsroom();
  const { desk, ada, mira, jonas, vera } = room;
  const add = async (title: string, publisher: string) => {
    const input = articleInput.parse({ title, publisher, text: 'The gate was rusty.' });
    return (await addArticle(desk, mira, input)).id;
  };
  const tag = async (article: string, by: Person, said: object) => {
    const target = { exact: 'The gate was rusty' };
    const input = annotationInput.parse({ target, confirm: ['identity'], ...said });
    const { annotation } = await createAnnotation(await visibleTo(desk, by), by, article, input);
    return annotation.id;
  };
  const gone = await add('Gone', `${word} Gazette`);
  await deleteArticle(desk, mira, gone);
  const open = await add('Rust on the gate', 'The Canal Sheet');
  const chain = `${word} Quiet (confidential) -told-> a clerk (unnamed) -told-> The Canal Sheet`;
  await tag(open, mira, { chain, claim: 'The gate was rusty.', labels: ['to check'] });
  const clerk = (await describedIn(desk, 'a clerk', open))?.source.id ?? '';
  await noteIdentity(desk, mira, clerk, `${word} Clerk`);
  await deleteAnnotation(desk, mira, await tag(open, mira, { chain, labels: [`${word} label`] }));
  const removed = await addSource(desk, mira, sourceInput.parse({ name: `${word} Removed` }));
  await removeSource(desk, mira, removed.id);
  await room.store.commit([replace('people', { ...vera, name: `${word} Vera` })]);
  const blind = await add('Rust, once more', 'The Canal Sheet');
  await openRound(desk, ada, blind, ['jonas', 'nils']);
  const unseen = { claim: `${word} was blind.`, labels: [`${word} blind`] };
  await tag(blind, jonas, { chain: `${word} Blind -told-> The Canal Sheet`, ...unseen });
  articles = [open, blind];
});
afterAll(() => room.close());

/** All that is offered to somebody, of each list; of names that are looked up, what was found. */
async function offeredTo(browser: ReturnType<Newsroom['visitor']>): Promise<string[]> {
  const offered: string[] = [];
  for (const path of ['/sources/suggestions', '/sources/found', '/claims/suggestions']) {
    offered.push((await browser.post(path).type('form').send({ q: beginning })).text);
  }
  for (const article of articles) {
    const asked = { article, name: names };
    offered.push((await browser.post('/sources/in-article').type('form').send({ article })).text);
    const { body } = await browser.post('/sources/resolution').type('form').send(asked);
    offered.push(JSON.stringify(Object.values(body ?? {})));
  }
  offered.push((await browser.get(`/people/suggestions?q=${beginning}`)).text);
  for (const path of [...articles.map((id) => `/articles/${id}`), '/articles/new', '/review']) {
    const page = pageOf((await browser.get(path)).text);
    const options = [...page.querySelectorAll('option')];
    offered.push(options.map(({ value, textContent }) => `${value} ${textContent}`).join('\n'));
  }
  return offered;
}

test.each(['tom', 'nils', 'mira', 'ada', 'nobody'] as const)(
  'nothing that is hidden or gone is offered to %s',
  async (who) => {
    const browser = who === 'nobody' ? room.visitor() : await room.signedIn(room[who]);
    const telling = (await offeredTo(browser)).filter((list) => list.includes(word));
    expect(telling).toEqual([]);
  },
);

test('what somebody enters in a blind round is offered to themselves', async () => {
  const offered = await offeredTo(await room.signedIn(room.jonas));
  expect(offered.filter((list) => list.includes(`${word} Blind`)).length).toBeGreaterThan(1);
  expect(
    offered.filter((list) => /Zquibble (?:Quiet|Clerk|Removed|Vera|label)/u.test(list)),
  ).toEqual([]);
});
