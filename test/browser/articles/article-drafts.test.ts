import type { Page, Route } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endSessions, openPress, type Press, signIn, story } from '../press.js';

/* What is typed to add an article or an edition, and is not saved. */

let press: Press;
let page: Page;
beforeEach(async () => {
  press = await openPress();
  page = await press.reader(press.newsroom.jonas);
});
afterEach(() => press.close());

const text = `The ferry\n\n${story}`;
const field = (name: string) => page.locator(`main [name=${name}]`);
const valueIn = (name: string) => field(name).inputValue();
const notice = () => page.getByText('What you typed is here again.');
const drafts = () =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('whence:draft:')));

async function open(address: string): Promise<void> {
  await page.goto(address);
  await page.locator('html.scripted').waitFor();
}

async function preview(): Promise<void> {
  await open('/articles/new');
  await field('text').fill(text);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.locator('html.scripted main [name=publisher]').waitFor();
}

/** Somebody signs in at the same browser, once the sessions there are over. */
async function become(who: 'jonas' | 'mira'): Promise<void> {
  const { newsroom } = press;
  for (const person of [newsroom.jonas, newsroom.mira]) await endSessions(newsroom, person);
  await signIn(page, newsroom[who]);
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

test('the text of an article is there again after a reload, until it is discarded', async () => {
  await open('/articles/new');
  await field('text').fill(text);
  await page.reload();
  await notice().waitFor();
  expect(await valueIn('text')).toBe(text);
  await page.getByRole('button', { name: 'Discard' }).click();
  expect(await valueIn('text')).toBe('');
  expect(await drafts()).toEqual([]);
});

test('a text that a program puts in at once is kept once, however many lines it has', async () => {
  await open('/articles/new');
  await field('text').focus();
  const [put, writes] = await page.evaluate(() => {
    let count = 0;
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function counted(...entry) {
      count += 1;
      setItem.apply(this, entry);
    };
    const lines = Array.from({ length: 300 }, (_, at) => `Line ${at} of what was dictated.`);
    document.execCommand('insertText', false, lines.join('\n\n'));
    return [lines.join('\n\n'), count];
  });
  expect(writes).toBeLessThan(10);
  await page.reload();
  await notice().waitFor();
  expect(await valueIn('text')).toBe(put);
});

test('what is typed beside a preview is there again after a reload of it', async () => {
  await preview();
  await field('publisher').fill('The Evening Post');
  await field('title').fill('The ferry, again');
  await page.reload();
  await notice().waitFor();
  expect(await valueIn('publisher')).toBe('The Evening Post');
  expect(await valueIn('title')).toBe('The ferry, again');
});

/** Opens a page whose script comes once `meanwhile` is done. */
async function openSlowly(address: string, meanwhile: () => Promise<void>): Promise<void> {
  const asked = new Promise<Route>((done) => page.route('**/*.js', done));
  await page.goto(address, { waitUntil: 'commit' });
  await meanwhile();
  await (await asked).continue();
  await page.locator('html.scripted').waitFor();
  await page.unrouteAll({ behavior: 'wait' });
}

test('what is typed before the script has come stays, and is there again after a reload', async () => {
  await openSlowly('/articles/new', () => field('text').fill(text));
  expect(await valueIn('text')).toBe(text);
  await page.reload();
  await notice().waitFor();
  expect(await valueIn('text')).toBe(text);
});

test('what is typed before the script has come takes the place of no draft', async () => {
  await open('/articles/new');
  await field('text').fill('One text.');
  await openSlowly('/articles/new', () => field('text').fill('Another text.'));
  expect(await valueIn('text')).toBe('Another text.');
  await page.locator('[data-draft]', { hasText: 'One text.' }).getByText('Go on').click();
  expect(await valueIn('text')).toBe('One text.');
  expect((await drafts()).length).toBe(2);
});

test('a draft takes the place of nothing that is typed before the script has come', async () => {
  const address = `/articles/${press.article}/editions/new`;
  await open(address);
  await field('text').fill(`${story} It floats.`);
  await field('note').fill('A line at the end.');
  await openSlowly(address, () => field('note').fill('A line.'));
  await notice().waitFor();
  expect([await valueIn('text'), await valueIn('note')]).toEqual([
    `${story} It floats.`,
    'A line.',
  ]);
  await page.reload();
  await notice().waitFor();
  expect(await valueIn('note')).toBe('A line.');
});

test('text, title and publisher survive a session that ran out', async () => {
  await preview();
  await field('publisher').fill('The Evening Post');
  await field('title').fill('The ferry, again');
  await become('jonas');
  await open('/articles/new');
  expect(await valueIn('text')).toBe(text);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('heading', { name: 'Check the article' }).waitFor();
  await page.locator('html.scripted').waitFor();
  expect(await valueIn('publisher')).toBe('The Evening Post');
  expect(await valueIn('title')).toBe('The ferry, again');
});

test('an article that is saved leaves no draft, and the next begins empty', async () => {
  await preview();
  await field('publisher').fill('The Evening Post');
  await page.getByRole('button', { name: 'Save article' }).click();
  await page.locator('[data-toast]', { hasText: 'The article is saved.' }).waitFor();
  await page.locator('html.scripted').waitFor();
  expect(await drafts()).toEqual([]);
  await open('/articles/new');
  expect(await valueIn('text')).toBe('');
});

test('a page that the server filled in stays as it is', async () => {
  await preview();
  await field('publisher').fill('The Evening Post');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { name: 'Add an article' }).waitFor();
  await field('text').fill('Another text.');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('heading', { name: 'Check the article' }).waitFor();
  await page.locator('html.scripted').waitFor();
  expect(await valueIn('publisher')).toBe('The Evening Post');
  expect(await field('text').inputValue()).toBe('Another text.');
  expect(await notice().count()).toBe(0);
});

