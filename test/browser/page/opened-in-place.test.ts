import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { openPress, type Press } from '../press.js';

/* What opens leaves what was pressed where it is, and covers nothing that is read. */

let press: Press;
let page: Page;
let claim: string;
beforeAll(async () => {
  press = await openPress();
  const { desk, mira } = press.newsroom;
  const said = {
    ...{ target: { exact: 'the repair was never ordered' }, chain: 'Engineer' },
    ...{ claim: 'Nobody ordered the repair', confidence: 'low' },
  };
  const made = await createAnnotation(desk, mira, press.article, parse(annotationInput, said));
  claim = made.annotation.claim ?? '';
  page = await press.reader(mira, { viewport: { width: 1280, height: 800 } });
});
afterAll(() => press?.close());

async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  if (!box) throw new Error('It is not there.');
  return box;
}

test('the way to decide a claim stays in its place when it is pressed', async () => {
  await page.goto(`/claims/${claim}`);
  const decide = page.locator('.decide > summary');
  const { x, y } = await boxOf(decide);
  await decide.click();
  await page.getByLabel('Reason').waitFor();
  expect(await boxOf(decide)).toMatchObject({ x, y });
});

test('the further filters open beside the text, not over it', async () => {
  await page.goto(`/articles/${press.article}`);
  await page.locator('html.scripted').waitFor();
  await page.locator('.filter-more > summary').click();
  const filters = page.locator('.filters');
  await filters.waitFor();
  const chips = await boxOf(page.locator('.filter-chips').first());
  expect((await boxOf(filters)).x).toBeGreaterThanOrEqual(chips.x);
});

test('the list of keys is closed beside its heading', async () => {
  await page.goto(`/articles/${press.article}`);
  await page.locator('html.scripted').waitFor();
  await page.keyboard.press('?');
  const close = await boxOf(page.locator('.keys').getByRole('button', { name: 'Close' }));
  const heading = await boxOf(page.locator('#keys-title'));
  expect(close.y).toBeLessThanOrEqual(heading.y);
  expect(close.y + close.height).toBeGreaterThanOrEqual(heading.y + heading.height);
});
