import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { all } from '../../src/store/store.js';
import { drag, endSessions, enter, openPress, type Press, writeChain } from './press.js';

/* Mira's page is open; in another tab of her browser Nils has signed in since. */

let press: Press;
let page: Page;
let annotation: string;
let said: string;
beforeEach(async () => {
  press = await openPress();
  annotation = await press.tag('the pilot warned the company in March', 'Harbour pilot');
  page = await press.reader(press.newsroom.mira);
  const { mira, nils } = press.newsroom;
  said = `This page was opened by ${mira.name}, and you are signed in as ${nils.name} by now: nothing was saved.`;
});
afterEach(() => press.close());

const stored = async () => press.newsroom.store.get('annotations', annotation);
const events = () => press.newsroom.store.count('events', 'all', '');
/** A second click in the same place, which would belong to the first until the pointer has moved. */
async function clickAgain(target: Locator): Promise<void> {
  await page.mouse.move(0, 0);
  await target.click();
}
const signIn = (who: 'mira' | 'nils') => enter(page.context(), press.newsroom[who]);

test('an annotation is not saved in another name, and stays in its form until its author is back', async () => {
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passenger -told-> Clerk');
  await signIn('nils');
  const before = await events();
  await page.keyboard.press('Control+Enter');
  await page.locator('form[data-annotation-form]').getByText(said).waitFor();
  expect(await events()).toBe(before);
  await signIn('mira');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  const authors: (string | null)[] = [];
  const query = { key: '', order: 'ascending' as const };
  for await (const { action, by } of all(press.newsroom.store, 'events', 'all', query))
    if (action === 'annotation.created') authors.push(by);
  expect(authors).toEqual(['jonas', 'mira']);
});

test('a verdict by key in the queue is not given in another name', async () => {
  await page.goto(`/review/${annotation}`);
  await signIn('nils');
  await page.keyboard.press('a');
  await page.getByText(said).waitFor();
  expect((await stored())?.verdicts).toEqual([]);
  expect(await page.locator('form[data-verdict-form]').count()).toBe(1);
});

test('a verdict in a card is not given in another name', async () => {
  await page.locator('.card .pill').first().click();
  await page.locator('form[data-verdict-form]').waitFor();
  await signIn('nils');
  await page.keyboard.press('a');
  await page.getByRole('alert').getByText(said).waitFor();
  expect((await stored())?.verdicts).toEqual([]);
});

test('a form that the browser sends is refused with its words, and sent from there when its author is back', async () => {
  await page.goto(`/annotations/${annotation}`);
  await page.locator('.thread > form textarea').fill('Which March?');
  await signIn('nils');
  await page.getByRole('button', { name: 'Comment' }).click();
  await page.getByRole('alert').getByText(said).waitFor();
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Which March?');
  const refused = page.url();
  await page.getByRole('button', { name: 'Send it' }).click();
  await page.waitForURL(({ href }) => href !== refused);
  await page.getByRole('alert').getByText(said).waitFor();
  expect((await stored())?.comments).toEqual([]);
  await signIn('mira');
  await clickAgain(page.getByRole('button', { name: 'Send it' }));
  await page.waitForURL(/#comment-/u);
  expect((await stored())?.comments).toMatchObject([{ text: 'Which March?', by: 'mira' }]);
});

test('the queue shows no page of somebody else under the name of whoever opened it', async () => {
  await press.tag('Northline declined to comment', 'Northline');
  await press.tag('Two passengers', 'Passenger');
  await page.goto(`/review/${annotation}`);
  await signIn('nils');
  // This one may have been fetched before.
  await page.locator('a[data-step="next"]').click();
  await page.locator(`main[data-review]:not([data-review="${annotation}"])`).waitFor();
  await clickAgain(page.locator('a[data-step="next"]'));
  await page.waitForFunction(
    (id) => document.documentElement.dataset.person === id,
    press.newsroom.nils.id,
  );
});

test('a page that the browser brings back is seen again by nobody but whoever opened it', async () => {
  const transit = (type: 'pagehide' | 'pageshow') =>
    page.evaluate((name) => {
      dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
      return document.querySelector('main')?.checkVisibility({ visibilityProperty: true });
    }, type);
  expect([await transit('pagehide'), await transit('pageshow')]).toEqual([false, true]);
  await transit('pagehide');
  await signIn('nils');
  const other = await page.context().newPage();
  await other.goto('/articles');
  await other.locator('html.scripted').waitFor();
  expect(await transit('pageshow')).toBe(false);
  await page.locator(`html[data-person="${press.newsroom.nils.id}"]`).waitFor();
  await transit('pagehide');
  await endSessions(press.newsroom, press.newsroom.nils);
  await other.reload();
  await other.locator('html.scripted').waitFor();
  await transit('pageshow');
  await page.waitForURL(/sign-in/u);
});
