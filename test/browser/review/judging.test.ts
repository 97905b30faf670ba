import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

let press: Press;
let page: Page;
let address: string;

beforeEach(async () => {
  press = await openPress();
  const chain = 'Harbour pilot (unnamed) -told-> Harbour clerk [C] -wrote to-> The Morning Ledger';
  address = `/annotations/${await press.tag('the pilot warned the company in March', chain)}`;
  page = await press.reader(press.newsroom.nils);
  await page.goto(address);
});

afterEach(() => press.close());

test('a click on a hop aims the one form at it, and a dispute asks for its reason there', async () => {
  const form = page.locator('form[data-verdict-form]');
  await page.locator('[data-on="hop:2"] em').click();
  await form.getByRole('button', { name: 'Dispute d' }).click();
  await form.getByText('Dispute:').waitFor();
  const aimed = form.locator('[name=on] option:checked');
  expect(await aimed.innerText()).toBe('hop 2, Harbour clerk');
  const reason = form.getByLabel('Why');
  expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(page.url()).toContain(address);
  await reason.fill('He has no list.');
  await form.getByRole('button', { name: 'Dispute hop 2' }).click();
  await page.getByRole('status').getByText('You dispute hop 2.').waitFor();
  expect(await page.locator('[data-verdict-on="hop:2"]').innerText()).toContain('He has no list.');
  expect(await page.locator('[data-on="hop:2"] .verdict-mark').count()).toBe(1);
  expect(await page.locator('.card .status').innerText()).toContain('disputed at hop 2');
});

test('of a hop that two hold, each can be aimed at and both together', async () => {
  const chain = 'Harbour pilot (unnamed) + Deckhand -told-> The Morning Ledger';
  await page.goto(`/annotations/${await press.tag('the repair was never ordered', chain)}`);
  const aimed = page.locator('[name=on] option:checked');
  await page.locator('[data-on="hop:1.2"]').click({ position: { x: 300, y: 5 } });
  expect(await aimed.innerText()).toBe('hop 1.2, Deckhand');
  expect(await page.locator('.aimed-at').count()).toBe(1);
  await page.locator('[name=on]').selectOption('hop:1');
  expect(await aimed.innerText()).toBe('hop 1, Harbour pilot and Deckhand');
  expect(await page.locator('.aimed-at').count()).toBe(2);
});

test('by the keys that its buttons name, too, unsure sends no reason of a dispute that is begun, and keeps it', async () => {
  await page.keyboard.press('d');
  await page.keyboard.type('He has no list.');
  await page.locator('h1').click();
  await page.keyboard.press('u');
  await page.getByRole('status').getByText('You are unsure of the annotation.').waitFor();
  expect(await page.locator('[data-verdict-on=whole]').innerText()).not.toContain('list');
  await page.locator('html.scripted').waitFor();
  expect(await page.getByLabel('Why').inputValue()).toBe('He has no list.');
});

test('agreeing asks for no reason', async () => {
  await page.locator('[data-verdict-form]').getByRole('button', { name: 'Agree' }).click();
  await page.locator('[data-verdict-on=whole]').waitFor();
  expect(await page.locator('.card .status').innerText()).toContain('agreed by a colleague');
});

test('the name of a colleague is completed with the keys alone', async () => {
  const field = page.getByLabel('Add a comment');
  await field.pressSequentially('Was it so, @mi');
  const suggested = page.locator('.suggestions [role=option]');
  await suggested.getByText('Mira Sen').waitFor();
  await field.press('Enter');
  expect(await field.inputValue()).toBe('Was it so, @Mira Sen ');
  await field.pressSequentially('@');
  await suggested.nth(1).waitFor();
  await field.press('Escape');
  expect(await suggested.count()).toBe(0);
});

test('another chain is built hop by hop, and only that is proposed', async () => {
  await page.getByRole('link', { name: 'Propose' }).click();
  await page.getByRole('button', { name: 'Details of Harbour clerk' }).click();
  await page.getByRole('button', { name: 'Remove this source' }).click();
  await page.getByLabel('Why', { exact: true }).fill('He only kept the list.');
  await page.getByRole('button', { name: 'Propose it' }).click();
  await page.locator('.proposal .removed').waitFor();
  expect(await page.locator('.proposed h3').allInnerTexts()).toEqual(['Chain']);
  expect(await page.locator('.proposal .removed').innerText()).toContain('Harbour clerk');
});

test('Ctrl Enter sends what is being typed: a comment, a dispute, a proposal', async () => {
  await page.getByLabel('Add a comment').fill('Who kept the list?');
  await page.keyboard.press('Control+Enter');
  await page.locator('.comment').getByText('Who kept the list?').waitFor();

  await page.waitForLoadState();
  await page.locator('[data-verdict-form]').getByLabel('Why').fill('Nobody kept one.');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-verdict-on=whole]').getByText('Nobody kept one.').waitFor();

  await page.getByRole('link', { name: 'Propose' }).click();
  await page.waitForURL('**/proposals/new');
  await page.getByRole('radio', { name: 'Low' }).check();
  await page.getByLabel('Why', { exact: true }).fill('Of one clerk.');
  await page.keyboard.press('Control+Enter');
  await page.locator('.proposal').getByText('Of one clerk.').waitFor();
});

test('what colleagues think of it shows on the minimap beside the article', async () => {
  await page.locator('[name=on]').selectOption('hop:1');
  await page.locator('[data-verdict-form]').getByLabel('Why').fill('Nobody spoke to him.');
  await page.locator('[data-verdict-form] [value=dispute]').click();
  await page.locator('[data-verdict-on="hop:1"]').waitFor();
  await page.goto(`/articles/${press.article}`);
  await page.locator('.minimap a.half').waitFor();
});
