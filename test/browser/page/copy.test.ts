import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

beforeAll(async () => {
  press = await openPress();
});
afterEach(() => press.close());

test('a link that is shown once is copied by a button', async () => {
  const { newsroom } = press;
  page = await press.reader(newsroom.ada);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/people/${newsroom.jonas.id}`);
  await page.getByRole('button', { name: /link/iu }).click();
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^http.*\/reset\?token=/u);
  expect(copied).toBe(await page.locator('[data-copy] input').inputValue());
});
