import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdClock, inMenu, intercept, openPress, type Press } from '../press.js';

/* Words typed where a field was expected, and none is yet, do nothing that their letters are keys for. */

let press: Press;
let page: Page;
let ids: string[];
let letGo = () => {};

beforeEach(async () => {
  press = await openPress();
  ids = [];
  for (const passage of ['the pilot warned', 'the repair was never ordered', 'kept a list']) {
    press.newsroom.pass({ minutes: 1 });
    ids.push(await press.tag(passage, 'Clerk (seen) -told-> The Morning Ledger (outlet, seen)'));
  }
  page = await press.reader(press.newsroom.ada);
});
afterEach(async () => {
  letGo();
  await press.close();
});

const cards = () => page.locator('.margin article.card').count();
const isActive = (id: string | undefined) => page.locator(`#annotation-${id}.here`).waitFor();
const told = () => page.getByRole('status').filter({ hasText: 'letters typed since' }).waitFor();

async function openFirst(): Promise<void> {
  await page.locator(`mark[data-annotations~="${ids[0]}"]`).click();
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
}

/** Lets no answer from an address come as long as the test lasts. */
async function holdBack(address: string): Promise<void> {
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await intercept(page, address, async (route) => {
    await held;
    await route.abort();
  });
}

/** For a page that is on its way every question to this one would wait. */
const holdPage = (address: string) =>
  intercept(page, address, (route) => route.fulfill({ status: 204 }));

/** Everything that letters could have done here was not done. */
async function nothingWasDone(): Promise<void> {
  await isActive(ids[0]);
  expect(await page.locator('[role="application"], dialog[open], .more-menu.open').count()).toBe(0);
  expect(await page.locator('.filter-chip:focus, [aria-pressed="true"]').count()).toBe(0);
}

const atInQueue = (at: number) =>
  page.locator(`.scripted main[data-review="${ids[at]}"]`).waitFor();
const verdictsOn = async (at: number) =>
  (await press.newsroom.store.get('annotations', ids[at] ?? ''))?.verdicts.length;

/** In the queue, in which no time passes from now on. */
async function beUnsureOfFirst(): Promise<void> {
  await page.goto(`/review/${ids[0]}`);
  await page.getByRole('button', { name: 'Agree a' }).waitFor();
  await holdClock(page);
  await page.keyboard.press('u');
  await atInQueue(1);
}

test('words typed on behind u skip nothing in the queue and take nothing back', async () => {
  await beUnsureOfFirst();
  await page.keyboard.type('the jazz? 1 kiosk.');
  await told();
  expect(await page.locator('dialog[open], [data-on].aimed').count()).toBe(0);
  await page.clock.fastForward(2500);
  await page.keyboard.press('a');
  await atInQueue(2);
  expect(await verdictsOn(0)).toBe(1);
});

for (const word of ['jazz', 'keep', 'zany']) {
  test(`a word typed right behind u, as “${word}”, does nothing by its first letter either`, async () => {
    await beUnsureOfFirst();
    await page.keyboard.type(word);
    await told();
    await page.clock.fastForward(2500);
    expect(await page.locator('dialog[open], .popover form').count()).toBe(0);
    await page.keyboard.press('a');
    await atInQueue(2);
    expect([await verdictsOn(0), await verdictsOn(1)]).toEqual([1, 1]);
  });
}

test('a key that decides nothing acts right behind u once no letter has followed it', async () => {
  await beUnsureOfFirst();
  await page.keyboard.press('z');
  await page.clock.fastForward(500);
  await atInQueue(0);
  expect(await verdictsOn(0)).toBe(0);
});

test('of a key pressed twice right behind u both presses act', async () => {
  await beUnsureOfFirst();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await atInQueue(2);
  await page.clock.fastForward(500);
  // Behind the last comes the first that is left.
  await atInQueue(1);
});

test('behind u keys that decide nothing act, as long as nothing else is typed', async () => {
  await beUnsureOfFirst();
  await page.clock.fastForward(1500);
  await page.keyboard.press('j');
  await atInQueue(2);
  await page.keyboard.press('k');
  await atInQueue(1);
  await page.keyboard.press('a');
  await told();
  expect(await verdictsOn(1)).toBe(0);
});

test('behind u keys that act make the pause no longer', async () => {
  await beUnsureOfFirst();
  await page.clock.fastForward(1500);
  await page.keyboard.press('j');
  await atInQueue(2);
  await page.clock.fastForward(1000);
  await page.keyboard.press('a');
  await expect.poll(() => verdictsOn(2)).toBe(1);
});

test('words typed behind e before the form has come lead nowhere else', async () => {
  await openFirst();
  await holdBack('**/annotations/*/form');
  await page.keyboard.type('ejohn fox?');
  await told();
  await nothingWasDone();
});

test('words typed behind Enter on Edit before the form has come open no menu and press nothing', async () => {
  const edit = await inMenu(page.locator(`#annotation-${ids[0]}`), 'Edit');
  await holdBack('**/annotations/*/form');
  await edit.press('Enter');
  await page.keyboard.type(' john ');
  await page.keyboard.press('Enter');
  await told();
  await nothingWasDone();
  expect(await cards()).toBe(3);
});

test('whoever presses Enter again and again presses a button two seconds after the last letter', async () => {
  await openFirst();
  await holdClock(page);
  await holdBack('**/annotations/*/form');
  await page.keyboard.press('e');
  const agree = page.getByRole('button', { name: 'Agree a' });
  await page.clock.fastForward(1500);
  await agree.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Enter and Space press no button' }).waitFor();
  await page.clock.fastForward(1000);
  await agree.press('Enter');
  const verdicts = async () =>
    (await press.newsroom.store.get('annotations', ids[0] ?? ''))?.verdicts.length;
  await expect.poll(verdicts).toBe(1);
});

for (const keys of ['/', 'Control+k']) {
  test(`words typed behind ${keys} before the page of the search has come take nothing back`, async () => {
    await (await inMenu(page.locator(`#annotation-${ids[2]}`), 'Delete')).press('Enter');
    await expect.poll(cards).toBe(2);
    await openFirst();
    await holdPage('**/search');
    await page.keyboard.press(keys);
    await page.keyboard.type('zinc find ');
    await told();
    await nothingWasDone();
    expect(await cards()).toBe(2);
  });
}

test('a field that has come takes its keys, and those behind it act again at once', async () => {
  await openFirst();
  await holdClock(page);
  await page.keyboard.press('e');
  await page.locator('[data-chain-control] input:focus').waitFor();
  await page.locator('.popover button', { hasText: 'Close' }).press('Enter');
  await page.keyboard.press('j');
  await isActive(ids[1]);
});

test('a report that is fetched leaves the keys of its page as they are', async () => {
  await page.goto(`/articles/${press.article}/report`);
  await page.locator('html.scripted').waitFor();
  await holdClock(page);
  const download = page.waitForEvent('download');
  await page.locator('a[data-export]').first().press('Enter');
  await (await download).cancel();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Signs and keys' }).waitFor();
});
