import type { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/problem.js';
import { startThread } from '../worker-thread.js';
import type { ReadPage } from './page-reader.js';
import type { PageTask } from './page-worker.js';

/** Ordinary pages take a second or two; a page that is made to be hard could take hours. */
const readingMs = 20_000;
const maxMemoryMb = 512;

/**
 * Reads a page on a thread of its own, so that a hostile one keeps nobody waiting and can be
 * stopped. Throws *invalid* at `file` for one that can't be read in reasonable time and memory.
 */
export async function readPage(task: PageTask, limitMs = readingMs): Promise<ReadPage> {
  const module = new URL('./page-worker.js', import.meta.url);
  const worker = startThread(module, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  });
  const alarm = setTimeout(() => worker.terminate(), limitMs);
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
