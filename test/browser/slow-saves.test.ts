import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chainLine, drag, inMenu, openPress, type Press, writeChain } from './press.js';
import { leaveChrome, sharedChrome } from './shared-chrome.js';

/* What the server answers late never takes the keys from what somebody has begun meanwhile. */

let browser: Browser;
let press: Press;
let page: Page;
let card: Locator;

beforeAll(async () => {
  browser = await sharedChrome();
});
afterAll(leaveChrome);

beforeEach(async () => {
  press = await openPress(browser);
  const id = await press.tag('the repair was never ordered', 'Engineer -told-> The Morning Ledger');
  page = await press.reader(press.newsroom.jonas, { viewport: { width: 1280, height: 800 } });
  await page.locator('html.scripted').waitFor();
  card = page.locator(`#annotation-${id}`);
});
afterEach(() => press.close());

/** Holds what is asked of an address until it is let go. */
async function hold(address: string) {
  let letGo = () => {};
  let count = 0;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(address, async (route) => {
    count += 1;
    await held;
    await route.continue();
  });
  const isAsked = (times = 1) => expect.poll(() => count).toBe(times);
  return { letGo: () => letGo(), isAsked };
}

/** Begins a form on a passage by selecting it and typing, as far as "Cle". */
async function beginAnother(): Promise<void> {
  await drag(page, 'kept a list');
  await page.getByRole('button', { name: 'As text' }).click();
  await chainLine(page).press('End');
  await page.keyboard.type('Cle');
}

/** Types on; every letter is in the line of the form that was begun. */
async function typesOn(): Promise<void> {
  await page.keyboard.type('rk and deputies');
  expect(await chainLine(page).inputValue()).toContain('Clerk and deputies');
}

test('an annotation that is saved late leaves the keys to the form that was opened since', async () => {
  await drag(page, 'declined to comment');
  await writeChain(page, 'Pilot -told-> The Morning Ledger');
  const save = await hold('**/annotations');
  await page.keyboard.press('Control+Enter');
  await save.isAsked();
  await page.keyboard.press('Escape');
  await beginAnother();
  save.letGo();
  await page.getByText('Annotation saved.').waitFor();
  await typesOn();
});

test('a form that arrives late takes no place from the one that was begun since', async () => {
  const edit = await inMenu(card, 'Edit');
  const form = await hold('**/annotations/*/form');
  await edit.click();
  await form.isAsked();
  await beginAnother();
  const answered = page.waitForResponse('**/annotations/*/form');
  form.letGo();
  await (await answered).finished();
  await typesOn();
});

test('a form that is asked for twice comes once', async () => {
  await card.locator('.pill').click();
  const form = await hold('**/annotations/*/form');
  await page.keyboard.press('e');
  await form.isAsked();
  await page.keyboard.press('e');
  await form.isAsked(2);
  form.letGo();
  await page.locator('.popover form').waitFor();
  await page.keyboard.type('Clerk');
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('is here again').count()).toBe(0);
});

test('a deletion that is done late leaves the keys to the form that was opened since', async () => {
  const remove = await inMenu(card, 'Delete');
  const deletion = await hold('**/deletion');
  await remove.click();
  await deletion.isAsked();
  await beginAnother();
  deletion.letGo();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await typesOn();
});
