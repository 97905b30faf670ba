import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';
import { inject } from 'vitest';
import { askFor } from '../on-demand.js';

/** The Chrome of this run. What the caller opens in it is closed when the caller closes it. */
export async function sharedChrome(): Promise<Browser> {
  return chromium.connect(await askFor(inject('chrome')));
}

/** A browser of somebody's own. Its waits are bounded for what hangs: a busy machine takes its time. */
export async function openContext(
  browser: Browser,
  options?: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(60_000);
  return context;
}
