import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Desk } from '../../../src/desk/desk.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { parse } from '../../../src/domain/parse.js';
import { nameKey } from '../../../src/domain/register/name.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import {
  asHops,
  boxOf,
  chainLine,
  drag,
  editedHops,
  endSessions,
  openPress,
  type Press,
  signIn,
  writeChain,
} from '../press.js';

let press: Press;
let page: Page;

beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.mira);
  await drag(page, 'Two passengers');
  await writeChain(page, 'Passenger -told-> Clerk');
  await openDetails();
  await page.getByLabel('How the article describes it').fill('a passenger');
  await page.getByRole('radio', { name: 'Low' }).check();
});

afterEach(() => press.close());

const chain = () => chainLine(page);

async function openDetails(): Promise<void> {
  await asHops(page);
  await editedHops(page).first().getByRole('button', { name: 'Details' }).click();
}

const waiting = () => page.locator('[data-draft]');
/** All that the desk keeps in the browser, but what says nothing of anything typed. */
const drafts = (tab = page) =>
  tab.evaluate(() =>
    Object.keys(localStorage).filter((key) => !['whence:coached', 'whence:person'].includes(key)),
  );

async function demandDraft(): Promise<void> {
  expect(await chain().inputValue()).toBe('Passenger -told-> Clerk');
  expect(await page.locator('[name=exact]').inputValue()).toBe('Two passengers');
  expect(await page.getByRole('radio', { name: 'Low' }).isChecked()).toBe(true);
  await openDetails();
  expect(await page.getByLabel('How the article describes it').inputValue()).toBe('a passenger');
}

test('everything typed is there again after a reload', async () => {
  await page.reload();
  await page.getByText('Your unsaved annotation is here again.').waitFor();
  await demandDraft();
});

test('a draft survives a session that ran out', async () => {
  await endSessions(press.newsroom, press.newsroom.mira);
  await page.reload();
  await signIn(page, press.newsroom.mira);
  await page.goto(`/articles/${press.article}`);
  await demandDraft();
});

test('a draft that is discarded is gone', async () => {
  await page.reload();
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await page.locator('form[data-annotation-form]').count()).toBe(0);
  expect(await drafts()).toEqual([]);
});

test('a saved tag leaves no draft', async () => {
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  expect(await drafts()).toEqual([]);
});

test('a form that is closed can be opened again with what was typed', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open it again' }).click();
  await demandDraft();
});

test('a draft is gone after signing out', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/u);
  expect(await drafts()).toEqual([]);
});

test('whoever signs out is out in every tab, and nothing that was typed there is left to be seen', async () => {
  const other = await page.context().newPage();
  await other.goto('/articles');
  await other.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in$/u);
  expect(await page.content()).not.toContain('Passenger');
  expect(await drafts()).toEqual([]);
  expect(other.url()).toMatch(/sign-in$/u);
  // Nor does it come back with whoever signs in next.
  await signIn(other, press.newsroom.jonas);
  await page.goBack();
  await page.waitForLoadState();
  expect(await page.content()).not.toContain('Passenger');
});

test('a session that runs out takes no other tab from what is typed there', async () => {
  const other = await page.context().newPage();
  await endSessions(press.newsroom, press.newsroom.mira);
  await other.goto('/articles');
  await other.waitForURL(/sign-in/u);
  await signIn(other, press.newsroom.mira);
  expect(await chain().inputValue()).toBe('Passenger -told-> Clerk');
});

test('another person at the same browser finds nothing of a draft, and whoever wrote it does', async () => {
  await become('jonas');
  expect(await page.locator('form[data-annotation-form]').count()).toBe(0);
  expect(await waiting().count()).toBe(0);
  await become('mira');
  await page.getByText('Your unsaved annotation is here again.').waitFor();
  await demandDraft();
});

test('a draft stays for whoever wrote it when another person signs out', async () => {
  await become('jonas');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/u);
  await become('mira');
  await demandDraft();
});

test.each(['(confidential)', '(deep background)', '(off the record)'])(
  'a draft that says %s does not stay where somebody else is at work',
  async (words) => {
    await asText();
    await chain().fill(`Passenger ${words} -told-> Clerk`);
    expect((await drafts()).length).toBe(1);
    await become('jonas');
    expect(await drafts()).toEqual([]);
  },
);

test('no draft stays of whoever is signed out by the page of somebody else', async () => {
  const old = await page.context().newPage();
  await old.goto(`/articles/${press.article}`);
  await become('jonas');
  await drag(page, 'kept a list');
  await page.keyboard.type('Berta -> Bo');
  await old.getByRole('button', { name: 'Sign out' }).click();
  await old.waitForURL(/sign-in/u);
  expect(await drafts(old)).toEqual([]);
});

