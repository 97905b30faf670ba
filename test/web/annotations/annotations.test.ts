import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import {
  type AnnotationInput,
  annotationInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { holdersIn, sourcesIn } from '../../../src/domain/chain/chain.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, tick, wordsOf } from '../dom.js';

let room: Newsroom;
let ferry: Article;
beforeEach(async () => {
  room = await openNewsroom();
  const text =
    '🚢 The ferry will stop in May, a clerk said. The mayor denies it.\n\nThe ferry will stop in June, the mayor said.';
  const input = { title: 'The ferry', publisher: 'The Morning Ledger', text };
  ferry = await addArticle(room.desk, room.mira, articleInput.parse(input));
});
afterEach(() => room.close());

const chain = 'Ida Brandt [B] -told-> The Morning Ledger (outlet)';

function inputOf(fields: object): AnnotationInput {
  return annotationInput.parse({ target: { exact: 'a clerk said' }, chain, ...fields });
}

async function tagged(fields: object = {}, by: Person = room.jonas): Promise<Annotation> {
  return (await createAnnotation(room.desk, by, ferry.id, inputOf(fields))).annotation;
}

async function stored(id: string): Promise<Annotation> {
  const annotation = await room.store.get('annotations', id);
  if (!annotation) throw new Error(`There is no annotation ${id}.`);
  return annotation;
}

async function only(): Promise<Annotation> {
  const { items } = await room.store.find('annotations', 'everything', { key: ferry.id });
  expect(items.length).toBe(1);
  return items[0] as Annotation;
}

type Browser = Awaited<ReturnType<Newsroom['signedIn']>>;

const newAnnotation = () => `/articles/${ferry.id}/annotations`;

function formOn(page: Document): HTMLFormElement | null {
  return page.querySelector('form[data-annotation-form]');
}

/** Fills in the form on a page and sends it where it says. */
function send(browser: Browser, page: Document, fields: Record<string, string>) {
  const form = formOn(page);
  return browser
    .post(form?.getAttribute('action') ?? '')
    .type('form')
    .send(filledIn(form, fields));
}

async function pageAt(browser: Browser, path: string): Promise<Document> {
  return pageOf((await browser.get(path).expect(200)).text);
}

describe('annotating without scripts', () => {
  test('a pasted passage and a typed chain make an annotation, and the page returns to it', async () => {
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const answer = await send(browser, page, {
      exact: ' a  clerk said',
      chain,
      confidence: 'moderate',
      credibility: '3',
      claim: 'The ferry stops',
      note: 'Ask the crew.',
    }).expect(303);
    const annotation = await only();
    expect(annotation).toMatchObject({
      confidence: 'moderate',
      credibility: 3,
      stance: 'asserts',
      note: 'Ask the crew.',
      creator: 'jonas',
    });
    expect(annotation.target.exact).toBe('a clerk said');
    const back = `/articles/${ferry.id}#annotation-${annotation.id}`;
    expect(answer.headers.location).toBe(back);
    expect(wordsOf(await pageAt(browser, back), '[data-toast] p')).toEqual([
      'Annotation saved. New in the register: Ida Brandt, The Morning Ledger. New claim: “The ferry stops”.',
    ]);
  });

  test('says which names are new with each in its own direction', async () => {
    const browser = await room.signedIn(room.jonas);
    const chain = 'مریم خان (person) -told-> Ida Brandt (person)';
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const saved = await send(browser, page, { exact: 'a clerk said', chain }).expect(303);
    expect(wordsOf(await pageAt(browser, saved.headers.location ?? ''), '[data-toast] p')).toEqual([
      'Annotation saved. New in the register: \u2068مریم خان\u2069, Ida Brandt.',
    ]);
  });

  test.each([
    ['exact', { exact: '' }, 'Select or paste a passage.'],
    ['exact', { exact: 'nowhere at all' }, 'This passage does not stand in the article’s text.'],
    ['chain', { chain: '' }, 'Say where the information came from.'],
    ['chain', { chain: 'Ida Brandt ->' }, /^Chain, at “->”: /u],
    ['chain', { chain: 'Ida Brandt (colonel)' }, /^Chain, at “colonel”: /u],
    ['note', { note: 'x'.repeat(20_001) }, 'Use at most 20000 characters.'],
    [
      'claim',
      { claim: 'x'.repeat(1001) },
      'Give the claim as one sentence of at most 1000 characters.',
    ],
  ])(
    'a fault of %s stands at its field, and everything typed is kept',
    async (field, wrong, words) => {
      const browser = await room.signedIn(room.jonas);
      const page = await pageAt(browser, `/articles/${ferry.id}`);
      const typed = {
        exact: 'a clerk said',
        chain,
        confidence: 'low',
        credibility: '2',
        claim: 'العبارة 🚢',
        stance: 'denies',
        note: '\nFirst line\nsecond <b>',
        ...wrong,
      };
      const again = pageOf((await send(browser, page, typed).expect(422)).text);
      const control = again.querySelector(`[name="${field}"][aria-invalid="true"]`);
      const ids = control?.getAttribute('aria-describedby')?.split(' ') ?? [];
      const fault = ids.map((id) => again.getElementById(id)).find((p) => p?.className === 'fault');
      expect(fault?.textContent).toMatch(words);
      expect(again.querySelectorAll('[role=alert]').length).toBe(1);
      const kept = new URLSearchParams(filledIn(formOn(again)));
      const kepts = Object.fromEntries(Object.keys(typed).map((name) => [name, kept.get(name)]));
      const lines = { ...kepts, note: kepts.note?.replace(/\r\n/gu, '\n') };
      expect(lines).toEqual(typed);
      expect(await room.store.count('annotations', 'everything', ferry.id)).toBe(0);
    },
  );

  test('a passage that stands twice is answered with its places, and the chosen one is tagged', async () => {
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const answer = await send(browser, page, { exact: 'The ferry will stop', chain }).expect(409);
    const again = pageOf(answer.text);
    const places = [...again.querySelectorAll<HTMLInputElement>('.candidates input')];
    expect(wordsOf(again, '.candidates .place')[1]).toMatch(
      /denies it\. The ferry will stop in June/u,
    );
    expect(places.some((place) => place.matches(':checked'))).toBe(false);
    await send(browser, again, { start: places[1]?.value ?? '' }).expect(303);
    const { text } = (await room.store.get('editions', `${ferry.id}.1`)) ?? { text: '' };
    expect((await only()).target.start).toBe(text.lastIndexOf('The ferry'));
  });

  test('of two sources of one name the one meant is chosen', async () => {
    const add = (kind: string) =>
      addSource(room.desk, room.mira, sourceInput.parse({ name: 'John Smith', kind }));
    await add('person');
    const group = await add('group');
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const answer = await send(browser, page, {
      exact: 'a clerk said',
      chain: 'John Smith -told-> The Morning Ledger',
    }).expect(409);
    const again = pageOf(answer.text);
    expect(wordsOf(again, '.candidates legend')).toEqual(['Which “John Smith”?']);
    tick(again.querySelector(`.candidates [value="${group.id}"]`));
    await send(browser, again, {}).expect(303);
    expect(sourcesIn((await only()).chain)[0]).toBe(group.id);
  });

  test('whether a sentence is one name is asked, and the tick says so', async () => {
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const typed = { exact: 'a clerk said', chain: 'WHO — Geneva -told-> The Morning Ledger' };
    const again = pageOf((await send(browser, page, typed).expect(409)).text);
    expect(wordsOf(again, '[role=alert]')[0]).toContain('“WHO — Geneva”: Is this one name?');
    tick(again.querySelector('[name=confirm][value="one-name"]'));
    await send(browser, again, {}).expect(303);
    expect((await only()).chain).toHaveLength(2);
  });

  test('names from right to left are isolated in the field, and come back as they were', async () => {
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const chain = 'لورا -> דן -told-> The Morning Ledger';
    const again = pageOf((await send(browser, page, { exact: 'nowhere', chain }).expect(422)).text);
    const field = again.querySelector('[name=chain]')?.textContent?.trim();
    expect(field).toBe('⁨لورا⁩ -> ⁨דן⁩ -told-> The Morning Ledger');
    await send(browser, again, { exact: 'a clerk said' }).expect(303);
    const { chain: kept } = await only();
    const sources = await Promise.all(sourcesIn(kept).map((id) => room.store.get('sources', id)));
    expect(sources.map((source) => source?.name)).toEqual(['لورا', 'דן', 'The Morning Ledger']);
  });

  test('what puts the name of a confidential source into words is asked about first', async () => {
    await tagged();
    const browser = await room.signedIn(room.mira);
    const page = await pageAt(browser, `/articles/${ferry.id}`);
    const answer = await send(browser, page, {
      exact: 'The mayor denies it',
      chain: 'Lena Moss (confidential) -> The Morning Ledger',
      note: 'Ask Lena Moss.',
    }).expect(409);
    const again = pageOf(answer.text);
    expect(wordsOf(again, '[role=alert]')[0]).toContain('The name of a confidential source');
    const asked = again.querySelector('[name=confirm][value=identity]');
    expect(asked?.matches(':checked')).toBe(false);
    tick(asked);
    await send(browser, again, { note: 'Ask her.' }).expect(303);
    expect((await pageAt(browser, '/sources')).documentElement.outerHTML).not.toContain('Moss');
  });

  test('a reader is refused', async () => {
    const browser = await room.signedIn(room.tom);
    await browser
      .post(newAnnotation())
      .type('form')
      .send({ exact: 'a clerk said', chain })
      .expect(403);
  });
});

describe('annotating with the page’s script', () => {
  test('one round trip brings the card and the paragraph', async () => {
    await tagged({ target: { exact: 'The mayor denies it' } });
    const browser = await room.signedIn(room.jonas);
    const answer = await browser
      .post(newAnnotation())
      .accept('json')
      .type('form')
      .send({ exact: 'a clerk said', chain: `Lena Moss -told-> ${chain}`, confidence: 'high' })
      .expect(201);
    const { id, card, paragraphs, ...rest } = answer.body;
    expect(rest).toMatchObject({
      etag: '"r1.v1"',
      message: 'Annotation saved. New in the register: Lena Moss.',
      warnings: ['Ida Brandt is rated B here without a reason; the register has no rating.'],
      newSources: [{ name: 'Lena Moss' }],
    });
    expect(pageOf(card).querySelector('article')?.id).toBe(`annotation-${id}`);
    expect(paragraphs.map(({ start }: { start: number }) => start)).toEqual([0]);
    const marks = pageOf(paragraphs[0].html).querySelectorAll<HTMLElement>(
      'p[data-start="0"] mark',
    );
    expect([...marks].map((mark) => [mark.textContent, mark.dataset.numbers])).toEqual([
      ['a clerk said', '1'],
      ['The mayor denies it', '2'],
    ]);
  });

  test('faults and questions come as a problem with what is needed to go on', async () => {
    const browser = await room.signedIn(room.jonas);
    const post = (fields: object) =>
      browser.post(newAnnotation()).accept('json').type('form').send(fields);
    const fault = await post({ exact: 'a clerk said', chain: '->' }).expect(422);
    expect(fault.type).toBe('application/problem+json');
    expect(fault.body.errors[0].field).toBe('chain');
    const ambiguous = await post({ exact: 'The ferry', chain }).expect(409);
    expect(ambiguous.body.candidates.map(({ start }: { start: number }) => start)).toEqual([2, 66]);
    const evidence = await post({
      exact: 'a clerk said',
      chain,
      'hops[0][url]': 'javascript:alert(1)',
      'hops[1][as]': '',
    }).expect(422);
    expect(evidence.body.errors).toEqual([
      { field: 'hops[0][url]', message: expect.stringContaining('web address') },
    ]);
  });

  test('moving an annotation brings both paragraphs anew', async () => {
    const { id } = await tagged();
    const browser = await room.signedIn(room.jonas);
    const answer = await browser
      .post(`/annotations/${id}`)
      .accept('json')
      .type('form')
      .send({ exact: 'the mayor said', chain, seen: '"r1.v1"' })
      .expect(200);
    expect(answer.body.etag).toBe('"r2.v2"');
    expect(answer.body.paragraphs.length).toBe(2);
    expect(pageOf(answer.body.paragraphs[0].html).querySelector('mark')).toBeNull();
  });

  test('deleting tells how to undo it, and undoing brings card and highlight back', async () => {
    const { id } = await tagged();
    const browser = await room.signedIn(room.jonas);
    const post = (path: string) => browser.post(path).accept('json').type('form').send({});
    const { body } = await post(`/annotations/${id}/deletion`).expect(200);
    expect(body).toMatchObject({ id, undo: `/annotations/${id}/restoration` });
    expect(body.paragraphs[0].html).not.toContain('<mark');
    const back = await post(body.undo).expect(200);
    expect(back.body.card).toContain(`annotation-${id}`);
    expect(back.body.paragraphs[0].html).toContain('<mark');
  });

  test('the form of an annotation comes filled in, as a fragment', async () => {
    const { id } = await tagged({ confidence: 'high', note: 'Ask the crew.' });
    const browser = await room.signedIn(room.jonas);
    const { text } = await browser.get(`/annotations/${id}/form`).expect(200);
    expect(text).not.toContain('<html');
    const form = formOn(pageOf(text));
    expect(form?.getAttribute('action')).toBe(`/annotations/${id}`);
    const values = new URLSearchParams(filledIn(form));
    expect(values.get('confidence')).toBe('high');
    expect(values.get('seen')).toBe('"r1.v1"');
    expect(values.get('start')).toBe('30');
  });
});

describe('editing', () => {
  const rich = {
    target: { exact: 'The ferry will stop', start: 66 },
    chain: `A clerk (unnamed, background) -told-> ${chain}`,
    hops: [
      { as: 'a clerk', terms: 'No name\nand no office', evidence: null },
      {
        reason: 'She was there',
        evidence: {
          url: 'https://example.org/minutes',
          excerpt: 'Line one\nline two',
          retrievedAt: '2026-02-01T10:20:30Z',
        },
      },
      { evidence: { url: 'https://example.org/p', retrievedAt: '2026-02-02' } },
    ],
    confidence: 'low',
    credibility: 4,
    claim: 'The ferry stops in June',
    stance: 'questions',
    note: '\nAsk the crew:\n- why?',
  };

  test('a form that is sent as it came changes nothing, not even the revision', async () => {
    const { id } = await tagged(rich);
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${id}/edit`);
    // A browser sends line breaks as CR LF.
    const sent = filledIn(formOn(page)).replaceAll('%0A', '%0D%0A');
    await browser.post(`/annotations/${id}`).type('form').send(sent).expect(303);
    expect(await stored(id)).toMatchObject({ revision: 1, version: 1 });
  });

  test('its own page shows what was agreed with a holder, and each piece of evidence', async () => {
    const { id } = await tagged(rich);
    const page = await pageAt(await room.signedIn(room.jonas), `/annotations/${id}`);
    const hops = page.querySelector('.hops')?.textContent ?? '';
    for (const said of ['No name\nand no office', 'example.org/minutes', 'Line one', 'org/p']) {
      expect(hops).toContain(said);
    }
  });

  test('everything can be changed, the passage included', async () => {
    const { id } = await tagged(rich);
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${id}/edit`);
    await send(browser, page, {
      exact: 'The mayor denies it',
      chain: 'The mayor [C] (on the record) -> The Morning Ledger',
      confidence: '',
      credibility: '',
      claim: '',
      note: '',
    }).expect(303);
    const after = await stored(id);
    expect(after).toMatchObject({ revision: 2, confidence: null, credibility: null, note: null });
    expect(after.target.exact).toBe('The mayor denies it');
    expect(holdersIn(after.chain).map(({ basis }) => basis)).toEqual([
      'on the record',
      'not stated',
    ]);
  });

  test('a passage that is made shorter stays where it stands', async () => {
    const { id } = await tagged(rich);
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${id}/edit`);
    const { target } = await stored(id);
    await send(browser, page, { exact: 'The ferry' }).expect(303);
    expect((await stored(id)).target).toMatchObject({ exact: 'The ferry', start: target.start });
  });

  test('a hop typed in between leaves the others their evidence and wording', async () => {
    const { id } = await tagged(rich);
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${id}/edit`);
    const line = formOn(page)?.querySelector<HTMLInputElement>('[name=chain]')?.value ?? '';
    await send(browser, page, {
      chain: line.replace('-told->', '-told-> Lena Moss -told->'),
    }).expect(303);
    const { chain: after } = await stored(id);
    expect(holdersIn(after).map(({ as }) => as)).toEqual(['a clerk', null, null, null]);
    expect(holdersIn(after).map(({ evidence }) => evidence[0]?.url ?? null)).toEqual([
      null,
      null,
      'https://example.org/minutes',
      'https://example.org/p',
    ]);
  });

  test('a fault in a hop’s evidence stands at its field', async () => {
    const { id } = await tagged(rich);
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${id}/edit`);
    const answer = await send(browser, page, { 'hops[1][url]': 'minutes' }).expect(422);
    const field = pageOf(answer.text).querySelector('[name="hops[1][url]"]');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    expect(field?.closest('details.hop')?.hasAttribute('open')).toBe(true);
  });

  test('no more hops are drawn anew than a chain may have holders, however many were sent', async () => {
    const { id } = await tagged(rich);
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${id}/edit`);
    const many = Array.from({ length: 1500 }, (_, at) => [`hops[${at}][url]`, 'minutes']);
    const answer = await send(browser, page, Object.fromEntries(many)).expect(422);
    expect(pageOf(answer.text).querySelectorAll('[name$="[url]"]').length).toBeLessThanOrEqual(480);
  });

  test('neither a reader nor another annotator may edit, delete or restore', async () => {
    const { id } = await tagged();
    for (const person of [room.tom, room.nils]) {
      const browser = await room.signedIn(person);
      await browser.get(`/annotations/${id}/edit`).expect(403);
      await browser.get(`/annotations/${id}/form`).expect(403);
      await browser.post(`/annotations/${id}`).type('form').send({ seen: '*' }).expect(403);
      await browser.post(`/annotations/${id}/deletion`).expect(403);
      await browser.post(`/annotations/${id}/restoration`).expect(403);
    }
    expect((await stored(id)).version).toBe(1);
  });
});

