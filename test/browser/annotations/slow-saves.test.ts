import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chainLine, drag, inMenu, intercept, openPress, type Press, writeChain } from '../press.js';

/* What the server answers late never takes the keys from what somebody has begun meanwhile. */

let press: Press;
let page: Page;
let id: string;
let card: Locator;

beforeEach(async () => {
  press = await openPress();
  id = await press.tag('the repair was never ordered', 'Engineer -told-> The Morning Ledger');
  page = await press.reader(press.newsroom.jonas, { viewport: { width: 1280, height: 800 } });
  await page.locator('html.scripted').waitFor();
  card = page.locator(`#annotation-${id}`);
});
afterEach(() => press.close());

/** Holds what is asked of an address until it is let go; or until it fails then. */
async function hold(address: string, { fails = false } = {}) {
  let letGo = () => {};
  let count = 0;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await intercept(page, address, async (route) => {
    count += 1;
    await held;
    await (fails ? route.abort() : route.continue());
  });
  const isAsked = (times = 1) => expect.poll(() => count).toBe(times);
  return { letGo: () => letGo(), isAsked };
}

/** Begins a form on a passage by selecting it and typing, as far as "Cle". */
async function beginAnother(): Promise<void> {
  await drag(page, 'kept a list');
  await page.getByRole('button', { name: 'As text' }).click();
  await chainLine(page).press('End');
  await page.keyboard.type('Cle');
}

/** Types on; every letter is in the line of the form that was begun. */
async function typesOn(): Promise<void> {
  await page.keyboard.type('rk and deputies');
  expect(await chainLine(page).inputValue()).toContain('Clerk and deputies');
}

/** An annotation of "declined to comment" is on its way, for as long as it is held. */
async function saveSlowly(end = {}) {
  await drag(page, 'declined to comment');
  await writeChain(page, 'Pilot -told-> The Morning Ledger');
  const save = await hold('**/annotations', end);
  await page.keyboard.press('Control+Enter');
  await save.isAsked();
  return save;
}

test('an annotation that is saved late leaves the keys to the form that was opened since', async () => {
  const save = await saveSlowly();
  await page.keyboard.press('Escape');
  await beginAnother();
  save.letGo();
  await page.getByText('Annotation saved.').waitFor();
  await typesOn();
});

test('a passage selected while an annotation is on its way has a form of its own', async () => {
  const save = await saveSlowly();
  await drag(page, 'kept a list');
  await page.keyboard.type('Cle');
  save.letGo();
  await page.getByText('Annotation saved.').waitFor();
  await typesOn();
  await page.locator('.popover').getByText('kept a list').waitFor();
  await page.locator('mark', { hasText: 'declined to comment' }).waitFor();
});

test('a form that is closed while it is on its way is not called unsaved', async () => {
  const save = await saveSlowly();
  await page.keyboard.press('Escape');
  save.letGo();
  await page.getByText('Annotation saved.').waitFor();
  expect(await page.getByText('not saved').count()).toBe(0);
  expect(await page.getByText('unsaved draft').count()).toBe(0);
});

test('what is on its way is not called unsaved, and offers nothing to go on with or to discard', async () => {
  const save = await saveSlowly();
  await drag(page, 'kept a list');
  await page.keyboard.type('Cle');
  const line = page.locator('[data-draft]');
  expect(await line.innerText()).toMatch(/^Saving:\s*“declined to comment”$/u);
  expect(await line.getByRole('button').count()).toBe(0);
  expect(await page.locator('[data-drafts]').count()).toBe(0);
  save.letGo();
  await page.getByText('Annotation saved.').waitFor();
  expect(await line.count()).toBe(0);
});

test('what the register tells late of a chain that is saved makes no draft of it', async () => {
  const told = await hold('**/sources/resolution');
  await drag(page, 'declined to comment');
  await writeChain(page, 'Engineer -told-> The Morning Ledger');
  await told.isAsked();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  const answered = page.waitForResponse('**/sources/resolution');
  told.letGo();
  await (await answered).finished();
  await drag(page, 'kept a list');
  expect(await page.locator('[data-draft]').count()).toBe(0);
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await page.locator('[data-draft]').count()).toBe(0);
});

/** What is sent to an address arrives, and the page is left before its answer. */
async function loseAnswers(address: string): Promise<{ arrived: () => Promise<void> }> {
  let count = 0;
  await intercept(page, address, async (route) => {
    await route.fetch();
    count += 1;
  });
  return { arrived: () => expect.poll(() => count).toBe(1) };
}

