import type { TestProject } from 'vitest/node';
import { serveChrome } from './browser/chrome.js';
import { onDemand } from './on-demand.js';
import { startServer } from './postgres/server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the run's PostgreSQL. */
    postgres: string;
    /** Where a test asks for the run's Chrome. */
    chrome: string;
  }
}

/** One PostgreSQL and one Chrome for the whole run; both end with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await onDemand(() => startServer({ durable: false }));
  const chrome = await onDemand(serveChrome);
  project.provide('postgres', postgres.question);
  project.provide('chrome', chrome.question);
  return async () => {
    await Promise.all([postgres.end(), chrome.end()]);
  };
}