describe('two people at one annotation', () => {
  /** Jonas has the form open while Mira saves. */
  async function meanwhile(
    fields: object,
  ): Promise<{ id: string; browser: Browser; page: Document }> {
    const annotation = await tagged({ confidence: 'low', note: 'Ask.' });
    const browser = await room.signedIn(room.jonas);
    const page = await pageAt(browser, `/annotations/${annotation.id}/edit`);
    const input = inputOf({ confidence: 'low', note: 'Ask.', ...fields });
    await reviseAnnotation(room.desk, room.mira, annotation.id, input, etag(annotation));
    return { id: annotation.id, browser, page };
  }

  test('the second is shown both versions, field by field, with nothing chosen', async () => {
    const { id, browser, page } = await meanwhile({ confidence: 'high', credibility: 2 });
    const answer = await send(browser, page, { confidence: 'moderate', note: 'Asked.' }).expect(
      412,
    );
    const again = pageOf(answer.text);
    expect(wordsOf(again, '.versions .field legend')).toEqual([
      'Confidence',
      'Credibility',
      'Note',
    ]);
    expect(wordsOf(again, '.versions .value')).toEqual([
      'Moderate',
      'High',
      'Not rated',
      '2 · Probably true',
      'Asked.',
      'Ask.',
    ]);
    expect(again.querySelectorAll('.versions input:checked').length).toBe(0);
    expect((await stored(id)).confidence).toBe('high');
  });

  test('nothing is overwritten while a choice is open', async () => {
    const { id, browser, page } = await meanwhile({ confidence: 'high' });
    const asked = pageOf((await send(browser, page, { confidence: 'moderate' })).text);
    const again = pageOf((await send(browser, asked, {}).expect(422)).text);
    expect(wordsOf(again, '.versions .fault')).toEqual(['Choose one.']);
    expect((await stored(id)).confidence).toBe('high');
  });

  test('what is chosen of either is put together', async () => {
    const { id, browser, page } = await meanwhile({
      confidence: 'high',
      chain: `Lena Moss -told-> ${chain}`,
    });
    const asked = pageOf(
      (await send(browser, page, { confidence: 'moderate', note: 'Asked.' })).text,
    );
    await send(browser, asked, {
      'take[confidence]': 'mine',
      'take[chain]': 'theirs',
      'take[note]': 'mine',
    }).expect(303);
    const after = await stored(id);
    expect(after).toMatchObject({ confidence: 'moderate', note: 'Asked.' });
    expect(after.chain.length).toBe(3);
  });

  test('a third save in between is asked about anew', async () => {
    const { id, browser, page } = await meanwhile({ confidence: 'high' });
    const asked = pageOf((await send(browser, page, { confidence: 'moderate' })).text);
    const current = await stored(id);
    const third = inputOf({ confidence: null, note: 'Ask.' });
    await reviseAnnotation(room.desk, room.mira, id, third, etag(current));
    await send(browser, asked, { 'take[confidence]': 'theirs' }).expect(412);
    expect((await stored(id)).confidence).toBeNull();
  });

  test('two who made the same change both succeed', async () => {
    const { browser, page } = await meanwhile({ confidence: 'high' });
    await send(browser, page, { confidence: 'high' }).expect(303);
  });

  test('the page’s script gets both versions and the tag to go on with', async () => {
    const { id, browser } = await meanwhile({ confidence: 'high' });
    const post = (fields: object) =>
      browser.post(`/annotations/${id}`).accept('json').type('form').send(fields);
    const mine = { exact: 'a clerk said', chain, confidence: 'moderate', note: 'Ask.' };
    const { body } = await post({ ...mine, seen: '"r1.v1"' }).expect(412);
    expect(body.conflict).toEqual({
      etag: '"r2.v2"',
      fields: [{ field: 'confidence', label: 'Confidence', mine: 'Moderate', theirs: 'High' }],
    });
    expect(body.current).toBeUndefined();
    const taken = { ...mine, seen: body.conflict.etag, 'take[confidence]': 'mine' };
    await post(taken).expect(200);
    expect((await stored(id)).confidence).toBe('moderate');
  });
});

