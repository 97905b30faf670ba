import type { Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addressOf, closeServer, openServer } from '../newsroom.js';
import { openPress, type Press } from './press.js';
import { leaveChrome, openContext, sharedChrome } from './shared-chrome.js';

/* What browsers make of a link, and of a frame on another site's page. */

let browser: Browser;
let press: Press;
let context: BrowserContext;
/** Two sites, of which each page is the markup that stands here. */
let sites: Server[];
let markup = '';

beforeAll(async () => {
  browser = await sharedChrome();
  press = await openPress();
  await press.tag('the pilot warned the company in March', 'Pilot [B] -told-> Morning Ledger', {
    confidence: 'high',
  });
  sites = [await openServer(), await openServer()];
  for (const site of sites) {
    site.on('request', (_req, res) => res.setHeader('content-type', 'text/html').end(markup));
  }
  context = await openContext(browser);
});
afterEach(async () => {
  await Promise.all(context.pages().map((page) => page.close()));
  await press.part();
});
afterAll(async () => {
  await context?.close();
  await Promise.all(sites.map(closeServer));
  await press?.close();
  await leaveChrome();
});

/** Shares the report by the form, and answers with what is shown this once: the link, and a frame. */
async function share(origins: string): Promise<string[]> {
  const page = await press.reader(press.newsroom.mira);
  await page.goto(`/articles/${press.article}/report`);
  await page.getByRole('link', { name: 'Share by a link' }).click();
  await page.getByLabel('Sites that may show').fill(origins);
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.getByRole('heading', { name: 'The new link' }).waitFor();
  const inputs = await page.locator('[data-copy] input').all();
  return Promise.all(inputs.map((input) => input.inputValue()));
}

test('a link that was made by keys has the focus, since it is shown this once', async () => {
  const page = await press.reader(press.newsroom.mira);
  await page.goto(`/articles/${press.article}/shares`);
  await page.getByRole('button', { name: 'Make a link' }).press('Enter');
  const link = page.getByLabel('Link to the report');
  await link.waitFor();
  expect(await link.evaluate((field) => field === document.activeElement)).toBe(true);
});

async function opened(address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

test('a site that was named shows the annotation in its page, drawn as it is at the desk', async () => {
  const [site] = sites.map(addressOf);
  const [link = '', frame = ''] = await share(site ?? '');
  markup = frame;
  const page = await opened(site ?? '');
  const shown = page.frameLocator('iframe');
  await shown.getByText('the pilot warned the company in March').waitFor();
  const line = shown.locator('blockquote .line');
  expect(await line.evaluate((each) => getComputedStyle(each).textDecorationLine)).toBe(
    'underline',
  );
  expect(await shown.locator('.chain li').count()).toBe(2);
  const [report] = await Promise.all([
    context.waitForEvent('page'),
    shown.getByRole('link', { name: 'The whole report' }).click(),
  ]);
  await report.getByRole('heading', { level: 1 }).waitFor();
  expect(report.url().startsWith(`${link}#note-`)).toBe(true);
  expect(await report.evaluate(() => document.referrer)).toBe('');
  expect(await context.cookies()).toEqual([]);
});

test('no other site shows it, and none the report', async () => {
  const [named, other] = sites.map(addressOf);
  const [link = '', frame = ''] = await share(named ?? '');
  for (const [site, source] of [
    [other, frame],
    [named, `<iframe src="${link}"></iframe>`],
    [named, `<iframe src="${press.newsroom.url}/sign-in"></iframe>`],
  ] as const) {
    markup = source;
    const page = await context.newPage();
    const refused = page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors'),
    );
    await page.goto(site ?? '');
    await refused;
    expect(await page.frames()[1]?.locator('main').count()).toBe(0);
  }
});

test('the report is printed, and says nothing of the app round it', async () => {
  const [link = ''] = await share('');
  const page = await opened(link);
  expect(await page.locator('script').count()).toBe(0);
  const pdf = await page.pdf();
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'print' });
  // What is kept free below the last line may take an empty page.
  const last = page.locator('.report-foot > :last-child');
  expect(await last.evaluate((line) => getComputedStyle(line).marginBottom)).toBe('0px');
  expect(await page.locator('body').innerText()).not.toMatch(/Sign in|Download|Menu/u);
});
