import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { insert, replace } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { annotated, judged, said, storedIn } from './reviewed.js';

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

async function pageAt(browser: Browser, path = address()): Promise<Document> {
  return pageOf((await browser.get(path).expect(200)).text);
}

/** Sends a form of a page as a browser does, with the button that has that value. */
function press(browser: Browser, form: Element | null, fields: Record<string, string>) {
  const sent = filledIn(form, fields);
  return browser
    .post(form?.getAttribute('action') ?? '')
    .type('form')
    .send(sent);
}

const whole = (page: Document) => page.querySelector('form[data-verdict-form]');

describe('judging without scripts', () => {
  test('one button agrees with the whole, and the card says so', async () => {
    const browser = await room.signedIn(room.nils);
    const answer = await press(browser, whole(await pageAt(browser)), { verdict: 'agree' });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(address());
    const page = await pageAt(browser);
    expect(wordsOf(page, '[data-toast] p')).toEqual(['You agree with the annotation.']);
    expect(wordsOf(page, '.card .status')).toEqual(['agreed by a colleague']);
    expect(wordsOf(page, '[data-verdict-on=whole] p')[0]).toMatch(/^You agree with the whole /u);
  });

  test('many verdicts on one hop are counted there by what they say, one’s own by itself', async () => {
    const olga = { ...room.nils, id: 'olga', name: 'Olga Ruiz', email: 'olga@ledger.example' };
    await room.store.commit([insert('people', olga)]);
    for (const [person, verdict] of [
      [room.nils, 'agree hop:1'],
      [room.mira, 'dispute hop:1'],
      [room.ada, 'agree hop:1'],
      [olga, 'unsure hop:1'],
    ] as const) {
      await judged(room, person, annotation, verdict);
    }
    const page = await pageAt(await room.signedIn(room.mira));
    const [own, alike, alone] = wordsOf(page, '[data-on="hop:1"] .verdict-mark');
    expect(own).toMatch(/^MS You dispute hop 1/u);
    expect(alike).toMatch(/^2 Nils Oder agrees with hop 1\. Ada Quist agrees/u);
    expect(alone).toMatch(/^OR Olga Ruiz is unsure of hop 1/u);
  });

  test('a hop is disputed in the one form, and its verdict stands beside it, with the reason', async () => {
    const browser = await room.signedIn(room.nils);
    const form = whole(await pageAt(browser));
    const comment = 'He was on leave in May.\r\nSee the log.';
    await press(browser, form, { verdict: 'dispute', on: 'hop:1', comment }).expect(303);
    const [verdict] = (await stored()).verdicts;
    expect(verdict).toMatchObject({
      on: 'hop:1',
      verdict: 'dispute',
      comment: 'He was on leave in May.\nSee the log.',
      revision: 1,
    });
    const page = await pageAt(await room.signedIn(room.tom));
    expect(wordsOf(page, '[data-on="hop:1"] .verdict-mark')).toEqual([
      'NO Nils Oder disputes hop 1.',
    ]);
    expect(wordsOf(page, '[data-verdict-on="hop:1"] blockquote')).toEqual([
      'He was on leave in May. See the log.',
    ]);
    expect(wordsOf(page, '.card .status')).toEqual(['disputed at hop 1']);
  });

  test('the confidence is named once, to those who hear the page as well', async () => {
    const page = await pageAt(await room.signedIn(room.nils));
    expect(wordsOf(page, '.parts [data-on="confidence"]')).toEqual(['Low confidence']);
  });

  test('levels stand there with their signs: what is not rated says of what', async () => {
    const information = async () =>
      wordsOf(await pageAt(await room.signedIn(room.nils)), '.parts [data-on="credibility"]')[0];
    expect(await information()).toBe('3 possibly true');
    await room.store.commit([replace('annotations', { ...(await stored()), credibility: null })]);
    expect(await information()).toBe('– information not rated');
  });

  test('there is one form, which any part can be chosen in, bound to the revision that is seen', async () => {
    const page = await pageAt(await room.signedIn(room.nils));
    const forms = [...page.querySelectorAll('form[data-verdict-form]')];
    expect(forms.map((form) => new URLSearchParams(filledIn(form)).get('revision'))).toEqual(['1']);
    const parts = [...page.querySelectorAll<HTMLOptionElement>('[name=on] option')];
    expect(parts.map(({ value }) => value)).toEqual([
      ...['whole', 'span', 'chain', 'hop:1', 'hop:2', 'confidence', 'credibility', 'claim'],
    ]);
  });

  test.each([
    ['hop', 'hop:2'],
    ['level', 'confidence'],
  ])('a dispute of a %s without its reason is asked for it in place', async (_kind, on) => {
    const browser = await room.signedIn(room.nils);
    await browser.get(address());
    const answer = await browser
      .post(`${address()}/verdicts`)
      .type('form')
      .send({ verdict: 'dispute', on, comment: ' ', revision: '1' })
      .expect(422);
    const page = pageOf(answer.text);
    expect(page.querySelector<HTMLSelectElement>('#verdict [name=on]')?.value).toBe(on);
    expect(wordsOf(page, '#verdict .fault')).toEqual(['Say why you dispute it.']);
    expect(page.querySelector('[role="alert"] a')?.getAttribute('href')).toBe('#verdict');
    expect((await stored()).verdicts).toEqual([]);
  });

  test('another chain in the form makes the verdict and a proposal at once', async () => {
    const browser = await room.signedIn(room.nils);
    const answer = await press(browser, whole(await pageAt(browser)), {
      verdict: 'dispute',
      comment: 'It was the pump man.',
      proposal: 'Pump man (unnamed) -told-> The Evening Barge',
    });
    expect(answer.status).toBe(303);
    const { verdicts, proposals } = await stored();
    expect(verdicts.length).toBe(1);
    expect(proposals.map(({ parts, reason }) => ({ parts, reason }))).toEqual([
      { parts: ['chain'], reason: 'It was the pump man.' },
    ]);
  });

  test('a chain that can’t be read is shown again with everything that was typed', async () => {
    const browser = await room.signedIn(room.nils);
    const typed = { verdict: 'dispute', comment: 'No <b>.', proposal: 'Pump man ->' };
    const answer = await press(browser, whole(await pageAt(browser)), typed).expect(422);
    const form = whole(pageOf(answer.text));
    expect(form?.querySelector<HTMLTextAreaElement>('[name=comment]')?.value).toBe('No <b>.');
    expect(form?.querySelector<HTMLInputElement>('[name=proposal]')?.value).toBe('Pump man ->');
    expect(wordsOf(form ?? pageOf(''), '.fault')[0]).toMatch(/^Chain, at “->”: /u);
    expect((await stored()).verdicts).toEqual([]);
  });
});

