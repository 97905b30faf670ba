import { expect, test } from 'vitest';
import { openPress } from '../press.js';

test('times are said as one says them, exact and in the reader’s zone where one points at them', async () => {
  const press = await openPress();
  await press.tag('the repair was never ordered', 'Engineer -told-> The Morning Ledger');
  const page = await press.reader(press.newsroom.mira, { timezoneId: 'Asia/Tokyo' });
  await page.clock.setFixedTime('2026-03-02T11:10:00Z');
  await page.reload();
  const made = page.locator('.card .byline time').first();
  expect(await made.textContent()).toBe('2 h ago');
  expect(await made.getAttribute('title')).toBe('2 March 2026, 18:00 GMT+9');
  await page.goto('/history');
  expect(await page.locator('.day time').first().textContent()).toBe('09:00 UTC');
  await press.close();
});

test('on paper times are exact: nobody knows there from when it was ago', async () => {
  const press = await openPress();
  await press.tag('the repair was never ordered', 'Engineer -told-> The Morning Ledger');
  const page = await press.reader(press.newsroom.mira, { timezoneId: 'Asia/Tokyo' });
  await page.clock.setFixedTime('2026-03-02T11:10:00Z');
  await page.reload();
  const made = page.locator('.card .byline time').first();
  await expect.poll(() => made.textContent()).toBe('2 h ago');
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => made.textContent()).toBe('2 March 2026, 18:00 GMT+9');
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => made.textContent()).toBe('2 h ago');
  await press.close();
});
