import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { chainLine, drag, openPress, type Press, story, writeChain } from '../press.js';

let press: Press;
let page: Page;
beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passenger -told-> Clerk');
});
afterEach(() => press.close());

const newEdition = (text: string) =>
  addEdition(press.newsroom.desk, press.newsroom.mira, press.article, { text, note: null });
const save = () => page.getByRole('button', { name: 'Save annotation' }).click();
const quoted = () => page.locator('.card blockquote').first().textContent();

test('what was typed beside a passage is saved at its own words, though the text has moved since', async () => {
  await newEdition(`A new lead, of which nobody had heard.\n\n${story}`);
  await save();
  await page.locator('.card').first().waitFor();
  expect(await quoted()).toBe('Two passengers');
  await page.reload();
  expect(await page.locator('mark').first().textContent()).toBe('Two passengers');
});

test('a draft keeps its own words when the page shows another edition', async () => {
  await newEdition(`A new lead, of which nobody had heard.\n\n${story}`);
  await page.reload();
  expect(await page.locator('[name=exact]').inputValue()).toBe('Two passengers');
  expect(await chainLine(page).inputValue()).toBe('Passenger -told-> Clerk');
  await save();
  await page.locator('.card').first().waitFor();
  expect(await quoted()).toBe('Two passengers');
  expect(await page.locator('mark').first().textContent()).toBe('Two passengers');
});

test('a draft whose words are gone says so, and takes another passage', async () => {
  await newEdition(story.replace('Two passengers said', 'A stoker said'));
  await page.reload();
  await save();
  const fault = page.locator('[data-field=exact] .fault');
  await fault.waitFor();
  expect(await fault.textContent()).toContain('Edition 2 of this text has come in meanwhile.');
  await drag(page, 'A stoker said');
  await page.getByRole('button', { name: 'Use as the passage' }).click();
  await save();
  await page.locator('.card').first().waitFor();
  expect(await quoted()).toBe('A stoker said');
});

test('an open card says what the words beside it were before they changed, in the margin and in the queue', async () => {
  await save();
  await page.locator('.card').first().waitFor();
  await newEdition(story.replace('Two passengers said', 'Three passengers said'));
  await page.reload();
  const words = page.locator('.card blockquote');
  const size = async () => (await words.boundingBox())?.height ?? 0;
  expect(await size()).toBeLessThan(2);
  await page.locator('.card .pill').click();
  await expect.poll(size).toBeGreaterThan(10);
  expect(await words.textContent()).toBe('Two passengers');
  await page.goto('/review');
  await page.getByRole('link', { name: 'Two passengers' }).click();
  await page.locator('.reviewing .card').waitFor();
  expect(await size()).toBeGreaterThan(10);
});

test('who selects words of an earlier edition is told once why they can’t be annotated', async () => {
  await newEdition(`A new lead, of which nobody had heard.\n\n${story}`);
  await page.goto(`/articles/${press.article}?edition=1`);
  await page.locator('html.scripted').waitFor();
  const told = page.getByRole('status').filter({ hasText: 'An earlier edition is not annotated' });
  await drag(page, 'the pilot warned');
  await told.waitFor();
  expect(await page.locator('.popover form:visible').count()).toBe(0);
});
