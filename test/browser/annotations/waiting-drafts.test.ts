import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPress, type Press } from '../press.js';

/* What the line of a draft that waits says of it. */

let press: Press;
let page: Page;
let id: string;
beforeEach(async () => {
  press = await openPress();
  id = await press.tag(
    'the pilot warned',
    'Clerk (seen) -told-> The Morning Ledger (outlet, seen)',
  );
  page = await press.reader(press.newsroom.jonas);
});
afterEach(() => press.close());

async function openForm(tab: Page, key: 'e' | 'p'): Promise<void> {
  await tab.bringToFront();
  await tab.locator(`mark[data-annotations~="${id}"]`).click();
  await tab.locator(`#annotation-${id}.here`).waitFor();
  await tab.keyboard.press(key);
  await tab.locator('.popover form[data-annotation-form] [data-chain-control]').waitFor();
}

async function note(tab: Page, words: string): Promise<void> {
  const opener = tab.getByRole('button', { name: '+ Note' });
  if (await opener.isVisible()) await opener.click();
  await tab.locator('.popover').getByLabel('Note').fill(words);
}

/** Another tab with the article, in which nothing is open. */
async function anotherTab(): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(`/articles/${press.article}`);
  await tab.locator('html.scripted').waitFor();
  return tab;
}

const linesIn = (tab: Page) =>
  tab
    .locator('[data-draft] > bdi')
    .evaluateAll((all) =>
      all.map((each) => each.parentElement?.firstChild?.textContent + (each.textContent ?? '')),
    );

test('a draft says whether it is of changes or of a proposal, and at which passage', async () => {
  await openForm(page, 'e');
  await note(page, 'It was at night.');
  await page.keyboard.press('Escape');
  await page.locator('.popover:visible').waitFor({ state: 'detached' });
  expect(await linesIn(page)).toEqual(['1 unsaved draft: changes to “the pilot warned”']);
  const nils = await press.reader(press.newsroom.nils);
  await openForm(nils, 'p');
  await nils.locator('.popover [name=reason]').fill('He said so himself.');
  await nils.keyboard.press('Escape');
  await nils.locator('[data-draft]').waitFor();
  expect(await linesIn(nils)).toEqual(['1 unsaved draft: proposal to “the pilot warned”']);
});

test('of two drafts of the changes to one annotation each says what is typed in it alone', async () => {
  const other = await anotherTab();
  for (const tab of [page, other]) await openForm(tab, 'e');
  await note(other, 'It was at night.');
  await note(page, 'It was in the morning.');
  const third = await anotherTab();
  await third.locator('[data-draft]').nth(1).waitFor();
  expect((await linesIn(third)).toSorted()).toEqual([
    '1 unsaved draft: changes, note “It was at night.”',
    '1 unsaved draft: changes, note “It was in the morning.”',
  ]);
  await openForm(third, 'e');
  await third.getByText('Another draft of it waits.').waitFor();
  const [waiting] = await linesIn(third);
  const typed = await third.locator('.popover').getByLabel('Note').inputValue();
  expect([`1 unsaved draft: changes, note “${typed}”`, waiting].toSorted()).toEqual([
    '1 unsaved draft: changes, note “It was at night.”',
    '1 unsaved draft: changes, note “It was in the morning.”',
  ]);
});

test('a draft of changes that bears no passage says what it is', async () => {
  await openForm(page, 'e');
  await note(page, 'It was at night.');
  await page.keyboard.press('Escape');
  await page.locator('[data-draft]').waitFor();
  // Where no form goes on keeping what it has.
  await page.goto('/articles');
  await page.evaluate(() => {
    for (const [key, kept] of Object.entries(localStorage)) {
      if (!key.startsWith('whence:draft:')) continue;
      const draft: { entries: [string, string][] } = JSON.parse(kept);
      const entries = draft.entries.filter(([name]) => name !== 'exact');
      localStorage.setItem(key, JSON.stringify({ ...draft, entries }));
    }
  });
  expect(await linesIn(await anotherTab())).toEqual(['1 unsaved draft: changes']);
});
