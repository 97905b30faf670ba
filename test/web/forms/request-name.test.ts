import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addComment, resolveConversation } from '../../../src/desk/review/comments.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf } from '../dom.js';
import { annotated, judged, proposed, storedIn } from '../review/reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
});
afterEach(() => room.close());

type Name = 'mira' | 'jonas' | 'nils';
const of = () => `/api/annotations/${annotation.id}`;
const why = 'The log has it so.';
const article = { title: 'A crack', publisher: 'The Evening Barge', text: 'It leaks, he said.' };

/** What makes something, and how many there are of it. */
const makes: [string, Name, () => string, object, () => Promise<number>][] = [
  ['an article', 'nils', () => '/api/articles', article, articles],
  ['a source', 'nils', () => '/api/sources', { name: 'Lock-keeper Vik' }, sources],
  [
    'an annotation',
    'nils',
    () => `/api/articles/${annotation.article}/annotations`,
    { target: { exact: 'two skippers' }, chain: 'A skipper' },
    annotations,
  ],
  ['a comment', 'nils', () => `${of()}/comments`, { text: 'Which May?' }, has('comments')],
  [
    'a proposal',
    'nils',
    () => `${of()}/proposals`,
    { confidence: 'high', reason: why },
    has('proposals'),
  ],
  ['a request', 'jonas', () => `${of()}/requests`, { to: 'nils', note: 'Look.' }, has('requests')],
  ['a verdict', 'nils', () => `${of()}/verdicts`, { verdict: 'agree' }, verdictsGiven],
  [
    'a blind round',
    'mira',
    () => `/api/articles/${annotation.article}/rounds`,
    { people: ['jonas', 'nils'] },
    () => room.store.count('rounds', 'article', annotation.article),
  ],
];

/** The same with more said in its last field. */
function otherWords(body: object): object {
  const [field, said] = Object.entries(body).at(-1) ?? [];
  return { ...body, [String(field)]: `${said} More` };
}

function articles(): Promise<number> {
  return room.store.count('articles', 'added', '');
}

function sources(): Promise<number> {
  return room.store.count('sources', 'all', '');
}

function annotations(): Promise<number> {
  return room.store.count('annotations', 'all', '');
}

function has(what: 'comments' | 'proposals' | 'requests'): () => Promise<number> {
  return async () => (await stored())[what].length;
}

async function verdictsGiven(): Promise<number> {
  return (
    (await room.store.count('events', 'action', 'verdict.given')) +
    (await room.store.count('events', 'action', 'verdict.changed'))
  );
}

async function round(): Promise<string> {
  return (await openRound(room.desk, room.mira, annotation.article, ['jonas', 'nils'])).id;
}

async function proposal(): Promise<string> {
  return `/api/proposals/${(await proposed(room, room.nils, annotation, { chain: 'Vik' })).id}`;
}

async function comment(): Promise<string> {
  const input = { text: 'Which May?', replyTo: null };
  const made = await addComment(room.desk, room.nils, annotation.id, input);
  return `${of()}/comments/${made.comment.id}`;
}

async function resolved(): Promise<string> {
  const path = await comment();
  const id = path.split('/').at(-1) ?? '';
  await resolveConversation(room.desk, room.nils, annotation.id, id);
  return path;
}

/** A POST, and what undoes it. */
interface Undone {
  path: string;
  body: object;
  undo: () => Promise<unknown>;
}

async function madeSource(): Promise<string> {
  const mira = await room.bearer(room.mira);
  const name = `Lock-keeper ${await sources()}`;
  return (await mira.post('/api/sources').send({ name }).expect(201)).body.id;
}

async function entry(act: 'merge' | 'differences', body: object): Promise<Undone> {
  const path = `/api/sources/${await madeSource()}/${act}`;
  const taken = act === 'merge' ? path : `${path}/${Object.values(body)[0]}`;
  const mira = await room.bearer(room.mira);
  return { path, body, undo: async () => mira.delete(taken).expect(204) };
}

