import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPress, type Press, story } from '../press.js';
import { leaveChrome, sharedChrome } from '../shared-chrome.js';

const text = `The ferry\n\n${story}`;

let browser: Browser;
let press: Press;
beforeAll(async () => {
  browser = await sharedChrome();
  press = await openPress(browser);
});
afterAll(async () => {
  await press?.close();
  await leaveChrome();
});

test('by keyboard alone an article is pasted, looked at, changed once more and saved', async () => {
  const page = await press.reader(press.newsroom.jonas);
  await page.goto('/articles/new');
  await page.locator('[name=text]:focus').waitFor();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Check the article' }).waitFor();
  await page.locator('[name=publisher]:focus').waitFor();
  await page.keyboard.type('The Evening Post');

  await page.getByText('Change the text').click();
  await page.getByLabel('Text', { exact: true }).fill(`${text} It floats.`);
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-kept-text]', { hasText: 'It floats.' }).waitFor();

  await page.getByLabel('Publisher').focus();
  await page.keyboard.press('Enter');
  await page.locator('.paper', { hasText: 'It floats.' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/articles\/\w{12}$/u);
});

test('a long article stands in its field in time with its length, each paragraph in its own direction', async () => {
  const page = await press.reader(press.newsroom.jonas);
  await page.goto('/articles/new');
  const field = page.locator('[name=text]');
  expect(await field.evaluate((each) => getComputedStyle(each).unicodeBidi)).toBe('plaintext');
  // The least of three, so that what else the machine does counts for nothing.
  const takenMs = (times: number) =>
    field.evaluate((each, long) => {
      if (!(each instanceof HTMLTextAreaElement)) return Number.NaN;
      const taken = [1, 2, 3].map(() => {
        each.value = '';
        each.getBoundingClientRect();
        const begun = performance.now();
        each.value = long;
        each.getBoundingClientRect();
        return performance.now() - begun;
      });
      return Math.min(...taken);
    }, 'The ramp was cracked.\n\n'.repeat(times));
  const shortMs = await takenMs(4_000);
  expect((await takenMs(16_000)) / shortMs).toBeLessThan(9);
});
