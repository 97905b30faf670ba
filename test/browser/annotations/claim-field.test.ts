import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drag, openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
  await drag(page, 'a clerk at the harbour office');
  await page.keyboard.type('Harbour clerk -told-> The Morning Ledger');
  await page.getByRole('button', { name: '+ Claim' }).click();
});

afterEach(() => press.close());

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
const saved = () => page.getByText('Annotation saved.');

test('Enter in the claim goes on to the stance, however long it is held, and saves nothing', async () => {
  await page.keyboard.type('The company was warned.');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  expect(await focused()).toBe('stance');
  await page.keyboard.press('ArrowDown');
  expect(await saved().count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await saved().waitFor();
  const card = page.locator('.cards > .card', { hasText: 'Harbour clerk' });
  expect(await card.textContent()).toContain('The company was warned.');
});

test('Enter in an empty claim, and Ctrl Enter in any, save as everywhere', async () => {
  await page.keyboard.type('Warned');
  await page.keyboard.press('Control+Enter');
  await saved().waitFor();
  await page.keyboard.press('Escape');
  await drag(page, 'Two passengers');
  await page.keyboard.type('Purser -told-> The Morning Ledger');
  await page.getByRole('button', { name: '+ Claim' }).click();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.cards > .card:visible').count()).toBe(2);
});