async function reload(): Promise<void> {
  await page.reload();
  await page.unrouteAll();
  await page.getByText('is here again').waitFor();
}

test('an annotation whose answer a reload has lost is not made twice by saving its draft', async () => {
  const { arrived } = await loseAnswers('**/annotations');
  await drag(page, 'declined to comment');
  await writeChain(page, 'Deputy pilot -told-> A clerk nobody knew -wrote-> The Morning Ledger');
  await page.getByRole('radio', { name: 'Low' }).check();
  await page.keyboard.press('Control+Enter');
  await arrived();
  await reload();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await page.locator('article.card', { hasText: 'Deputy pilot' }).count()).toBe(1);
  expect(await page.locator('[data-draft]').count()).toBe(0);
});

test('what is typed on after such a reload is another annotation, and not lost', async () => {
  const { arrived } = await loseAnswers('**/annotations');
  await drag(page, 'declined to comment');
  await writeChain(page, 'Deputy pilot -told-> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  await arrived();
  await reload();
  await writeChain(page, 'Deputy pilot -told-> Clerk -told-> The Morning Ledger');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await page.locator('article.card', { hasText: 'Deputy pilot' }).count()).toBe(2);
});

test('a proposal whose answer a reload has lost is not made twice by sending its draft', async () => {
  page = await press.reader(press.newsroom.mira, { viewport: { width: 1280, height: 800 } });
  await page.locator('html.scripted').waitFor();
  await page.locator('article.card .pill').click();
  await page.locator('article.card [data-propose]').click();
  await page.locator('.popover form').waitFor();
  await writeChain(page, 'Former engineer -told-> The Morning Ledger');
  await page.locator('.popover [name=reason]').fill('He says that he left.');
  const { arrived } = await loseAnswers('**/proposals');
  await page.keyboard.press('Control+Enter');
  await arrived();
  await reload();
  await page.keyboard.press('Control+Enter');
  await page.locator('.popover form').waitFor({ state: 'detached' });
  const { proposals } = (await press.newsroom.store.get('annotations', id)) ?? {};
  expect(proposals).toMatchObject([{ reason: 'He says that he left.' }]);
});

test('what is refused late is an unsaved draft again', async () => {
  const save = await saveSlowly({ fails: true });
  await drag(page, 'kept a list');
  await page.keyboard.type('Cle');
  save.letGo();
  await page.locator('[data-draft]').getByRole('button', { name: 'Go on' }).waitFor();
  expect(await page.locator('[data-draft]').innerText()).toContain('1 unsaved draft');
});

test('what is refused late is offered again', async () => {
  const save = await saveSlowly({ fails: true });
  await page.keyboard.press('Escape');
  save.letGo();
  await page.getByText('An annotation was not saved.').waitFor();
  await page.getByRole('button', { name: 'Open it again' }).click();
  expect(await chainLine(page).inputValue()).toContain('Pilot');
});

test('a passage selected beside a form is next once that is saved', async () => {
  await drag(page, 'declined to comment');
  await page.keyboard.type('Pilot');
  await drag(page, 'kept a list');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  await page.keyboard.type('Clerk and deputies');
  await page.locator('.popover').getByText('kept a list').waitFor();
  expect(await chainLine(page).inputValue()).toContain('Clerk and deputies');
});

test('a form that arrives late takes no place from the one that was begun since', async () => {
  const edit = await inMenu(card, 'Edit');
  const form = await hold('**/annotations/*/form');
  await edit.click();
  await form.isAsked();
  await beginAnother();
  const answered = page.waitForResponse('**/annotations/*/form');
  form.letGo();
  await (await answered).finished();
  await typesOn();
});

test('a form that is asked for twice comes once', async () => {
  await card.locator('.pill').click();
  const form = await hold('**/annotations/*/form');
  await page.keyboard.press('e');
  await form.isAsked();
  await (await inMenu(card, 'Edit')).click();
  await form.isAsked(2);
  form.letGo();
  await page.locator('.popover form').waitFor();
  await page.keyboard.type('Clerk');
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('is here again').count()).toBe(0);
});

test('a deletion that is done late leaves the keys to the form that was opened since', async () => {
  const remove = await inMenu(card, 'Delete');
  const deletion = await hold('**/deletion');
  await remove.click();
  await deletion.isAsked();
  await beginAnother();
  deletion.letGo();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await typesOn();
});
