import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { drag, openPress, type Press, story, writeChain } from '../press.js';

let press: Press;
let page: Page;
beforeEach(async () => {
  press = await openPress();
  const { desk, mira } = press.newsroom;
  page = await press.reader(mira);
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passenger -told-> Clerk');
  await page.getByRole('button', { name: 'Save annotation' }).click();
  await page.locator('.card').first().waitFor();
  const text = story.replace(/[^.]*Two passengers[^.]*\.\s*/u, 'A stoker saw it. ');
  await addEdition(desk, mira, press.article, { text, note: null });
  await page.reload();
});
afterEach(() => press.close());

const quoted = () => page.locator('.card blockquote').first().textContent();
const select = () => page.getByRole('link', { name: 'Select its passage' });

test('an annotation whose passage is gone is put on the one that is selected for it', async () => {
  expect(await page.locator('.orphans .card').count()).toBe(1);
  await select().click();
  await drag(page, 'A stoker saw it');
  await page.getByRole('button', { name: 'Put annotation 1 here' }).click();
  await page.locator('.orphans[hidden], .margin .card').first().waitFor();
  await page.getByRole('status').getByText('attached to this edition').waitFor();
  expect(await quoted()).toBe('A stoker saw it');
  expect(await page.locator('mark').first().textContent()).toBe('A stoker saw it');
});

test('an annotation whose passage is gone is numbered behind a new one, and filtered as that is', async () => {
  await drag(page, 'A stoker saw it');
  await writeChain(page, 'Stoker');
  await page.getByRole('radio', { name: 'High' }).check();
  await page.getByRole('button', { name: 'Save annotation' }).click();
  await page.getByText('Annotation saved.').waitFor();
  expect(await page.locator('.card .n').allTextContents()).toEqual(['1', '2']);
  expect(await select().textContent()).toBe('Select its passage for annotation 2');
  const card = page.locator('.orphans .card');
  const line = page.locator('[data-lost]');
  const chip = page.locator('.filter-chip[data-value="high"]');
  const hidden = page.locator('[data-hidden-tally]', { hasText: '1 of 2 annotations' });
  await page.goto(`${page.url().split(/[?#]/u)[0]}?confidence=high`);
  await hidden.waitFor();
  expect([await card.isVisible(), await line.isVisible()]).toEqual([false, false]);
  await chip.click();
  await card.waitFor();
  expect(await line.textContent()).toBe('Without a place in this edition: 1');
  await page.mouse.move(0, 0);
  await chip.click();
  await hidden.waitFor();
  expect([await card.isVisible(), await line.isVisible()]).toEqual([false, false]);
});

test('the same by the keys alone; Escape leaves it where it was', async () => {
  await select().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(await page.locator('.orphans .card').count()).toBe(1);
  await select().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('s');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('attached to this edition').waitFor();
  expect(await page.locator('.orphans .card').count()).toBe(0);
  expect(await page.locator('mark').count()).toBeGreaterThan(0);
});

test('the same with a finger on a phone, where the sheet makes way for the text', async () => {
  const viewport = { width: 390, height: 844 };
  const phone = { viewport, hasTouch: true, isMobile: true };
  page = await press.reader(press.newsroom.mira, phone);
  await page.getByRole('button', { name: '1 annotation' }).tap();
  await select().tap();
  await page.getByText('Select the passage for annotation 1').waitFor();
  expect(await page.locator('.margin.open').count()).toBe(0);
  await page.locator('[data-edition-text]').evaluate((text) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf('A stoker saw it') ?? -1;
      if (at < 0) continue;
      getSelection()?.setBaseAndExtent(node, at, node, at + 'A stoker saw it'.length);
      node.parentElement?.scrollIntoView({ block: 'center' });
    }
  });
  await page.getByRole('button', { name: 'Put annotation 1 here' }).tap();
  await page.getByRole('status').getByText('attached to this edition').waitFor();
  expect(await page.locator('mark').first().textContent()).toBe('A stoker saw it');
});

test('from one that is attached by keys the next is three keys away, and its selection begins where it stood', async () => {
  const { desk, mira } = press.newsroom;
  const told = 'Clerk -told-> The Morning Ledger';
  const lost = ['the repair was never ordered', 'the harbour office closed early'];
  const before = `A stoker saw it. ${story}`;
  await addEdition(desk, mira, press.article, { text: before, note: null });
  for (const exact of lost) await press.tag(exact, told);
  const text = before
    .replace(
      /[^.]*the repair was never ordered\./u,
      ' Somebody at the yard, where few will talk about it, knows of no such order at all.',
    )
    .replace(
      /[^.]*the harbour office closed early\./u,
      ' Nobody at the harbour office was there to be asked after five.',
    );
  await addEdition(desk, mira, press.article, { text, note: null });
  await page.reload();
  const selected = () => page.evaluate(() => getSelection()?.toString());
  await page.getByRole('link', { name: 'Without a place in this edition: 2' }).press('Enter');
  for (const sentence of [
    'Somebody at the yard, where few will talk about it, knows of no such order at all.',
    'Nobody at the harbour office was there to be asked after five.',
  ]) {
    await page.locator('.orphans .card:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[role=application]').waitFor();
    await page.keyboard.press('s');
    expect(await selected()).toBe(sentence);
    await page.keyboard.press('Enter');
    await page.locator('mark', { hasText: sentence }).waitFor();
  }
});
