import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { password as right } from '../../newsroom.js';
import { enter, openPress, type Press } from '../press.js';
import { leaveChrome, openContext, sharedChrome } from '../shared-chrome.js';

let browser: Browser;
let press: Press;
let page: Page;

beforeAll(async () => {
  browser = await sharedChrome();
});
afterAll(leaveChrome);
beforeEach(async () => {
  press = await openPress();
});
afterEach(() => press.close());

const saved = /\/articles\/[a-z0-9]{12}$/u;
const draft = async () => {
  await page.goto('/articles/new');
  await page.locator('[name=text]').fill('The ferry will stop in May.');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.waitForURL(/\/articles\/preview\?answer=/u);
  await page.getByLabel('Title').fill('The ferry');
  await page.getByLabel('Publisher').fill('Tide');
};

test.each([[true], [false]])(
  'Back, Forward and a reload never ask to send a form again (scripts: %s)',
  async (javaScriptEnabled) => {
    page = await press.reader(press.newsroom.mira, { javaScriptEnabled });
    await draft();
    await page.getByRole('button', { name: 'Save article' }).click();
    await page.waitForURL(saved);
    await page.goBack();
    expect(await page.locator('[name=title]').count()).toBe(1);
    await page.getByText('This has been saved.').waitFor();
    expect(await page.getByText('Nothing is saved yet.').count()).toBe(0);
    await page.reload();
    expect(await page.locator('[name=title]').count()).toBe(1);
    await page.goBack();
    expect(await page.locator('[name=text]').inputValue()).toContain('The ferry will stop');
    await page.goForward();
    await page.goForward();
    await page.waitForURL(saved);
  },
);

test('Back from a source finds the annotation open from which one went there', async () => {
  const first = await press.tag('the pilot warned', 'Clerk -told-> The Morning Ledger');
  const id = await press.tag('the last crossing', 'Passenger -told-> The Morning Ledger');
  page = await press.reader(press.newsroom.mira);
  await page.goto(`/articles/${press.article}#annotation-${first}`);
  await page.locator('html.scripted .card.here').waitFor();
  await page.locator(`mark[data-annotations~="${id}"]`).click();
  await page.locator(`#annotation-${id}.here`).getByRole('link', { name: 'Passenger' }).click();
  await page.locator('h1', { hasText: 'Passenger' }).waitFor();
  await page.goBack();
  await page.locator(`#annotation-${id}.here`).waitFor();
  await page.locator(`mark[data-annotations~="${id}"]:focus`).waitFor();
});

test('Back from what a refused form has led to shows the form with its fault', async () => {
  page = await press.reader(press.newsroom.mira);
  await page.goto('/sources/new');
  await page.locator('[name=name]').fill('Confidential source 7');
  await page.getByRole('button', { name: 'Add to the register' }).click();
  const fault = page.locator('.fault').first();
  await fault.waitFor();
  await page.goto('/articles');
  await page.goBack();
  await fault.waitFor();
  expect(await page.locator('[name=name]').inputValue()).toBe('Confidential source 7');
});

test('Back from the desk leads to the sign-in page, not to a password that was refused', async () => {
  const context = await openContext(browser, { baseURL: press.newsroom.url });
  page = await context.newPage();
  await page.goto('/sign-in');
  const enter = async (password: string) => {
    await page.getByLabel('E-mail').fill(press.newsroom.mira.email ?? '');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await enter('nothing of the kind');
  await page.getByText('don’t go together').waitFor();
  await page.locator('html.scripted').waitFor();
  await enter(right);
  await page.getByRole('link', { name: 'Articles', exact: true }).waitFor();
  const answer = await page.goBack();
  expect(answer?.status()).toBe(200);
  expect(answer?.request().method()).toBe('GET');
});

const typedNow = () =>
  page.locator('main form').evaluate((form: HTMLFormElement) => {
    const { name, aliases, confidential } = Object.fromEntries(new FormData(form));
    return [name, aliases, confidential ?? 'no'];
  });

async function typeSource(): Promise<void> {
  await page.goto('/sources/new');
  await page.locator('html.scripted').waitFor();
  await page.locator('[name=name]').fill('Ines Vega');
  await page.locator('[name=aliases]').fill('The aunt');
  await page.locator('[name=confidential]').check();
  await page.getByRole('link', { name: 'Articles', exact: true }).click();
  await page.waitForURL(/\/articles$/u);
}

test('Back to a form finds what was typed there and not sent', async () => {
  page = await press.reader(press.newsroom.mira);
  await typeSource();
  await page.goBack();
  await page.locator('html.scripted').waitFor();
  expect(await typedNow()).toEqual(['Ines Vega', 'The aunt', 'yes']);
});

test('nobody finds by Back what somebody else typed at the same browser', async () => {
  page = await press.reader(press.newsroom.mira);
  await typeSource();
  await enter(page.context(), press.newsroom.jonas);
  await page.goBack();
  await page.locator('html.scripted').waitFor();
  expect(await typedNow()).toEqual(['', '', 'no']);
});

test('nothing of it stays in the browser once its author has signed out', async () => {
  page = await press.reader(press.newsroom.mira);
  await typeSource();
  const kept = () =>
    page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(await kept()).toContain('Ines Vega');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in$/u);
  await expect.poll(kept).not.toContain('Ines Vega');
});

test('who a confidential source is stays nowhere in the browser', async () => {
  const { desk, ada } = press.newsroom;
  const input = { name: 'Ines Vega', kind: 'person', confidential: true };
  const { id } = await addSource(desk, ada, parse(sourceInput, input));
  page = await press.reader(ada);
  await page.goto(`/sources/${id}/noting`);
  await page.locator('html.scripted').waitFor();
  await page.locator('main [name=name]').fill('Ines Vega Ruiz');
  await page.getByRole('link', { name: 'Articles', exact: true }).click();
  await page.waitForURL(/\/articles$/u);
  await page.goBack();
  await page.locator('html.scripted').waitFor();
  expect(await page.locator('main [name=name]').inputValue()).toBe('');
  const kept = await page.evaluate(() =>
    JSON.stringify([history.state, { ...sessionStorage }, { ...localStorage }]),
  );
  expect(kept).not.toContain('Ruiz');
});
