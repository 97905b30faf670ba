import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { Problem } from '../domain/problem.js';
import type { ReadPage } from './page-reader.js';
import type { PageTask } from './page-worker.js';

/** Ordinary pages take a second or two; a page that is made to be hard could take hours. */
const longestReading = 20_000;
const mostMemory = 512;

/**
 * Reads a page on a thread of its own, so that a hostile one keeps nobody waiting and can be
 * stopped. Throws *invalid* at `file` for one that can't be read in reasonable time and memory.
 */
export async function readPage(task: PageTask, patience = longestReading): Promise<ReadPage> {
  const worker = startWorker({
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  const alarm = setTimeout(() => worker.terminate(), patience);
  try {
    return await answerOf(worker);
  } finally {
    clearTimeout(alarm);
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<ReadPage> {
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', (error) => fail(unreadable(error)));
    worker.once('exit', () => fail(unreadable(null)));
  });
}

function unreadable(cause: unknown): Problem {
  const problem = Problem.field(
    'file',
    'This page is built in a way that can’t be read here. Open it, copy its text and paste that instead.',
  );
  problem.cause = cause;
  return problem;
}

/** From source, as tests and `npm run dev` run it, a thread needs tsx as the program does. */
function startWorker(options: WorkerOptions): Worker {
  const compiled = new URL('./page-worker.js', import.meta.url);
  if (existsSync(fileURLToPath(compiled))) return new Worker(compiled, options);
  const source = JSON.stringify(new URL('./page-worker.ts', import.meta.url).href);
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); });`;
  return new Worker(start, { ...options, eval: true });
}
