import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteAnnotation, restoreAnnotation } from '../../../src/desk/annotations/deleting.js';
import { drag, holdClock, inMenu, openPress, type Press, story, writeChain } from '../press.js';

let press: Press;
let page: Page;
let id: string;

beforeEach(async () => {
  press = await openPress();
  id = await press.tag('the repair was never ordered', 'Engineer -told-> The Morning Ledger', {
    confidence: 'low',
  });
  page = await press.reader(press.newsroom.mira);
});

afterEach(() => press.close());

const card = (of = page) => of.locator(`#annotation-${id}`);
const save = (of = page) => of.getByRole('button', { name: 'Save changes' });

test('an annotation is edited in place', async () => {
  await (await inMenu(card(), 'Edit')).click();
  await writeChain(page, 'Engineer (unnamed) -wrote to-> The Morning Ledger');
  await save().click();
  await page.getByText('Changes saved.').waitFor();
  expect(await card().locator('[data-chain]').textContent()).toContain('wrote to');
});

test('one that is saved as it was is said to be unchanged', async () => {
  await page.locator('mark').click();
  await page.keyboard.press('e');
  await page.locator('.popover').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nothing was changed.').waitFor();
});

test('the bounds of an annotation are changed by selecting other words', async () => {
  await (await inMenu(card(), 'Edit')).click();
  await save().waitFor();
  await drag(page, 'the repair was never');
  await page.getByRole('button', { name: 'Use as the passage' }).click();
  await save().click();
  await page.getByText('Changes saved.').waitFor();
  expect(await page.locator(`mark[data-annotations~="${id}"]`).textContent()).toBe(
    'the repair was never',
  );
});

test('other bounds are kept as a draft when the form is closed unsaved', async () => {
  await (await inMenu(card(), 'Edit')).click();
  await save().waitFor();
  await drag(page, 'the repair was never');
  await page.getByRole('button', { name: 'Use as the passage' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open it again' }).click();
  await expect.poll(() => page.locator('[name=exact]').inputValue()).toBe('the repair was never');
});

test('the second of two who edit one annotation sees both versions and chooses', async () => {
  const other = await press.reader(press.newsroom.ada);
  await (await inMenu(card(), 'Edit')).click();
  await (await inMenu(card(other), 'Edit')).click();
  await writeChain(page, 'Engineer [C] -told-> The Morning Ledger');
  await save().click();
  await page.getByText('Changes saved.').waitFor();
  await other.getByRole('radio', { name: 'High' }).check();
  await writeChain(other, 'Engineer [D] -told-> The Morning Ledger');
  await save(other).click();
  // It may have been oneself, in another tab.
  await other.getByText('This annotation was changed while you were editing it.').waitFor();
  const line = other.getByRole('group', { name: 'Chain' });
  expect(await line.textContent()).toContain('Engineer [C]');
  expect(await line.textContent()).toContain('Engineer [D]');
  for (const name of await other.locator('.version legend').allTextContents()) {
    await other.getByRole('group', { name }).getByRole('radio', { name: 'Yours' }).check();
  }
  await line.getByRole('radio', { name: 'As it stands now' }).check();
  await save(other).click();
  await other.getByText('Changes saved.').waitFor();
  expect(await card(other).locator('.grade').first().textContent()).toContain('C');
  expect(await card(other).getAttribute('data-confidence')).toBe('high');
});

test('a deleted annotation goes, and comes back by z', async () => {
  const remove = await inMenu(card(), 'Delete');
  const begin = await card()
    .locator('.menu :is(a, button)')
    .evaluateAll((entries) =>
      entries.map((entry) => {
        const words = document.createRange();
        words.selectNodeContents(entry);
        return Math.round(words.getBoundingClientRect().left);
      }),
    );
  expect(new Set(begin).size).toBe(1);
  await holdClock(page);
  await remove.click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  expect(await card().count()).toBe(0);
  expect(await page.locator('mark').count()).toBe(0);
  await page.keyboard.press('z');
  await card().waitFor();
  expect(await page.locator('mark').textContent()).toBe('the repair was never ordered');
});

test('the focus goes from a deleted card to its undoing, and back to the passage', async () => {
  await (await inMenu(card(), 'Delete')).press('Enter');
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect.poll(() => undo.evaluate((made) => made === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await card().waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MARK');
});

test('cards and numbers are in the order of the text after an annotation is saved before others', async () => {
  await drag(page, 'kept a list');
  await writeChain(page, 'Clerk -told-> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  expect(await page.locator('.cards > .card .n').allTextContents()).toEqual(['1', '2']);
  expect(await page.locator('mark').last().getAttribute('data-numbers')).toBe('2');
  expect(await page.locator('[data-tally]').textContent()).toBe('2 annotations · 2 unreviewed');
  expect(await page.locator('[data-edition-text]').evaluate((text) => text.textContent)).toBe(
    story,
  );
});

/** Ada deletes the annotation while Mira is changing it, who loads the page anew. */
async function deletedMeanwhile(): Promise<void> {
  await (await inMenu(card(), 'Edit')).click();
  await page.getByRole('button', { name: '+ Note' }).click();
  await note().fill(words);
  await deleteAnnotation(press.newsroom.desk, press.newsroom.ada, id);
  await page.reload();
  await lost().waitFor();
}

const words = 'Heard twice.\nAsk again.';
const note = () => page.locator('form[data-annotation-form] [name=note]');
const lost = () => page.locator('.lost-draft');
const waiting = () => page.locator('[data-draft]');

test('what was typed for an annotation that a colleague deletes is shown to be copied', async () => {
  await deletedMeanwhile();
  expect(await lost().getByLabel('Note').inputValue()).toBe(words);
  expect(await lost().getByLabel('Chain').inputValue()).toContain('Engineer -told-> ');
  expect(await lost().getByLabel('Confidence').inputValue()).toBe('low');
  await page.reload();
  await waiting().getByRole('button', { name: 'Go on' }).click();
  expect(await lost().getByLabel('Note').inputValue()).toBe(words);
  await page.mouse.move(0, 0);
  await lost().getByRole('button', { name: 'Discard' }).click();
  expect(await waiting().count()).toBe(0);
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await waiting().count()).toBe(0);
});

test('once that annotation is back, what was typed is in its form again', async () => {
  await deletedMeanwhile();
  await restoreAnnotation(press.newsroom.desk, press.newsroom.ada, id);
  await page.reload();
  await waiting().getByRole('button', { name: 'Go on' }).click();
  await note().waitFor();
  expect(await note().inputValue()).toBe(words);
});
