import { describe, expect, test } from 'vitest';
import { keepPlace } from '../../../../src/desk/answered-requests.js';
import { addArticle, deleteArticle } from '../../../../src/desk/articles/articles.js';
import { addEdition, takeEditionBack } from '../../../../src/desk/articles/editions.js';
import { type Desk, openDesk } from '../../../../src/desk/desk.js';
import { NameGone } from '../../../../src/desk/gone-names.js';
import { createToken, listTokens } from '../../../../src/desk/people/tokens.js';
import { expungeSource } from '../../../../src/desk/register/masking/expunging.js';
import { maskSource, previewMasking } from '../../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { visibleTo } from '../../../../src/desk/rounds/visibility.js';
import { articleInput } from '../../../../src/domain/articles/article.js';
import { parse } from '../../../../src/domain/parse.js';
import { sourceInput } from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import { all, insert, type Store } from '../../../../src/store/store.js';
import { openMemoryStore } from '../../../store/memory.js';
import { emptiedDatabase, openOn } from '../../../store/postgres/postgres.js';
import { meanwhile } from '../../harbour-desk.js';
import {
  ada,
  annotate,
  everything,
  ground,
  interrupted,
  name,
  open,
  traces,
  words,
} from './masking-desk.js';

async function furnished(store: Store) {
  const room = await open(store);
  await store.commit([insert('people', ada)]);
  const said = parse(sourceInput, { name, kind: 'person' });
  const { id } = await addSource(room.desk, room.mira, said);
  return { room, id };
}

/** The desk of a named request that begins now; right before it commits, somebody else does something. */
async function requested(desk: Desk, act: () => Promise<unknown>): Promise<Desk> {
  return { ...meanwhile(await visibleTo(desk, null), act), request: 'a'.repeat(64) };
}

/** What is saved beside what everybody reads. */
const kept: Record<string, (desk: Desk) => Promise<unknown>> = {
  'for what a token is': (desk) => createToken(desk, ada, ada.id, { label: words }),
  'where a form led': (desk) =>
    keepPlace(desk, 'b'.repeat(64), `/search?q=${encodeURIComponent(name)}`),
};

async function apart({ whole }: Desk): Promise<string> {
  const answers = [];
  for await (const answer of all(whole, 'answers', 'until', { key: '' })) answers.push(answer);
  return JSON.stringify([answers, await listTokens(openDesk(whole), ada, ada.id)]);
}

describe('of what is saved while a name is removed by law it goes', () => {
  test.each(Object.entries(kept))('%s', async (_, keep) => {
    const { room, id } = await furnished(openMemoryStore());
    const slow = await requested(room.desk, () => expungeSource(room.desk, ada, id, ground));
    const answer = await keep(slow);
    expect(JSON.stringify([answer]), 'is answered as it is stored').not.toMatch(traces);
    expect(await apart(room.desk)).not.toMatch(traces);
  });

  const emptied = emptiedDatabase();
  test.each(Object.entries(kept))('in another process, too: %s', async (_, keep) => {
    const url = await emptied();
    const { room, id } = await furnished(await openOn(url));
    const other = openDesk(await openOn(url));
    const slow = await requested(other, () => expungeSource(room.desk, ada, id, ground));
    await expect(keep(slow)).rejects.toBeInstanceOf(NameGone);
    expect(await apart(room.desk)).not.toMatch(traces);
  });
});

test('an edition that is not taken back after all stands again, by what was masked meanwhile', async () => {
  const { room, id } = await furnished(openMemoryStore());
  const { desk, mira, jonas, article } = room;
  const { annotation } = await annotate(room, { chain: 'The Post', note: words });
  const text = 'It holds, an engineer said. A clerk denied it. It leaks.';
  await addEdition(desk, mira, article, { text, note: words });
  const slow = await interrupted(desk, [
    () => annotate(room, { target: { exact: 'It leaks' }, chain: 'The Post' }, jonas),
    () => maskSource(desk, mira, id),
  ]);
  const taking = takeEditionBack(slow, mira, article, 2);
  await expect(taking).rejects.toMatchObject({ code: 'conflict', message: /annotat/u });
  expect(await desk.store.get('articles', article)).toMatchObject({ edition: 2 });
  expect(await desk.store.count('editions', 'article', article)).toBe(2);
  const { carried } = (await desk.store.get('annotations', annotation.id)) ?? {};
  expect(carried).toMatchObject([{ edition: 2 }]);
  expect(await everything(room)).not.toMatch(traces);
});