describe('a verdict', () => {
  test('is taken back, and undone with what it had replaced', async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    const browser = await room.signedIn(room.nils);
    await press(browser, whole(await pageAt(browser)), { verdict: 'agree' }).expect(303);
    const undo = (await pageAt(browser)).querySelector('[data-toast] form')?.getAttribute('action');
    await browser
      .post(undo ?? '')
      .type('form')
      .expect(303);
    expect((await stored()).verdicts.map(({ on, verdict }) => [on, verdict])).toEqual([
      ['hop:1', 'dispute'],
    ]);
    const form = (await pageAt(browser)).querySelector('[data-verdict-on="hop:1"] form');
    await press(browser, form, {}).expect(303);
    expect((await stored()).status).toBe('unreviewed');
  });

  test('that is undone on the annotation’s own page gives its reason and its part back to its form', async () => {
    const browser = await room.signedIn(room.nils);
    const given = { verdict: 'dispute', on: 'hop:1', comment: 'He was on leave.' };
    await press(browser, whole(await pageAt(browser)), given).expect(303);
    const undo = (await pageAt(browser)).querySelector('[data-toast] form');
    const page = pageOf((await press(browser, undo, {}).expect(200)).text);
    const sent = new URLSearchParams(filledIn(whole(page), { verdict: 'dispute' }));
    expect(Object.fromEntries(sent)).toMatchObject(given);
    expect(wordsOf(page, '[data-toast] p, [role="alert"] p')).toEqual(['Your verdict is undone.']);
    expect((await stored()).verdicts).toEqual([]);
  });

  test('on a revision that has moved on is not taken before the change is shown', async () => {
    const browser = await room.signedIn(room.nils);
    const page = await pageAt(browser);
    const input = annotationInput.parse({ ...said, confidence: 'high' });
    await reviseAnnotation(room.desk, room.jonas, annotation.id, input, etag(await stored()));
    const typed = { verdict: 'agree', comment: 'Low is right.' };
    const answer = await press(browser, whole(page), typed).expect(409);
    const again = pageOf(answer.text);
    expect(wordsOf(again, '[role="alert"] li')[0]).toMatch(/^Jonas Ek .*confidence.*high/u);
    expect((await stored()).verdicts).toEqual([]);
    const form = whole(again);
    expect(form?.querySelector<HTMLTextAreaElement>('[name=comment]')?.value).toBe('Low is right.');
    await press(browser, form, { verdict: 'agree' }).expect(303);
    expect((await stored()).verdicts.map(({ revision }) => revision)).toEqual([2]);
  });

  test('on an earlier revision says so, and where it is not there any more it stands apart', async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    await judged(room, room.mira, annotation, 'dispute confidence');
    const chain = 'Skipper (unnamed) -told-> The Evening Barge';
    const input = annotationInput.parse({ ...said, chain });
    await reviseAnnotation(room.desk, room.jonas, annotation.id, input, etag(await stored()));
    const page = await pageAt(await room.signedIn(room.tom));
    expect(wordsOf(page, '[data-on="hop:1"] .verdict-mark')).toEqual([]);
    expect(wordsOf(page, '.gone .verdict p')[0]).toMatch(
      /^Nils Oder disputes hop 1, Lock-keeper Vik on revision 1, /u,
    );
    expect(wordsOf(page, '[data-verdict-on=confidence] p')[0]).toMatch(
      /^Mira Sen disputes the confidence on revision 1, /u,
    );
  });

  test('returns to the page from which it was given, if that is one of ours', async () => {
    const browser = await room.signedIn(room.nils);
    const form = whole(await pageAt(browser));
    const back = { verdict: 'agree', back: '/review?article=x' };
    expect((await press(browser, form, back)).headers.location).toBe('/review?article=x');
    const elsewhere = { verdict: 'unsure', back: '//elsewhere.example' };
    expect((await press(browser, form, elsewhere)).headers.location).toBe('/');
  });

  test('is told to a script with the status that follows and the way to undo it', async () => {
    const browser = await room.signedIn(room.nils);
    const answer = await browser
      .post(`${address()}/verdicts`)
      .set('Accept', 'application/json')
      .type('form')
      .send({ verdict: 'agree', revision: '1' })
      .expect(200);
    const [verdict] = (await stored()).verdicts;
    expect(answer.body).toMatchObject({
      id: annotation.id,
      status: 'agreed',
      revision: 1,
      verdict: verdict?.id,
      waiting: 0,
      undo: { action: `${address()}/verdicts/${verdict?.id}/withdrawal?undo=yes` },
    });
  });
});