async function asText(): Promise<void> {
  if (!(await chain().isVisible())) await page.getByRole('button', { name: 'As text' }).click();
}

/** Somebody signs in at the same browser, once the session there is over, and opens the article. */
async function become(who: 'mira' | 'jonas'): Promise<void> {
  for (const person of [press.newsroom.mira, press.newsroom.jonas])
    await endSessions(press.newsroom, person);
  await signIn(page, press.newsroom[who]);
  await page.goto(`/articles/${press.article}`);
  await page.locator('html.scripted').waitFor();
}

test('another passage begins empty, and the draft waits to be opened at its own', async () => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await drag(page, 'a clerk at the harbour office');
  await page.keyboard.type('Berta -> Bo');
  expect(await chain().inputValue()).toBe('Berta -> Bo');
  expect(await waiting().innerText()).toContain('1 unsaved draft');
  expect(await page.locator('[data-drafts]').getAttribute('data-drafts')).toBe('1');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  await waiting().getByRole('button', { name: 'Go on' }).click();
  await demandDraft();
  expect(await waiting().count()).toBe(0);
  expect(await page.locator('[data-drafts]').count()).toBe(0);
});

test('letters typed over another passage that is selected begin an annotation of it, and the draft waits', async () => {
  await drag(page, 'a clerk at the harbour office');
  await page.keyboard.type('Berta -> Bo');
  expect(await chain().inputValue()).toBe('Berta -> Bo');
  expect(await page.locator('[name=exact]').inputValue()).toBe('a clerk at the harbour office');
  await waiting().getByRole('button', { name: 'Go on' }).click();
  await demandDraft();
});

test('what is pasted over another passage that is selected begins an annotation of it too', async () => {
  await drag(page, 'a clerk at the harbour office');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Berta -> Bo');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(paste);
  });
  expect(await chain().inputValue()).toBe('Berta -> Bo');
  expect(await page.locator('[name=exact]').inputValue()).toBe('a clerk at the harbour office');
  expect(await waiting().innerText()).toContain('1 unsaved draft');
});

test('with the keys too another passage begins empty, and only Change moves what was typed to another', async () => {
  await page.reload();
  await demandDraft();
  await page.mouse.click(5, 5);
  await page.keyboard.press('n');
  expect(await page.locator('.selecting-hint').innerText()).toContain('Enter annotates it');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await chain().inputValue()).toBe('');
  expect(await waiting().innerText()).toContain('1 unsaved draft');
  await waiting().getByRole('button', { name: 'Go on' }).click();
  await demandDraft();
  await page.getByRole('button', { name: 'Change the passage' }).click();
  expect(await page.locator('.selecting-hint').innerText()).toContain('Enter makes it the passage');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await chain().inputValue()).toBe('Passenger -told-> Clerk');
  expect(await page.locator('[name=exact]').inputValue()).not.toBe('Two passengers');
});

test('a draft that waits can be discarded', async () => {
  await page.keyboard.press('Escape');
  await waiting().getByRole('button', { name: 'Discard' }).click();
  expect(await waiting().count()).toBe(0);
  expect(await drafts()).toEqual([]);
});

test('beside a wide text a draft that waits stands level with its passage', async () => {
  await page.keyboard.press('Escape');
  const level = async () => {
    const { startY } = await boxOf(page, 'Two passengers');
    const line = await waiting().boundingBox();
    return Math.abs((line?.y ?? 0) + (line?.height ?? 0) / 2 - startY);
  };
  expect(await page.locator('.margin').locator(waiting()).count()).toBe(1);
  expect(await level()).toBeLessThanOrEqual(24);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.waiting-drafts').locator(waiting()).waitFor();
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.locator('.margin').locator(waiting()).waitFor();
  expect(await level()).toBeLessThanOrEqual(24);
});

test('two tabs keep two drafts, and saving in one leaves the other', async () => {
  const other = await page.context().newPage();
  await other.goto(`/articles/${press.article}`);
  await other.locator('[data-draft]').waitFor();
  expect(await other.locator('form[data-annotation-form]').count()).toBe(0);
  await drag(other, 'a clerk at the harbour office');
  await other.keyboard.type('Berta -> Bo');
  expect((await drafts()).length).toBe(2);
  await page.reload();
  await demandDraft();
  await other.keyboard.press('Control+Enter');
  await other.getByText('Annotation saved.').waitFor();
  // Nobody reloads a page and clicks the same spot without moving: that is the second click of two.
  await page.mouse.move(5, 5);
  await page.reload();
  await demandDraft();
});

