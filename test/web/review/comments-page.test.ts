import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { annotated, judged, storedIn } from './reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
});
afterEach(() => room.close());

type Browser = Awaited<ReturnType<Newsroom['signedIn']>>;

const address = () => `/annotations/${annotation.id}`;

const stored = () => storedIn(room, annotation);

async function pageAt(browser: Browser): Promise<Document> {
  return pageOf((await browser.get(address()).expect(200)).text);
}

/** Fills in the form of a page that matches and sends it; answers what came back. */
async function fill(browser: Browser, selector: string, fields: Record<string, string> = {}) {
  const form = (await pageAt(browser)).querySelector(selector);
  return browser
    .post(form?.getAttribute('action') ?? '')
    .type('form')
    .send(filledIn(form, fields));
}

const newComment = '.thread > form[data-comment-form]';

describe('the thread', () => {
  test('takes a comment, its reply, and names whom it mentions', async () => {
    const mira = await room.signedIn(room.mira);
    await fill(mira, newComment, { text: 'Is this <b>so</b>, @Nils Oder?' });
    const [first] = (await stored()).comments;
    expect(first).toMatchObject({ text: 'Is this <b>so</b>, @Nils Oder?', mentions: ['nils'] });
    const nils = await room.signedIn(room.nils);
    const answer = await fill(nils, '.conversation form[data-comment-form]', { text: 'It is.' });
    const reply = (await stored()).comments[1];
    expect(answer.headers.location).toBe(`${address()}#comment-${reply?.id}`);
    const page = await pageAt(nils);
    expect(wordsOf(page, '.comment .said')).toEqual(['Is this <b>so</b>, @Nils Oder?', 'It is.']);
    expect(wordsOf(page, '.mention')).toEqual(['@Nils Oder']);
  });

  test('has its earlier conversations and replies behind one line, but for those on which something was just said', async () => {
    const mira = await room.bearer(room.mira);
    const say = async (text: string, replyTo?: string) => {
      room.pass({ minutes: 1 });
      const { body } = await mira
        .post(`/api/annotations/${annotation.id}/comments`)
        .send({ text, ...(replyTo && { replyTo }) })
        .expect(201);
      return String(body.id);
    };
    const begun: string[] = [];
    for (const text of ['One', 'Two', 'Three', 'Four']) begun.push(await say(text));
    const nils = await room.signedIn(room.nils);
    expect(wordsOf(await pageAt(nils), 'summary')).not.toContain('1 earlier conversations');
    await say('Five');
    for (const text of ['a', 'b', 'c', 'd', 'e']) await say(text, begun[1]);
    const page = await pageAt(nils);
    const folded = page.querySelector('.thread > .folded');
    expect(wordsOf(page, '.thread .folded > summary')).toEqual([
      '2 earlier conversations',
      '2 earlier replies',
    ]);
    expect([...(folded?.querySelectorAll('.said') ?? [])].map((said) => said.textContent)).toEqual([
      'One',
      'Three',
    ]);
    expect(wordsOf(page, '.thread > .conversation > .folded .said')).toEqual(['a', 'b']);
    expect(wordsOf(page, '.thread > .conversation > .comment .said')).toEqual([
      'Two',
      'c',
      'd',
      'e',
      'Four',
      'Five',
    ]);
  });

  test('stands in a history of which the beginning is behind one line, once it is long', async () => {
    const mira = await room.bearer(room.mira);
    for (let said = 0; said < 11; said += 1)
      await mira
        .post(`/api/annotations/${annotation.id}/comments`)
        .send({ text: `Comment ${said}` })
        .expect(201);
    const page = await pageAt(await room.signedIn(room.nils));
    expect(wordsOf(page, '#history > .history li')).toHaveLength(10);
    expect(wordsOf(page, '#history .folded > summary')).toEqual(['2 earlier']);
    expect(wordsOf(page, '#history .folded li')[1]).toContain('annotated');
  });

  test('is resolved once where the form is sent twice', async () => {
    const browser = await room.signedIn(room.mira);
    await fill(browser, newComment, { text: 'Which May?' });
    const form = (await pageAt(browser)).querySelector('.conversation-foot > form');
    const press = () =>
      browser
        .post(form?.getAttribute('action') ?? '')
        .type('form')
        .send(filledIn(form, {}));
    expect([(await press()).status, (await press()).status]).toEqual([303, 303]);
    expect((await stored()).comments[0]?.resolved).toMatchObject({ by: 'mira' });
  });

  test('is resolved and reopened, and what is resolved stands aside', async () => {
    const browser = await room.signedIn(room.mira);
    await fill(browser, newComment, { text: 'Which May?' });
    await fill(browser, '.conversation-foot > form');
    const page = await pageAt(browser);
    expect(wordsOf(page, '.resolved > summary')).toEqual(['One resolved conversation']);
    await fill(browser, '.resolved .conversation-foot > form');
    expect((await pageAt(browser)).querySelector('.resolved')).toBeNull();
  });

  test('keeps what was typed where it can’t be taken', async () => {
    const browser = await room.signedIn(room.nils);
    const answer = await fill(browser, newComment, { text: '  ' });
    expect(answer.status).toBe(422);
    expect(wordsOf(pageOf(answer.text), '.thread .fault')).toEqual(['Write something.']);
    const long = await fill(browser, newComment, { text: 'x'.repeat(10_001) });
    const field = pageOf(long.text).querySelector<HTMLTextAreaElement>('#say-new');
    expect(field?.value.length).toBe(10_001);
  });

  test('is read by readers, who have no form', async () => {
    const page = await pageAt(await room.signedIn(room.tom));
    expect(page.querySelector('[data-comment-form]')).toBeNull();
  });
});