describe('deleting and the annotation’s own page', () => {
  test('a deleted tag is gone from the article, and one button brings it back', async () => {
    const { id } = await tagged();
    const browser = await room.signedIn(room.jonas);
    const card = (await pageAt(browser, `/articles/${ferry.id}`)).querySelector('[data-delete]');
    await browser
      .post(card?.getAttribute('action') ?? '')
      .type('form')
      .send(filledIn(card))
      .expect(303);
    const after = await pageAt(browser, `/articles/${ferry.id}`);
    expect(after.querySelector('article.card')).toBeNull();
    const undo = after.querySelector('[data-toast] form')?.getAttribute('action') ?? '';
    await browser.post(undo).expect(303);
    const restored = await pageAt(browser, `/articles/${ferry.id}`);
    expect(restored.querySelector(`#annotation-${id}`)).not.toBeNull();
  });

  test('a card that was changed meanwhile is not deleted unseen', async () => {
    const annotation = await tagged();
    const changed = inputOf({ confidence: 'high' });
    await reviseAnnotation(room.desk, room.mira, annotation.id, changed, etag(annotation));
    const browser = await room.signedIn(room.jonas);
    await browser
      .post(`/annotations/${annotation.id}/deletion`)
      .type('form')
      .send({ seen: etag(annotation) })
      .expect(412);
    expect((await stored(annotation.id)).deleted).toBeNull();
  });

  test('its page shows it in context, its levels in full words and its history in sentences', async () => {
    const annotation = await tagged({ confidence: 'low', credibility: 2 });
    room.pass({ hours: 1 });
    const raised = inputOf({ confidence: 'high', credibility: 2 });
    await reviseAnnotation(room.desk, room.mira, annotation.id, raised, etag(annotation));
    const browser = await room.signedIn(room.tom);
    const page = await pageAt(browser, `/annotations/${annotation.id}`);
    expect(wordsOf(page, '.passage blockquote')[0]).toContain(
      'stop in May, a clerk said. The mayor',
    );
    expect(wordsOf(page, '.passage mark')).toEqual(['a clerk said']);
    expect(wordsOf(page, '.facts dd')).toContain(
      'High: well corroborated by proven sources; few assumptions; strong argument',
    );
    expect(wordsOf(page, '.facts dd')).toContain('2 · Probably true');
    expect(wordsOf(page, '.hops .facts dd').join(' ')).toContain('B Usually reliable');
    expect(wordsOf(page, '.history li')).toEqual([
      '2 March 2026, 10:00 UTC Mira Sen raised the confidence from low to high.',
      '2 March 2026, 09:00 UTC Jonas Ek annotated “a clerk said”.',
    ]);
    // Its first word is a name, which may run from right to left: the sentence does not.
    expect(page.querySelector('.history li span')?.getAttribute('dir')).toBe('ltr');
  });

  test('its page says that it is deleted, by whom, and lets those who may restore it', async () => {
    const { id } = await tagged();
    const browser = await room.signedIn(room.jonas);
    await browser.post(`/annotations/${id}/deletion`).expect(303);
    const page = await pageAt(browser, `/annotations/${id}`);
    const notice = [...page.querySelectorAll('.remark')].at(-1);
    expect(notice?.textContent).toMatch(/Deleted\s+by\s+Jonas Ek/u);
    expect(page.querySelector('[data-edit]')).toBeNull();
    const reader = await room.signedIn(room.tom);
    const seen = await pageAt(reader, `/annotations/${id}`);
    expect(seen.querySelector('form[action$="/restoration"]')).toBeNull();
  });

  test('its page holds no byte of who a confidential source is', async () => {
    const { id } = await tagged({ chain: 'Ida Brandt (confidential) -> The Morning Ledger' });
    const annotation = await stored(id);
    const line = 'Confidential source 1 (confidential) -told-> Lena Moss -> The Morning Ledger';
    await reviseAnnotation(room.desk, room.jonas, id, inputOf({ chain: line }), etag(annotation));
    const browser = await room.signedIn(room.mira);
    for (const path of [`/annotations/${id}`, `/annotations/${id}/edit`]) {
      const { text } = await browser.get(path).expect(200);
      expect(text).toContain('Confidential source 1');
      expect(text).not.toContain('Brandt');
    }
  });

  test('an annotation that never was is not found', async () => {
    const browser = await room.signedIn(room.jonas);
    await browser.get('/annotations/nothing').expect(404);
    await browser.post('/annotations/nothing/deletion').expect(404);
  });
});