async function restored(): Promise<Undone> {
  const mira = await room.bearer(room.mira);
  const id = await madeSource();
  const undo = async () => mira.delete(`/api/sources/${id}`).expect(204);
  await undo();
  return { path: `/api/sources/${id}/restoration`, body: {}, undo };
}

async function joinedClaims(): Promise<Undone> {
  const mira = await room.bearer(room.mira);
  const ids: string[] = [];
  for (const statement of ['The lock leaks.', 'A lock is leaking.'])
    ids.push((await mira.post('/api/claims').send({ statement }).expect(201)).body.id);
  const path = `/api/claims/${ids[0]}/merge`;
  return { path, body: { into: ids[1] }, undo: async () => mira.delete(path).expect(204) };
}

async function masked(): Promise<Undone> {
  const mira = await room.bearer(room.mira);
  const id = await madeSource();
  return {
    path: `/api/sources/${id}/masking`,
    body: { confirm: ['masking'] },
    undo: async () => {
      const [pseudonym] = (
        await room.store.find('sources', 'all', { key: '', limit: 100 })
      ).items.filter(({ confidential }) => confidential);
      await mira.delete(`/api/sources/${pseudonym?.id}/masking`).expect(200);
    },
  };
}

async function conversation(): Promise<Undone> {
  const thread = await comment();
  const nils = await room.bearer(room.nils);
  const undo = async () => nils.post(`${thread}/reopening`).expect(200);
  return { path: `${thread}/resolution`, body: {}, undo };
}

async function settled(): Promise<Undone> {
  await judged(room, room.nils, annotation, 'dispute');
  const browser = await room.signedIn(room.mira);
  const undo = async () =>
    browser.post(`/annotations/${annotation.id}/settlement/withdrawal`).expect(303);
  return { path: `${of()}/settlement`, body: { outcome: 'upheld', reason: why }, undo };
}

async function edition(): Promise<Undone> {
  const browser = await room.signedIn(room.mira);
  const removal = `/articles/${annotation.article}/editions/2/removal`;
  const path = `/api/articles/${annotation.article}/editions`;
  const undo = async () => browser.post(removal).expect(303);
  return { path, body: { text: 'It leaks no more.' }, undo };
}

const undoable: [string, () => Promise<Undone>][] = [
  ['brings in an edition', edition],
  ['joins entries of the register', async () => entry('merge', { into: await madeSource() })],
  ['keeps entries apart', async () => entry('differences', { from: await madeSource() })],
  ['puts an entry back', restored],
  ['joins claims', joinedClaims],
  ['resolves a conversation', conversation],
  ['settles a dispute', settled],
  ['masks a source', masked],
];

/** Has nothing saved before two requests have come. */
function holdUntilSentAgain(): void {
  const begin = vi.spyOn(room.desk.goneNames, 'begin');
  const commit = room.store.commit.bind(room.store);
  vi.spyOn(room.store, 'commit').mockImplementation(async (...asked) => {
    await vi.waitUntil(() => begin.mock.calls.length > 1);
    return commit(...asked);
  });
}

const stored = () => storedIn(room, annotation);

