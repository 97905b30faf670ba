import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { askForReview } from '../../../src/desk/review/requests.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { requestInput } from '../../../src/domain/review/request.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { replace } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { pageAt, typedIn } from '../page.js';

let room: Newsroom;
let ferry: Article;
beforeEach(async () => {
  room = await openNewsroom();
  ferry = await article('The last ferry');
});
afterEach(() => room.close());

const text =
  'The ferry will stop in May, a clerk said. The mayor denies it.\n\nNobody asked the crew.';

async function article(title: string): Promise<Article> {
  const input = { title, publisher: 'The Morning Ledger', text };
  return addArticle(room.desk, room.mira, parse(articleInput, input));
}

interface Tag {
  on: Article;
  by: Person;
  chain: string;
  confidence: string | null;
}

async function tag(exact: string, part: Partial<Tag> = {}): Promise<Annotation> {
  const { on = ferry, by = room.jonas, confidence = null } = part;
  const { chain = 'Ida Brandt (seen) -told-> The Morning Ledger (outlet, seen)' } = part;
  const input = parse(annotationInput, { target: { exact }, chain, confidence });
  room.pass({ minutes: 1 });
  return (await createAnnotation(room.desk, by, on.id, input)).annotation;
}

async function revise(annotation: Annotation, part: object): Promise<void> {
  const { exact } = annotation.target;
  const chain = 'Ida Brandt -told-> The Morning Ledger';
  const input = parse(annotationInput, { target: { exact }, chain, ...part });
  await reviseAnnotation(room.desk, room.jonas, annotation.id, input, etag(annotation));
}

const open = (path: string, by: Person = room.nils) => pageAt(room, path, by);

const badge = (page: Document) => wordsOf(page, 'nav[aria-label="Main"] .count')[0] ?? null;

