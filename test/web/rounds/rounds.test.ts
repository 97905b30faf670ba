import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { replace } from '../../../src/store/store.js';
import { comparisonShape, roundShape } from '../../../src/web/rounds/round-answers.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';

let room: Newsroom;
let article: string;

const text = 'The dam will be drained in June, a surveyor wrote. The mayor said that nobody knew.';

beforeEach(async () => {
  room = await openNewsroom();
  const details = { title: 'The dam', publisher: 'The Valley Post', text };
  article = (await addArticle(room.desk, room.mira, parse(articleInput, details))).id;
});
afterEach(() => room.close());

/** What somebody reads at an address. */
async function read(who: Person, path: string): Promise<Document> {
  return pageOf((await (await room.bearer(who)).get(path)).text);
}

/** Sends a form of a page, whose fields are filled in anew, as somebody. */
async function send(who: Person, form: Element | null, fields: Record<string, string> = {}) {
  const action = form?.getAttribute('action') ?? '';
  return (await room.bearer(who)).post(action).type('form').send(filledIn(form, fields));
}

async function annotate(who: Person, exact: string, chain: string, more: object = {}) {
  const input = parse(annotationInput, { target: { exact }, chain, ...more });
  return createAnnotation(await visibleTo(room.desk, who), who, article, input);
}

/** Mira opens a round by its form; answers its path. */
async function opened(): Promise<string> {
  const page = await read(room.mira, `/articles/${article}/rounds`);
  for (const name of ['jonas', 'nils']) {
    page.querySelector(`input[value="${name}"]`)?.setAttribute('checked', '');
  }
  const { status, headers } = await send(room.mira, page.querySelector('main form'));
  expect(status).toBe(303);
  return String(headers.location);
}

async function handInBoth(path: string): Promise<void> {
  for (const who of [room.jonas, room.nils]) {
    const page = await read(who, path);
    expect((await send(who, page.querySelector('.hand-in form'))).status).toBe(303);
  }
}

