import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Program } from '../program.js';
import { drag } from './press.js';
import { leaveChrome, openContext, sharedChrome } from './shared-chrome.js';

/* From the line in the terminal to the first saved annotation, for somebody who reads nothing. */

let browser: Browser;
let whence: Program;
let page: Page;
beforeAll(async () => {
  [browser, whence] = await Promise.all([sharedChrome(), Program.install()]);
});
afterAll(() => Promise.all([leaveChrome(), whence?.uninstall()]));

test('two clicks, three fields, a selection and a name lead to the first saved annotation', async () => {
  await copyFile(fileURLToPath(new URL('../../db.json', import.meta.url)), whence.database);
  const { link } = await whence.serve({ setUp: true });
  page = await (await openContext(browser, { reducedMotion: 'reduce' })).newPage();
  const done = { clicks: 0, fields: 0, drags: 0, lines: 0 };
  const click = async (selector: string) => {
    await page.locator(selector).click();
    done.clicks += 1;
  };
  const fill = async (name: string, words: string) => {
    await page.getByLabel(name).fill(words);
    done.fields += 1;
  };
  await page.goto(link ?? '');
  await fill('Your name', 'Ada Quist');
  await fill('E-mail address', 'ada@example.org');
  await fill('Password', 'paper ink and coffee');
  await click('main button');

  await page.locator('html.scripted [data-first-advice]').waitFor();
  const marks = () => page.locator('article.card').count();
  const before = await marks();
  await drag(page, 'six of its piles');
  done.drags += 1;
  await page.keyboard.type('Harbour diver');
  done.lines += 1;
  await click('[data-annotation-form] [data-save]:visible');
  await page.locator('[data-toast]').getByText('saved').waitFor();
  expect(await marks()).toBe(before + 1);
  expect(done).toEqual({ clicks: 2, fields: 3, drags: 1, lines: 1 });
  // The advice goes with the next page: the text below it would move.
  expect(await page.locator('[data-first-advice]').isVisible()).toBe(true);
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await page.locator('[data-first-advice]').isVisible()).toBe(false);
});