describe('the queue', () => {
  test('lists what waits, the most urgent first, and says why each is where it is', async () => {
    await tag('a clerk');
    await tag('The mayor', {
      confidence: 'high',
      chain: 'Clerk (unnamed, seen) -told-> The Paper',
    });
    await tag('the crew', { by: room.nils });
    const page = await open('/review');
    expect(wordsOf(page, '.queue-group h2')).toEqual([
      'High confidence on a weak chain',
      'Unreviewed',
    ]);
    expect(wordsOf(page, '.queue-group .passage-link')).toEqual(['“The mayor”', '“a clerk”']);
    expect(wordsOf(page, '.queue-group .why')[0]).toContain('the origin is unnamed');
    // As a class it would be drawn as whatever else bears that name.
    expect(page.querySelector('.queue-group .why li')?.className).toBe('');
    expect(wordsOf(page, '.waiting .about')[0]).toMatch(
      /^The last ferry · The Morning Ledger Jonas Ek, 2 March 2026/u,
    );
    expect(wordsOf(page, '.queue-total')).toEqual(['2 annotations wait for you']);
    expect(wordsOf(page, '.queue-counts a')).toContain('Unreviewed 1');
    expect(badge(page)).toBe('2 waiting for you');
  });

  test('says why each is there once: a row has what the heading does not say', async () => {
    await tag('a clerk');
    const page = await open('/review');
    expect(wordsOf(page, '.queue-group h2')).toEqual(['Unreviewed']);
    expect(wordsOf(page, '.queue-group .why')).toEqual([]);
  });

  test('has a blind round that waits for its work, which counts in the head of every page', async () => {
    await openRound(room.desk, room.mira, ferry.id, ['jonas', 'nils']);
    const page = await open('/review');
    expect(wordsOf(page, '[data-rounds] .passage-link')).toEqual(['The last ferry']);
    expect(badge(page)).toBe('1 waiting for you');
    expect(badge(await open('/sources', room.tom))).toBeNull();
  });

  test('has for editors a blind round that waits for somebody who can’t hand in, and says for whom', async () => {
    await openRound(room.desk, room.mira, ferry.id, ['jonas', 'nils']);
    await room.store.commit([replace('people', { ...room.nils, disabled: true })]);
    const page = await open('/review', room.mira);
    expect(wordsOf(page, '[data-rounds] .about')).toEqual([
      'Waits for Nils Oder, who can’t hand in: disabled See how to go on',
    ]);
    expect(page.querySelector('[data-rounds] .about a')?.getAttribute('href')).toMatch(
      /^\/rounds\//u,
    );
    expect(badge(page)).toBe('1 waiting for you');
    expect(wordsOf(await open('/review', room.jonas), '[data-rounds]').join()).not.toContain(
      'can’t',
    );
  });

  test('counts in the head of a page that answers a form, too', async () => {
    await tag('a clerk');
    const browser = await room.signedIn(room.mira);
    const sent = { title: 'Fog', publisher: 'The Morning Ledger', text: 'Fog.' };
    const pages = [
      await browser.post('/articles/preview').type('form').send(sent).expect(200),
      await browser.post('/tokens').type('form').send({ label: 'nightly' }).expect(201),
      await browser.post('/tokens').type('form').send({ label: '' }).expect(422),
    ];
    for (const { text: shown } of pages) expect(badge(pageOf(shown))).toBe('1 waiting for you');
  });

  test('lays an English passage of an Urdu article out from left to right', async () => {
    const urdu = {
      title: 'ستون',
      publisher: 'ساحل',
      language: 'ur',
      text: 'خط میں: The dock fell.',
    };
    const on = await addArticle(room.desk, room.mira, parse(articleInput, urdu));
    await tag('The dock fell', { on });
    await tag('خط', { on });
    const page = await open('/review');
    const links = [...page.querySelectorAll('.queue-group .passage-link span')];
    const laid = links.map((link) => [link.textContent, link.getAttribute('dir')]);
    expect(Object.fromEntries(laid)).toEqual({ '“The dock fell”': 'ltr', '“خط”': 'rtl' });
  });

  test('says who asked by name, with their note and the day', async () => {
    const { id } = await tag('a clerk');
    const asked = { to: 'nils', note: 'You know the clerk.', due: '2026-03-09' };
    await askForReview(room.desk, room.jonas, id, parse(requestInput, asked));
    const page = await open('/review');
    expect(wordsOf(page, '.why')[0]).toBe(
      'Jonas Ek asks for your verdict by 9 March 2026: “You know the clerk.”',
    );
  });

  test('can be narrowed down by what stands in it, and keeps what was chosen', async () => {
    const quay = await article('The new quay');
    await tag('a clerk', { confidence: 'low' });
    await tag('The mayor', { on: quay });
    const page = await open(`/review?article=${quay.id}`);
    expect(wordsOf(page, '.passage-link')).toEqual(['“The mayor”']);
    expect(wordsOf(page, '#filter-article option[selected]')).toEqual(['The new quay (1)']);
    expect(page.querySelector('.passage-link')?.getAttribute('href')).toContain(
      `?article=${quay.id}#passage-`,
    );
    expect(wordsOf(await open('/review?confidence=high'), '.empty')[0]).toContain('Nothing here');
  });

  test('lists what is agreed for those who want to judge it all the same', async () => {
    const { id } = await tag('a clerk');
    await giveVerdict(room.desk, room.mira, id, { ...parse(verdictInput, { verdict: 'agree' }) });
    expect(wordsOf(await open('/review'), '.empty')[0]).toContain('Nothing waits for you');
    expect(wordsOf(await open('/review?status=agreed'), '.passage-link')).toEqual(['“a clerk”']);
  });

  test('of a reader is theirs to be mentioned in', async () => {
    await tag('a clerk');
    const page = await open('/review', room.tom);
    expect(wordsOf(page, '.empty')[0]).toContain('mentions you');
    expect(badge(page)).toBeNull();
  });

  test.each(['status=odd', 'reason=none', 'confidence=3', 'after=x', 'article=a&article=b'])(
    'refuses what can’t be asked for: %s',
    async (query) => {
      const browser = await room.signedIn(room.nils);
      await browser.get(`/review?${query}`).expect(422);
    },
  );

  test('goes on from page to page', async () => {
    for (const exact of ['ferry', 'stop', 'May', 'clerk', 'mayor', 'denies', 'asked', 'crew']) {
      for (const by of [room.jonas, room.mira, room.ada, room.jonas]) await tag(exact, { by });
    }
    const first = await open('/review');
    const next = first.querySelector('a[rel="next"]')?.getAttribute('href') ?? '';
    const ids = (page: Document) =>
      [...page.querySelectorAll('.passage-link')].map((link) => link.getAttribute('href'));
    const second = await open(next);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(32);
  });
});

