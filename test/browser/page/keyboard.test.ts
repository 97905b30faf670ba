import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drag, openByPasting, openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  await press.tag('run aground twice since spring', 'Harbour clerk -told-> The Morning Ledger');
  await press.tag('only one engine was safe to use', '? -told-> Harbour pilot (unnamed)');
  page = await press.reader(press.newsroom.mira);
});

afterEach(() => press.close());

const keys = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const passage = () => page.locator('[name=exact]').inputValue();
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-annotations'));

test('a passage is selected, tagged and saved with the keys alone', async () => {
  await keys('n', 'ArrowRight', 'Shift+ArrowRight', 'Enter');
  expect(await passage()).toBe('mayor’s office');
  await page.keyboard.type('Mayor’s office -told-> The Morning Ledger');
  await keys('Control+Enter');
  await page.locator('article.card', { hasText: 'Mayor’s office' }).waitFor();
  expect(await page.getByRole('status').textContent()).toContain('Annotation saved.');
});

test('a key that can do nothing says so to whoever looks at the page, too, and leaves what can be undone', async () => {
  const says = (words: string) => page.locator('[data-toast]', { hasText: words }).waitFor();
  await keys('e');
  await says('Open an annotation first.');
  await keys('j');
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await keys('k');
  await says('That was the first one.');
  await keys('7');
  await says('There is no hop 7.');
  const own = await press.reader(press.newsroom.jonas);
  await own.locator('mark').first().click();
  await own.locator('.card.here').waitFor();
  await own.keyboard.press('a');
  await own.locator('[data-toast]', { hasText: 'not yours to review' }).waitFor();
});

test('a sentence is selected by one key, a line by an arrow', async () => {
  await keys('n', 's', 'Enter');
  expect(await passage()).toBe('The mayor’s office said nothing about the ferry.');
  await keys('Escape', 'n', 'Shift+ArrowDown', 'Enter');
  expect((await passage()).length).toBeGreaterThan(40);
});

test('what the mouse selects while the keys do is what Enter takes, and the keys go on from it', async () => {
  await keys('n');
  await drag(page, 'kept a list');
  await keys('Enter');
  expect(await passage()).toBe('kept a list');
  await keys('Escape', 'n');
  await drag(page, 'the pilot warned');
  await keys('Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  expect(await passage()).toBe('the pilot warned the company');
});

test('what the keys do can be read beside what was saved, however high the window is', async () => {
  await keys('n', 's', 'Enter');
  await page.keyboard.type('Mayor’s office -told-> The Morning Ledger');
  await keys('Control+Enter');
  await page.locator('[data-toast]').hover();
  await keys('n');
  for (let height = 600; height <= 1080; height += 40) {
    await page.setViewportSize({ width: 1280, height });
    const [hint, toast] = await Promise.all(
      ['.selecting-hint', '[data-toast]'].map((each) => page.locator(each).boundingBox()),
    );
    const isClear =
      toast && hint && (toast.y + toast.height <= hint.y || hint.y + hint.height <= toast.y);
    expect(isClear, `${height} px`).toBe(true);
  }
});

test('Escape leaves the selecting and gives the focus back', async () => {
  const start = page.getByRole('button', { name: 'Annotate by keyboard' });
  await start.press('Enter');
  await keys('ArrowRight', 'Escape');
  expect(await start.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('what stands behind the article’s dots is reached and left by keys, and has the focus once chosen', async () => {
  const dots = page.getByRole('button', { name: 'More about this article' });
  await dots.press('Enter');
  await keys('Tab', 'Escape');
  expect(await dots.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await page.locator('.paper-tools .menu').isVisible()).toBe(false);
  await keys('Enter', 'Tab', 'Enter');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('exact');
});

test('what is selected is said aloud', async () => {
  await keys('n', 'ArrowRight');
  expect(await page.locator('[aria-live=polite].visually-hidden').textContent()).toBe('mayor’s');
});

test('all highlights are one tab stop; arrows, j and k lead from one to the next', async () => {
  expect(await page.locator('mark[tabindex="0"]').count()).toBe(1);
  await page.locator('mark').first().focus();
  const first = await focused();
  await keys('ArrowRight');
  const second = await focused();
  expect(second).not.toBe(first);
  await keys('k');
  expect(await focused()).toBe(first);
  await keys('j');
  expect(await focused()).toBe(second);
  expect(await page.locator('mark[tabindex="0"]').count()).toBe(1);
});

test('Enter leads from a highlight to its card, Escape back', async () => {
  await keys('j', 'Enter');
  const id = await page.evaluate(() => document.activeElement?.id);
  expect(id).toMatch(/^annotation-/u);
  await keys('Escape');
  expect(`annotation-${await focused()}`).toBe(id);
});

test('? lists the keys', async () => {
  await keys('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  expect(await dialog.textContent()).toContain('Next annotation');
  await keys('Escape');
  expect(await dialog.count()).toBe(0);
});

test('? in the header opens the signs, with a chain to take apart', async () => {
  await page.getByRole('link', { name: 'Signs and keys' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Signs and keys' });
  await dialog.getByRole('heading', { name: 'One chain, taken apart' }).waitFor();
  await dialog.getByText('WikiLeaks').first().click();
  expect(await dialog.getByText('The weakest link').isVisible()).toBe(true);
  await keys('Escape');
  expect(await dialog.count()).toBe(0);
});

test('keys are letters while one types', async () => {
  await openByPasting(page);
  await page.keyboard.type('jkn?ez');
  expect(await passage()).toBe('jkn?ez');
  expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0);
});

test('a person who has switched single keys off is left alone by them', async () => {
  await page.evaluate(() => {
    document.documentElement.dataset.shortcuts = 'off';
  });
  await keys('?', 'n', 'j');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await focused()).toBeNull();
});

test.each([
  ['a phone', { width: 390, height: 844 }],
  ['a small phone', { width: 360, height: 640 }],
  ['a tablet', { width: 768, height: 900 }],
  ['a wide screen', { width: 1280, height: 800 }],
])('nothing lies over the line that says what the keys do, on %s', async (_what, viewport) => {
  page = await press.reader(press.newsroom.mira, { viewport });
  await page.getByRole('button', { name: 'Annotate by keyboard' }).click();
  await press.tag('kept a list', 'Harbour clerk -told-> The Morning Ledger');
  await page.locator('.live-corner button').first().waitFor({ state: 'attached' });
  const hint = page.locator('.selecting-hint');
  const over = await hint.evaluate((line) => {
    const { left, top, width, height } = line.getBoundingClientRect();
    const points = [0.02, 0.2, 0.5, 0.8, 0.98].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height] as const),
    );
    const found = points.map(([x, y]) => document.elementFromPoint(x, y));
    return found.filter((each) => each !== line).map((each) => each?.outerHTML.slice(0, 80));
  });
  expect(over).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.live-corner button').first().waitFor();
});
