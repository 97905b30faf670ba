import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  const chain = 'Harbour pilot (unnamed) -told-> Harbour clerk -wrote to-> The Morning Ledger';
  await press.tag('the pilot warned the company in March', chain, { confidence: 'high' });
  page = await press.reader(press.newsroom.nils, { viewport: { width: 1280, height: 900 } });
});

afterEach(() => press.close());

test('the link to the map gives way to the map, under which the wider one is reached', async () => {
  await page.goto(`/articles/${press.article}/sourcing`);
  await page.locator('[data-map-place] .broad-map').waitFor();
  expect(await page.getByRole('link', { name: 'Map of the ways' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Wider map' }).click();
  await page.getByRole('heading', { name: 'By which ways it came' }).waitFor();
});

test('a map with its names is twice as large for whoever has letters twice as large', async () => {
  await page.setViewportSize({ width: 900, height: 900 });
  await page.goto(`/articles/${press.article}/map`);
  const map = page.locator('[data-map]:visible');
  const size = () => map.evaluate((each) => each.getBoundingClientRect().toJSON());
  const { width, height } = await size();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await size()).toMatchObject({ width: 2 * width, height: 2 * height });
});

test('the tabulator key shows where it is on every line and station of a map', async () => {
  await page.goto(`/articles/${press.article}/map`);
  await page.locator('.kicker a').focus();
  const shown: string[] = [];
  for (let at = 0; at < 4; at += 1) {
    await page.keyboard.press('Tab');
    shown.push(await page.evaluate(focusShown));
  }
  expect(shown).toEqual([
    '“the pilot warned the company in March” (high), wider',
    'Harbour pilot: 1 passage, ringed',
    'Harbour clerk: 1 passage, ringed',
    'The Morning Ledger: 1 passage, ringed',
  ]);
});

test('what is pointed at, a station of a map or a dot of the rail, is ringed', async () => {
  await page.locator('.minimap a').first().hover();
  const dot = page.locator('.minimap a:hover');
  expect(await dot.evaluate((each) => getComputedStyle(each).outlineStyle)).toBe('solid');
  await page.goto(`/articles/${press.article}/map`);
  const station = page.locator('.broad-map .station a').first();
  await station.locator('.body').hover({ force: true });
  const ring = station.locator('.focus');
  expect(await ring.evaluate((each) => getComputedStyle(each).stroke)).not.toBe('none');
});

test('what stands in every chain is on a bed that is seen in the dark, too', async () => {
  await page.goto(`/articles/${press.article}/map`);
  const bed = page.locator('.broad-map .beds');
  const depth = () => bed.evaluate((beds) => Number(getComputedStyle(beds).opacity));
  const light = await depth();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await depth()).toBeGreaterThan(1.5 * light);
});

/** What has the focus in the map, and by what more than a colour one sees that. */
function focusShown(): string {
  const within = document.activeElement;
  const title = within?.querySelector('title')?.textContent ?? '';
  const line = within?.querySelector('.line');
  const ring = within?.querySelector('.focus');
  const width = Number.parseFloat(line ? getComputedStyle(line).strokeWidth : '0');
  const isWider = width > Number(line?.getAttribute('stroke-width') ?? 0);
  const isRinged = ring ? getComputedStyle(ring).stroke !== 'none' : false;
  return `${title}, ${isWider ? 'wider' : isRinged ? 'ringed' : 'not shown'}`;
}
