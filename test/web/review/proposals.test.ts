import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { editionInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { GramIndex } from '../../../src/domain/text/quotes/gram-index.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { filledIn, pageOf, wordsOf } from '../dom.js';
import { annotated, proposed, said, storedIn } from './reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room, { note: 'Ask the office.' });
});
afterEach(() => room.close());

type Browser = Awaited<ReturnType<Newsroom['signedIn']>>;

const address = () => `/annotations/${annotation.id}`;

const stored = () => storedIn(room, annotation);

async function pageAt(browser: Browser, path = address()): Promise<Document> {
  return pageOf((await browser.get(path).expect(200)).text);
}

function send(browser: Browser, form: Element | null, fields: Record<string, string> = {}) {
  return browser
    .post(form?.getAttribute('action') ?? '')
    .type('form')
    .send(filledIn(form, fields));
}

async function revised(fields: object): Promise<void> {
  const input = annotationInput.parse({ ...said, note: 'Ask the office.', ...fields });
  await reviseAnnotation(room.desk, room.jonas, annotation.id, input, etag(await stored()));
}

const newProposal = () => `${address()}/proposals/new`;
const formOn = (page: Document) => page.querySelector('form[data-annotation-form]');

test('the card in the article says that a proposal waits, and leads to it, until it is decided', async () => {
  const { desk, nils } = room;
  const proposal = await proposed(room, nils, annotation, { confidence: 'high' });
  await addComment(desk, nils, annotation.id, { text: 'See the log.', replyTo: null });
  const browser = await room.signedIn(room.jonas);
  const link = async () => {
    const page = await pageAt(browser, `/articles/${annotation.article}`);
    const found = page.querySelector('.card .discussion');
    return [found?.textContent, found?.getAttribute('href')];
  };
  expect(await link()).toEqual(['1 proposal, 1 comment', `${address()}#proposal-${proposal.id}`]);
  const refusal = `/proposals/${proposal.id}/refusal`;
  const page = await pageAt(browser);
  await send(browser, page.querySelector(`form[action="${refusal}"]`), { reason: 'No.' });
  expect(await link()).toEqual(['1 comment', address()]);
});

