import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { askFor } from '../on-demand.js';

/** The Chrome of this run. What the caller opens in it is closed when the caller closes it. */
export async function sharedChrome(): Promise<Browser> {
  return chromium.connect(await askFor(inject('chrome')));
}