describe('who judges', () => {
  test.each([
    ['jonas', 'This one is yours: colleagues review it.'],
    ['tom', undefined],
  ] as const)('%s has no form to do so', async (who, words) => {
    const page = await pageAt(await room.signedIn(room[who]));
    expect(page.querySelector('form[data-verdict-form]')).toBeNull();
    expect(wordsOf(page, '.why-not')[0]).toBe(words);
  });

  test('whoever is refused is told why on the page, and nothing is kept', async () => {
    const browser = await room.signedIn(room.jonas);
    const sent = { verdict: 'agree', revision: '1' };
    await browser.post(`${address()}/verdicts`).type('form').send(sent).expect(403);
    expect((await stored()).verdicts).toEqual([]);
  });
});

describe('the card beside the article', () => {
  test('counts the verdicts and leads to judging, without a form of its own', async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    await judged(room, room.mira, annotation, 'agree chain');
    const page = await pageAt(await room.signedIn(room.ada), `/articles/${annotation.article}`);
    const card = page.querySelector(`#annotation-${annotation.id}`);
    expect(wordsOf(card ?? page, '.verdict-tally')).toEqual(['Verdicts: 1 agree 1 dispute']);
    expect(wordsOf(card ?? page, '.status')).toEqual(['disputed at hop 1']);
    expect(card?.querySelector('a[data-judge]')?.getAttribute('href')).toBe(`${address()}#judging`);
    expect(card?.querySelector('form[data-verdict-form]')).toBeNull();
  });
});

test('the name of a confidential source in a reason is asked about first', async () => {
  const { desk, mira } = room;
  const input = annotationInput.parse({
    ...said,
    target: { exact: 'two skippers say' },
    chain: 'Odd Berg (confidential) -told-> The Evening Barge',
  });
  ({ annotation } = await createAnnotation(desk, mira, annotation.article, input));
  const browser = await room.signedIn(room.ada);
  const typed = { verdict: 'dispute', comment: 'Odd Berg was abroad.' };
  const answer = await press(browser, whole(await pageAt(browser)), typed).expect(409);
  const form = whole(pageOf(answer.text));
  expect(form?.querySelector('[name=confirm][value=identity]')).not.toBeNull();
  await press(browser, form, { verdict: 'dispute', confirm: 'identity' }).expect(303);
  expect((await stored()).verdicts.map(({ comment }) => comment)).toEqual(['Odd Berg was abroad.']);
});
