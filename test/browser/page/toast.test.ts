import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drag, holdClock, inMenu, openPress, type Press } from '../press.js';

let press: Press;
let page: Page;
let id: string;

beforeEach(async () => {
  press = await openPress();
  id = await press.tag('the repair was never ordered', 'Engineer -told-> The Morning Ledger', {
    confidence: 'low',
  });
});
afterEach(() => press.close());

const toast = () => page.locator('[role="status"][data-toast]');
const undo = () => toast().locator('button[data-undo]');
const card = () => page.locator(`#annotation-${id}`);

async function changeIt() {
  page = await press.reader(press.newsroom.mira);
  await (await inMenu(card(), 'Edit')).click();
  await page.getByLabel('High').check();
  await holdClock(page);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await toast().waitFor();
}

test('a toast goes after eight seconds, but not while it is pointed at or has the focus', async () => {
  await changeIt();
  await page.clock.runFor(7000);
  await toast().hover();
  await page.clock.runFor(20_000);
  expect(await toast().count()).toBe(1);
  await undo().focus();
  await page.mouse.move(5, 5);
  await page.clock.runFor(20_000);
  expect(await toast().count()).toBe(1);
  await undo().evaluate((button) => button.blur());
  await page.clock.runFor(7000);
  expect(await toast().count()).toBe(1);
  await page.clock.runFor(2000);
  expect(await toast().count()).toBe(0);
});

test('what was edited is undone by the button, and stands as before', async () => {
  await changeIt();
  expect(await card().getAttribute('data-confidence')).toBe('high');
  await undo().click();
  await page.getByText('Change undone.').waitFor();
  expect(await card().getAttribute('data-confidence')).toBe('low');
});

test('what was edited is undone by z after the toast has gone', async () => {
  await changeIt();
  await page.clock.runFor(9000);
  await page.keyboard.press('z');
  await page.getByText('Change undone.').waitFor();
  expect(await card().getAttribute('data-confidence')).toBe('low');
});

test('what z has deleted is brought back by a button', async () => {
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Northline declined to comment');
  await page.keyboard.type('Northline -> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  await toast().getByText('Annotation saved.').waitFor();
  await page.keyboard.press('z');
  await toast().getByText('Annotation deleted.').waitFor();
  expect(await page.locator('article.card').count()).toBe(1);
  await toast().getByRole('button', { name: 'Bring it back' }).click();
  await expect.poll(() => page.locator('article.card').count()).toBe(2);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    'Northline declined to comment',
  );
});

test('that it can’t be undone any more is said in a sentence', async () => {
  await changeIt();
  const other = await press.reader(press.newsroom.mira);
  await (await inMenu(other.locator(`#annotation-${id}`), 'Edit')).click();
  await other.getByLabel('Moderate').check();
  await other.getByRole('button', { name: 'Save changes' }).click();
  await other.locator('[data-toast]').waitFor();
  await undo().click();
  await toast().getByText('changed since').waitFor();
});

test('without scripts a toast stays as a sentence with the button that undoes', async () => {
  page = await press.reader(press.newsroom.mira, { javaScriptEnabled: false });
  await page.goto(`/annotations/${id}/edit`);
  await page.getByLabel('High').check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await toast().getByText('Changes saved.').waitFor();
  await undo().click();
  await toast().getByText('Change undone.').waitFor();
  expect(await card().getAttribute('data-confidence')).toBe('low');
});

test('on a phone it stands below the header, on a wide screen at the bottom', async () => {
  await changeIt();
  const box = () => toast().boundingBox();
  expect((await box())?.y).toBeGreaterThan(600);
  await page.setViewportSize({ width: 390, height: 844 });
  const header = await page.locator('header.top').boundingBox();
  const y = (await box())?.y ?? 0;
  expect(y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
  expect(y).toBeLessThan(200);
});
