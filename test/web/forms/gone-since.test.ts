import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { removeSource } from '../../../src/desk/register/entry-changes.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { listSources } from '../../../src/desk/register/sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

/*
 * What a form has saved may be gone when the browser comes to the page that it is sent on to: a
 * colleague has masked, removed or deleted it in that instant.
 */

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

type Ids = Record<'source' | 'annotation' | 'article' | 'added', string>;

const isMasked = ({ source }: Ids) => maskSource(room.desk, room.mira, source);
const isDeleted = ({ article }: Ids) =>
  deleteArticle(room.desk, room.mira, article, { annotations: true });

const forms: [
  what: string,
  path: (ids: Ids) => string,
  body: object,
  meanwhile: (ids: Ids) => Promise<unknown>,
][] = [
  [
    'a rating',
    ({ source }) => `/sources/${source}/ratings`,
    { reliability: 'B', reason: 'So.' },
    isMasked,
  ],
  [
    'an entry',
    ({ source }) => `/sources/${source}`,
    { name: 'Ida Brandt', kind: 'person' },
    isMasked,
  ],
  ['a difference', ({ source }) => `/sources/${source}/differences`, {}, isMasked],
  [
    'a comment',
    ({ annotation }) => `/annotations/${annotation}/comments`,
    { text: 'Who?' },
    isDeleted,
  ],
  [
    'a proposal',
    ({ annotation }) => `/annotations/${annotation}/proposals`,
    {
      exact: 'Ferries',
      chain: 'Lena Moe -> The Ledger',
      confidence: 'high',
      reason: 'Two saw it.',
    },
    isDeleted,
  ],
];

test.each(forms)(
  '%s is said to be saved where its page is gone by then',
  async (_, path, body, meanwhile) => {
    const { desk, mira, jonas } = room;
    const input = { title: 'The ferry', publisher: 'The Ledger', text: 'Ferries stop.' };
    const article = (await addArticle(desk, mira, articleInput.parse(input))).id;
    const content = annotationInput.parse({
      target: { exact: 'Ferries' },
      chain: 'Lena Moe -> The Ledger',
    });
    const annotation = (await createAnnotation(desk, jonas, article, content)).annotation.id;
    const source = (await addSource(desk, mira, sourceInput.parse({ name: 'Ida Brandt' }))).id;
    const added = (await addSource(desk, mira, sourceInput.parse({ name: 'Ida Brant' }))).id;
    const ids = { source, annotation, article, added };
    const browser = await room.signedIn(mira);
    const sent = await browser
      .post(path(ids))
      .type('form')
      .send({ from: added, ...body });
    expect(sent.status, sent.text).toBe(303);
    await meanwhile(ids);

    const to = String(sent.headers.location);
    const shown = await browser.get(to);
    const page = pageOf(shown.text);
    expect(wordsOf(page, 'h1')).toEqual(['Saved']);
    expect(wordsOf(page, '[data-toast]')).toEqual([]);
    // Once: asked for again, it is what it is.
    await browser.get(to).expect(404);
  },
);

test('a new entry is said to be saved, and its page by whom it was removed by then', async () => {
  const browser = await room.signedIn(room.mira);
  const added = await browser.post('/sources').type('form').send({ name: 'Ida Berg' });
  expect(added.status).toBe(303);
  const [source] = (await listSources(room.desk, { q: 'Ida Berg' })).items;
  await removeSource(room.desk, room.ada, source?.id ?? '');
  const to = String(added.headers.location);
  const page = pageOf((await browser.get(to).expect(200)).text);
  expect(wordsOf(page, 'h1')).toEqual(['Ida Berg']);
  expect(wordsOf(page, '[data-toast]')[0]).toContain('Ida Berg');
  expect(wordsOf(page, '[data-removed]')[0]).toContain('Removed from the register by Ada');
});

const late: [
  what: string,
  at: (ids: Ids) => string,
  path: (ids: Ids) => string,
  body: object,
  meanwhile: (ids: Ids) => Promise<unknown>,
  ways: string[],
][] = [
  [
    'a rating of a source that a colleague masked',
    ({ source }) => `/sources/${source}`,
    ({ source }) => `/sources/${source}/ratings`,
    { reliability: 'B', reason: 'Two letters bear it out.' },
    isMasked,
    ['/sources', '/articles'],
  ],
  [
    'a joining of such a source',
    ({ source, added }) => `/sources/joining?id=${added}&id=${source}`,
    () => '/sources/joining',
    {},
    isMasked,
    ['/sources', '/articles'],
  ],
  [
    'the details of an article that was deleted',
    ({ article }) => `/articles/${article}/edit`,
    ({ article }) => `/articles/${article}`,
    { title: 'The last ferry' },
    isDeleted,
    ['/articles'],
  ],
  [
    'a comment on an annotation whose article was deleted',
    ({ annotation }) => `/annotations/${annotation}`,
    ({ annotation }) => `/annotations/${annotation}/comments`,
    { text: 'Who was it?' },
    isDeleted,
    ['/articles'],
  ],
  [
    'a verdict of the queue on such an annotation',
    ({ annotation }) => `/review/${annotation}`,
    ({ annotation }) => `/annotations/${annotation}/verdicts`,
    { comment: 'She was away.' },
    isDeleted,
    ['/articles'],
  ],
];

test.each(late)(
  '%s before it came is told so, with its words and a way on',
  async (_, at, path, body, meanwhile, ways) => {
    const { desk, mira } = room;
    const input = { title: 'The ferry', publisher: 'The Ledger', text: 'Ferries stop.' };
    const article = (await addArticle(desk, mira, articleInput.parse(input))).id;
    const source = (await addSource(desk, mira, sourceInput.parse({ name: 'Ida Brandt' }))).id;
    const added = (await addSource(desk, mira, sourceInput.parse({ name: 'Ida Brant' }))).id;
    const tag = annotationInput.parse({ target: { exact: 'Ferries' }, chain: '?' });
    const { annotation } = await createAnnotation(desk, room.jonas, article, tag);
    const ids = { source, added, annotation: annotation.id, article };
    const browser = await room.signedIn(mira);
    const asked = await browser.get(at(ids)).expect(200);
    await meanwhile(ids);
    const answer = await browser
      .post(path(ids))
      .set('Referer', asked.request.url)
      .type('form')
      .send({ id: [added, source], into: added, ...body })
      .expect(404);
    const page = pageOf(answer.text);
    expect(wordsOf(page, '[role="alert"]')).toEqual([
      'What this is about is here no longer: a colleague has masked, removed or deleted it since its page was opened.',
    ]);
    const kept = [...page.querySelectorAll('textarea')].map(({ value }) => value);
    expect(kept).toEqual(Object.values(body));
    const led = [...page.querySelectorAll('main a')].map((way) => way.getAttribute('href') ?? '');
    expect(led).toEqual(ways);
    expect(answer.text).not.toContain('Brandt');
  },
);
