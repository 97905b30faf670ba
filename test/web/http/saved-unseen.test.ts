import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.js';
import { type Store, storeWith } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { folder } from '../../store/file/folder.js';
import { openMemoryStore } from '../../store/memory.js';
import { emptiedDatabase, openOn, wired } from '../../store/postgres/postgres.js';
import { page, words } from '../page.js';

/*
 * The database goes away right behind a save, before the answer is made of what is read again: the
 * answer must not say that nothing was saved, or it would be saved twice.
 */

interface Losable {
  store: Store;
  lose(): Promise<void>;
  /** The same database, on another way. */
  again(): Promise<Store>;
}

/** A store that does something between a commit's answer and whoever waits for it. */
function interruptible(store: Store) {
  const interrupted = {
    afterSave: async () => {},
    store: storeWith(store, {
      commit: async (...asked) => {
        const commit = await store.commit(...asked);
        await interrupted.afterSave();
        return commit;
      },
    }),
  };
  return interrupted;
}

const silent = { warn: () => {} };

async function losableFile(): Promise<Losable> {
  const path = join(await folder(), 'db.json');
  const open = (mode: 'write' | 'read') => openLowdbStore(path, { mode, log: silent });
  const store = await open('write');
  return {
    store,
    lose: () => store.close(),
    again: async () => {
      await store.close();
      return open('read');
    },
  };
}

const emptied = emptiedDatabase();

async function losablePostgres(): Promise<Losable> {
  const { wire, url, store } = await wired(emptied);
  return {
    store,
    lose: () => wire.cut(),
    again: () => openOn(url),
  };
}

let newsroom: Newsroom;
afterEach(() => newsroom.close());

const text = 'It was the engine that failed, said the harbour master.';
/** The names of whoever is named by id are read again for the answer. */
const passage = ({ source }: Ids) => ({
  target: { exact: 'the engine' },
  chain: `Lena Moe #${source} -> The Ledger`,
});
const form = { exact: 'the engine', chain: 'Lena Moe -> The Ledger' };

/** What is sent, to the article or its annotation, and what of it must then be there once. */
interface Save {
  path: (ids: Ids) => string;
  body: (ids: Ids) => object;
  as: 'form' | 'script' | 'program';
  found: (store: Store, ids: Ids) => Promise<number>;
}

interface Ids {
  article: string;
  annotation: string;
  source: string;
  proposal: string;
}

const annotations: Save['found'] = async (store, { article }) =>
  (await store.count('annotations', 'article', article)) - 1;
const comments: Save['found'] = async (store, { annotation }) =>
  (await store.get('annotations', annotation))?.comments.length ?? 0;
const verdicts: Save['found'] = async (store, { annotation }) =>
  (await store.get('annotations', annotation))?.verdicts.length ?? 0;

const saves: Record<string, Save> = {
  'a masked source, from a form': {
    path: ({ source }) => `/sources/${source}/masking`,
    body: () => ({}),
    as: 'form',
    found: (store) => store.count('identities', 'all', ''),
  },
  'an annotation, by the page’s script': {
    path: ({ article }) => `/articles/${article}/annotations`,
    body: () => form,
    as: 'script',
    found: annotations,
  },
  'an annotation, by a program': {
    path: ({ article }) => `/api/articles/${article}/annotations`,
    body: passage,
    as: 'program',
    found: annotations,
  },
  'a comment, by a program': {
    path: ({ annotation }) => `/api/annotations/${annotation}/comments`,
    body: () => ({ text: 'Who says so?' }),
    as: 'program',
    found: comments,
  },
  'a verdict, by a program': {
    path: ({ annotation }) => `/api/annotations/${annotation}/verdicts`,
    body: () => ({ verdict: 'agree', on: 'whole', revision: 1 }),
    as: 'program',
    found: verdicts,
  },
  'a deletion, by the page’s script': {
    path: ({ annotation }) => `/annotations/${annotation}/deletion`,
    body: () => ({}),
    as: 'script',
    found: async (store, { annotation }) =>
      (await store.get('annotations', annotation))?.deleted ? 1 : 0,
  },
};

describe.each([
  ['a file', losableFile],
  ['PostgreSQL', losablePostgres],
])('where %s is lost right after the save', (_store, open) => {
  test.each(Object.entries(saves))('%s is answered as saved, and there once', async (_, save) => {
    const database = await open();
    const interrupted = interruptible(database.store);
    newsroom = await openNewsroom({ store: interrupted.store });
    const { desk, mira, jonas } = newsroom;
    const details = { title: 'Ferry', publisher: 'The Ledger', text };
    const { id } = await addArticle(desk, mira, parse(articleInput, details));
    const [author, reader] = [await newsroom.bearer(mira), await newsroom.bearer(jonas)];
    const made = await author
      .post(`/api/articles/${id}/annotations`)
      .send({ target: { exact: 'the harbour master' }, chain: 'Lena Moe -> The Ledger' })
      .expect(201);
    const source = String(made.body.newSources[0].id);
    const ids = { article: id, annotation: String(made.body.id), source, proposal: '' };
    // That a token is used is noted first, once an hour.
    const isEditors = /deletion$|masking$/u.test(save.path(ids));
    const browser = await newsroom.signedIn(isEditors ? mira : jonas);
    await reader.get('/api/articles').expect(200);
    interrupted.afterSave = () => database.lose();

    const asked = (save.as === 'program' ? reader : browser).post(save.path(ids));
    if (save.as !== 'program') asked.type('form');
    if (save.as === 'script') asked.accept('application/json');
    const answer = await asked.send(save.body(ids));

    expect(answer.status, answer.text).toBeLessThan(400);
    const says = save.as === 'form' ? words(page(answer), '[role=alert]') : answer.body.detail;
    expect(says).toMatch(/^This was saved\./u);
    expect(newsroom.log.join()).toContain('Saved, but not shown');
    const store = await database.again();
    onTestFinished(() => store.close());
    expect(await save.found(store, ids)).toBe(1);
  });

  test('an annotation from a form leads to where it stands, and is there once', async () => {
    const database = await open();
    const interrupted = interruptible(database.store);
    newsroom = await openNewsroom({ store: interrupted.store });
    const { desk, mira, jonas } = newsroom;
    const details = { title: 'Ferry', publisher: 'The Ledger', text };
    const { id } = await addArticle(desk, mira, parse(articleInput, details));
    const browser = await newsroom.signedIn(jonas);
    interrupted.afterSave = () => database.lose();

    const answer = await browser.post(`/articles/${id}/annotations`).type('form').send(form);

    expect(answer.status, answer.text).toBe(303);
    const store = await database.again();
    onTestFinished(() => store.close());
    const { items } = await store.find('annotations', 'article', { key: id });
    expect(items.map((each) => `/articles/${id}#annotation-${each.id}`)).toEqual([
      answer.headers.location,
    ]);
  });
});

