import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a compiled module on a thread of its own. From source, as tests and `npm run dev` run it,
 * a thread needs tsx as the program does.
 */
export function startThread(compiled: URL, options: WorkerOptions): Worker {
  if (existsSync(fileURLToPath(compiled))) return new Worker(compiled, options);
  const source = JSON.stringify(compiled.href.replace(/\.js$/u, '.ts'));
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); });`;
  return new Worker(start, { ...options, eval: true });
}

/** What a compiled module makes of some data on a thread of its own, which posts it as its one message. */
export async function workedOnThread<Result>(compiled: URL, data: unknown): Promise<Result> {
  const worker = startThread(compiled, { workerData: data });
  try {
    return await new Promise((done, fail) => {
      worker.once('message', done);
      worker.once('error', fail);
      worker.once('exit', (code) => fail(new Error(`The thread ended with ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
