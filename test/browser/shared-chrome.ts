import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';
import { inject } from 'vitest';
import { askFor } from '../on-demand.js';

let connected: Promise<Browser> | null = null;
/** What stays open for the test files that follow in this process. */
export const kept = new WeakSet<BrowserContext>();

/** The Chrome of this run. A test file that has it leaves it by `leaveChrome`. */
export function sharedChrome(): Promise<Browser> {
  connected ??= askFor(inject('chrome')).then((url) => chromium.connect(url));
  return connected;
}

/** Closes what a test file has opened in Chrome. */
export async function leaveChrome(): Promise<void> {
  const contexts = (await connected)?.contexts() ?? [];
  await Promise.all(contexts.filter((each) => !kept.has(each)).map((each) => each.close()));
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