/** What is sent about an article that somebody deletes the moment that it is saved, and what tells that it was. */
const lastSaves: Record<string, Pick<Save, 'path' | 'body' | 'as'> & { recorded: string }> = {
  'a comment, by a program': { ...of('a comment, by a program'), recorded: 'comment.added' },
  'a verdict, by a program': { ...of('a verdict, by a program'), recorded: 'verdict.given' },
  'an annotation, by the page’s script': {
    ...of('an annotation, by the page’s script'),
    recorded: 'annotation.created',
  },
  'a deletion, by the page’s script': {
    ...of('a deletion, by the page’s script'),
    recorded: 'annotation.deleted',
  },
  'a proposal, by a program': {
    path: ({ annotation }) => `/api/annotations/${annotation}/proposals`,
    body: () => ({ confidence: 'high', reason: 'Two saw it.' }),
    as: 'program',
    recorded: 'proposal.made',
  },
  'a withdrawal of a proposal, by a program': {
    path: ({ proposal }) => `/api/proposals/${proposal}/withdrawal`,
    body: () => ({}),
    as: 'program',
    recorded: 'proposal.withdrawn',
  },
  'an edition, by a program': {
    path: ({ article }) => `/api/articles/${article}/editions`,
    body: () => ({ text: `${text} Nobody denied it.` }),
    as: 'program',
    recorded: 'edition.added',
  },
};

/** A store that does something once, before the first thing that is read after a save. */
function readAfterSave(store: Store) {
  let isSaved = false;
  const others = async () => {
    const { before } = reading;
    if (!isSaved || !before) return;
    reading.before = null;
    await before();
  };
  const reading: { before: (() => Promise<void>) | null; store: Store } = {
    before: null,
    store: storeWith(store, {
      commit: async (...asked) => {
        const commit = await store.commit(...asked);
        isSaved = reading.before !== null;
        return commit;
      },
      get: (...asked) => others().then(() => store.get(...asked)),
      getMany: (...asked) => others().then(() => store.getMany(...asked)),
      find: (...asked) => others().then(() => store.find(...asked)),
    }),
  };
  return reading;
}

function of(save: string): Save {
  const found = saves[save];
  if (!found) throw new Error(`Nothing is known of ${save}.`);
  return found;
}

test.each(Object.entries(lastSaves))(
  '%s is answered as saved, though its article is deleted at that moment',
  async (_, save) => {
    const reading = readAfterSave(openMemoryStore());
    newsroom = await openNewsroom({ store: reading.store });
    const { desk, mira, jonas } = newsroom;
    const details = { title: 'Ferry', publisher: 'The Ledger', text };
    const { id } = await addArticle(desk, mira, parse(articleInput, details));
    const program = await newsroom.bearer(jonas);
    const author = await newsroom.bearer(mira);
    const made = await author
      .post(`/api/articles/${id}/annotations`)
      .send({ target: { exact: 'the harbour master' }, chain: 'Lena Moe -> The Ledger' })
      .expect(201);
    const annotation = String(made.body.id);
    const suggested = await program
      .post(`/api/annotations/${annotation}/proposals`)
      .send({ confidence: 'low', reason: 'One saw it.' })
      .expect(201);
    const ids = { article: id, annotation, source: '', proposal: String(suggested.body.id) };
    const browser = await newsroom.signedIn(save.as === 'script' ? mira : jonas);
    await program.get('/api/articles').expect(200);
    const before = (await eventsOf(newsroom, save.recorded)).length;
    reading.before = () => deleteArticle(desk, mira, id, { annotations: true });

    const asked = (save.as === 'program' ? program : browser).post(save.path(ids));
    if (save.as !== 'program') asked.type('form');
    if (save.as === 'script') asked.accept('application/json');
    const answer = await asked.send(save.body(ids));

    expect((await eventsOf(newsroom, save.recorded)).length).toBe(before + 1);
    expect(answer.status, answer.text).toBeLessThan(400);
  },
);

async function eventsOf({ desk }: Newsroom, action: string) {
  return (await desk.store.find('events', 'action', { key: action, limit: 50 })).items;
}