describe('one at a time', () => {
  test('an annotation stands beside its article, and its neighbours are a link away', async () => {
    const [one, two] = [await tag('a clerk'), await tag('The mayor')];
    const page = await open(`/review/${one.id}`);
    expect(page.querySelector('[data-edition-text]')?.textContent).toBe(text);
    expect(wordsOf(page, 'mark')).toEqual(['a clerk']);
    expect(page.querySelector(`#passage-${one.id}`)).not.toBeNull();
    expect(wordsOf(page, '.queue-place')).toEqual(['1 of 2']);
    expect(page.querySelector('[rel="next"]')?.getAttribute('href')).toBe(
      `/review/${two.id}#passage-${two.id}`,
    );
    expect(page.querySelector('[rel="prev"]')).toBeNull();
  });

  test('a verdict without scripts leads to the next one, and after the last to the queue', async () => {
    const [one, two] = [await tag('a clerk'), await tag('The mayor')];
    const browser = await room.signedIn(room.nils);
    let path = `/review/${one.id}`;
    for (const next of [`/review/${two.id}#passage-${two.id}`, '/review']) {
      const page = pageOf((await browser.get(path).expect(200)).text);
      const form = page.querySelector('form[data-verdict-form]');
      const { headers } = await browser
        .post(form?.getAttribute('action') ?? '')
        .send(filledIn(form, { verdict: 'agree' }))
        .expect(303);
      expect(headers.location).toBe(next);
      path = next.split('#')[0] ?? '';
    }
    expect((await room.store.get('annotations', one.id))?.status).toBe('agreed');
  });

  test('what is undone without scripts is the one at hand again', async () => {
    const [{ id }] = [await tag('a clerk'), await tag('The mayor')];
    const { browser, form } = await formOf(id);
    const sent = filledIn(form, { verdict: 'unsure' });
    const { headers } = await browser.post(`/annotations/${id}/verdicts`).send(sent).expect(303);
    const next = pageOf((await browser.get(headers.location ?? '').expect(200)).text);
    const undo = next.querySelector('[data-toast] form')?.getAttribute('action') ?? '';
    const undone = await browser.post(undo).expect(303);
    expect(undone.headers.location).toBe(`/review/${id}#passage-${id}`);
    expect((await room.store.get('annotations', id))?.verdicts).toEqual([]);
  });

  test('is narrowed down by a description with the article that it belongs to, where two are alike', async () => {
    const pier = await article('The old pier');
    for (const on of [ferry, pier]) await tag('a clerk', { on, chain: 'a clerk (unnamed)' });
    await tag('The mayor', { chain: 'a skipper (unnamed)' });
    const alike = ['a clerk, in “The last ferry” (1)', 'a clerk, in “The old pier” (1)'];
    const offered = wordsOf(await open('/review'), '[name="source"] option').toSorted();
    expect(offered).toEqual(['Any', ...alike, 'a skipper (1)'].toSorted());
    const list = await open('/sources', room.mira);
    const kinds = [...list.querySelectorAll('[data-label="Kind"]')].map((cell) =>
      cell.textContent?.replace(/\s+/gu, ' ').trim(),
    );
    const within = ['unnamed in “The last ferry”', 'unnamed in “The old pier”', 'unnamed'];
    expect(kinds.toSorted()).toEqual(within.toSorted());
    const { items } = await room.store.find('sources', 'all', { key: '', limit: 10 });
    const [one = '', two = ''] = items.filter(({ name }) => name === 'a clerk').map(({ id }) => id);
    const told = (page: Document, selector: string) =>
      wordsOf(page, selector)
        .map((words) => words.replace(/,.*/u, ''))
        .toSorted();
    const both = within.slice(0, 2);
    const joining = await open(`/sources/joining?id=${one}&id=${two}`, room.mira);
    expect(told(joining, '.choice .two-names .soft')).toEqual(both);
    const sameAs = await open(`/sources/joining?id=${one}&q=clerk`, room.mira);
    const [other = ''] = told(sameAs, '.offer .two-names .soft');
    expect(both).toContain(other);
  });

  test('keeps the filters on the way', async () => {
    const [one, two] = [await tag('a clerk'), await tag('The mayor')];
    const page = await open(`/review/${one.id}?person=jonas`);
    const back = page.querySelector('form[data-verdict-form] [name="back"]')?.getAttribute('value');
    expect(back).toBe(`/review/${two.id}?person=jonas#passage-${two.id}`);
  });

  test('a verdict is withdrawn, and what is typed is kept, on the way back to no queue', async () => {
    const { id } = await tag('a clerk');
    const { browser } = await formOf(id);
    const back = '/review?status=odd';
    const sent = { verdict: '', comment: 'She was not there.', back };
    const { text } = await browser.post(`/annotations/${id}/verdicts`).type('form').send(sent);
    const kept = pageOf(text).querySelector('form[data-verdict-form]');
    expect(kept && typedIn(kept, 'comment')).toBe('She was not there.');
    await browser.post(`/annotations/${id}/verdicts`).type('form').send({ verdict: 'unsure' });
    const [verdict] = (await room.store.get('annotations', id))?.verdicts ?? [];
    const path = `/annotations/${id}/verdicts/${verdict?.id}/withdrawal`;
    await browser.post(path).type('form').send({ back }).expect(303);
  });

  test('a dispute without its reason is asked for it here, with everything that was typed', async () => {
    const { id } = await tag('a clerk');
    const { browser, form } = await formOf(id);
    const sent = filledIn(form, { verdict: 'dispute', on: 'hop:1', proposal: 'A -> B' });
    const { text } = await browser.post(`/annotations/${id}/verdicts`).send(sent).expect(422);
    const page = pageOf(text);
    expect(page.querySelector('main')?.getAttribute('data-review')).toBe(id);
    expect(wordsOf(page, '[role="alert"]')[0]).toContain('Say why');
    expect(page.querySelector('[name="proposal"]')?.textContent?.trim()).toBe('A -> B');
  });

  test('what was changed while one looked is shown before the verdict is taken', async () => {
    const annotation = await tag('a clerk');
    const { browser, form } = await formOf(annotation.id);
    await revise(annotation, { confidence: 'high' });
    const sent = filledIn(form, { verdict: 'dispute', comment: 'She was not there.' });
    const path = `/annotations/${annotation.id}/verdicts`;
    const { text } = await browser.post(path).send(sent).expect(409);
    const page = pageOf(text);
    expect(wordsOf(page, '[role="alert"] li').join(' ')).toMatch(/Jonas Ek .*confidence.*high/u);
    const kept = page.querySelector('form[data-verdict-form]');
    expect(kept && typedIn(kept, 'comment')).toBe('She was not there.');
    expect(kept && typedIn(kept, 'revision')).toBe('2');
    const again = filledIn(kept, { verdict: 'dispute' });
    await browser.post(path).send(again).expect(303);
  });

  test('one’s own is shown without a form to judge it', async () => {
    const { id } = await tag('a clerk', { by: room.nils });
    const page = await open(`/review/${id}`);
    expect(page.querySelector('form[data-verdict-form]')).toBeNull();
    expect(wordsOf(page, '.queue-place')).toEqual(['Not in your queue']);
  });

  test('one that is not there is not found', async () => {
    const browser = await room.signedIn(room.nils);
    await browser.get('/review/none').expect(404);
  });
});

