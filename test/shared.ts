import type { TestProject } from 'vitest/node';
import { onDemand } from './on-demand.js';
import { startServer } from './postgres/server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the run's PostgreSQL. */
    postgres: string;
  }
}

/** One PostgreSQL for the whole run, which ends with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await onDemand(() => startServer({ durable: false }));
  project.provide('postgres', postgres.question);
  return () => postgres.end();
}
