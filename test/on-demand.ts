import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What all test files of a run share: where it is, and how it ends. */
export interface Shared {
  url: string;
  stop(): Promise<void>;
}

/** Where test files ask for it, over HTTP: the answer is its address. */
export interface OnDemand {
  question: string;
  end(): Promise<void>;
}

/** Has something started when the first test file asks for it, as most runs need little of it. */
export async function onDemand(start: () => Promise<Shared>): Promise<OnDemand> {
  let started: Promise<Shared> | null = null;
  // What is told here opens a database or a browser, so only the tests know what to ask for.
  const secret = `/${randomBytes(16).toString('hex')}`;
  const answering = createServer(async (request, response) => {
    if (request.url !== secret) return response.writeHead(404).end();
    try {
      started ??= start();
      return response.end((await started).url);
    } catch (fault) {
      return response.writeHead(500).end(fault instanceof Error ? fault.message : String(fault));
    }
  });
  await once(answering.listen(0, '127.0.0.1'), 'listening');
  const end = async () => {
    answering.close();
    answering.closeAllConnections();
    await started?.then(
      ({ stop }) => stop(),
      () => {},
    );
  };
  return {
    question: `http://127.0.0.1:${(answering.address() as AddressInfo).port}${secret}`,
    end,
  };
}

/** The address that a question is answered with. */
export async function askFor(question: string): Promise<string> {
  const answer = await fetch(question);
  const words = await answer.text();
  if (!answer.ok) throw new Error(words);
  return words;
}
