import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';
import { sharedChrome } from '../shared-chrome.js';

let browser: Browser;
let press: Press;
let page: Page;

beforeAll(async () => {
  browser = await sharedChrome();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  press = await openPress(browser);
  const chain = 'Harbour pilot (unnamed) -told-> Harbour clerk -wrote to-> The Morning Ledger';
  await press.tag('the pilot warned the company in March', chain, { confidence: 'high' });
  page = await press.reader(press.newsroom.nils, { viewport: { width: 1280, height: 900 } });
});

afterEach(() => press.close());

test('the link to the map gives way to the map, under which the wider one is reached', async () => {
  await page.goto(`/articles/${press.article}/sourcing`);
  await page.locator('[data-map-place] .map-forms').waitFor();
  expect(await page.getByRole('link', { name: 'Map of the ways' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Wider map' }).click();
  await page.getByRole('heading', { name: 'By which ways it came' }).waitFor();
});
