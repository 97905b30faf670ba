import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';
import { leaveChrome, sharedChrome } from '../shared-chrome.js';

/* What pages look like on paper, where a browser leaves out grounds unless it is told to keep them. */

let browser: Browser;
let press: Press;
let page: Page;
beforeAll(async () => {
  browser = await sharedChrome();
  press = await openPress(browser);
  await press.tag(
    'the repair was never ordered',
    'Engineer (on trust) -told-> The Morning Ledger',
    {
      confidence: 'low',
    },
  );
  page = await press.reader(press.newsroom.mira);
  await page.emulateMedia({ media: 'print' });
});
afterAll(async () => {
  await press?.close();
  await leaveChrome();
});

test('signs that are drawn as grounds are printed', async () => {
  await page.goto('/articles');
  const bar = page.locator('.bar i').first();
  expect(await bar.evaluate((drawn) => getComputedStyle(drawn).printColorAdjust)).toBe('exact');
});

test('who wrote an annotation and when stands alone at the head of no column', async () => {
  await page.goto(`/articles/${press.article}`);
  const foot = page.locator('.card > .card-foot').first();
  expect(await foot.evaluate((line) => getComputedStyle(line).breakBefore)).toBe('avoid');
});