describe('proposing', () => {
  test('shows how a hop that two hold is to be passed on, before and after', async () => {
    const two = (relation: string) => `Skipper + Deckhand -${relation}-> The Evening Barge`;
    await revised({ chain: two('told') });
    const browser = await room.signedIn(room.nils);
    const page = await pageAt(browser, newProposal());
    await send(browser, formOn(page), { chain: two('wrote to'), reason: 'By letter.' });
    const steps = wordsOf(await pageAt(browser), '.steps > li');
    expect(steps[0]).toMatch(/changed Skipper passed on: told .* wrote to$/u);
    expect(steps[1]).toMatch(/and Deckhand wrote to$/u);
  });

  test('shows another name, and how another hop passed it on, in their places', async () => {
    await revised({ chain: 'Skipper -told-> Deckhand -told-> The Evening Barge' });
    const browser = await room.signedIn(room.nils);
    const chain = 'Skipper -wrote to-> Bosun -told-> The Evening Barge';
    await send(browser, formOn(await pageAt(browser, newProposal())), {
      chain,
      reason: 'His log.',
    });
    const page = await pageAt(browser);
    expect(wordsOf(page, '.steps del')).toEqual(['told', 'Deckhand']);
    expect(wordsOf(page, '.steps ins')).toEqual(['wrote to', 'Bosun']);
    expect(wordsOf(page, '.step-change')).toEqual([]);
  });

  test('draws what a name says as words, beside its tick too', async () => {
    const name = `<img src=x onerror="alert(1)"> & 'Vik'`;
    const browser = await room.signedIn(room.nils);
    const chain = [{ name, relation: 'told', as: name }, { name: 'The Evening Barge' }];
    await makeProposal(
      room.desk,
      room.nils,
      annotation.id,
      parse(proposalInput, { chain, reason: name, confirm: ['one-name'] }),
    );
    const page = await pageAt(await room.signedIn(room.jonas));
    expect(page.querySelector('main img, [onerror]')).toBeNull();
    expect(wordsOf(page, '.step-tick')[0]).toContain(`Hop 1, ${name}:`);
    expect(wordsOf(await pageAt(browser), '.steps ins bdi')[0]).toBe(name);
  });

  test('begins with what stands, and only what was changed is proposed', async () => {
    const browser = await room.signedIn(room.nils);
    const page = await pageAt(browser, newProposal());
    expect(page.querySelector('[name=note]')).toBeNull();
    const typed = { confidence: 'moderate', reason: 'Two of them said so.' };
    const answer = await send(browser, formOn(page), typed);
    expect(answer.status).toBe(303);
    const [proposal] = (await stored()).proposals;
    expect(proposal).toMatchObject({
      by: 'nils',
      parts: ['confidence'],
      reason: 'Two of them said so.',
      revision: 1,
    });
    expect(answer.headers.location).toBe(`${address()}#proposal-${proposal?.id}`);
  });

  test.each([
    ['reason', { confidence: 'high' }, 'Say why you propose it.'],
    ['chain', { chain: 'Skipper ->', reason: 'So.' }, /^Chain, at “->”: /u],
  ])('without a fit %s, the fault stands at its field', async (field, typed, words) => {
    const browser = await room.signedIn(room.nils);
    const form = formOn(await pageAt(browser, newProposal()));
    const answer = await send(browser, form, typed).expect(422);
    const again = pageOf(answer.text);
    expect(wordsOf(again, `[data-field="${field}"] .fault`)[0]).toMatch(words);
    expect(wordsOf(again, 'h1')).toEqual(['Propose something else']);
  });

  test('what says the same is no proposal', async () => {
    const browser = await room.signedIn(room.nils);
    const form = formOn(await pageAt(browser, newProposal()));
    const answer = await send(browser, form, { reason: 'So.' }).expect(422);
    expect(wordsOf(pageOf(answer.text), '[role="alert"] p')).toEqual([
      'Your proposal says what the annotation says already.',
    ]);
  });

  test('is asked about a name that has left the register since it was chosen', async () => {
    const gone = { name: 'Harbour Pilot' };
    const { id } = await addSource(room.desk, room.jonas, parse(sourceInput, gone));
    const browser = await room.signedIn(room.nils);
    const form = formOn(await pageAt(browser, newProposal()));
    await maskSource(room.desk, room.mira, id);
    const chain = 'Harbour Pilot -told-> The Evening Barge';
    const typed = { chain, registered: gone.name, reason: 'He was there.' };
    const asked = pageOf((await send(browser, form, typed).expect(409)).text);
    expect(wordsOf(asked, '[role="alert"] p')[0]).toContain('“Harbour Pilot” was in the register');
    expect((await stored()).proposals).toEqual([]);
    await send(browser, formOn(asked), { confirm: 'gone' }).expect(303);
    expect((await stored()).proposals).toHaveLength(1);
  });

  test('does not bring back a name that was masked while its form was open', async () => {
    const named = parse(sourceInput, { name: 'Edda Quill', kind: 'person' });
    const { id } = await addSource(room.desk, room.jonas, named);
    const told = { name: 'Skipper', relation: 'told', as: 'an aide to Edda Quill' };
    await revised({ chain: [told, { name: 'The Evening Barge' }] });
    const browser = await room.signedIn(room.nils);
    const form = formOn(await pageAt(browser, newProposal()));
    await maskSource(room.desk, room.mira, id);
    const typed = { confidence: 'high', reason: 'One of them said so.' };
    const asked = pageOf((await send(browser, form, typed).expect(412)).text);
    expect((await stored()).proposals).toEqual([]);
    const choices = { 'take[chain]': 'theirs', 'take[confidence]': 'mine' };
    await send(browser, formOn(asked), choices).expect(303);
    const [proposal] = (await stored()).proposals;
    expect(proposal?.parts).toEqual(['confidence']);
    expect(JSON.stringify(await stored())).not.toContain('Quill');
  });

  test('to what has moved on meanwhile asks field by field which is meant', async () => {
    const browser = await room.signedIn(room.nils);
    const form = formOn(await pageAt(browser, newProposal()));
    await revised({ credibility: 2 });
    const typed = { confidence: 'high', reason: 'So.' };
    const answer = await send(browser, form, typed).expect(409);
    const again = formOn(pageOf(answer.text));
    const choices = { 'take[confidence]': 'mine', 'take[credibility]': 'theirs' };
    await send(browser, again, choices).expect(303);
    const [proposal] = (await stored()).proposals;
    expect(proposal).toMatchObject({ parts: ['confidence'], revision: 2 });
    expect(proposal?.content).toMatchObject({ confidence: 'high', credibility: 2 });
  });

  test('is not for the author, who changes it instead', async () => {
    const browser = await room.signedIn(room.jonas);
    await browser.get(newProposal()).expect(403);
    expect((await pageAt(browser)).querySelector('[data-propose]')).toBeNull();
  });
});

