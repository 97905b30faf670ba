import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drag, openPress, type Press } from '../press.js';

/* Scripts of others find things on the pages by these names, so none of them changes with the program's own words. */

let press: Press;
let page: Page;
let id: string;

beforeEach(async () => {
  press = await openPress();
  const chain = 'Pilot -told-> Harbour clerk -> The Morning Ledger';
  id = await press.tag('the pilot warned the company', chain, { confidence: 'high' });
  page = await press.reader(press.newsroom.mira);
});
afterEach(() => press.close());

/** Which of some selectors nothing on the page answers to. */
async function missing(selectors: readonly string[]): Promise<string[]> {
  const counts = await Promise.all(selectors.map((each) => page.locator(each).count()));
  return selectors.filter((_, at) => counts[at] === 0);
}

test('the article, its highlights, cards, verdicts and filters bear the names that they had', async () => {
  const card = `article#annotation-${id}`;
  await page.locator(`mark[data-annotations~="${id}"]`).first().click();
  await page.locator(`${card} form[data-verdict-form]`).waitFor();
  const verdict = `${card} form[data-verdict-form]`;
  expect(
    await missing([
      '[data-edition-text]',
      `mark[data-annotations~="${id}"][aria-describedby]`,
      `${card} [data-chain]`,
      `${card}[data-confidence]`,
      `${card}[data-status]`,
      `${card} button[data-menu]`,
      `${card} [data-delete]`,
      `${verdict} [name=verdict]`,
      `${verdict} [name=on]`,
      `${verdict} [name=comment]`,
      '[data-filter] [data-chip][data-count]',
    ]),
  ).toEqual([]);
});

test('the form, its chain and the toast bear the names that they had', async () => {
  await drag(page, 'Two passengers');
  await page.keyboard.type('Passenger -told-> Clerk -> The Morning Ledger');
  await page.keyboard.press('Enter');
  const form = 'form[data-annotation-form]';
  const control = `${form} [data-chain-control]`;
  await page.locator(`${control} [data-station]`).nth(2).waitFor();
  const fields = 'exact prefix suffix chain confidence credibility claim stance note'.split(' ');
  expect(
    await missing([
      ...fields.map((name) => `${form} [name=${name}]`),
      `${control} [data-station] input`,
      `${control} [data-relation]`,
      `${control} [name=chain]`,
    ]),
  ).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.locator('[role="status"][data-toast] button[data-undo]').waitFor();
});

test('the queue is entered by the name that it had', async () => {
  await page.goto('/review');
  expect(await missing(['a[data-begin]'])).toEqual([]);
});
