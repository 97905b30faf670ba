import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { annotate } from '../../src/domain/annotations/annotation.js';
import { describe } from '../../src/domain/text/quotes/quote.js';
import { insert } from '../../src/store/store.js';
import { drag, openPress, type Press } from './press.js';

/* An article with more annotations than the page has cards for: the rest are fetched as wanted. */

const count = 400;
const lines = Array.from(
  { length: count },
  (_, index) => `Line ${index} says that ship ${index} left.`,
);
const text = lines.join('\n\n');

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress(text);
  await tagEachLine();
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
});

afterEach(() => press.close());

const card = (index: number) => page.locator(`#annotation-ship${index}`);

test('a link to an annotation whose card is not in the page fetches it', async () => {
  expect(await card(count - 1).count()).toBe(0);
  await page.goto(`/articles/${press.article}#annotation-ship${count - 1}`);
  await page.reload();
  await card(count - 1).waitFor();
  expect(
    await card(count - 1)
      .locator('.n')
      .textContent(),
  ).toBe(String(count));
});

test('cards come as their passages come into sight, in the order of the text', async () => {
  await page.locator('mark').nth(350).scrollIntoViewIfNeeded();
  await card(350).waitFor();
  const numbers = await page
    .locator('.cards > .card')
    .evaluateAll((cards) => cards.map((each) => Number(each.dataset.number)));
  expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
});

test('far down a long text, the card at hand stands level with its passage', async () => {
  await page.goto(`/articles/${press.article}#annotation-ship300`);
  await page.reload();
  await card(300).waitFor();
  const apart = () =>
    page.evaluate(() => {
      const top = (found: string) =>
        document.querySelector(found)?.getBoundingClientRect().top ?? Number.NaN;
      return Math.round(top('#annotation-ship300 .card-head') - top('#passage-ship300'));
    });
  await expect.poll(apart).toBe(0);
});

test('a filter finds what has no card in the page yet', async () => {
  await page.getByRole('link', { name: 'Low 1' }).click();
  await page.locator('[data-hidden-tally]', { hasText: `${count - 1} of ${count}` }).waitFor();
  expect(await page.locator('.line:not(.faint)').count()).toBe(1);
});

test('an annotation is saved and numbered among all of them', async () => {
  await drag(page, 'Line 2 says');
  await page.keyboard.type('Harbour log -told-> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  await page.locator('.card', { hasText: 'Harbour log' }).waitFor();
  expect(await page.locator('mark').last().getAttribute('data-numbers')).toBe(String(count + 1));
});

async function tagEachLine(): Promise<void> {
  const { store } = press.newsroom;
  const first = await press.tag('ship 0', 'Clerk -told-> The Morning Ledger');
  const made = await store.get('annotations', first);
  if (!made) throw new RangeError(`No annotation ${first}`);
  const { edition, chain, credibility, claim, stance, note, labels, article } = made;
  const changes = lines.slice(1).map((line, index) => {
    const start = text.indexOf(line) + line.indexOf('ship');
    const span = { start, end: start + `ship ${index + 1}`.length };
    const target = { ...describe(text, span), ...span };
    const confidence = index === count - 2 ? ('low' as const) : null;
    const content = {
      edition,
      target,
      chain,
      confidence,
      credibility,
      claim,
      stance,
      note,
      labels,
    };
    const id = `ship${index + 1}`;
    return insert('annotations', annotate(content, { id, article, at: made.created, by: 'jonas' }));
  });
  await store.commit(changes);
}
