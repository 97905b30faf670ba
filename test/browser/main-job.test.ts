import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatNames } from '../../src/reports/formats.js';
import { ended, Program } from '../program.js';
import { readable } from '../reports/readable.js';
import { drag, inMenu } from './press.js';
import { leaveChrome, openContext, sharedChrome } from './shared-chrome.js';

/*
 * The first job from end to end, as a newcomer does it: the built program on a new database, a real
 * browser, and a process that is killed in the middle.
 */

const ada = { name: 'Ada Quist', email: 'ada@example.org', password: 'paper ink and coffee' };
const title = 'Minister thought the river treaty was ready';
const text = `The water minister believed last spring that 🌊 both capitals were ready to sign the river treaty, a cable published by the Delta Files shows.

In it a Dutch diplomat reports what Lotte Maas of the treaty unit told him: that only the head of the dam authority was holding back, and that he would have to be won over.

The cable does not say how that view was formed.`;
const fiveHops =
  'Lotte Maas [B] -told-> Dutch diplomat (unnamed) -wrote to-> Treaty cable (document, seen) -leaked to-> Delta Files [C] (organisation) -released to-> The Delta Post';

let browser: Browser;
let whence: Program;
beforeAll(async () => {
  [browser, whence] = await Promise.all([sharedChrome(), Program.install()]);
});
afterAll(() => Promise.all([leaveChrome(), whence?.uninstall()]));

test('an article is added, annotated with the mouse, edited and exported, and outlives a kill', async () => {
  const first = await whence.serve({ setUp: true });
  const page = await (await openContext(browser, { reducedMotion: 'reduce' })).newPage();
  await setUp(page, first.link ?? '');
  await addArticle(page, first.url);
  const path = new URL(page.url()).pathname;

  await tag(page, 'both capitals were ready to sign the river treaty', fiveHops, 'High');
  await tag(page, 'only the head of the dam authority was holding back', '? -> Lotte Maas', 'Low');
  await tag(
    page,
    'the dam authority was holding back, and that he would',
    'Lotte Maas',
    'Moderate',
  );
  await edit(page, 'only the head of the dam authority was holding back', 'Moderate');
  const before = await exports(page, first.url, path);
  const cards = await said(page);

  await ended(first.child, 'SIGKILL');
  const second = await whence.serve({ setUp: false });
  await page.goto(`${second.url}${path}`);
  expect(await said(page)).toEqual(cards);
  expect(await exports(page, second.url, path)).toEqual(before);
  expect(await page.locator('[data-edition-text]').evaluate((node) => node.textContent)).toBe(text);
  await ended(second.child, 'SIGTERM');

  const { stdout } = await whence.run(['check']);
  expect(stdout).toBe('Nothing is wrong.\n');
  for (const format of formatNames) {
    const id = path.split('/').at(-1) ?? '';
    const out = join(whence.folder, `report.${format}`);
    await whence.type(['export', id, '--format', format, '--out', out]);
    expect(await readable(await readFile(out))).toBe(before[format]);
  }
});

async function setUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Name').fill(ada.name);
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password').fill(ada.password);
  await page.locator('main button').click();
  await page.waitForURL('**/articles');
}

async function addArticle(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/articles/new`);
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Publisher').fill('The Delta Post');
  await page.getByRole('button', { name: 'Save article' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  // The mouse is at work only where the script is.
  await page.locator('html.scripted').waitFor();
}

/** Selects words with the mouse, types a chain, says the confidence and saves by the keyboard. */
async function tag(page: Page, words: string, chain: string, level: string): Promise<void> {
  const cards = page.locator('article.card');
  const count = await cards.count();
  await drag(page, words);
  await page.keyboard.type(chain);
  await page.getByRole('radio', { name: level }).check();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => cards.count()).toBe(count + 1);
}

async function edit(page: Page, words: string, level: string): Promise<void> {
  const card = page.locator('article.card', { hasText: words });
  await (await inMenu(card, 'Edit')).click();
  await page.getByRole('radio', { name: level }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => card.getAttribute('data-confidence')).toBe(level.toLowerCase());
}

/** What each card says of its tag. */
function said(page: Page): Promise<string[]> {
  return page
    .locator('article.card')
    .evaluateAll((cards) =>
      cards.map((card) =>
        [
          card.id,
          card.getAttribute('data-confidence'),
          card.querySelector('[data-chain]')?.textContent,
        ]
          .join(' ')
          .replace(/\s+/gu, ' '),
      ),
    );
}

/** Every report of an article, by format, as the page's own session gets it. */
async function exports(page: Page, url: string, path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const format of formatNames) {
    const answer = await page.request.get(`${url}${path}/report?format=${format}`);
    expect(answer.status()).toBe(200);
    found[format] = await readable(await answer.body());
    expect(found[format]).toContain('Lotte Maas');
  }
  return found;
}