test('an article that is not deleted after all is there again, by what was masked in its title meanwhile', async () => {
  const { room, id } = await furnished(openMemoryStore());
  const { desk, mira, jonas } = room;
  const details = { title: `${name} and the dam`, publisher: 'The Post', text: 'It holds.' };
  const { id: article } = await addArticle(desk, mira, parse(articleInput, details));
  const slow = await interrupted(desk, [
    () => annotate({ ...room, article }, { chain: 'The Post' }, jonas),
    async () => {
      const { words: found } = await previewMasking(desk, mira, id);
      await maskSource(desk, mira, id, { replace: found.map(({ key }) => key), leave: [] });
    },
  ]);
  const deleting = deleteArticle(slow, mira, article);
  await expect(deleting).rejects.toMatchObject({ code: 'conflict', message: /1 annotation/u });
  expect(await desk.store.get('articles', article)).toMatchObject({ id: article });
  const { items } = await desk.store.find('events', 'action', { key: 'article.deleted' });
  expect(items).toEqual([]);
});

const alsoEmptied = emptiedDatabase();
test('each stands again, without the note, where another process removed a name by law meanwhile', async () => {
  const url = await alsoEmptied();
  const { room, id } = await furnished(await openOn(url));
  const { desk, mira, jonas, article } = room;
  const text = 'It holds, an engineer said. A clerk denied it. It leaks.';
  await addEdition(desk, mira, article, { text, note: words });
  const { id: second } = await addSource(desk, mira, parse(sourceInput, { name: 'Bo Lind' }));
  const other = openDesk(await openOn(url));
  const taking = await interrupted(other, [
    () => annotate(room, { target: { exact: 'It leaks' }, chain: 'The Post' }, jonas),
    () => expungeSource(desk, ada, id, ground),
  ]);
  await expect(takeEditionBack(taking, mira, article, 2)).rejects.toMatchObject({
    code: 'conflict',
    message: /annotat/u,
  });
  expect(await desk.store.get('articles', article)).toMatchObject({ edition: 2 });
  expect(await desk.store.get('editions', `${article}.2`)).toMatchObject({ text, note: null });
  expect(await everything(room)).not.toMatch(traces);
  const details = { title: 'The dam', publisher: 'The Post', text: 'It holds.' };
  const { id: dam } = await addArticle(desk, mira, parse(articleInput, details));
  const slow = await interrupted(other, [
    () => annotate({ ...room, article: dam }, { chain: 'The Post' }, jonas),
    () => expungeSource(desk, ada, second, ground),
  ]);
  await expect(deleteArticle(slow, mira, dam)).rejects.toMatchObject({ code: 'conflict' });
  expect(await desk.store.get('articles', dam)).toMatchObject({ title: 'The dam' });
  expect(await desk.store.get('editions', `${dam}.1`)).toMatchObject({ text: 'It holds.' });
});

test('an annotation whose article goes meanwhile is taken back, though another process then removes a name by law', async () => {
  const url = await alsoEmptied();
  const { room, id } = await furnished(await openOn(url));
  const { desk, mira, article } = room;
  const slow = await interrupted(openDesk(await openOn(url)), [
    () => deleteArticle(desk, mira, article),
    () => expungeSource(desk, ada, id, ground),
  ]);
  const saving = annotate({ ...room, desk: slow }, { chain: 'The Post' });
  await expect(saving).rejects.toMatchObject({ code: 'not-found' });
  expect(await desk.store.count('annotations', 'everything', article)).toBe(0);
});

test('an article is deleted with what was annotated meanwhile, though another process then removes a name by law', async () => {
  const url = await alsoEmptied();
  const { room, id } = await furnished(await openOn(url));
  const { desk, mira, jonas, article } = room;
  await annotate(room, { chain: 'The Post' });
  const slow = await interrupted(openDesk(await openOn(url)), [
    () => annotate(room, { chain: 'The Post' }, jonas),
    () => expungeSource(desk, ada, id, ground),
  ]);
  await deleteArticle(slow, mira, article, { annotations: true });
  expect(await desk.store.count('annotations', 'everything', article)).toBe(0);
});

test('an edition that is not taken back after all keeps what was said meanwhile', async () => {
  const { room } = await furnished(openMemoryStore());
  const { desk, mira, jonas, article } = room;
  const { annotation } = await annotate(room, { chain: 'The Post' });
  const text = 'It holds, an engineer said. A clerk denied it. It leaks.';
  await addEdition(desk, mira, article, { text, note: null });
  const comment = parse(commentInput, { text: 'Does it?' });
  const slow = await interrupted(desk, [
    () => annotate(room, { target: { exact: 'It leaks' }, chain: 'The Post' }, jonas),
    () => addComment(desk, mira, annotation.id, comment),
  ]);
  await takeEditionBack(slow, mira, article, 2).catch(() => null);
  expect(await desk.store.count('editions', 'article', article)).toBe(2);
  const stored = await desk.store.get('annotations', annotation.id);
  expect(stored).toMatchObject({ carried: [{ edition: 2 }], comments: [{ text: 'Does it?' }] });
});
