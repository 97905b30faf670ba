import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type Server, startServer } from './server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the run's PostgreSQL; the answer is the address of its database. */
    postgres: string;
  }
}

/**
 * One PostgreSQL for the whole run. It starts when the first test asks for it, as most runs are of
 * a few files that need none, and ends with the run.
 */
export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  // The projects inherit this set-up, and the root's answer.
  if (!project.isRootProject()) return;
  let postgres: Promise<Server> | null = null;
  // What is told here opens the database, so only the tests know what to ask for.
  const secret = `/${randomBytes(16).toString('hex')}`;
  const answering = createServer(async (request, response) => {
    if (request.url !== secret) return response.writeHead(404).end();
    try {
      postgres ??= startServer({ durable: false });
      return response.end((await postgres).url);
    } catch (fault) {
      return response.writeHead(500).end(fault instanceof Error ? fault.message : String(fault));
    }
  });
  await once(answering.listen(0, '127.0.0.1'), 'listening');
  project.provide(
    'postgres',
    `http://127.0.0.1:${(answering.address() as AddressInfo).port}${secret}`,
  );
  return async () => {
    answering.close();
    answering.closeAllConnections();
    await postgres?.then(
      ({ stop }) => stop(),
      () => {},
    );
  };
}