/** The draft that waits, gone on with in a second tab, while the first one still has it open. */
async function inSecondTab(): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(`/articles/${press.article}`);
  await other.locator('[data-draft]').getByRole('button', { name: 'Go on' }).click();
  await other.getByText('is here again').waitFor();
  return other;
}

async function note(tab: Page, words: string): Promise<void> {
  const opener = tab.getByRole('button', { name: '+ Note' });
  if (await opener.isVisible()) await opener.click();
  await tab.getByLabel('Note').fill(words);
}

const keptWords = async (tab = page) =>
  (await tab.evaluate(() => Object.values(localStorage)))
    .filter((kept) => /Clerk/u.test(kept))
    .join();

test.each(['saved', 'discarded'])(
  'what two tabs type at one draft are two drafts: one that is %s leaves the other',
  async (end) => {
    const other = await inSecondTab();
    await note(other, 'It was at night.');
    await note(page, 'It was in the morning.');
    await page.bringToFront();
    if (end === 'saved') {
      await page.keyboard.press('Control+Enter');
      await page.getByText('Annotation saved.').waitFor();
    } else {
      await page.keyboard.press('Escape');
      await page.locator('[data-toast]').getByRole('button', { name: 'Discard' }).click();
    }
    expect(await keptWords()).toContain('It was at night.');
    expect(await keptWords()).not.toContain('It was in the morning.');
    await other.bringToFront();
    await other.keyboard.press('Escape');
    await other.reload();
    await other.locator('[data-draft]').getByRole('button', { name: 'Go on' }).click();
    expect(await other.getByLabel('Note').inputValue()).toBe('It was at night.');
  },
);

test('a draft that is discarded in a tab which has its first words only stays with what another tab typed since', async () => {
  const other = await inSecondTab();
  await note(page, 'It was in the morning.');
  await other.getByRole('button', { name: 'Discard' }).click();
  expect(await keptWords()).toContain('It was in the morning.');
});

test('a form whose words another tab has discarded says so as it is closed', async () => {
  const other = await inSecondTab();
  await other.getByRole('button', { name: 'Discard' }).click();
  await page.bringToFront();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByText('What stood here was saved or discarded in another tab.').waitFor();
});

test('what two tabs change of one annotation are two drafts', async () => {
  await page.keyboard.press('Control+Enter');
  await page.getByText('Annotation saved.').waitFor();
  const other = await page.context().newPage();
  await other.goto(`/articles/${press.article}`);
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await tab.locator('mark').first().click();
    await tab.keyboard.press('e');
    await tab.locator('form[data-annotation-form]').waitFor();
  }
  await note(other, 'It was at night.');
  await note(page, 'It was in the morning.');
  expect(await keptWords()).toContain('It was at night.');
  await page.bringToFront();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Changes saved.').waitFor();
  await other.bringToFront();
  await other.keyboard.press('Escape');
  await other.reload();
  expect(await keptWords()).toContain('It was at night.');
  await other.locator('[data-draft]').getByRole('button', { name: 'Go on' }).click();
  expect(await other.getByLabel('Note').inputValue()).toBe('It was at night.');
});

test('single keys do nothing while words are selected beside an open form', async () => {
  await drag(page, 'kept a list');
  await page.keyboard.press('?');
  expect(await page.locator('dialog.keys').count()).toBe(0);
});

test('a source that is masked while it stands in a draft is not entered anew by saving it', async () => {
  const { desk, ada, jonas } = press.newsroom;
  const rosa = await addSource(desk, ada, parse(sourceInput, { name: 'Rosa Blum' }));
  const own = await press.reader(jonas);
  await drag(own, 'Two passengers');
  await writeChain(own, 'Rosa Blum -told-> Clerk');
  const kept = () => own.evaluate(() => JSON.stringify({ ...localStorage }));
  await expect.poll(kept).toContain('registered');
  await maskSource(desk, ada, rosa.id);
  await own.reload();
  await own.getByText('Your unsaved annotation is here again.').waitFor();
  await own.keyboard.press('Control+Enter');
  await own.getByText('“Rosa Blum” was in the register when you chose it').waitFor();
  expect(await named(desk, 'Rosa Blum')).toEqual([]);
  await own.getByLabel('Enter it again, for everybody to read').check();
  await own.keyboard.press('Control+Enter');
  await own.getByText('Annotation saved.').waitFor();
  expect(await named(desk, 'Rosa Blum')).toHaveLength(1);
});

async function named({ store }: Desk, name: string) {
  const { items } = await store.find('sources', 'named', { key: nameKey(name), limit: 10 });
  return items;
}