describe('on pages', () => {
  test.each([
    ['disabled', 'disabling', {}],
    ['made a reader', 'role', { role: 'reader' }],
  ])('that a round waits for somebody who is %s is said at once', async (_, what, fields) => {
    await opened();
    const browser = await room.signedIn(room.ada);
    await browser.post(`/people/nils/${what}`).type('form').send(fields).expect(303);
    const said = pageOf((await browser.get('/people/nils')).text);
    expect(wordsOf(said, '.toast li').join()).toMatch(
      /^The blind round on “The dam” waits for them/u,
    );
  });

  test.each([
    ['disabled', { disabled: true }],
    ['a reader by now', { role: 'reader' }],
  ] as const)(
    'whoever may let the round go on sees who of the awaited is %s',
    async (state, now) => {
      const path = await opened();
      await room.store.commit([replace('people', { ...room.nils, ...now })]);
      const [jonas, nils] = wordsOf(await read(room.mira, path), '.participants li');
      expect(nils).toContain(`can’t hand in: ${state}`);
      expect(jonas).not.toContain('can’t');
      expect(wordsOf(await read(room.jonas, path), '.participants').join()).not.toContain('can’t');
    },
  );

  test('a round is opened, said on the article, handed in and compared', async () => {
    const path = await opened();
    const seen = await read(room.jonas, `/articles/${article}`);
    expect(seen.querySelector('[data-blind] a')?.getAttribute('href')).toBe(path);
    expect(wordsOf(await read(room.jonas, '/articles'), '[data-awaited]').join()).toContain(
      'The dam',
    );
    expect(wordsOf(await read(room.mira, '/articles'), '[data-awaited]')).toEqual([]);
    await annotate(room.jonas, 'drained in June', 'Surveyor -wrote-> The Valley Post');
    await annotate(room.nils, 'drained in June', 'Surveyor -wrote-> The Valley Post');
    await annotate(room.nils, 'nobody knew', 'The mayor');
    await handInBoth(path);
    const page = await read(room.tom, path);
    expect(wordsOf(page, '.compared h2')).toEqual([
      'Agreed “drained in June”',
      'Found by one “nobody knew”',
    ]);
    expect(wordsOf(page, '[data-kind="single"] .how')).toEqual(['Not annotated by Jonas Ek.']);
    expect(wordsOf(page, '[data-kind="single"] th[scope="row"]').slice(0, 2)).toEqual([
      'Passage',
      'Chain',
    ]);
    expect(page.querySelector('.compared form')).toBeNull();
  });

  test('who has handed in annotates no more', async () => {
    const path = await opened();
    await send(room.jonas, (await read(room.jonas, path)).querySelector('.hand-in form'));
    const seen = await read(room.jonas, `/articles/${article}`);
    expect(seen.querySelector('[data-annotation-form]')).toBeNull();
    expect(seen.querySelector('main')?.hasAttribute('data-may-annotate')).toBe(false);
    expect((await read(room.jonas, path)).querySelector('.hand-in')).toBeNull();
  });

  test('what is agreed is taken over with one click, and that is undone with another', async () => {
    const path = await opened();
    for (const who of [room.jonas, room.nils]) {
      await annotate(who, 'drained in June', 'Surveyor');
    }
    await handInBoth(path);
    const group = (await read(room.mira, path)).querySelector('[data-kind="agreed"]');
    const form = group?.querySelector('[data-decision-form]') ?? null;
    const { headers } = await send(room.mira, form, { outcome: 'taken over' });
    expect(headers.location).toBe(`${path}#${group?.id}`);
    const decided = await read(room.tom, path);
    expect(wordsOf(decided, '.decision p').join()).toContain('Taken over by Mira Sen');
    expect(wordsOf(await read(room.tom, `/articles/${article}`), '.card .status')).toEqual([
      expect.stringContaining('agreed'),
    ]);
    const undo = (await read(room.mira, path)).querySelector('.decision form');
    await send(room.mira, undo);
    expect((await read(room.tom, path)).querySelector('.decision')).toBeNull();
  });

  test('what differs is merged from the parts that are chosen, or taken from one', async () => {
    const path = await opened();
    const claim = 'The dam is drained.';
    await annotate(room.jonas, 'drained in June', 'Surveyor', { confidence: 'low', claim });
    room.pass({ minutes: 1 });
    await annotate(room.nils, 'will be drained in June', 'Surveyor', { confidence: 'high', claim });
    await handInBoth(path);
    const page = await read(room.mira, path);
    const group = page.querySelector('[data-kind="differing"]');
    expect(wordsOf(group ?? page, '.differs > th')).toEqual([
      'Passage, differing',
      'Confidence, differing',
    ]);
    const [jonas, nils] =
      group?.querySelectorAll<HTMLInputElement>('[name="parts[confidence]"]') ?? [];
    const form = group?.querySelector('[data-decision-form]') ?? null;
    const outcome = {
      outcome: 'resolved',
      'parts[span]': jonas?.value ?? '',
      'parts[confidence]': nils?.value ?? '',
    };
    expect((await send(room.mira, form, outcome)).status).toBe(303);
    expect(wordsOf(await read(room.tom, path), '.decision p').join()).toContain(
      'Resolved by Mira Sen, with another’s confidence',
    );
    await send(room.mira, (await read(room.mira, path)).querySelector('.decision form'));
    await send(room.mira, form, { whole: nils?.value ?? '' });
    const columns = wordsOf(await read(room.tom, path), '.found thead th');
    expect(columns).toEqual(['Jonas Ek is set aside', 'Nils Oder stays']);
  });

  test('of what differs nothing is chosen beforehand, and what was not chosen is asked for', async () => {
    const path = await opened();
    await annotate(room.jonas, 'drained in June', 'Surveyor', { confidence: 'low' });
    await annotate(room.nils, 'will be drained in June', 'Engineer', { confidence: 'high' });
    await handInBoth(path);
    const form = (await read(room.mira, path)).querySelector('[data-decision-form]');
    const choices = [...(form?.querySelectorAll('[type=radio]') ?? [])];
    expect(choices.map((each) => each.hasAttribute('checked'))).not.toContain(true);
    expect(choices.map((each) => each.hasAttribute('required'))).toEqual(Array(6).fill(true));
    const leftAside = [...(form?.querySelectorAll('button:not(.go)') ?? [])];
    expect(leftAside).toHaveLength(3);
    expect(leftAside.every((button) => button.hasAttribute('formnovalidate'))).toBe(true);
    const nils = choices.at(-1)?.getAttribute('value') ?? '';
    const answer = await send(room.mira, form, {
      outcome: 'resolved',
      'parts[confidence]': nils,
    });
    expect(answer.status).toBe(422);
    const again = pageOf(answer.text);
    expect(wordsOf(again, '[role=alert] p').join()).toContain(
      'Choose which passage and chain stay.',
    );
    const kept = [...again.querySelectorAll('[type=radio][checked]')];
    expect(kept.map((each) => each.getAttribute('value'))).toEqual([nils]);
    expect((await read(room.mira, path)).querySelector('.decision')).toBeNull();
  });

  test('a fault stands on the page again, with what was chosen', async () => {
    const program = await room.bearer(room.mira);
    const path = `/articles/${article}/rounds`;
    const { status, text: html } = await program.post(path).type('form').send('people=jonas');
    expect(status).toBe(422);
    const page = pageOf(html);
    expect(wordsOf(page, '.fault')).toEqual(['A round takes two people at least.']);
    expect(page.querySelector('input[value="jonas"]')?.matches(':checked')).toBe(true);
  });

  test('a merging that would bring a confidential source beside its name asks, and keeps what was chosen', async () => {
    const path = await opened();
    const levels = { credibility: 2, confidence: 'low', note: 'Ada Stone, I guess.' };
    await annotate(room.jonas, 'drained in June', '?', levels);
    await annotate(room.nils, 'drained in June', 'Ada Stone (confidential)');
    await annotate(room.jonas, 'nobody knew', 'The mayor', { credibility: 2 });
    await annotate(room.nils, 'nobody knew', 'The mayor', { credibility: 3 });
    await handInBoth(path);
    const page = await read(room.mira, path);
    const [form] = page.querySelectorAll('form[data-decision-form]');
    const chains = [...(form?.querySelectorAll('[name="parts[chain]"]') ?? [])];
    const [first, second] = chains.map((each) => each.getAttribute('value') ?? '');
    const fields = {
      ...{ 'parts[chain]': second ?? '', outcome: 'resolved' },
      ...{ 'parts[confidence]': first ?? '', 'parts[credibility]': first ?? '' },
    };
    const answer = await send(room.mira, form ?? null, fields);
    expect(answer.status).toBe(409);
    const asked = pageOf(answer.text);
    expect(asked.querySelectorAll('[name=confirm]')).toHaveLength(1);
    const again = asked.querySelector('form[data-decision-form]:has([name=confirm])');
    const chosen = [...(again?.querySelectorAll('[type=radio][checked]') ?? [])];
    expect(chosen.map((each) => each.getAttribute('value'))).toEqual([second, first, first]);
    const yes = { confirm: 'identity', outcome: 'resolved' };
    expect((await send(room.mira, again, yes)).status).toBe(303);
    expect((await room.store.get('annotations', first ?? ''))?.chain).toHaveLength(1);
  });

  test('a decision that comes too late is refused on the page', async () => {
    const path = await opened();
    await annotate(room.jonas, 'drained in June', 'Surveyor');
    await handInBoth(path);
    const form = (await read(room.mira, path)).querySelector('[data-decision-form]');
    await send(room.mira, form, { outcome: 'kept' });
    const late = await send(room.mira, form, { outcome: 'set aside' });
    expect(late.status).toBe(409);
    expect(wordsOf(pageOf(late.text), '[role="alert"]')).toHaveLength(1);
  });

  test('an editor goes on without somebody', async () => {
    const path = await opened();
    const button = (await read(room.mira, path)).querySelector('.participants form');
    await send(room.mira, button);
    expect(wordsOf(await read(room.mira, path), '.participants .excused b')).toHaveLength(1);
    expect((await read(room.jonas, path)).querySelector('.participants form')).toBeNull();
  });

  test('who goes on without the last that was awaited is told that the round has ended', async () => {
    const path = await opened();
    const browser = await room.signedIn(room.mira);
    const goOnWithout = async (who: Person) => {
      await browser.post(`${path}/people/${who.id}/excuse`).type('form').send({}).expect(303);
      const [said] = wordsOf(pageOf((await browser.get(path)).text), '[data-toast] p');
      return said;
    };
    expect(await goOnWithout(room.jonas)).toBe('The round goes on without Jonas Ek.');
    expect(await goOnWithout(room.nils)).toBe(
      'The round has ended without Nils Oder: here is what was found.',
    );
  });

  test('an article says to whom has handed in why nothing can be annotated there, and to nobody else', async () => {
    const path = await opened();
    await send(room.jonas, (await read(room.jonas, path)).querySelector('.hand-in form'));
    const whyNot = async (who: Person) =>
      (await read(who, `/articles/${article}`)).querySelector('main')?.getAttribute('data-why-not');
    expect(await whyNot(room.jonas)).toMatch(/^You have handed in/u);
    expect([await whyNot(room.nils), await whyNot(room.tom)]).toEqual([null, null]);
  });
});