describe('suggestions of colleagues', () => {
  test.each([
    ['m', ['Mira Sen']],
    ['od', ['Nils Oder']],
    ['mira s', ['Mira Sen']],
    ['', ['Ada Quist', 'Jonas Ek', 'Mira Sen', 'Nils Oder', 'Tom Reyes']],
    ['vera', []],
    ['ils', []],
  ])('to “%s” are %j', async (q, names) => {
    const browser = await room.signedIn(room.jonas);
    const answer = await browser.get('/people/suggestions').query({ q }).expect(200);
    expect(answer.body.items.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(Object.keys(answer.body.items[0] ?? { id: 0, name: 0 })).toEqual(['id', 'name']);
  });
});

describe('settling', () => {
  test('has its form open in the queue, where a dispute waits for it, and to be opened elsewhere', async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    const browser = await room.signedIn(room.mira);
    const isOpen = async (path: string) =>
      pageOf((await browser.get(path).expect(200)).text)
        .querySelector('#settlement details')
        ?.hasAttribute('open');
    expect(await isOpen(`/review/${annotation.id}`)).toBe(true);
    expect(await isOpen(address())).toBe(false);
  });

  test('closes a dispute with a reason, and both sides stay', async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    const browser = await room.signedIn(room.mira);
    const refused = await fill(browser, '[data-settlement-form]', { outcome: 'upheld' });
    expect(refused.status).toBe(422);
    expect(wordsOf(pageOf(refused.text), '#settlement .fault')).toEqual([
      'Give the reason of the decision.',
    ]);
    const decision = { outcome: 'withdrawn', reason: 'The log is right.' };
    await fill(browser, '[data-settlement-form]', decision);
    const page = await pageAt(browser);
    expect(wordsOf(page, '.card .status')).toEqual(['settled and withdrawn']);
    expect(page.querySelector('.card.withdrawn')).not.toBeNull();
    expect(wordsOf(page, '#settlement .said')).toEqual(['The log is right.']);
    expect(wordsOf(page, '[data-verdict-on="hop:1"]').length).toBe(1);
  });

  test.each([
    ['nils', []],
    ['mira', ['upheld', 'amended', 'withdrawn']],
  ] as const)('%s may choose among %j', async (who, outcomes) => {
    await judged(room, room.ada, annotation, 'dispute');
    const page = await pageAt(await room.signedIn(room[who]));
    const inputs = [...page.querySelectorAll<HTMLInputElement>('[name=outcome]')];
    expect(inputs.map(({ value }) => value)).toEqual(outcomes);
  });

  test('says to an editor whose annotation it is why two of the outcomes are not open', async () => {
    annotation = await annotated(room, {}, room.mira);
    await judged(room, room.ada, annotation, 'dispute');
    const page = await pageAt(await room.signedIn(room.mira));
    const open = [...page.querySelectorAll<HTMLInputElement>('[name=outcome]:not([disabled])')];
    expect(open.map(({ value }) => value)).toEqual(['withdrawn']);
    const words = wordsOf(page, '[data-settlement-form] .choice');
    expect(words.filter((each) => each.includes('the annotation is yours')).length).toBe(2);
  });
});

describe('asking for a verdict', () => {
  test('names somebody who may judge it, with a note and a day', async () => {
    const browser = await room.signedIn(room.mira);
    const page = await pageAt(browser);
    expect(wordsOf(page, '#request-to option')).toEqual([
      'Choose somebody',
      'Ada Quist',
      'Nils Oder',
    ]);
    const asked = { to: 'nils', note: 'You know the lock.', due: '2026-03-20' };
    await fill(browser, '[data-request-form]', asked);
    const after = await pageAt(browser);
    expect(wordsOf(after, '.request .asked')).toEqual([
      'you asked Nils Oder for a verdict by 20 March 2026',
    ]);
    await fill(browser, '.request form');
    expect((await stored()).requests.map(({ closed }) => closed?.by)).toEqual(['mira']);
  });
});
