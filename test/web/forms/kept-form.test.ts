import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { deleteArticle } from '../../../src/desk/articles/articles.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Person } from '../../../src/domain/people/person.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { annotated, judged, proposed, storedIn } from '../review/reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
});
afterEach(() => room.close());

const page = () => `/annotations/${annotation.id}`;
const typed = 'She said “May”,\nnot <b>March</b>.';

/** A form as somebody filled it in: where it goes, and what is in it. */
async function filled(by: Person, at: string, selector: string, fields: Record<string, string>) {
  const browser = await room.signedIn(by);
  const form = pageOf((await browser.get(at).expect(200)).text).querySelector(selector);
  return { action: form?.getAttribute('action') ?? '', body: filledIn(form, fields), browser };
}

/** The page of an ended session, signed in on as somebody. */
async function signInOn(
  visitor: ReturnType<Newsroom['visitor']>,
  html: string,
  by: Person,
  said = password,
) {
  const form = pageOf(html).querySelector('form[data-kept-form]');
  const credentials = { 'sign-in-email': by.email ?? '', 'sign-in-password': said };
  return visitor
    .post(form?.getAttribute('action') ?? '')
    .type('form')
    .send(filledIn(form, credentials));
}

const stored = () => storedIn(room, annotation);

/** The forms into which words are typed: by whom, where, and what comes of it. */
const forms: [string, 'nils' | 'mira' | 'jonas', () => string, string, Record<string, string>][] = [
  ['a comment', 'nils', page, '.thread > form', { text: typed }],
  ['a verdict', 'nils', page, 'form[data-verdict-form]', { verdict: 'dispute', comment: typed }],
  [
    'a proposal',
    'nils',
    () => `${page()}/proposals/new`,
    'form[data-annotation-form]',
    { confidence: 'high', reason: typed },
  ],
  ['a refusal', 'jonas', page, 'form[data-refusal-form]', { reason: typed }],
  ['a request', 'jonas', page, 'form[data-request-form]', { to: 'nils', note: typed }],
  [
    'a settlement',
    'mira',
    page,
    'form[data-settlement-form]',
    { outcome: 'upheld', reason: typed },
  ],
  ['an edit', 'jonas', () => `${page()}/edit`, 'form[data-annotation-form]', { note: typed }],
  [
    'a source',
    'mira',
    () => '/sources/new',
    'form[action="/sources"]',
    { name: 'Vik', reliability: 'B', reason: typed },
  ],
  [
    'details of an article',
    'jonas',
    () => `/articles/${annotation.article}/edit`,
    'form',
    { title: 'Another' },
  ],
];

async function scene(): Promise<void> {
  await judged(room, room.ada, annotation, 'dispute');
  await proposed(room, room.mira, annotation, { credibility: 1 });
}

