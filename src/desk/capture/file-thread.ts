import type { Worker } from 'node:worker_threads';
import { Problem } from '../../domain/problem.js';
import { isReplaced } from '../replaced-program.js';
import { startThread } from '../worker-thread.js';
import type { FileTask, ReadFile } from './file-reader.js';

/** Ordinary pages take a second or two; a page that is made to be hard could take hours. */
const readingMs = 20_000;
const startMs = 60_000;
/** How long a thread is kept for the next file: its parsers take longer to load than most files to read. */
const idleMs = 60_000;
const maxMemoryMb = 512;
/** A longer file leaves so much behind that the next has less memory. */
const maxKeptBytes = 200_000;

let idle: { worker: Worker; forget: () => void } | null = null;

/**
 * Reads a file on a thread of its own, so that a hostile one keeps nobody waiting and can be
 * stopped. Throws *invalid* at `file` for one that can't be read in reasonable time and memory.
 */
export async function readInThread(task: FileTask, limitMs = readingMs): Promise<ReadFile> {
  const worker = taken() ?? (await started());
  try {
    worker.postMessage(task);
    const read = await answerOf<ReadFile>(worker, limitMs);
    if (task.bytes.length <= maxKeptBytes) keep(worker);
    else void worker.terminate();
    return read;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function taken(): Worker | null {
  if (!idle) return null;
  const { worker, forget } = idle;
  forget();
  worker.ref();
  return worker;
}

async function started(): Promise<Worker> {
  const module = new URL('./file-worker.js', import.meta.url);
  const worker = startThread(module, {
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  });
  await answerOf(worker, startMs);
  return worker;
}

/** For the next file; one is enough. It keeps the program from nothing. */
function keep(worker: Worker): void {
  if (idle) {
    void worker.terminate();
    return;
  }
  worker.unref();
  const stop = () => {
    forget();
    void worker.terminate();
  };
  const end = setTimeout(stop, idleMs).unref();
  function forget(): void {
    clearTimeout(end);
    worker.off('error', forget).off('exit', forget);
    idle = null;
  }
  worker.on('error', forget).on('exit', forget);
  idle = { worker, forget };
}

/** The next thing that a thread says; it has ended, or is to be, where nothing comes of it. */
function answerOf<T>(worker: Worker, limitMs: number): Promise<T> {
  return new Promise((done, fail) => {
    // Where the program's own files are gone, it is not for this file's sake.
    const refuse = (error: unknown) => settle(() => fail(isReplaced() ? error : unreadable(error)));
    const take = (answer: T) => settle(() => done(answer));
    const end = () => refuse(new Error('The thread that reads files ended.'));
    const alarm = setTimeout(end, limitMs);
    worker.on('message', take).on('error', refuse).on('exit', end);
    function settle(answer: () => void): void {
      clearTimeout(alarm);
      worker.off('message', take).off('error', refuse).off('exit', end);
      answer();
    }
  });
}

function unreadable(cause: unknown): Problem {
  const problem = Problem.field(
    'file',
    'This file is built in a way that can’t be read here. Open it, copy its text and paste that instead.',
  );
  problem.cause = cause;
  return problem;
}
