import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

/* Where an act loads its page anew, the keys go on from where it was done. */

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.ada);
});
afterEach(() => press.close());

const named = (name: string | RegExp) => page.getByRole('button', { name });
/** What was done is told, and the script has put the focus where it goes on. */
const told = async () => {
  await page.locator('[data-toast]').waitFor();
  await page.locator('html.scripted').waitFor();
};
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const isOnPage = () => page.evaluate(() => document.activeElement === document.body);

test('who disables somebody by the keys is where they can be enabled again, a press away', async () => {
  await page.goto(`/people/${press.newsroom.jonas.id}`);
  await named('Disable the account').press('Enter');
  await told();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Enable the account');
});

test('a key that is pressed once more there does nothing', async () => {
  await page.goto(`/people/${press.newsroom.jonas.id}`);
  await named('Disable the account').press('Enter');
  await told();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  expect(await named('Enable the account').count()).toBe(1);
});

test('who acts by the pointer is left at the beginning, as is who comes to the page later', async () => {
  await page.goto(`/people/${press.newsroom.jonas.id}`);
  await named('Disable the account').click();
  await told();
  expect(await isOnPage()).toBe(true);
  await named('Enable the account').press('Enter');
  await told();
  expect(await isOnPage()).toBe(false);
  await page.goto(`/people/${press.newsroom.jonas.id}`);
  expect(await isOnPage()).toBe(true);
});

test('an act by the keys that leads to another page goes on at its heading, behind an edition at what it left without a place', async () => {
  await press.tag('the pilot warned the company', 'Clerk -told-> The Morning Ledger');
  await page.goto(`/articles/${press.article}/editions/new`);
  await page.getByLabel('Text', { exact: true }).fill('Nobody warned anybody.');
  await page.keyboard.press('Control+Enter');
  await named('Save edition 2').waitFor();
  await page.locator('html.scripted').waitFor();
  expect(await focused()).toBe('Check edition 2');
  await named('Save edition 2').press('Enter');
  await told();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Without a place in this edition: 1');
});
