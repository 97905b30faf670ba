import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.ada);
});
afterEach(() => press.close());

test.each([
  ['/people', { name: 'Lena Moss', email: 'lena@example.org' }],
  ['/tokens', { label: 'nightly export' }],
])(
  'without a connection a form of %s is not sent, and what was typed stays',
  async (path, typed) => {
    await page.goto(path);
    const field = (name: string) => page.locator(`main form [name="${name}"]`);
    for (const [name, value] of Object.entries(typed)) await field(name).fill(value);
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByText('The server can’t be reached.').waitFor();
    for (const [name, value] of Object.entries(typed)) {
      expect(await field(name).inputValue()).toBe(value);
    }
    await page.context().setOffline(false);
    await page.keyboard.press('Enter');
    await page.locator('h1').waitFor();
    await expect
      .poll(() => page.locator(`main form [name="${Object.keys(typed)[0]}"]`).count())
      .toBe(0);
  },
);

test('without a connection no report is asked for, and the page from which it was stays', async () => {
  await page.goto(`/articles/${press.article}/report`);
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'HTML', exact: true }).click();
  await page.getByText('The server can’t be reached.').waitFor();
  expect(await page.locator('[data-progress]').count()).toBe(0);
  await page.context().setOffline(false);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'HTML', exact: true }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.html$/u);
});

test('a report is asked for from a server that answers, though the browser knows of no network', async () => {
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
  );
  await page.goto(`/articles/${press.article}/report`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'HTML', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.html$/u);
});

test('a form is sent to a server that answers, though the browser knows of no network', async () => {
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
  );
  await page.goto('/tokens');
  await page.locator('main form [name="label"]').fill('nightly export');
  await page.keyboard.press('Enter');
  // The hint of the form, too, says “nightly export”.
  await page.getByText('Token for “nightly export”').waitFor();
});
