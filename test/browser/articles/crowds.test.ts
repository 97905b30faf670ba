import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { annotate } from '../../../src/domain/annotations/annotation.js';
import { insert } from '../../../src/store/store.js';
import { axe } from '../chrome.js';
import { openPress, type Press } from '../press.js';

/* Very many annotations of the same words: the margin stays readable, and each can be reached. */

const count = 400;

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  const { store } = press.newsroom;
  const first = await press.tag('the pilot warned the company', 'Clerk -> The Morning Ledger');
  const made = await store.get('annotations', first);
  if (!made) throw new RangeError(`No annotation ${first}`);
  await press.tag('The pilot could not be reached', 'Clerk -> The Morning Ledger');
  const { edition, target, chain, credibility, claim, stance, note, labels, article } = made;
  const changes = Array.from({ length: count - 1 }, (_, index) => {
    // Never the first of all: how many are shown goes by the first, whose other id is chance.
    const confidence = index >= 10 && index < 20 ? ('low' as const) : null;
    const content = {
      edition,
      target,
      chain,
      confidence,
      credibility,
      claim,
      stance,
      note,
      labels,
    };
    const id = `z${String(index).padStart(4, '0')}`;
    return insert('annotations', annotate(content, { id, article, at: made.created, by: 'jonas' }));
  });
  await store.commit(changes);
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
  await page.locator('.cards.level').waitFor();
});
afterEach(() => press.close());

const shown = () => page.locator('.cards > .card:not(.away):not([hidden])');
const more = () => page.locator('.cards').getByRole('button', { name: /^\d+ more here$/u });
const height = () => page.evaluate(() => document.documentElement.scrollHeight);

test('some stand beside their passage, with how many more there are, and the page is no longer for the rest', async () => {
  await more().waitFor();
  expect(await more().innerText()).toBe(`${count - 6} more here`);
  expect(await shown().count()).toBe(7);
  expect(await height()).toBeLessThan(2000);
  expect(await axe(page)).toEqual([]);
});

test('each press shows more; the keys go on at the first of them, and a mouse presses again', async () => {
  const isInCard = () => page.evaluate(() => document.activeElement?.closest('.card') != null);
  await page.locator('.filter-chip.low').click();
  await expect.poll(() => more().innerText()).toBe('4 more here');
  await more().press('Enter');
  await expect.poll(() => shown().count()).toBe(10);
  await expect.poll(isInCard).toBe(true);
  expect(await more().count()).toBe(0);
  await page.locator('.filter-chip.low').click();
  await expect.poll(() => more().innerText()).toBe(`${count - 6} more here`);
  await more().click();
  await expect.poll(() => shown().count()).toBe(27);
  expect(await more().evaluate((button) => button === document.activeElement)).toBe(true);
  await more().press('Enter');
  await expect.poll(isInCard).toBe(true);
});

test('the one at hand is always shown, wherever it stands among them', async () => {
  await more().waitFor();
  await page.locator('mark').first().focus();
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('j');
  const here = page.locator('.cards > .card.here:not(.away)');
  await here.waitFor();
  expect(Number(await here.getAttribute('data-number'))).toBeGreaterThan(6);
  expect(await here.isVisible()).toBe(true);
});

test('a card that has no room to stand level is not joined by a line to other words', async () => {
  await press.tag('only one engine was safe', 'Clerk -> The Morning Ledger');
  await page.reload();
  await more().waitFor();
  const demandLine = async (words: string, content: string) => {
    await page.locator('mark', { hasText: words }).click();
    const here = page.locator('.cards > .card.here');
    await expect.poll(() => here.locator('blockquote').textContent()).toContain(words);
    await page.locator('.verdict-bar').waitFor();
    // It is put in its place with the next frames.
    const line = () =>
      here.evaluate(async (card) => {
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        for (let count = 0; count < 3; count += 1) await frame();
        return getComputedStyle(card, '::after').content;
      });
    await expect.poll(line).toBe(content);
  };
  await demandLine('only one engine', 'none');
  await demandLine('The pilot could not', '""');
});

test('paper says how many have no card on it, until all of them are fetched', async () => {
  await more().waitFor();
  await page.emulateMedia({ media: 'print' });
  const left = page.getByText(/^Without a card on this paper/u);
  await expect.poll(() => left.isVisible()).toBe(true);
  const without = () =>
    left.evaluate((said, all) => {
      const carded = document.querySelectorAll('.cards > .card').length;
      return [said.textContent?.match(/\d+/u)?.[0], String(all - carded)];
    }, count + 1);
  await expect.poll(async () => new Set(await without()).size).toBe(1);
  await page.emulateMedia({ media: 'screen' });
  expect(await left.isVisible()).toBe(false);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: `${count + 1} annotations` }).click();
  await expect.poll(() => page.locator('.cards > .card').count()).toBe(count + 1);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => left.isVisible()).toBe(false);
});

test('dots of the rail beside the text stand apart, however near their passages are', async () => {
  const passages = [
    'run aground',
    'kept a list',
    'repaired before',
    'no further notice',
    'not to be named',
  ];
  for (const words of [...passages, 'never ordered', 'to comment', 'closed early', 'shook badly'])
    await press.tag(words, 'Clerk -> The Morning Ledger');
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.reload();
  const dots = page.locator('.minimap a');
  await expect.poll(() => dots.count()).toBeGreaterThan(4);
  const boxes = await Promise.all((await dots.all()).map((dot) => dot.boundingBox()));
  const tops = boxes.map((box) => box?.y ?? 0).toSorted((one, other) => one - other);
  const apart = tops.slice(1).map((top, at) => top - (tops[at] ?? 0));
  expect(Math.min(...apart)).toBeGreaterThan(boxes[0]?.height ?? 0);
});

test('on a narrow screen the list has all of them, and no such button', async () => {
  await more().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: `${count + 1} annotations` }).click();
  await expect.poll(() => page.locator('.cards > .card').count()).toBe(count + 1);
  expect(await more().count()).toBe(0);
});
