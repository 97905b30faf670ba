import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import {
  createAnnotation,
  reviseAnnotation,
} from '../../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../../src/desk/annotations/deleting.js';
import { addArticle } from '../../../../src/desk/articles/articles.js';
import { addEdition } from '../../../../src/desk/articles/editions.js';
import { decideWording } from '../../../../src/desk/articles/shared-wording.js';
import { openDesk } from '../../../../src/desk/desk.js';
import { NameGone } from '../../../../src/desk/gone-names.js';
import { loadSession, saveSession } from '../../../../src/desk/people/sessions.js';
import { changeSource } from '../../../../src/desk/register/entry-changes.js';
import { noteIdentity } from '../../../../src/desk/register/identities/identities.js';
import { joinSource } from '../../../../src/desk/register/joining.js';
import {
  expungeSource,
  previewExpunging,
} from '../../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../../src/desk/register/ratings.js';
import { sourceById } from '../../../../src/desk/register/sources.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { visibleTo } from '../../../../src/desk/rounds/visibility.js';
import { shareReport } from '../../../../src/desk/shares/shares.js';
import { etag } from '../../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../../src/domain/articles/article.js';
import { parse } from '../../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import { shareInput } from '../../../../src/domain/shares/share.js';
import { openLowdbStore } from '../../../../src/store/file/lowdb-store.js';
import { type Store, storeWith } from '../../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../../newsroom.js';
import { openMemoryStore } from '../../../store/memory.js';
import { emptyDesk, openOn } from '../../../store/postgres/postgres.js';

/** Stands nowhere else in this project. */
const canary = 'Quillon Vantresk';
const former = 'Quillon Ostrander';

/** Whoever it is stands wherever a name can stand but in what an article says. */
async function furnish({ desk, ada, mira, jonas, nils }: Newsroom) {
  const input = {
    title: 'The dam',
    publisher: 'The Post',
    text: 'It holds, an official said. A clerk denied it.',
  };
  const { id: article } = await addArticle(desk, jonas, parse(articleInput, input));
  const annotated = async (said: object) => {
    const content = parse(annotationInput, {
      target: { exact: 'It holds' },
      chain: 'The Post',
      ...said,
    });
    return (await createAnnotation(desk, jonas, article, content)).annotation;
  };
  const { id } = await addSource(
    desk,
    mira,
    parse(sourceInput, { name: former, aliases: ['Q. Vantresk'] }),
  );
  const renamed = {
    name: canary,
    aliases: ['Q. Vantresk'],
    keepName: false,
    description: `${canary} inspects dams.`,
  };
  await changeSource(desk, mira, id, parse(entryChangeInput, renamed));
  await rateSource(desk, mira, id, { reliability: 'B', reason: `${canary} was right.` });
  const double = await addSource(desk, mira, parse(sourceInput, { name: `${canary} junior` }));
  await joinSource(desk, mira, double.id, id);
  const claim = `${canary} knew of the leak`;
  const first = await annotated({
    chain: `${canary} -told-> The Post`,
    note: `Ask ${canary.toUpperCase()} again.`,
    claim,
  });
  await addComment(
    desk,
    nils,
    first.id,
    parse(commentInput, { text: `Met Quillon\u00a0Vantresk.` }),
  );
  const revised = {
    target: { exact: 'It holds' },
    chain: `${canary} -told-> ? -> The Post`,
    note: 'Asked.',
  };
  await reviseAnnotation(
    desk,
    jonas,
    first.id,
    parse(annotationInput, revised),
    etag((await desk.store.get('annotations', first.id)) ?? first),
  );
  await addEdition(desk, mira, article, {
    text: 'It holds, an official said. A clerk denied it. It leaks.',
    note: `${canary} asked for it.`,
  });
  const { id: other } = await addArticle(
    desk,
    jonas,
    parse(articleInput, { ...input, publisher: 'The Echo' }),
  );
  const decision = { independent: true, reason: `${canary} told both.` };
  await decideWording(desk, mira, [article, other], decision);
  const gone = await annotated({ note: `${canary} denies it.` });
  await deleteAnnotation(desk, jonas, gone.id);
  const secret = await addSource(
    desk,
    mira,
    parse(sourceInput, { name: canary, confidential: true }),
  );
  const unnamed = await addSource(
    desk,
    mira,
    parse(sourceInput, { name: 'an engineer', unnamed: true }),
  );
  await noteIdentity(desk, mira, unnamed.id, canary);
  const clerk = await addSource(
    desk,
    mira,
    parse(sourceInput, { name: 'a lock-keeper', unnamed: true }),
  );
  await noteIdentity(desk, mira, clerk.id, canary);
  const noted = await maskSource(desk, mira, clerk.id);
  const masked = await addSource(desk, mira, parse(sourceInput, { name: 'Brannoc Ule' }));
  await annotated({ note: `Brannoc Ule works with ${canary}.` });
  await annotated({ note: 'Brannoc Ule met Mr Vantresk.' });
  const hidden = await maskSource(desk, mira, masked.id);
  const site = `https://${canary.replace(' ', '-').toLowerCase()}.example`;
  const share = { note: `For ${canary} to look at`, origins: [site, 'https://other.example'] };
  await shareReport(desk, mira, article, parse(shareInput, share));
  return {
    id,
    article,
    secret: secret.id,
    unnamed: unnamed.id,
    noted: noted.id,
    hidden: hidden.id,
    ada,
  };
}

