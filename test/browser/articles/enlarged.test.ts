import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { parse } from '../../../src/domain/parse.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { axe } from '../chrome.js';
import { openPress, type Press } from '../press.js';

/* A window of 1280 by 1024 whose page is enlarged four times has 320 by 256 pixels. */

let press: Press;
let page: Page;
let tagged: string;

beforeEach(async () => {
  press = await openPress();
  tagged = await press.tag('the pilot warned the company', 'Clerk -told-> The Morning Ledger');
  page = await press.reader(press.newsroom.mira, { viewport: { width: 320, height: 256 } });
});
afterEach(() => press.close());

test('enlarged four times, the head scrolls away, and the card at hand leaves its passage in sight', async () => {
  const mark = page.locator('mark').first();
  await mark.click();
  const sheet = page.locator('.margin.peek');
  await sheet.waitFor();
  const [passage, card] = [await mark.boundingBox(), await sheet.boundingBox()];
  expect(passage?.y).toBeGreaterThanOrEqual(0);
  expect((passage?.y ?? 0) + 20).toBeLessThan(card?.y ?? 0);
  expect(
    await page.locator('header.top').evaluate((head) => head.getBoundingClientRect().bottom),
  ).toBeLessThan(1);
  expect(await axe(page)).toEqual([]);
});

test('enlarged four times, where an annotation is judged no bar lies over its chain', async () => {
  await page.goto(`/annotations/${tagged}`);
  const hop = page.locator('.judging .chain > li').first();
  await hop.scrollIntoViewIfNeeded();
  const seen = await hop.evaluate((each) => {
    const { left, top, height } = each.getBoundingClientRect();
    return each.contains(document.elementFromPoint(left + 40, top + height / 2));
  });
  expect(seen).toBe(true);
});

test.each([
  ['/help', '.source-sign'],
  ['/articles/ARTICLE/report', '.map-legend svg'],
  ['/annotations/TAGGED/edit', '.chain-control svg.sign'],
])('with letters twice as large, the signs of %s are', async (path, signs) => {
  await page.goto(path.replace('ARTICLE', press.article).replace('TAGGED', tagged));
  await page.locator('html.scripted').waitFor();
  await page.locator(signs).locator('visible=true').first().waitFor();
  // All at once: a chain may be drawn anew in between.
  const [before = 0, enlarged] = await page.evaluate((selector) => {
    const heights = () =>
      [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect().height);
    const size = heights().find((height) => height > 0);
    document.documentElement.style.setProperty('font-size', '200%');
    return [size, heights().find((height) => height > 0)];
  }, signs);
  expect(before).toBeGreaterThan(10);
  expect(enlarged).toBeCloseTo(2 * before, 1);
});

test('on the narrowest phone the dots of a menu stand beside words, and not alone on a line', async () => {
  const { desk, mira, nils } = press.newsroom;
  const viewport = { width: 320, height: 640 };
  const phone = await press.reader(mira, { viewport, hasTouch: true, isMobile: true });
  const dispute = { verdict: 'dispute', on: 'hop:1', comment: 'Who?' };
  await giveVerdict(desk, nils, tagged, parse(verdictInput, dispute));
  for (const path of [`/articles/${press.article}`, `/annotations/${tagged}`]) {
    await phone.goto(path);
    const menu = phone.locator('[data-menu]:visible').first();
    await menu.waitFor();
    const beside = await menu.evaluate((dots) => {
      const { top, bottom } = dots.getBoundingClientRect();
      const middle = (top + bottom) / 2;
      const others = [...(dots.parentElement?.parentElement?.children ?? [])];
      return others.filter((other) => {
        const box = other.getBoundingClientRect();
        return !other.contains(dots) && box.top < middle && middle < box.bottom;
      }).length;
    });
    expect(beside).toBeGreaterThan(0);
  }
});

test('on a phone the choice of a report and its files are as high as a finger is broad', async () => {
  const viewport = { width: 320, height: 640 };
  const phone = await press.reader(press.newsroom.mira, {
    viewport,
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(`/articles/${press.article}/report`);
  const touched = phone.locator('.audiences a, .downloads > :is(a, button):visible');
  const heights = await touched.evaluateAll((all) => all.map(({ clientHeight: h }) => h + 2));
  expect(heights.length).toBeGreaterThan(4);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
});

test('no label beside a fact is broken on the narrowest phone', async () => {
  const { mira, ada } = press.newsroom;
  const phone = await press.reader(ada, { viewport: { width: 320, height: 640 } });
  await phone.goto(`/people/${mira.id}`);
  const labels = phone.locator('dl.facts dt');
  const lines = await labels.evaluateAll((all) =>
    all.map((each) => {
      const words = document.createRange();
      words.selectNodeContents(each);
      return words.getClientRects().length;
    }),
  );
  expect(lines).toEqual([1, 1, 1, 1]);
});

test('the words of a verdict stay within its button, on whatever phone', async () => {
  await page.locator('mark').first().click();
  const button = page.locator('.margin.peek .verdict-buttons > *');
  for (const width of [320, 360, 390]) {
    await page.setViewportSize({ width, height: 740 });
    const spills = await button.evaluateAll((all) =>
      all.map((each) => each.scrollWidth - each.clientWidth),
    );
    expect(spills).toEqual([0, 0, 0, 0]);
  }
});
