import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drag, openPress, type Press } from '../press.js';

/* What those hear who have a page read out: each thing once. */

let press: Press;
let page: Page;
beforeAll(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
});
afterAll(() => press?.close());

interface Heard {
  role: string;
  name: string;
  description: string;
}

/** What Chrome tells such a program of the page, in its order. */
async function heard(): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const words = (value?: { value?: unknown }) => String(value?.value ?? '');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description }) => ({
      ...{ role: words(role), name: words(name), description: words(description) },
    }));
}

test('in the form of an annotation nothing is described by its own name, and its title names the passage alone', async () => {
  await drag(page, 'Two passengers');
  await page.keyboard.type('Harbour clerk');
  await page.locator('.as-new').first().waitFor();
  const typing = await heard();
  await page.keyboard.press('Enter');
  await page.locator('.letter').first().waitFor();
  const all = [...typing, ...(await heard())];
  expect(all.find(({ role }) => role === 'dialog')?.name).toBe('“Two passengers”');
  const doubled = all.filter(({ name, description }) => name && description.includes(name));
  expect(doubled).toEqual([]);
});
