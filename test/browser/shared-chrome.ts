import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChrome } from './chrome.js';

let launched: Promise<Browser> | null = null;
/** What stays open for the test files that follow in this process. */
export const kept = new WeakSet<BrowserContext>();

/**
 * The Chrome of this process, in which its test files follow one another: one for the whole run would be spoken
 * to through yet another process. A test file that has it leaves it by `leaveChrome`.
 */
export function sharedChrome(): Promise<Browser> {
  launched ??= launchChrome();
  return launched;
}

/** Closes what a test file has opened in Chrome. */
export async function leaveChrome(): Promise<void> {
  const contexts = (await launched)?.contexts() ?? [];
  await Promise.all(contexts.filter((each) => !kept.has(each)).map((each) => each.close()));
}

/** A browser of somebody's own. Its waits are bounded for what hangs: a busy machine takes its time. */
export async function openContext(
  browser: Browser,
  options?: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(60_000);
  context.once('page', numberDocumentsAlike);
  return context;
}

/** What Playwright does not offer. */
interface Inside {
  _connection: { toImpl(page: Page): { frameManager: { _allocateFrameSeq(): number } } };
}

/**
 * Has Playwright give all documents one number, which only its snapshots for machines look at. It stands in
 * the script of 330 kB that each document is sent, and Chrome would compile one with another number anew.
 */
function numberDocumentsAlike(page: Page): void {
  const { frameManager } = (page as Page & Inside)._connection.toImpl(page);
  Object.assign(Object.getPrototypeOf(frameManager), { _allocateFrameSeq: () => 0 });
}
