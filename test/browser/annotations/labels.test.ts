import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { axe } from '../chrome.js';
import { drag, openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
});

afterEach(() => press.close());

const field = () => page.locator('form [name=labels]');
const offered = () =>
  page
    .locator('datalist[id$="desk-labels"] option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value')));
const shown = () => page.locator('.cards > .card:visible').count();

async function annotate(words: string, labels: string): Promise<void> {
  await drag(page, words);
  await page.keyboard.type('Harbour clerk -told-> The Morning Ledger');
  await page.getByRole('button', { name: '+ Labels' }).click();
  await page.keyboard.type(labels);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
}

test('labels are set by the keys, stand on the card, and choose what the page shows without a reload', async () => {
  await annotate('a clerk at the harbour office', 'Embargo, follow up, عاجل');
  const card = page.locator('.cards > .card', { hasText: 'Harbour clerk' });
  expect(await card.locator('.labels li').allTextContents()).toEqual([
    'Embargo',
    'follow up',
    'عاجل',
  ]);
  await page.keyboard.press('Escape');
  await annotate('Two passengers', 'follow up');
  expect(await shown()).toBe(2);
  await page.evaluate(() => Reflect.set(window, 'stillHere', true));
  // Right after a save, whose counts are told anew: the lists stay open until one has chosen.
  await page.getByText('or label').click();
  await page.locator('.strip select[name=label]').selectOption({ label: 'Embargo · 1' });
  await expect.poll(shown).toBe(1);
  expect(new URL(page.url()).searchParams.get('label')).toBe('Embargo');
  expect(await page.evaluate(() => Reflect.get(window, 'stillHere'))).toBe(true);
  expect(await axe(page)).toEqual([]);
});

test('Enter takes the label that is typed, and saves where none is', async () => {
  await drag(page, 'a clerk at the harbour office');
  await page.keyboard.type('Harbour clerk -told-> The Morning Ledger');
  await page.getByRole('button', { name: '+ Labels' }).click();
  await page.keyboard.type('embargo');
  await page.keyboard.press('Enter');
  await page.keyboard.type('follow up');
  await page.keyboard.press('Enter');
  expect(await field().inputValue()).toBe('embargo, follow up, ');
  expect(await page.getByText('Annotation saved.').count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.getByText('Annotation saved.').waitFor();
  const card = page.locator('.cards > .card', { hasText: 'Harbour clerk' });
  expect(await card.locator('.labels li').allTextContents()).toEqual(['embargo', 'follow up']);
});

test('Enter offers what may come next, as a comma does', async () => {
  await annotate('a clerk at the harbour office', 'embargo, follow up');
  await page.keyboard.press('Escape');
  await page.reload();
  await drag(page, 'Two passengers');
  await page.getByRole('button', { name: '+ Labels' }).click();
  await page.keyboard.type('Embargo');
  await page.keyboard.press('Enter');
  expect(await offered()).toEqual(['Embargo, follow up']);
});

test('while labels are typed in a line, the next one is offered and those before it stay', async () => {
  await annotate('a clerk at the harbour office', 'embargo, follow up');
  await page.keyboard.press('Escape');
  await page.reload();
  await drag(page, 'Two passengers');
  await page.getByRole('button', { name: '+ Labels' }).click();
  expect((await offered()).toSorted()).toEqual(['embargo', 'follow up']);
  await field().fill('Embargo, fo');
  expect(await offered()).toEqual(['Embargo, follow up']);
});