describe('a proposal on the page', () => {
  test('shows the bounds in the text, the hops, and the levels side by side', async () => {
    await proposed(room, room.nils, annotation, {
      target: { exact: 'canal office had known of the crack since May' },
      chain: 'Skipper (unnamed) -told-> Lock-keeper’s wife -told-> The Evening Barge',
      confidence: 'moderate',
    });
    const page = await pageAt(await room.signedIn(room.jonas));
    expect(wordsOf(page, '.proposal-head')[0]).toMatch(
      /^Nils Oder proposes another passage, another chain and another confidence/u,
    );
    expect(wordsOf(page, '.bounds del')).toEqual(['left out: The']);
    expect(page.querySelector('.bounds del')?.textContent).toMatch(/^left out: The/u);
    expect(wordsOf(page, '.bounds .kept')).toEqual(['canal office had known of the crack']);
    expect(wordsOf(page, '.bounds ins')).toEqual(['taken in: since May']);
    expect(wordsOf(page, '.steps .added .step-tick')[0]).toBe('Hop 1, Skipper: added');
    expect(wordsOf(page, '.side-by-side')).toEqual(['now: Low proposed: Moderate']);
  });

  test('shows the bounds of several where they stand in a later edition, which is read through once', async () => {
    const known = 'canal office had known of the crack';
    for (const [by, exact] of [
      [room.nils, `${known} since May`],
      [room.mira, known],
    ] as const)
      await proposed(room, by, annotation, { target: { exact } });
    const text = `A first line.\n\nThe ${known} since May, a lock-keeper’s wife said.`;
    await addEdition(room.desk, room.mira, annotation.article, editionInput.parse({ text }));
    const reading = vi.spyOn(GramIndex, 'of');
    onTestFinished(() => reading.mockRestore());
    const page = await pageAt(await room.signedIn(room.jonas));
    expect(wordsOf(page, '.bounds .kept')).toEqual([known, known]);
    expect(wordsOf(page, '.bounds ins')).toEqual(['taken in: since May']);
    expect(reading).toHaveBeenCalledTimes(1);
  });

  test('is taken over in part by the author, and the proposer is credited', async () => {
    await proposed(room, room.nils, annotation, { confidence: 'moderate', credibility: 2 });
    const browser = await room.signedIn(room.jonas);
    const form = (await pageAt(browser)).querySelector('form[data-acceptance-form]');
    await send(browser, form, { parts: 'credibility' }).expect(303);
    expect(await stored()).toMatchObject({ confidence: 'low', credibility: 2, revision: 2 });
    const page = await pageAt(browser);
    expect(wordsOf(page, '.card .byline')[0]).toMatch(/^Jonas Ek with Nils Oder/u);
    expect(wordsOf(page, '.proposal .outcome')[0]).toMatch(
      /^You took over the credibility, in revision 2\./u,
    );
  });

  test('is taken over hop by hop, each by its tick, and says which', async () => {
    await proposed(room, room.nils, annotation, {
      chain: 'Skipper (unnamed) -told-> Lock-keeper Vik [C] -told-> The Evening Barge',
      confidence: 'moderate',
    });
    const browser = await room.signedIn(room.jonas);
    const form = (await pageAt(browser)).querySelector('form[data-acceptance-form]');
    const ticks = [...(form?.querySelectorAll('input[name=parts]') ?? [])];
    const told = ticks.map((tick) =>
      tick.closest('label')?.textContent?.replace(/\s+/gu, ' ').trim(),
    );
    expect(told).toEqual([
      'Hop 1, Skipper: added',
      'Hop 2, Lock-keeper Vik: changed',
      'Confidence',
    ]);
    for (const tick of ticks.slice(1)) tick.removeAttribute('checked');
    await send(browser, form).expect(303);
    const { chain, confidence, proposals } = await stored();
    expect(chain.map(({ holders }) => holders[0]?.rating?.reliability)).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    expect(confidence).toBe('low');
    expect(proposals[0]?.outcome).toMatchObject({ parts: ['chain'], hops: ['hop:1'] });
    const page = await pageAt(browser);
    expect(wordsOf(page, '.proposal .outcome')[0]).toMatch(
      /^You took over hop 1 as proposed, in revision 2\./u,
    );
    const history = await pageAt(browser, `/history?subject=annotation/${annotation.id}`);
    expect(wordsOf(history, 'main').join()).toContain(
      'took over hop 1 as proposed from the proposal of Nils Oder',
    );
  });

  test('with hops ticked that make no chain is refused in the sentence that says so', async () => {
    const chain = 'Lock-keeper Vik -wrote to-> Clerk -told-> Mayor -told-> The Evening Barge';
    const { id } = await proposed(room, room.nils, annotation, { chain });
    const browser = await room.signedIn(room.jonas);
    const send = { revision: '1', parts: 'hop:3' };
    const sent = browser.post(`/proposals/${id}/acceptance`).type('form').send(send);
    const answer = pageOf((await sent.expect(422)).text);
    expect(wordsOf(answer, `#proposal-${id} .fault`)[0]).toMatch(/is said in neither chain: take/u);
  });

  test('with nothing ticked is not taken over, and says so', async () => {
    const { id } = await proposed(room, room.nils, annotation, { confidence: 'moderate' });
    const browser = await room.signedIn(room.mira);
    const sent = browser.post(`/proposals/${id}/acceptance`).type('form').send({ revision: '1' });
    const answer = await sent.expect(422);
    expect(wordsOf(pageOf(answer.text), `#proposal-${id} .fault`)).toEqual([
      'Choose what is to be taken over.',
    ]);
  });

  test('is taken over once somebody who may know has said yes to a name beside a confidential source', async () => {
    const secret = 'Ada Stone (confidential) -told-> The Evening Barge';
    const { id } = await proposed(room, room.nils, annotation, {
      chain: secret,
      confidence: 'moderate',
      credibility: 2,
    });
    await addComment(room.desk, room.jonas, annotation.id, { text: 'Ada Stone?', replyTo: null });
    const browser = await room.signedIn(room.mira);
    const form = (await pageAt(browser)).querySelector('form[data-acceptance-form]');
    form?.querySelector('[value=confidence]')?.removeAttribute('checked');
    const asked = pageOf((await send(browser, form).expect(409)).text);
    expect(wordsOf(asked, '[role="alert"] p')[0]).toMatch(/would stand beside the name/u);
    expect(asked.querySelectorAll('[name=confirm]')).toHaveLength(1);
    const again = asked.querySelector(`#proposal-${id} form[data-acceptance-form]`);
    expect(again?.querySelector('[value=confidence]')?.hasAttribute('checked')).toBe(false);
    await send(browser, again, { confirm: 'identity' }).expect(303);
    expect(await stored()).toMatchObject({ confidence: 'low', credibility: 2, revision: 2 });
  });

  test('whose part was changed since says by whom, and can be taken over after all', async () => {
    await proposed(room, room.nils, annotation, { confidence: 'moderate' });
    await revised({ confidence: 'high' });
    const browser = await room.signedIn(room.mira);
    const page = await pageAt(browser);
    expect(wordsOf(page, '.moved')[0]).toMatch(/Jonas Ek has changed this since, in revision 2/u);
    expect(wordsOf(page, '.side-by-side')).toEqual(['now: High proposed: Moderate']);
    await send(browser, page.querySelector('form[data-acceptance-form]')).expect(303);
    expect((await stored()).confidence).toBe('moderate');
  });

  test('is declined with a reason, which it asks for in place', async () => {
    const { id } = await proposed(room, room.nils, annotation, { confidence: 'moderate' });
    const browser = await room.signedIn(room.jonas);
    const form = (await pageAt(browser)).querySelector('form[data-refusal-form]');
    const refused = pageOf((await send(browser, form).expect(422)).text);
    expect(wordsOf(refused, `#proposal-${id} .decline[open] .fault`)).toEqual([
      'Say why you decline it.',
    ]);
    await send(browser, form, { reason: 'One lock-keeper is one.' }).expect(303);
    const page = await pageAt(await room.signedIn(room.tom));
    expect(wordsOf(page, '.proposal .outcome')[0]).toMatch(/^Jonas Ek declined it\./u);
    expect(wordsOf(page, '.proposal .said').at(-1)).toBe('One lock-keeper is one.');
  });

  test('is taken over by an editor who made it: any proposal is theirs to decide', async () => {
    await proposed(room, room.mira, annotation, { confidence: 'moderate' });
    const mira = await room.signedIn(room.mira);
    const form = (await pageAt(mira)).querySelector('form[data-acceptance-form]');
    await send(mira, form).expect(303);
    expect((await stored()).proposals[0]?.outcome?.decision).toBe('accepted');
  });

  test('is withdrawn by whoever made it, and decided by nobody else than author and editors', async () => {
    await proposed(room, room.nils, annotation, { confidence: 'moderate' });
    const nils = await room.signedIn(room.nils);
    const page = await pageAt(nils);
    expect(page.querySelector('form[data-acceptance-form], form[data-refusal-form]')).toBeNull();
    await send(nils, page.querySelector('.proposal form')).expect(303);
    expect((await stored()).proposals[0]?.outcome?.decision).toBe('withdrawn');
  });
});

test.each([
  ['declined', 'refusal', { reason: 'The minutes say otherwise.' }],
  ['withdrawn', 'withdrawal', {}],
] as const)(
  'a form that is sent twice leaves a proposal %s once',
  async (decision, path, typed) => {
    const { id } = await proposed(room, room.nils, annotation, { confidence: 'high' });
    const browser = await room.signedIn(decision === 'declined' ? room.jonas : room.nils);
    const press = () => browser.post(`/proposals/${id}/${path}`).type('form').send(typed);
    expect((await press()).status).toBe(303);
    expect((await press()).status).toBe(303);
    const [proposal] = (await stored()).proposals;
    expect(proposal?.outcome).toMatchObject({ decision });
  },
);

test('who declines it in other words, having declined it, is told that it is decided', async () => {
  const { id } = await proposed(room, room.nils, annotation, { confidence: 'high' });
  const browser = await room.signedIn(room.jonas);
  const decline = (reason: string) =>
    browser.post(`/proposals/${id}/refusal`).type('form').send({ reason });
  expect((await decline('The minutes say otherwise.')).status).toBe(303);
  expect((await decline('So do the divers.')).status).toBe(409);
});
