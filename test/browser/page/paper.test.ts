import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

/* What pages look like on paper, where a browser leaves out grounds unless it is told to keep them. */

let press: Press;
let page: Page;
let annotation: string;
beforeAll(async () => {
  press = await openPress();
  annotation = await press.tag(
    'the repair was never ordered',
    'Engineer (on trust) -told-> The Morning Ledger',
    {
      confidence: 'low',
    },
  );
  page = await press.reader(press.newsroom.mira);
  await page.emulateMedia({ media: 'print' });
});
afterAll(() => press?.close());

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

test('a card on paper has a line above it alone: no box that would stand open where it goes on', async () => {
  await page.goto(`/articles/${press.article}`);
  const card = page.locator('.card[data-annotation]').first();
  const widths = await card.evaluate((each) => {
    const { borderTopWidth, borderBottomWidth, borderLeftWidth, borderRightWidth } =
      getComputedStyle(each);
    return [borderTopWidth, borderBottomWidth, borderLeftWidth, borderRightWidth];
  });
  expect(widths).toEqual(['1px', '0px', '0px', '0px']);
});

test('what is closed on the screen, and what is to be filled in, leave no line', async () => {
  await page.goto(`/annotations/${annotation}`);
  expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0);
  expect(
    await page.locator('details:not([open]), details:has(form)').filter({ visible: true }).count(),
  ).toBe(0);
});

test('where nobody has commented, no heading says so', async () => {
  await page.goto(`/annotations/${annotation}`);
  expect(await page.locator('#thread-heading').isVisible()).toBe(false);
});

test('how many annotations lie over a word is not said within the text', async () => {
  await press.tag('A former engineer', '? -> The Morning Ledger');
  await press.tag('former engineer', '? -> The Morning Ledger');
  await page.goto(`/articles/${press.article}`);
  const doubled = page.locator('mark[data-count]').first();
  expect(await doubled.textContent()).toBe('former engineer');
  expect(await doubled.evaluate((mark) => getComputedStyle(mark, '::before').content)).toBe('none');
});

test('a map that lies across the whole page stands upright: its names would be too small to read', async () => {
  await page.goto(`/articles/${press.article}/map`);
  const lying = page.locator('.broad-map');
  const width = await lying.locator('svg').getAttribute('width');
  expect(16 * Number(width?.replace('rem', ''))).toBeLessThan(800);
  expect(await lying.isVisible()).toBe(true);

  const hops = ['Engineer', 'Foreman', 'Clerk', 'Deputy', 'Pilot', 'Inspector', 'Radio', 'Wire'];
  await press.tag(
    'only one engine was safe to use',
    `${hops.join(' of the harbour office of Port Aldren -told-> ')} -> The Morning Ledger`,
  );
  await page.reload();
  await page.locator('.narrow-map').waitFor();
  expect(await lying.isVisible()).toBe(false);
});