/** Removes the name, with everything that it is shown first. */
async function expunged(room: Newsroom): Promise<void> {
  const { id, article, secret, unnamed, noted, hidden, ada } = await furnish(room);
  const browser = await room.signedIn(room.mira);
  const saved = { name: 'Other', reason: 'x' };
  await browser
    .post('/sources')
    .type('form')
    .send({ ...saved, name: `Nobody, not ${canary}` });
  const draft = { title: canary, publisher: 'The Post', text: `${canary} resigned.` };
  const other = await addSource(room.desk, room.mira, parse(sourceInput, { name: 'Lock-keeper' }));
  await browser
    .post(`/sources/${id}/differences`)
    .type('form')
    .send({ from: other.id, key: 'a-form-of-mira', back: `/sources?q=${canary}` })
    .expect(303);
  await browser.post('/articles/preview').set('Accept', 'text/html').type('form').send(draft);
  const colleague = await room.signedIn(room.jonas);
  const byPart = { ...draft, title: 'Mr Vantresk', text: 'He resigned.' };
  await colleague.post('/articles/preview').set('Accept', 'text/html').type('form').send(byPart);
  await colleague.get(`/articles/${article}/report`).query({ label: 'Vantresk' }).expect(200);
  const { words, identified } = await previewExpunging(room.desk, ada, id);
  expect(identified.map((source) => source.id).toSorted()).toEqual(
    [secret, unnamed, noted].toSorted(),
  );
  const choice = {
    replace: words.filter(({ isFixed }) => !isFixed).map(({ key }) => key),
    leave: [],
  };
  const admin = await room.signedIn(ada);
  const form = (said: string) => {
    const words = Object.fromEntries(choice.replace.map((key) => [key, 'replace']));
    const fields = { words, ground: said };
    return admin
      .post(`/sources/${id}/expunging`)
      .set('Accept', 'text/html')
      .type('form')
      .send(fields);
  };
  const refused = await form(`${canary} asked for it.`).expect(303);
  expect((await admin.get(refused.headers.location ?? '')).text).toContain('This names the person');
  const ground = 'A court ordered it, 12 O 44/26.';
  const done = await form(ground).expect(303);
  const { text } = await admin.get(done.headers.location ?? '').expect(200);
  expect(text).toContain('The name is removed from the desk.');
  expect(text).not.toContain('could not be cleared away');
  const source = await sourceById(room.desk, id);
  expect([source.name, source.aliases]).toEqual(['Name removed 1', []]);
  expect(source.ratings).toHaveLength(1);
  expect((await sourceById(room.desk, secret)).name).toBe('Confidential source 1');
  for (const id of [hidden, noted]) expect(await room.store.get('identities', id)).not.toBeNull();
  const [share] = (await room.store.find('shares', 'article', { key: article })).items;
  expect(share?.origins).toEqual(['https://other.example']);
  await colleague.get('/articles').expect(200);
  const told = await room.desk.store.find('events', 'subject', {
    key: `source/${id}`,
    order: 'descending',
    limit: 1,
  });
  expect(told.items[0]).toMatchObject({ action: 'source.expunged', by: ada.id, after: { ground } });
}

