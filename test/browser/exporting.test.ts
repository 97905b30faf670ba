import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insert } from '../../src/store/store.js';
import { article, edition } from '../reports/documents.js';
import { openPress, type Press } from './press.js';
import { sharedChrome } from './shared-chrome.js';

const articles = 60;

let browser: Browser;
let press: Press;
beforeAll(async () => {
  browser = await sharedChrome();
  press = await openPress(browser);
  for (let n = 1; n < articles; n++) {
    const titled = article(`a${n}`, { title: `Quay ${n}`, edition: 1, version: 1 });
    const text = edition(`a${n}`, 1, 'The quay sinks.');
    await press.newsroom.store.commit([insert('articles', titled), insert('editions', text)]);
  }
});
afterAll(async () => {
  await press?.close();
  await browser?.close();
});

test('whoever exports a whole desk sees how far it is, and that it came whole', async () => {
  const page = await press.reader(press.newsroom.tom);
  await page.goto('/articles');
  await page.getByRole('link', { name: 'Export' }).click();
  await page.getByRole('heading', { name: `Provenance of ${articles} articles` }).waitFor();
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'ZIP' }).click();
  await page.getByText(/Article \d+ of 60|Data, file \d: article \d+ of 60/u).waitFor();
  await page.locator('[data-progress]', { hasText: 'Sent whole.' }).waitFor();
  const file = await buffer(await (await begun).createReadStream());
  const folders = new Set(
    Object.keys(unzipSync(file)).flatMap((path) => /^articles\/\d+/u.exec(path) ?? []),
  );
  expect(folders.size).toBe(articles);
});
