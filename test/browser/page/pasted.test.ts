import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drag, editedHops, openPress, type Press, writeChain } from '../press.js';

/* What is pasted is taken whole or refused with a sentence: no field cuts off its end unsaid. */

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
});
afterEach(() => press.close());

async function paste(field: Locator, words: string): Promise<void> {
  await field.focus();
  await page.keyboard.insertText(words);
}

/** Not the words themselves: a fault would fill the screen. */
async function standsWhole(field: Locator, words: string): Promise<void> {
  const { length } = await field.inputValue();
  expect(length).toBe(words.length);
}

/** A text of that many characters, whose end is no beginning. */
const long = (characters: number) => `${'It was said. '.repeat(8000).slice(0, characters - 4)}not.`;

test('a statement that is too long for a claim is refused, and stands there whole', async () => {
  page = await press.reader(press.newsroom.mira);
  await page.goto('/claims/new');
  await paste(page.getByLabel('Statement'), long(1200));
  await page.getByRole('button', { name: 'Add the claim' }).click();
  await page.getByText('Use at most 1000 characters.').first().waitFor();
  await standsWhole(page.getByLabel('Statement'), long(1200));
  await page.goto('/claims');
  expect(await page.getByText('It was said').count()).toBe(0);
});

test('an excerpt that is too long is refused, and stands there whole', async () => {
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passenger -told-> Clerk');
  await page.getByRole('button', { name: 'As hops' }).click();
  await editedHops(page).first().getByRole('button', { name: 'Details' }).click();
  await page.getByText('excerpt, day').click();
  const excerpt = page.getByLabel('Evidence: excerpt');
  await paste(excerpt, long(5200));
  await standsWhole(excerpt, long(5200));
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'at most 5000 characters' }).waitFor();
  expect(await page.locator('mark').count()).toBe(0);
});

test('a long line of a chain that is pasted in the place of a name stands there whole', async () => {
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Two passengers');
  const line = `Passenger (excerpt: "${long(4900)}") -told-> ${'Clerk of the harbour office '.repeat(5)}-told-> The Morning Ledger`;
  const name = page.locator('[data-station].add input').first();
  await paste(name, line);
  await standsWhole(name, line);
});

test('a reason that is too long for a dispute is refused as such, and stands there whole', async () => {
  const id = await press.tag('the pilot warned', 'Clerk -told-> The Morning Ledger');
  page = await press.reader(press.newsroom.ada);
  await page.goto(`/review/${id}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await page.keyboard.press('d');
  const why = page.getByRole('textbox', { name: /^Why/u });
  await paste(why, long(90_000));
  await page.keyboard.press('Control+Enter');
  await page.getByText('Use at most 5000 characters.').first().waitFor();
  await standsWhole(why, long(90_000));
});