test('another person finds nothing of it, whoever typed it does, and after signing out nobody', async () => {
  await open('/articles/new');
  await field('text').fill(text);
  await become('mira');
  await open('/articles/new');
  expect(await valueIn('text')).toBe('');
  expect(await page.locator('main').innerText()).not.toContain('unsaved');
  await become('jonas');
  await open('/articles/new');
  expect(await valueIn('text')).toBe(text);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/u);
  expect(await drafts()).toEqual([]);
});

test('two tabs keep two, and what waits from the other is offered', async () => {
  await open('/articles/new');
  await field('text').fill('One text.');
  const first = page;
  page = await page.context().newPage();
  await open('/articles/new');
  expect(await valueIn('text')).toBe('');
  await field('text').fill('Another text.');
  expect((await drafts()).length).toBe(2);
  page = await page.context().newPage();
  await open('/articles/new');
  await page.locator('[data-draft]', { hasText: 'One text.' }).getByText('Discard').click();
  await page.mouse.move(0, 0);
  await page.locator('[data-draft]', { hasText: 'Another text.' }).getByText('Go on').click();
  expect(await valueIn('text')).toBe('Another text.');
  expect((await drafts()).length).toBe(1);
  await first.close();
});

test('what is too long to be kept is said to be, and nothing older comes in its place', async () => {
  await open('/articles/new');
  await field('text').fill(text);
  await field('text').evaluate((each, long) => {
    if (!(each instanceof HTMLTextAreaElement)) return;
    // To lay it out takes long.
    each.hidden = true;
    each.value = long;
    each.dispatchEvent(new Event('input', { bubbles: true }));
    each.value = '';
    each.hidden = false;
  }, 'It floats. '.repeat(100_000));
  await page.getByText('This is too long to be kept in this browser').waitFor();
  expect(await drafts()).toEqual([]);
  await field('text').fill(text);
  expect(await page.getByText('This is too long').count()).toBe(0);
  expect((await drafts()).length).toBe(1);
});

test('the text and the note of a new edition are there again, and go when it is saved', async () => {
  await open(`/articles/${press.article}/editions/new`);
  await field('text').fill(`${story} It floats.`);
  await field('note').fill('A line at the end.');
  await page.reload();
  await notice().waitFor();
  expect([await valueIn('text'), await valueIn('note')]).toEqual([
    `${story} It floats.`,
    'A line at the end.',
  ]);
  await open('/articles/new');
  expect(await valueIn('text')).toBe('');
  await open(`/articles/${press.article}/editions/new`);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('button', { name: 'Save edition 2' }).waitFor();
  await page.locator('html.scripted').waitFor();
  await field('note').fill('A line.');
  await page.reload();
  await page.locator('html.scripted').waitFor();
  expect(await valueIn('note')).toBe('A line.');
  await page.getByRole('button', { name: 'Save edition 2' }).click();
  await page.locator('.scripted .paper', { hasText: 'It floats.' }).waitFor();
  expect(await drafts()).toEqual([]);
});

test('the text of a file is no draft', async () => {
  await open('/articles/new');
  const file = { name: 'ferry.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
  await field('file').setInputFiles(file);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Check the article' }).waitFor();
  await page.locator('html.scripted').waitFor();
  await field('publisher').fill('The Evening Post');
  await become('jonas');
  await open('/articles/new');
  expect(await valueIn('text')).toBe('');
  expect(await valueIn('publisher')).toBe('The Evening Post');
});

test('what two tabs type at one draft of an article are two drafts', async () => {
  await open('/articles/new');
  await field('text').fill(text);
  const other = await page.context().newPage();
  await other.goto('/articles/new');
  await other.getByRole('button', { name: 'Go on' }).click();
  await field('text').fill(`${text} It floats.`);
  await other.locator('main [name=text]').fill(`${text} It sank.`);
  const kept = await page.evaluate(() => Object.values(localStorage).join());
  expect(kept).toContain('It floats.');
  expect(kept).toContain('It sank.');
});

/** Types into the draft of the first tab from another one, and waits until the first can know of it. */
async function typeInAnotherTab(words: string): Promise<void> {
  const other = await page.context().newPage();
  await other.goto('/articles/new');
  await other.getByRole('button', { name: 'Go on' }).click();
  await other.locator('main [name=text]').fill(words);
  await waits(words);
}

const waits = (words: string) =>
  expect.poll(() => page.evaluate(() => Object.values(localStorage).join('\n'))).toContain(words);

async function saveArticle(): Promise<void> {
  await page.getByRole('button', { name: 'Save article' }).click();
  await page.locator('.scripted [data-toast]', { hasText: 'The article is saved.' }).waitFor();
}

test('what another tab has typed at a draft by the time the first is previewed stays when that is saved', async () => {
  await open('/articles/new');
  await field('text').fill(text);
  await typeInAnotherTab('It sank.');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.locator('html.scripted main [name=publisher]').fill('The Evening Post');
  await saveArticle();
  await waits('It sank.');
  expect((await drafts()).length).toBe(1);
});

test('what another tab has typed at a draft beside the preview of the first stays when that is saved', async () => {
  await preview();
  await field('publisher').fill('The Evening Post');
  await typeInAnotherTab('It sank.');
  await saveArticle();
  await waits('It sank.');
  await open('/articles/new');
  await page.getByRole('button', { name: 'Go on' }).click();
  expect(await valueIn('text')).toBe('It sank.');
});
