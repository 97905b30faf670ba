import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { axe } from '../chrome.js';
import { asHops, drag, editedHops, openPress, type Press, writeChain } from '../press.js';

let press: Press;

beforeAll(async () => {
  press = await openPress();
  const line =
    '? -told-> Harbour pilot (unnamed, on trust) -told-> Laura Hickey [B] -wrote to-> The Morning Ledger';
  await press.tag('the pilot warned the company in March', line, {
    confidence: 'high',
  });
  await press.tag('the company in March', 'Clerk [D] -told-> The Morning Ledger (outlet)', {
    confidence: 'low',
    note: 'One clerk, no document.',
  });
  await press.tag('taken out of service', 'Ferry log (document)', { confidence: 'moderate' });
});

afterEach(() => press.part());

afterAll(() => press?.close());

type Arranging = (page: Page) => Promise<unknown>;

const states: [what: string, width: number, arrange: Arranging][] = [
  ['as it opens', 1280, async () => {}],
  ['with an annotation at hand', 1280, (page) => page.locator('mark').nth(1).click()],
  ['with its form and a hop open', 1280, openForm],
  ['with its keys listed', 1280, (page) => page.keyboard.press('?')],
  ['while a passage is selected by keyboard', 1280, (page) => page.keyboard.press('n')],
  ['narrow, as it opens', 360, async () => {}],
  ['narrow, with an annotation at hand', 360, (page) => page.locator('mark').first().click()],
  ['narrow, with its form and a hop open', 360, openForm],
];

test.each(states)('axe finds nothing on the article %s', async (_what, width, arrange) => {
  const page = await press.reader(press.newsroom.mira, { viewport: { width, height: 900 } });
  await arrange(page);
  await demandClean(page);
});

async function openForm(page: Page): Promise<void> {
  await drag(page, 'Two passengers');
  await writeChain(page, '? -> Laura Hickey -tolf-> x');
  await writeChain(page, '? -> Somebody New [C]');
  await asHops(page);
  await editedHops(page).nth(1).getByRole('button', { name: 'Details' }).click();
}

/** In the dark nothing but the colours is another. */
const ofColours = ['color-contrast', 'link-in-text-block'];

async function demandClean(page: Page): Promise<void> {
  expect(await axe(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await axe(page, ...ofColours)).toEqual([]);
}
