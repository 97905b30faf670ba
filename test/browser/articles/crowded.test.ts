import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

/* Sixty annotations over the very same words. */

const count = 60;

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  for (let at = 0; at < count; at += 1) await press.tag('only one engine was safe', `Clerk ${at}`);
});
afterEach(() => press.close());

test.each([1280, 390])(
  'each of them can be chosen in a window of %i pixels, with the mouse and with the keys',
  async (width) => {
    page = await press.reader(press.newsroom.mira, { viewport: { width, height: 800 } });
    await page.locator('html.scripted').waitFor();
    const mark = page.locator('mark').first();
    expect(await mark.getAttribute('data-numbers')).toBe(`1–${count}`);
    await mark.hover();
    const choices = page.getByRole('button', { name: / not assessed$/u });
    await choices.last().waitFor();
    for (const choice of [choices.first(), choices.nth(30), choices.last()]) {
      await choice.focus();
      const { x = -1, width: wide = 0 } = (await choice.boundingBox()) ?? {};
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + wide).toBeLessThanOrEqual(width);
      await page.keyboard.press('Enter');
      expect(await choice.getAttribute('aria-pressed')).toBe('true');
      expect(await choice.evaluate((at) => at === document.activeElement)).toBe(true);
    }
  },
);
