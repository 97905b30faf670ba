import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { enter, story } from '../press.js';
import { leaveChrome, openContext, sharedChrome } from '../shared-chrome.js';

let browser: Browser;
let room: Newsroom;
let page: Page;
beforeAll(async () => {
  browser = await sharedChrome();
  room = await openNewsroom();
  const publisher = 'The Morning Ledger';
  const input = articleInput.parse({ title: 'Ferry on one engine', publisher, text: story });
  const { id } = await addArticle(room.desk, room.jonas, input);
  const exact = 'the pilot warned the company in March';
  const annotation = annotationInput.parse({ target: { exact }, chain: `Laura -> ${publisher}` });
  await createAnnotation(room.desk, room.jonas, id, annotation);
  const context = await openContext(browser, { baseURL: room.url });
  await enter(context, room.jonas);
  page = await context.newPage();
});
afterAll(async () => {
  await leaveChrome();
  await room?.close();
});

test('from any page a key leads to the field, and from what is found to the passage', async () => {
  await page.goto('/sources');
  await page.keyboard.press('/');
  await page.waitForURL('**/search');
  await page.locator('#field-q:focus').waitFor();
  await page.keyboard.type('pilot warn');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=pilot+warn');
  const found = page.locator('[data-found="annotations"]');
  expect(await found.locator('mark').allTextContents()).toEqual(['pilot', 'warned']);
  await found.locator('a').click();
  await page.waitForURL('**/articles/*#annotation-*');
  await page.locator('.card.here', { hasText: 'Laura' }).waitFor();
});

test('arrows lead from the field to what is found, from one to the next, and back', async () => {
  await page.goto('/search?q=pilot');
  await page.locator('html.scripted').waitFor();
  await page.locator('#field-q:focus').waitFor();
  const hits = page.locator('.found > .list > li');
  const atHand = () =>
    hits.evaluateAll((all) => all.findIndex((hit) => hit.contains(document.activeElement)));
  expect(await hits.count()).toBe(2);
  const seen: number[] = [];
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
    await page.keyboard.press(key);
    seen.push(await atHand());
  }
  expect(seen).toEqual([0, 1, 1, 0, -1]);
  expect(await page.locator('#field-q:focus').count()).toBe(1);
});

test('on the search page the key goes to the field, and typing a stroke stays typing', async () => {
  await page.goto('/search?q=ferry');
  const field = page.locator('#field-q');
  await page.locator('#field-q:focus').waitFor();
  await page.locator('h3 a').first().focus();
  await page.keyboard.press('/');
  await page.keyboard.type('one / two');
  expect(await field.inputValue()).toBe('one / two');
});

test('why nothing can be looked for is seen below the field', async () => {
  await page.goto('/search?q=%26%26');
  const field = await page.locator('#field-q').boundingBox();
  const said = await page.getByRole('alert').boundingBox();
  expect(said?.y).toBeGreaterThan(field?.y ?? Number.POSITIVE_INFINITY);
  expect(said?.width).toBeGreaterThan(200);
});

test('words too many to look for are there again for whoever goes back to the field', async () => {
  const typed = 'a ferry '.repeat(40).trim();
  for (const place of ['/search', '/articles', '/sources']) {
    await page.goto(place);
    await page.locator('html.scripted').waitFor();
    await page.locator('#field-q').fill(typed);
    await page.locator('#field-q').press('Enter');
    await page.waitForURL('**/*q=a+ferry*');
    await page.locator('html.scripted').waitFor();
    await page.goBack();
    await page.locator('html.scripted').waitFor();
    await expect.poll(() => page.locator('#field-q').inputValue()).toBe(typed);
  }
});

test('more words than an address can hold stay in their field, and why is said', async () => {
  for (const place of ['/search', '/articles', '/sources']) {
    await page.goto(place);
    await page.locator('html.scripted').waitFor();
    const typed = `${place} ${'a ferry '.repeat(3000).trim()}`;
    await page.locator('#field-q').fill(typed);
    await page.locator('#field-q').press('Enter');
    await page.getByRole('status').filter({ hasText: 'too long to be looked for' }).waitFor();
    expect(await page.locator('#field-q').inputValue()).toBe(typed);
  }
});