async function formOf(id: string) {
  const browser = await room.signedIn(room.nils);
  const { text } = await browser.get(`/review/${id}`).expect(200);
  return { browser, form: pageOf(text).querySelector('form[data-verdict-form]') };
}

describe('the queue for programs', () => {
  test('gives annotations with the reasons, and how many there are', async () => {
    const quay = await article('The new quay');
    const first = await tag('a clerk', { confidence: 'high', chain: '? -> The Paper' });
    const second = await tag('The mayor', { on: quay });
    const third = await tag('the crew');
    const program = await room.bearer(room.nils);
    const { body } = await program.get('/api/review?limit=2').expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id]);
    expect(body.items[0]).toMatchObject({
      target: { exact: 'a clerk' },
      status: 'unreviewed',
      reasons: [{ code: 'weak', by: null, due: null }, { code: 'open' }],
    });
    expect(body).toMatchObject({ total: 3, counts: { weak: 1, open: 2, asked: 0 } });
    const rest = await program.get(`/api/review?after=${body.next}`).expect(200);
    expect(rest.body.items.map(({ id }: { id: string }) => id)).toEqual([third.id]);
    expect(rest.body.next).toBeNull();
  });

  test('names who asked', async () => {
    const { id } = await tag('a clerk');
    await askForReview(room.desk, room.jonas, id, parse(requestInput, { to: 'nils' }));
    const program = await room.bearer(room.nils);
    const { body } = await program.get('/api/review?reason=asked').expect(200);
    expect(body.items[0].reasons[0].by).toEqual({ id: 'jonas', name: 'Jonas Ek' });
  });

  test('says which field asks for what is not there', async () => {
    const program = await room.bearer(room.nils);
    const { body } = await program.get('/api/review?status=odd').expect(422);
    expect(body.errors).toEqual([
      { field: 'status', message: 'Ask for one of these: unreviewed, agreed, disputed, settled.' },
    ]);
  });
});
