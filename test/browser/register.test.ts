import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addSource } from '../../src/desk/register/new-sources.js';
import { parse } from '../../src/domain/parse.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { openPress, type Press } from './press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  const { desk, mira } = press.newsroom;
  for (const name of ['Laura Hickey', 'L. Hickey', 'عائدة برانت']) {
    await addSource(desk, mira, parse(sourceInput, { name }));
  }
  page = await press.reader(press.newsroom.mira);
  await page.goto('/sources');
});

afterEach(() => press.close());

const names = () => page.locator('[data-source-list] tbody th').allTextContents();
const trimmed = async () => (await names()).map((name) => name.trim());

test('the register is searched as one types, in any script, and nothing of it stands in the address', async () => {
  await page.getByRole('searchbox').fill('عائدة');
  await expect.poll(trimmed).toEqual(['عائدة برانت']);
  await page.getByRole('searchbox').fill('hick');
  await expect.poll(trimmed).toHaveLength(2);
  expect(new URL(page.url()).search).toBe('');
});

test('entries that were found are joined by the keyboard alone, and parted from the toast', async () => {
  await page.getByRole('searchbox').fill('hick');
  await expect.poll(trimmed).toHaveLength(2);
  for (const name of ['Laura Hickey', 'L. Hickey']) {
    await page.getByRole('checkbox', { name: `Choose ${name}` }).focus();
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: 'Join the chosen…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Are these one source?' }).waitFor();
  await page.getByRole('button', { name: 'Join them' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-toast]').getByText('stands for all of them').waitFor();
  await page.locator('[data-toast] [data-undo]').click();
  await page.locator('[data-toast]').getByText('They are parted').waitFor();
});

test('a rating’s form rests until it is asked for, and begins with the letter', async () => {
  await page.getByRole('link', { name: 'Laura Hickey', exact: true }).click();
  const letter = page.getByLabel('Reliability', { exact: true });
  await page.getByRole('heading', { name: 'Ratings' }).waitFor();
  expect(await letter.isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Rate…' }).press('Enter');
  await letter.waitFor();
  expect(await letter.evaluate((field) => field === document.activeElement)).toBe(true);
});
