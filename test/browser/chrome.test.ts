import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf } from '../newsroom.js';
import { axe } from './chrome.js';
import { leaveChrome, openContext, sharedChrome } from './shared-chrome.js';

const strictPolicy = "default-src 'none'";
const faulty = `<!doctype html><html lang="en"><title>Faulty</title>
<main><h1>A page</h1><img src="map.png"></main></html>`;

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await sharedChrome();
  server = createServer((_request, response) => {
    response.setHeader('Content-Security-Policy', strictPolicy);
    response.setHeader('Content-Type', 'text/html');
    response.end(faulty);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
});

afterAll(async () => {
  await leaveChrome();
  server?.close();
});

test('a real browser opens a page', async () => {
  const page = await browser.newPage();
  await page.goto('data:text/html,<title>The Harbour Gazette</title>');
  expect(await page.title()).toBe('The Harbour Gazette');
});

test('letters are drawn, each as wide as it is', async () => {
  const page = await browser.newPage();
  await page.setContent('<p><span>iiii</span></p><p><span>WWWW</span></p>');
  const widths = await page
    .locator('span')
    .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width));
  expect(widths[0]).toBeGreaterThan(0);
  expect(widths[1]).toBeGreaterThan(widths[0] ?? 0);
});

test('a page begins each document with as many contexts for scripts as the first', async () => {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  let begun = 0;
  session.on('Runtime.executionContextCreated', () => begun++);
  await session.send('Runtime.enable');
  const contexts: number[] = [];
  for (let visit = 0; visit < 6; visit++) {
    begun = 0;
    await page.goto(addressOf(server));
    await page.evaluate(() => document.title);
    contexts.push(begun);
  }
  expect(contexts.slice(1)).toEqual(Array(5).fill(contexts[1]));
});

test('Playwright has the same script for each document, so that Chrome compiles it once', async () => {
  const page = await (await openContext(browser)).newPage();
  const session = await page.context().newCDPSession(page);
  const scripts: string[] = [];
  session.on('Debugger.scriptParsed', ({ length = 0, hash }) => {
    if (length > 100_000) scripts.push(hash);
  });
  await session.send('Debugger.enable');
  for (let visit = 0; visit < 3; visit++) {
    await page.goto(addressOf(server));
    await page.locator('h1').innerText();
  }
  expect(scripts).toHaveLength(3);
  expect(new Set(scripts).size).toBe(1);
});

test('axe names what is wrong with a page that allows no script', async () => {
  const page = await browser.newPage();
  await page.goto(addressOf(server));
  expect(await axe(page)).toEqual([
    expect.objectContaining({ id: 'image-alt', nodes: ['<img src="map.png">'] }),
  ]);
});