describe('a program that sends a request twice under one key', () => {
  test.each(makes)(
    'makes %s once, and is answered the same',
    async (_what, by, path, body, count) => {
      const program = await room.bearer(room[by]);
      const before = await count();
      const send = () => program.post(path()).set('Idempotency-Key', 'one').send(body);
      const [first, second] = await Promise.all([send(), send()]);
      const later = await send();
      expect([first.status, second.status, later.status]).toEqual([201, 201, 201]);
      expect([second.body.id, later.body.id]).toEqual([first.body.id, first.body.id]);
      expect(await count()).toBe(before + 1);
    },
  );

  test.each(makes.slice(0, 5))(
    'makes %s twice under two keys',
    async (_what, by, path, body, count) => {
      const program = await room.bearer(room[by]);
      const before = await count();
      for (const key of ['one', 'two']) {
        await program.post(path()).set('Idempotency-Key', key).send(body).expect(201);
      }
      expect(await count()).toBe(before + 2);
    },
  );

  test.each(makes.slice(0, 5))(
    'makes nothing of other words than those of %s under the same key',
    async (_what, by, path, body, count) => {
      const program = await room.bearer(room[by]);
      const before = await count();
      const send = (sent: object) => program.post(path()).set('Idempotency-Key', 'one').send(sent);
      await send(body).expect(201);
      const other = await send(otherWords(body)).expect(422);
      expect(other.body.detail).toMatch(/^This Idempotency-Key was used .* other content/u);
      expect(await count()).toBe(before + 1);
    },
  );

  test('settles a dispute once', async () => {
    await judged(room, room.nils, annotation, 'dispute');
    const program = await room.bearer(room.mira);
    const send = () =>
      program
        .post(`${of()}/settlement`)
        .set('Idempotency-Key', 'one')
        .send({ outcome: 'upheld', reason: why });
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await room.store.count('events', 'action', 'annotation.settled')).toBe(1);
  });

  test('rates a source once', async () => {
    const program = await room.bearer(room.mira);
    const { body } = await program.post('/api/sources').send({ name: 'Lock-keeper Vik' });
    const send = () =>
      program
        .post(`/api/sources/${body.id}/ratings`)
        .set('Idempotency-Key', 'one')
        .send({ reliability: 'B', reason: why });
    await Promise.all([send().expect(201), send().expect(201)]);
    expect((await room.store.get('sources', body.id))?.ratings).toHaveLength(1);
  });

  test('shares the key with nobody', async () => {
    for (const by of [room.nils, room.mira]) {
      const program = await room.bearer(by);
      const said = program.post(`${of()}/comments`).set('Idempotency-Key', 'one');
      await said.send({ text: 'Which May?' }).expect(201);
    }
    expect((await stored()).comments.map(({ by }) => by)).toEqual(['nils', 'mira']);
  });

  test('does not bring back what was deleted or taken back meanwhile', async () => {
    const nils = await room.bearer(room.nils);
    const add = () => nils.post('/api/articles').set('Idempotency-Key', 'one').send(article);
    const { body } = await add();
    await (await room.bearer(room.mira)).delete(`/api/articles/${body.id}`).expect(204);
    const again = await add().expect(201);
    expect([again.get('Location'), again.body]).toEqual([
      `/api/articles/${body.id}`,
      { id: body.id },
    ]);
    expect(await room.store.get('articles', body.id)).toBeNull();

    const judge = () =>
      nils.post(`${of()}/verdicts`).set('Idempotency-Key', 'two').send({ verdict: 'agree' });
    const verdict = (await judge()).body;
    await nils.delete(`${of()}/verdicts/${verdict.id}`).expect(204);
    expect((await judge().expect(201)).body).toEqual({ id: verdict.id });
    expect((await stored()).verdicts).toEqual([]);
  });

  test.each(undoable)(
    '%s once, and not anew where it has been undone meanwhile',
    async (_what, prepare) => {
      const { path, body, undo } = await prepare();
      const mira = await room.bearer(room.mira);
      const send = () => mira.post(path).set('Idempotency-Key', 'one').send(body);
      const first = await send();
      await undo();
      const events = await room.store.count('events', 'all', '');
      const second = await send();
      expect([second.status, second.get('Location')]).toEqual([
        first.status,
        first.get('Location'),
      ]);
      expect(await room.store.count('events', 'all', '')).toBe(events);
    },
  );

  test.each(undoable)(
    '%s once, though it is sent again before it is answered',
    async (_what, prepare) => {
      const { path, body } = await prepare();
      const mira = await room.bearer(room.mira);
      const send = () => mira.post(path).set('Idempotency-Key', 'one').send(body);
      const [first, ...others] = await Promise.all([send(), send(), send()]);
      expect(first.status).toBeLessThan(300);
      for (const other of others) {
        expect([other.status, other.get('Location')]).toEqual([
          first.status,
          first.get('Location'),
        ]);
        expect(other.body).toEqual(first.body);
      }
    },
  );

  test('masks a source once, though it is sent again while that is being saved', async () => {
    const { path, body } = await masked();
    const mira = await room.bearer(room.mira);
    const send = () => mira.post(path).set('Idempotency-Key', 'one').send(body);
    holdUntilSentAgain();
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });

  test('may send it put right under the same key where it came to nothing', async () => {
    const nils = await room.bearer(room.nils);
    const add = (sent: object) =>
      nils.post('/api/articles').set('Idempotency-Key', 'one').send(sent);
    await add({ ...article, title: '' }).expect(422);
    await add(article).expect(201);
  });

  test('is answered the same where what it did can be done but once', async () => {
    await judged(room, room.nils, annotation, 'dispute');
    const mira = await room.bearer(room.mira);
    const settle = () =>
      mira
        .post(`${of()}/settlement`)
        .set('Idempotency-Key', 'one')
        .send({ outcome: 'upheld', reason: why });
    const first = await settle().expect(201);
    await (await room.bearer(room.nils)).post(`${of()}/verdicts`).send({ verdict: 'agree' });
    expect((await settle().expect(201)).get('Location')).toBe(first.get('Location'));
    expect(await room.store.count('events', 'action', 'annotation.settled')).toBe(1);
  });

  test.each<[string, Name, () => Promise<string>, object?]>([
    ['hands in its part of a round', 'jonas', async () => `/api/rounds/${await round()}/hand-in`],
    ['resolves a conversation', 'jonas', async () => `${await comment()}/resolution`],
    ['opens one again', 'jonas', async () => `${await resolved()}/reopening`],
    ['takes a proposal over', 'jonas', async () => `${await proposal()}/acceptance`],
    ['refuses one', 'jonas', async () => `${await proposal()}/refusal`, { reason: why }],
    ['takes one back', 'nils', async () => `${await proposal()}/withdrawal`],
  ])('%s once, and is answered the same', async (_what, by, path, body = {}) => {
    const address = await path();
    const program = await room.bearer(room[by]);
    const send = () => program.post(address).set('Idempotency-Key', 'one').send(body);
    const first = await send();
    const events = await room.store.count('events', 'all', '');
    const second = await send();
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    expect(await room.store.count('events', 'all', '')).toBe(events);
  });

  test('has a name for a day, and no longer', async () => {
    const nils = await room.bearer(room.nils);
    const say = (text: string) =>
      nils.post(`${of()}/comments`).set('Idempotency-Key', 'one').send({ text });
    await say('Which May?').expect(201);
    room.pass({ hours: 23 });
    await say('This May?').expect(422);
    room.pass({ hours: 2 });
    await say('This May?').expect(201);
  });

  test('is told of a key that is too long', async () => {
    const nils = await room.bearer(room.nils);
    const key = 'k'.repeat(256);
    await nils.post('/api/articles').set('Idempotency-Key', key).send(article).expect(400);
  });
});