/** Parts of the name, however they are written. */
const traces = /quillon|vantresk|ostrander/iu;

async function opened(store: Store): Promise<Newsroom> {
  const room = await openNewsroom({ store });
  onTestFinished(() => room.close());
  return room;
}

test('a name that was removed by law stands in no byte of a desk’s files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expunged(await opened(await openLowdbStore(join(folder, 'db.json'), { mode: 'write' })));
  const files = await readdir(folder);
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    const at = traces.exec(text)?.index ?? -1;
    expect(at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 200), file).toBe('');
  }
});

test('nor in any table of PostgreSQL, old rows and statistics included', async () => {
  const base = await emptyDesk();
  await expunged(await opened(await openOn(base)));
  const client = new pg.Client(base);
  await client.connect();
  onTestFinished(() => client.end());
  const { rows } = await client.query<{ name: string; live: number; dead: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'`,
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { name } of [...rows, { name: 'pg_catalog.pg_stats' }]) {
    const { rows: found } = await client.query<{ text: string }>(
      `SELECT t::text AS text FROM ${name} AS t WHERE t::text ~* 'quillon|vantresk|ostrander'`,
    );
    expect(found, name).toEqual([]);
  }
});

type Save = (room: Newsroom, article: string) => Promise<unknown>;
const words = `${canary} knew.`;
const saves: [string, Save][] = [
  [
    'a note and a claim',
    ({ desk, jonas }, article) => {
      const said = { target: { exact: 'It holds' }, chain: 'The Post', note: words, claim: words };
      return createAnnotation(desk, jonas, article, parse(annotationInput, said));
    },
  ],
  [
    'for whom a report is shared',
    ({ desk, mira }, article) =>
      shareReport(desk, mira, article, parse(shareInput, { note: words })),
  ],
  [
    'who somebody without a name is',
    async ({ desk, mira }) => {
      const clerk = { name: 'A clerk', unnamed: true };
      const { id } = await addSource(desk, mira, parse(sourceInput, clerk));
      return noteIdentity(desk, mira, id, canary);
    },
  ],
];

test.each(saves)('nor in what is saved while it is being removed: %s', async (_, save) => {
  const room = await opened(openMemoryStore());
  const { desk, ada, mira, jonas, store } = room;
  const details = { title: 'The dam', publisher: 'The Post', text: 'It holds.' };
  const { id: article } = await addArticle(desk, jonas, parse(articleInput, details));
  const { id } = await addSource(desk, mira, parse(sourceInput, { name: canary }));
  let isSaved = false;
  const commit: Store['commit'] = async (...asked) => {
    if (!isSaved) {
      isSaved = true;
      await save(room, article);
    }
    return store.commit(...asked);
  };
  const slow = openDesk(storeWith(store, { commit }));
  await expungeSource(slow, ada, id, { ground: 'A court ordered it.', replace: [], leave: [] });
  expect(isSaved).toBe(true);
  const kept = await Promise.all([
    store.find('annotations', 'all', { key: '' }),
    store.find('claims', 'all', { key: '' }),
    store.find('sources', 'all', { key: '' }),
    store.find('events', 'all', { key: '' }),
    store.find('shares', 'article', { key: article }),
    store.find('identities', 'all', { key: '' }),
  ]);
  expect(JSON.stringify(kept)).not.toMatch(traces);
});