describe('for programs', () => {
  test('a round is opened, handed in, read and compared', async () => {
    const [mira, jonas, nils] = await Promise.all(
      [room.mira, room.jonas, room.nils].map((person) => room.bearer(person)),
    );
    const path = `/api/articles/${article}/rounds`;
    const made = await mira?.post(path).send({ people: ['jonas', 'nils'] });
    const round = roundShape.strict().parse(made?.body);
    expect([made?.status, made?.headers.location]).toEqual([201, `/api/rounds/${round.id}`]);
    expect(round).toMatchObject({ open: true, people: [{ name: 'Jonas Ek', handedIn: null }, {}] });
    expect((await mira?.post(path).send({ people: ['jonas', 'nils'] }))?.status).toBe(409);
    expect((await mira?.get(`/api/rounds/${round.id}/comparison`))?.status).toBe(409);
    await annotate(room.nils, 'nobody knew', 'The mayor');
    for (const program of [jonas, nils]) await program?.post(`/api/rounds/${round.id}/hand-in`);
    const again = await nils?.post(`/api/rounds/${round.id}/hand-in`);
    expect(again?.status).toBe(409);
    const list = await mira?.get(path);
    expect(list?.body).toMatchObject({ items: [{ id: round.id, open: false }], next: null });
    const comparison = await mira?.get(`/api/rounds/${round.id}/comparison`);
    expect(comparisonShape.strict().parse(comparison?.body).groups).toMatchObject([
      { kind: 'single', differing: [], annotations: [{ round: round.id }], decision: null },
    ]);
  });

  test.each([
    [{}, 'people'],
    [{ people: ['jonas'] }, 'people'],
    [{ people: ['jonas', 'ghost'] }, 'people'],
    [{ people: ['jonas', 'nils'], name: 'x' }, 'name'],
  ])('%j is refused at %s', async (body, field) => {
    const mira = await room.bearer(room.mira);
    const answer = await mira.post(`/api/articles/${article}/rounds`).send(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe(field);
  });
});
