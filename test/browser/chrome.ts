import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Chrome, faultOf, packagedChrome } from './packaged-chrome.js';

/** What axe has against a page: the rule, what it asks for, and the HTML of each element at fault. */
export interface Violation {
  id: string;
  help: string;
  nodes: string[];
}

/** The small one of the two. */
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const axeAddress = '/axe.min.js';

const commands = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const chromeOfMacOS = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const flags = [
  '--headless',
  '--no-sandbox', // Chrome's sandbox refuses to run as root, as tests in containers do.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // A process for each page would cost more than to show it.
  '--renderer-process-limit=2',
  // The script of a page that a test sees for a moment runs too seldom for it to pay to make it fast.
  '--js-flags=--no-maglev --no-opt',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Playwright makes an isolated world for a page, and where a new document has a new frame, Chromium 143
  // makes one more with every document that follows: after a hundred, a visit takes three times as long.
  '--enable-features=CDPScreenshotNewSurface,RenderDocument:level/crashed-frame',
];

/**
 * Starts a headless Chrome: the one that CHROME_PATH names, else the system's Chrome or Chromium,
 * else the Chromium that comes with npm. It ends with the process, if the caller does not close it before.
 * Throws when none can be had: a browser test is never skipped.
 */
export async function launchChrome(): Promise<Browser> {
  const chrome = namedChrome() ?? systemChrome() ?? (await packagedChrome());
  return chromium.launch({ ...chrome, args: flags });
}

/**
 * Runs axe's rules on the page as it stands, whatever its content security policy: all of them, or
 * those that are named.
 */
export async function axe(page: Page, ...rules: string[]): Promise<Violation[]> {
  // Of what is in order, axe need not describe every element.
  const options = {
    resultTypes: ['violations'],
    ...(rules.length === 0 ? {} : { runOnly: rules }),
  };
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  // What is found leaves the page without all that was looked at.
  return page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })))`,
  );
}

/** The same desk, which has axe at an address besides. */
export function withAxe(desk: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url !== axeAddress) return desk(request, response);
    const headers = {
      'Content-Type': 'text/javascript',
      'Cache-Control': 'max-age=3600, immutable',
    };
    response.writeHead(200, headers).end(axeSource);
  };
}

/**
 * Has a page of such a desk load axe, if it takes scripts: from its address Chrome need not be sent it,
 * nor compile it, anew.
 */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(async (src) => {
    if (!document.querySelector('script[src]')) return;
    const script = Object.assign(document.createElement('script'), { src });
    await new Promise((done, fail) => {
      script.onload = done;
      script.onerror = fail;
      document.head.append(script);
    });
    script.remove();
  }, axeAddress);
}

function namedChrome(): Chrome | undefined {
  const executablePath = process.env.CHROME_PATH;
  return executablePath ? { executablePath, env: process.env } : undefined;
}

/** The first that starts: Ubuntu's chromium-browser may be a stub that only names a snap. */
function systemChrome(): Chrome | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...paths, chromeOfMacOS]
    .filter((path) => existsSync(path))
    .map((executablePath) => ({ executablePath, env: process.env }))
    .find((chrome) => faultOf(chrome) === undefined);
}
