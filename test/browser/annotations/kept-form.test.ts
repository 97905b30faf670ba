import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import type { Person } from '../../../src/domain/people/person.js';
import { type Newsroom, openNewsroom, password } from '../../newsroom.js';
import { annotated } from '../../web/review/reviewed.js';
import { axe } from '../chrome.js';
import { endSessions } from '../press.js';
import { leaveChrome, openContext, sharedChrome } from '../shared-chrome.js';

/* Forms in a browser that runs no scripts. */

let browser: Browser;
let room: Newsroom;
let annotation: Annotation;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await sharedChrome();
});
afterAll(leaveChrome);
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
  context = await openContext(browser, { javaScriptEnabled: false, baseURL: room.url });
  page = await context.newPage();
  await page.goto(`/annotations/${annotation.id}`);
  await signIn(page, room.nils);
});
afterEach(async () => {
  await context?.close();
  await room?.close();
});

async function signIn(at: Page, { email }: Person): Promise<void> {
  await at.getByLabel('E-mail address').fill(email ?? '');
  await at.getByLabel('Password').fill(password);
  await at.getByRole('button', { name: /^Sign in/u }).click();
}

const said = 'She said “May”,\nand <b>not</b> March.';
const field = () => page.locator('.thread > form textarea');
const comments = async () => (await room.store.get('annotations', annotation.id))?.comments ?? [];

test('words that are sent after the session has ended are saved by signing in on that page', async () => {
  await field().fill(said);
  await endSessions(room, room.nils);
  await page.getByRole('button', { name: 'Comment' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Not signed in');
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(said);
  await signIn(page, room.nils);
  await page.waitForURL(/#comment-/u);
  expect(await comments()).toMatchObject([{ text: said, by: 'nils' }]);
  expect(page.url()).not.toContain('May');
});

test('words about an annotation that was deleted meanwhile can be copied', async () => {
  await field().fill(said);
  await (await room.bearer(room.mira))
    .post(`/annotations/${annotation.id}/deletion`)
    .type('form')
    .send({});
  await page.getByRole('button', { name: 'Comment' }).click();
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(said);
  await page.getByRole('link', { name: 'Back to the page from which it was sent' }).click();
  await page.waitForURL(({ pathname }) => pathname === `/annotations/${annotation.id}`);
  expect(await page.getByRole('button', { name: 'Restore it' }).count()).toBe(0);
});

test('a double click comments once', async () => {
  await field().fill(said);
  await page.getByRole('button', { name: 'Comment' }).dblclick();
  // The second click breaks off where the first led, which a wait for that would fail on.
  await expect.poll(() => page.url()).toMatch(/#comment-/u);
  expect(await comments()).toHaveLength(1);
});

test('words that are typed after going back are another comment', async () => {
  for (const words of ['Which May?', 'And which year?']) {
    await field().fill(words);
    await page.getByRole('button', { name: 'Comment' }).click();
    await page.waitForURL(/#comment-/u);
    await page.goBack();
  }
  expect((await comments()).map(({ text }) => text)).toEqual(['Which May?', 'And which year?']);
});

test('the page of an ended session can be used by everybody, and works with scripts too', async () => {
  const scripted = await openContext(browser, { baseURL: room.url });
  const own = await scripted.newPage();
  await own.goto(`/annotations/${annotation.id}`);
  await signIn(own, room.nils);
  await own.locator('.thread > form textarea').fill(said);
  await endSessions(room, room.nils);
  await own.getByRole('button', { name: 'Comment' }).click();
  await own.getByRole('heading', { name: 'Not signed in' }).waitFor();
  expect(await axe(own)).toEqual([]);
  await signIn(own, room.nils);
  await own.waitForURL(/#comment-/u);
  expect(await comments()).toMatchObject([{ text: said }]);
  await scripted.close();
});