test('an identity that is a surname alone is asked about, and goes where that is said', async () => {
  const room = await opened(openMemoryStore());
  const { desk, ada, mira, store } = room;
  const add = (sent: object) => addSource(desk, mira, parse(sourceInput, sent));
  const { id } = await add({ name: canary, kind: 'person' });
  const { id: second } = await add({ name: 'Maren Ostrander', kind: 'person' });
  const { id: secret } = await add({ name: 'Vantresk', confidential: true });
  const { id: other } = await add({ name: 'Ostrander', confidential: true });
  const { identified, words } = await previewExpunging(desk, ada, id);
  expect(identified).toEqual([]);
  const place = { in: 'identities', id: secret, path: ['name'] };
  const inPart = words.filter(({ isFixed }) => !isFixed);
  expect(inPart).toMatchObject([{ text: 'Vantresk', isSure: false, places: [place] }]);
  const { items } = await store.find('events', 'subject', { key: `source/${secret}` });
  expect(items.map(({ action, by }) => [action, by])).toContainEqual(['identity.read', ada.id]);
  const said = { ground: 'A court ordered it.', leave: [] };
  await expungeSource(desk, ada, id, { ...said, replace: inPart.map(({ key }) => key) });
  expect(await store.get('identities', secret)).toBeNull();
  await expungeSource(desk, ada, second, { ...said, replace: [] });
  expect((await store.get('identities', other))?.name).toBe('Ostrander');
});

test('a save that began before does not enter the name anew, and what its page was to show is forgotten', async () => {
  const room = await opened(openMemoryStore());
  const { desk, ada, mira, store } = room;
  const { id } = await addSource(desk, mira, parse(sourceInput, { name: canary }));
  const slow = await visibleTo(desk, null);
  await saveSession(desk, 'of-a-browser', mira.id, { person: mira.id });
  await expungeSource(desk, ada, id, { ground: 'A court ordered it.', replace: [], leave: [] });
  const anew = addSource(slow, mira, parse(sourceInput, { name: canary }));
  await expect(anew).rejects.toBeInstanceOf(NameGone);
  await saveSession(slow, 'of-a-browser', mira.id, { person: mira.id, typed: words });
  const kept = ['sources', 'events', 'sessions', 'nameWitnesses'] as const;
  const snapshot = await store.snapshot();
  for (const collection of kept) {
    for await (const doc of snapshot.docs(collection)) {
      expect(JSON.stringify(doc), collection).not.toMatch(traces);
    }
  }
  expect((await loadSession(desk, 'of-a-browser'))?.values.person).toBe(mira.id);
});

test('only admins remove names, and not while a blind round is open', async () => {
  const room = await openNewsroom();
  onTestFinished(() => room.close());
  const { id } = await addSource(room.desk, room.mira, parse(sourceInput, { name: canary }));
  await expect(previewExpunging(room.desk, room.mira, id)).rejects.toMatchObject({
    code: 'forbidden',
  });
  const editor = await room.signedIn(room.mira);
  expect((await editor.get(`/sources/${id}`)).text).not.toContain('/expunging');
  await editor.get(`/sources/${id}/expunging`).expect(403);
  const admin = await room.signedIn(room.ada);
  const page = await admin.get(`/sources/${id}/expunging`).expect(200);
  expect(page.text).toContain('It can’t be taken back.');
  await admin.post(`/sources/${id}/expunging`).type('form').send({ ground: ' ' }).expect(422);
  await admin.post(`/sources/${id}/expunging`).type('form').send({ ground: 'by law' }).expect(303);
  expect((await admin.get('/history')).text).toContain(
    'removed a name from the whole desk, on this ground: “by law”',
  );
  const program = await room.bearer(room.ada);
  const asked = await program
    .post(`/api/sources/${id}/expunging`)
    .send({ ground: 'x' })
    .expect(409);
  expect(asked.body.confirm[0].code).toBe('expunging');
});
