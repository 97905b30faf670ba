import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addClaim, joinClaims, reviseClaim } from '../../../src/desk/claims/claim-changes.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { handIn, openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { openPress, type Press } from '../press.js';

/* What is chosen or typed in one form of a page is not lost when another of its forms is sent. */

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
});
afterEach(() => press.close());

const quotes = ['drained in June', 'nobody knew'];

/** The address of a round in which two passages differ. */
async function comparedRound(): Promise<string> {
  const { desk, jonas, mira, nils } = press.newsroom;
  const text =
    'The dam will be drained in June, a surveyor wrote. The mayor said that nobody knew.';
  const details = { title: 'The dam', publisher: 'The Valley Post', text };
  const article = await addArticle(desk, mira, parse(articleInput, details));
  const { id } = await openRound(desk, mira, article.id, ['jonas', 'nils']);
  for (const [who, confidence] of [
    [jonas, 'high'],
    [nils, 'low'],
  ] as const) {
    const seen = await visibleTo(desk, who);
    for (const exact of quotes) {
      const said = { target: { exact }, chain: 'A surveyor (unnamed)', confidence };
      await createAnnotation(seen, who, article.id, parse(annotationInput, said));
    }
    await handIn(await visibleTo(desk, who), who, id);
  }
  return `/rounds/${id}`;
}

const group = (quote: string) => page.locator('section.compared', { hasText: quote });
const confidence = (quote: string, whose: string) =>
  group(quote).getByRole('radio', { name: `Take this confidence of ${whose}` });

test('choices of one passage of a round stay when another is decided, and when that is undone', async () => {
  await page.goto(await comparedRound());
  await page.locator('html.scripted').waitFor();
  const [first = '', second = ''] = quotes;
  await confidence(second, 'Nils Oder').check();
  await group(first)
    .getByRole('button', { name: /^Take all of Jonas Ek/u })
    .click();
  const toast = page.locator('[data-toast]');
  await toast.waitFor();
  expect(await confidence(second, 'Nils Oder').isChecked()).toBe(true);
  expect(await group(first).getByRole('radio').count()).toBe(0);
  await page.mouse.move(0, 0);
  await group(first).getByRole('button', { name: 'Undo' }).click();
  await confidence(first, 'Jonas Ek').waitFor();
  expect(await confidence(second, 'Nils Oder').isChecked()).toBe(true);
  expect(await confidence(first, 'Jonas Ek').isChecked()).toBe(false);
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await confidence(second, 'Nils Oder').isChecked()).toBe(true);
});

test('what was sent itself is not there again', async () => {
  await page.goto(await comparedRound());
  await page.locator('html.scripted').waitFor();
  const [first = '', second = ''] = quotes;
  await confidence(second, 'Nils Oder').check();
  await group(first).getByRole('button', { name: 'Set aside' }).click();
  await group(first).getByRole('button', { name: 'Undo' }).waitFor();
  await page.mouse.move(0, 0);
  await group(second).getByRole('button', { name: 'Merge what is chosen' }).click();
  await group(second).getByRole('button', { name: 'Undo' }).click();
  await confidence(second, 'Nils Oder').waitFor();
  expect(await confidence(second, 'Nils Oder').isChecked()).toBe(false);
});

test('a rating that is half typed stays when an entry is parted, in sight and for nobody else', async () => {
  const { desk, mira } = press.newsroom;
  const [vega, other] = [
    await addSource(desk, mira, parse(sourceInput, { name: 'Ines Vega' })),
    await addSource(desk, mira, parse(sourceInput, { name: 'Harbourmaster Vega' })),
  ];
  await joinSource(desk, mira, other.id, vega.id);
  await page.goto(`/sources/${vega.id}`);
  await page.locator('html.scripted').waitFor();
  await page.getByRole('link', { name: 'Rate…' }).click();
  await page.getByLabel('Reliability', { exact: true }).selectOption('B');
  const reason = page.locator('form[action$="/ratings"] [name="reason"]');
  await reason.fill('Right twice.');
  await page.getByRole('button', { name: 'Part from Harbourmaster Vega' }).click();
  await page.locator('[data-toast]').waitFor();
  await page.goto(`/sources/${vega.id}`);
  await page.locator('html.scripted').waitFor();
  expect(await reason.inputValue()).toBe('Right twice.');
  expect(await page.getByLabel('Reliability', { exact: true }).inputValue()).toBe('B');
});

/** The address of a claim into which two others are joined, and its id. */
async function joinedClaims(): Promise<{ address: string; id: string }> {
  const { desk, mira } = press.newsroom;
  const [{ id }, ...others] = [
    await addClaim(desk, mira, { statement: 'The pier will fall.' }),
    await addClaim(desk, mira, { statement: 'The pier is going to fall.' }),
    await addClaim(desk, mira, { statement: 'The pier falls.' }),
  ];
  for (const other of others) await joinClaims(desk, mira, other.id, id, {});
  return { address: `/claims/${id}`, id };
}

const decision = (id: string) => page.locator(`form[action="/claims/${id}"] [name="reason"]`);