describe('a form that is sent twice', () => {
  async function formOn(page: string, selector: string, fields: Record<string, string>) {
    const browser = await room.signedIn(room.nils);
    const form = pageOf((await browser.get(page).expect(200)).text).querySelector(selector);
    const action = form?.getAttribute('action') ?? '';
    const send = (changed = {}) =>
      browser
        .post(action)
        .type('form')
        .send(filledIn(form, { ...fields, ...changed }));
    return { send };
  }
  const page = () => `/annotations/${annotation.id}`;

  test('comments once, and leads both times to the comment', async () => {
    const { send } = await formOn(page(), '.thread > form', { text: 'Which May?' });
    const [first, second] = await Promise.all([send().expect(303), send().expect(303)]);
    expect(second.headers.location).toBe(first.headers.location);
    expect((await stored()).comments).toHaveLength(1);
  });

  test('brings an annotation back once, and leads both times to it', async () => {
    const browser = await room.signedIn(room.jonas);
    await browser.post(`${page()}/deletion`).expect(303);
    const form = pageOf((await browser.get(page())).text).querySelector(
      'form[action$="/restoration"]',
    );
    const send = () =>
      browser.post(`${page()}/restoration`).type('form').send(filledIn(form, {})).expect(303);
    const [first, second] = await Promise.all([send(), send()]);
    expect(second.headers.location).toBe(first.headers.location);
    expect((await stored()).deleted).toBeNull();
    expect(await room.store.count('events', 'action', 'annotation.restored')).toBe(1);
  });

  test.each(['at once', 'one after the other'])(
    'masks a source and makes it public again once, sent %s',
    async (how) => {
      const browser = await room.signedIn(room.mira);
      const program = await room.bearer(room.mira);
      const { body } = await program.post('/api/sources').send({ name: 'Lock-keeper Vik' });
      const twice = async (address: string) => {
        const form = pageOf((await browser.get(address).expect(200)).text).querySelector(
          'main form',
        );
        const send = () => browser.post(address).type('form').send(filledIn(form, {})).expect(303);
        if (how === 'at once') holdUntilSentAgain();
        const sent = how === 'at once' ? [send(), send()] : [await send(), await send()];
        const [first, second] = (await Promise.all(sent)).map(({ headers }) => headers.location);
        expect(second).toBe(first);
        vi.restoreAllMocks();
        return first ?? '';
      };
      const masked = await twice(`/sources/${body.id}/masking`);
      expect(masked).toMatch(/^\/sources\/\w+$/u);
      expect(await twice(`${masked}/unmasking`)).toBe(`/sources/${body.id}`);
      for (const action of ['source.masked', 'source.unmasked']) {
        expect(await room.store.count('events', 'action', action)).toBe(1);
      }
    },
  );

  test('with other words in it, after going back to it, is another comment', async () => {
    const { send } = await formOn(page(), '.thread > form', { text: 'Which May?' });
    await send().expect(303);
    await send({ text: 'And which year?' }).expect(303);
    expect((await stored()).comments.map(({ text }) => text)).toEqual([
      'Which May?',
      'And which year?',
    ]);
  });

  test('with the same words on a page that was opened anew is another comment', async () => {
    for (const _ of [1, 2]) {
      const { send } = await formOn(page(), '.thread > form', { text: 'Seconded.' });
      await send().expect(303);
    }
    expect((await stored()).comments).toHaveLength(2);
  });

  test('proposes once', async () => {
    const { send } = await formOn(`${page()}/proposals/new`, 'form[data-annotation-form]', {
      confidence: 'high',
      reason: why,
    });
    await Promise.all([send().expect(303), send().expect(303)]);
    expect((await stored()).proposals).toHaveLength(1);
  });

  test('judges and proposes once', async () => {
    const { send } = await formOn(page(), 'form[data-verdict-form]', {
      verdict: 'dispute',
      comment: why,
      proposal: 'Somebody else (unnamed) -> The Evening Barge (outlet)',
    });
    await Promise.all([send().expect(303), send().expect(303)]);
    expect(await stored()).toMatchObject({
      verdicts: [{ by: 'nils' }],
      proposals: [{ by: 'nils' }],
    });
    expect(await verdictsGiven()).toBe(1);
  });

  test('adds an article once', async () => {
    const browser = await room.signedIn(room.nils);
    const preview = await browser.post('/articles/preview').type('form').send(article).expect(200);
    const form = pageOf(preview.text).querySelector('form[data-article-preview]');
    const send = () => browser.post('/articles').type('form').send(filledIn(form));
    const [first, second] = await Promise.all([send().expect(303), send().expect(303)]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await articles()).toBe(2);
  });

  test('enters a source once', async () => {
    const { send } = await formOn('/sources/new', 'form[action="/sources"]', { name: 'Vik' });
    const before = await sources();
    await Promise.all([send().expect(303), send().expect(303)]);
    expect(await sources()).toBe(before + 1);
  });
});