describe('a form that is sent after the session has ended', () => {
  test.each(forms)(
    'of %s is answered with all of it, and done by signing in there',
    async (_what, by, at, selector, fields) => {
      await scene();
      const { action, body } = await filled(
        room[by],
        at(),
        selector.replace(/^form$/u, `main form`),
        fields,
      );
      const visitor = room.visitor();
      const out = await visitor.post(action).type('form').send(body);
      expect(out.status).toBe(401);
      expect(out.headers['cache-control']).toBe('no-store');
      const shown = [...pageOf(out.text).querySelectorAll('textarea')].map(({ value }) => value);
      for (const value of Object.values(fields).filter((value) => value.length > 5)) {
        expect(shown).toContain(value);
      }
      const events = await room.store.count('events', 'all', '');
      const done = await signInOn(visitor, out.text, room[by]);
      expect(done.status).toBe(303);
      expect(await room.store.count('events', 'all', '')).toBeGreaterThan(events);
      await visitor.get('/account').expect(200);
    },
  );

  test('keeps each word as it was typed', async () => {
    const { action, body } = await filled(room.nils, page(), '.thread > form', { text: typed });
    const visitor = room.visitor();
    const out = await visitor.post(action).type('form').send(body);
    await signInOn(visitor, out.text, room.nils);
    expect((await stored()).comments).toMatchObject([{ text: typed, by: 'nils' }]);
  });

  test('of an account is done by signing in there', async () => {
    const form = 'form[action="/account"]';
    const { action, body } = await filled(room.nils, '/account', form, { name: 'Nils O.' });
    const visitor = room.visitor();
    const out = await visitor.post(action).type('form').send(body);
    await signInOn(visitor, out.text, room.nils).then(({ status }) => expect(status).toBe(303));
    expect(await room.store.get('people', 'nils')).toMatchObject({ name: 'Nils O.' });
  });

  test('is done once where it had been done before its answer was lost', async () => {
    const { action, body, browser } = await filled(room.nils, page(), '.thread > form', {
      text: typed,
    });
    await browser.post(action).type('form').send(body).expect(303);
    const visitor = room.visitor();
    const out = await visitor.post(action).type('form').send(body);
    await signInOn(visitor, out.text, room.nils).then(({ status }) => expect(status).toBe(303));
    expect((await stored()).comments).toHaveLength(1);
  });

  test('with a wrong password is kept once more, and says the password nowhere', async () => {
    const { action, body } = await filled(room.nils, page(), '.thread > form', { text: typed });
    const visitor = room.visitor();
    const out = await visitor.post(action).type('form').send(body);
    const wrong = await signInOn(visitor, out.text, room.nils, 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.text).not.toContain('not the password');
    const shown = pageOf(wrong.text);
    expect(wordsOf(shown, '[role=alert]')).toEqual([
      'This e-mail address and password don’t go together.',
    ]);
    expect(shown.querySelector<HTMLInputElement>('[name=sign-in-email]')?.value).toBe(
      'nils@example.org',
    );
    await signInOn(visitor, wrong.text, room.nils).then(({ status }) => expect(status).toBe(303));
    expect((await stored()).comments).toHaveLength(1);
  });

  test('is not sent in the name of anybody but who opened it', async () => {
    const { action, body } = await filled(room.nils, page(), '.thread > form', { text: typed });
    const visitor = room.visitor();
    const out = await visitor.post(action).type('form').send(body);
    const other = await signInOn(visitor, out.text, room.mira);
    expect(other.status).toBe(401);
    expect(wordsOf(pageOf(other.text), '[role=alert]').join()).toContain(
      'Somebody else has opened',
    );
    expect((await stored()).comments).toEqual([]);
    await visitor.get('/account').expect(303);
  });

  test('is not taken from another site, whatever credentials it bears', async () => {
    const { action, body } = await filled(room.nils, page(), '.thread > form', { text: typed });
    const out = await room
      .visitor()
      .post(action)
      .set('Origin', 'https://elsewhere.example')
      .type('form')
      .send(
        `${body}&sign-in-email=nils%40example.org&sign-in-password=${encodeURIComponent(password)}`,
      );
    expect(out.status).toBe(403);
    expect(out.headers['set-cookie']).toBeUndefined();
    expect((await stored()).comments).toEqual([]);
  });

  test('of which it is not known who opened it is shown to be sent by who signed in', async () => {
    const visitor = room.visitor();
    const out = await visitor.post(`${page()}/comments`).type('form').send({ text: typed });
    const again = await signInOn(visitor, out.text, room.nils);
    expect(again.status).toBe(200);
    expect((await stored()).comments).toEqual([]);
    const form = pageOf(again.text).querySelector('form[data-kept-form]');
    await visitor.post(`${page()}/comments`).type('form').send(filledIn(form)).expect(303);
    expect((await stored()).comments).toMatchObject([{ text: typed, by: 'nils' }]);
  });

  test('holds no password that was typed into it', async () => {
    const { action, body } = await filled(
      room.nils,
      '/account',
      'form[action="/account/password"]',
      {
        current: password,
        password: 'another long password',
      },
    );
    const out = await room.visitor().post(action).type('form').send(body);
    expect(out.status).toBe(401);
    expect(out.text).not.toContain('another long password');
    expect(out.text).not.toContain(password);
  });

  test('says that its file has to be chosen again, and keeps the words beside it', async () => {
    const visitor = room.visitor();
    const out = await visitor
      .post('/articles/preview')
      .field('title', 'A crack in the lock')
      .field('key', 'nils.abc')
      .attach('file', Buffer.from('It leaks.'), 'crack.txt');
    expect(out.status).toBe(401);
    const form = pageOf(out.text).querySelector('form[data-kept-form]');
    expect(form?.getAttribute('enctype')).toBe('multipart/form-data');
    expect(wordsOf(pageOf(out.text), 'label[for=kept-file]').join()).toContain('crack.txt');
    const done = await visitor
      .post('/articles/preview')
      .field('title', 'A crack in the lock')
      .field('key', 'nils.abc')
      .field('sign-in-email', 'nils@example.org')
      .field('sign-in-password', password)
      .attach('file', Buffer.from('It leaks.'), 'crack.txt');
    expect(done.status).toBe(200);
    expect(pageOf(done.text).querySelector('form[data-article-preview]')?.textContent).toContain(
      'It leaks.',
    );
  });

  test('that is too large to be kept is turned away all the same', async () => {
    const out = await room
      .visitor()
      .post(`${page()}/comments`)
      .type('form')
      .send(`text=${'a'.repeat(1_100_000)}`);
    expect(out.status).toBe(401);
    expect(out.text.length).toBeLessThan(10_000);
  });
});

