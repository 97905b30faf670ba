import { expect, test } from 'vitest';
import { createAnnotation } from '../../src/desk/annotations/annotations.js';
import { addArticle } from '../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../src/desk/desk.js';
import { addSource } from '../../src/desk/register/new-sources.js';
import { addComment } from '../../src/desk/review/comments.js';
import { giveVerdict } from '../../src/desk/review/verdicts.js';
import { annotationInput } from '../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../src/domain/articles/article.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { verdictInput } from '../../src/domain/review/verdict.js';
import { insert } from '../../src/store/store.js';
import { emptyDesk, openOn } from '../store/postgres/postgres.js';
import { person } from './peopled-desk.js';

/* One request that reaches two processes on one database at the same moment. */

const text = 'The lock at Veil has been shut since Sunday, two skippers say.';

test('a request that two processes take at once is done once, whatever it makes', async () => {
  const url = await emptyDesk();
  const desk = openDesk(await openOn(url));
  const desks = [desk, openDesk(await openOn(url))];
  const [jonas, nils] = [
    person('jonas', 'Jonas Ek', 'annotator'),
    person('nils', 'Nils Oder', 'annotator'),
  ];
  await desk.store.commit([insert('people', jonas), insert('people', nils)]);
  const atOnce = <T>(request: string, work: (named: Desk) => Promise<T>) =>
    Promise.all([...desks, ...desks].map((each) => work({ ...each, request })));

  const details = { title: 'The lock', publisher: 'The Evening Barge', text };
  const articles = await atOnce('one', (named) =>
    addArticle(named, jonas, articleInput.parse(details)),
  );
  const article = articles[0]?.id ?? '';
  const said = { target: { exact: 'two skippers' }, chain: 'A skipper (unnamed)' };
  const saved = await atOnce('two', (named) =>
    createAnnotation(named, jonas, article, annotationInput.parse(said)),
  );
  const id = saved[0]?.annotation.id ?? '';
  await atOnce('three', (named) =>
    addComment(named, nils, id, { text: 'Which Sunday?', replyTo: null }),
  );
  await atOnce('four', (named) =>
    giveVerdict(named, nils, id, verdictInput.parse({ verdict: 'agree' })),
  );
  await atOnce('five', (named) => addSource(named, nils, sourceInput.parse({ name: 'Ida Lund' })));

  expect(await desk.store.count('articles', 'added', '')).toBe(1);
  expect(await desk.store.count('annotations', 'all', '')).toBe(1);
  expect(await desk.store.count('sources', 'name', 'ida lund')).toBe(1);
  const annotation = await desk.store.get('annotations', id);
  expect(annotation?.comments).toHaveLength(1);
  expect(annotation?.verdicts).toHaveLength(1);
  const events = await desk.store.find('events', 'subject', { key: `annotation/${id}` });
  expect(events.items.map(({ action }) => action)).toEqual([
    'annotation.created',
    'comment.added',
    'verdict.given',
  ]);
});