/** Sends another form of the page, and comes back. */
async function partOne(address: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Part it' }).first().click();
  await page.locator('[data-toast]').waitFor();
  await page.goto(address);
  await page.locator('html.scripted').waitFor();
}

test('what was given back is kept as it is left, and stays away once it is cleared', async () => {
  const { address, id } = await joinedClaims();
  const reopen = async () => {
    await page.goto('/claims');
    await page.goto(address);
    await page.locator('html.scripted').waitFor();
  };
  await page.goto(address);
  await page.locator('html.scripted').waitFor();
  await page.getByText('Decide…').click();
  await decision(id).fill('Two engineers');
  await partOne(address);
  await decision(id).fill('Two engineers say so.');
  await reopen();
  expect(await decision(id).inputValue()).toBe('Two engineers say so.');
  await decision(id).fill('');
  await reopen();
  expect(await decision(id).inputValue()).toBe('');
});

test('what a colleague changed is asked about, however many other forms are sent in between', async () => {
  const { desk, mira } = press.newsroom;
  const { address, id } = await joinedClaims();
  await page.goto(address);
  await page.locator('html.scripted').waitFor();
  await page.getByText('Decide…').click();
  const statement = page.locator(`form[action="/claims/${id}"] [name="statement"]`);
  await statement.fill('The old pier will fall.');
  const others = {
    statement: 'The pier will fall in spring.',
    state: 'open',
    reason: null,
  } as const;
  await reviseClaim(desk, mira, id, others);
  await partOne(address);
  await partOne(address);
  expect(await statement.inputValue()).toBe('The old pier will fall.');
  await page.locator(`form[action="/claims/${id}"]`).getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').waitFor();
  expect((await desk.store.get('claims', id))?.statement).toBe(others.statement);
});

test('what could not be taken is there again after another form, until it is taken', async () => {
  const { address, id } = await joinedClaims();
  const form = page.locator(`form[action="/claims/${id}"]`);
  const statement = form.locator('[name="statement"]');
  const state = form.locator('[name="state"]');
  await page.goto(address);
  await page.locator('html.scripted').waitFor();
  await page.getByText('Decide…').click();
  await state.selectOption('confirmed');
  await statement.fill('The old pier will fall.');
  await page.mouse.move(0, 0);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').waitFor();
  await page.locator('html.scripted').waitFor();
  await partOne(address);
  expect(await statement.inputValue()).toBe('The old pier will fall.');
  expect(await state.inputValue()).toBe('confirmed');
  await decision(id).fill('Two engineers say so.');
  await page.mouse.move(0, 0);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.locator('[data-toast]').waitFor();
  const { desk, mira } = press.newsroom;
  const again = { statement: 'The pier will fall.', state: 'open', reason: null } as const;
  await reviseClaim(desk, mira, id, again);
  await page.goto(address);
  await page.locator('html.scripted').waitFor();
  expect(await statement.inputValue()).toBe('The pier will fall.');
});

test('a reason half typed beside an article is there once the page is loaded anew for what others changed', async () => {
  const { newsroom, article } = press;
  await press.tag('a clerk at the harbour office had kept a list', 'Clerk (unnamed)', {
    confidence: 'high',
  });
  const listening = page.waitForResponse((answer) => answer.url().includes('/api/events'));
  await page.goto(`/articles/${article}`);
  await page.locator('html.scripted').waitFor();
  await listening;
  await page.getByText('1 warning').click();
  await page.getByText('Set aside, with a reason').click();
  const reason = page.locator('form[action$="/overrides"] [name="reason"]');
  await reason.fill('The list was seen');
  const ada = await newsroom.bearer(newsroom.ada);
  await ada.patch(`/api/articles/${article}`).send({ byline: 'A. Reporter' }).expect(200);
  await page.locator('.live-corner button').waitFor();
  await reason.blur();
  await page.keyboard.press('.');
  await page.getByText('A. Reporter').waitFor();
  await page.locator('html.scripted').waitFor();
  expect(await reason.inputValue()).toBe('The list was seen');
});

test('a comment half typed in the queue waits for its annotation while a verdict leads to the next', async () => {
  const chain = 'Clerk (seen) -told-> The Morning Ledger (outlet, seen)';
  const first = await press.tag('the pilot warned the company', chain);
  press.newsroom.pass({ minutes: 1 });
  const second = await press.tag('the repair was never ordered', chain);
  const shown = (id: string) => page.locator(`main[data-review="${id}"]`);
  const comment = page.locator('form[action$="/comments"] textarea').last();
  await page.goto(`/review/${first}`);
  await page.locator('html.scripted').waitFor();
  await comment.fill('The pilot says');
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: /^Agree/u }).click();
  await shown(second).waitFor();
  expect(await comment.inputValue()).toBe('');
  await page.goBack();
  await shown(first).waitFor();
  expect(await comment.inputValue()).toBe('The pilot says');
  await page.goto(`/annotations/${first}`);
  await page.locator('html.scripted').waitFor();
  expect(await comment.inputValue()).toBe('The pilot says');
});