describe('a form about a thing that is gone meanwhile', () => {
  test.each(forms.slice(0, 7))(
    'of %s is answered with the words to copy, and a way back',
    async (_what, by, at, selector, fields) => {
      await scene();
      const { action, body, browser } = await filled(room[by], at(), selector, fields);
      await deleteAnnotation(room.desk, room.mira, annotation.id);
      const gone = await browser
        .post(action)
        .set('Referer', `${room.url}${at()}`)
        .type('form')
        .send(body);
      expect([404, 422, 409]).toContain(gone.status);
      const values = [...pageOf(gone.text).querySelectorAll('textarea')].map(({ value }) => value);
      expect(values).toContain(typed);
      expect(pageOf(gone.text).querySelector('main a')).not.toBeNull();
    },
  );

  test('keeps the details of an article that was deleted', async () => {
    const at = `/articles/${annotation.article}/edit`;
    const { action, body, browser } = await filled(room.jonas, at, 'main form', {
      title: 'Another title',
    });
    await deleteArticle(room.desk, room.mira, annotation.article, { annotations: true });
    const gone = await browser.post(action).type('form').send(body);
    expect(gone.status).toBe(404);
    const values = [...pageOf(gone.text).querySelectorAll('textarea')].map(({ value }) => value);
    expect(values).toContain('Another title');
  });

  test('and which nobody may do any more keeps its words too', async () => {
    const { action, body, browser } = await filled(room.nils, page(), '.thread > form', {
      text: typed,
    });
    const nils = await room.store.get('people', 'nils');
    if (nils)
      await room.store.commit([{ do: 'replace', in: 'people', doc: { ...nils, role: 'reader' } }]);
    const refused = await browser.post(action).type('form').send(body);
    expect(refused.status).toBe(403);
    const values = [...pageOf(refused.text).querySelectorAll('textarea')].map(({ value }) => value);
    expect(values).toContain(typed);
  });
});

test('a very long text full of signs is kept as it was typed', async () => {
  const text = `→“<b class='é'>"&amp;</b>😀`.repeat(5000);
  const { text: html } = await room.visitor().post('/claims').type('form').send({ text });
  const kept = pageOf(html).querySelector('input[name="text"]');
  expect(kept?.getAttribute('value') === text).toBe(true);
});
