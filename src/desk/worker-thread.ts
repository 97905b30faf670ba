import type { EventEmitter } from 'node:events';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { compiledFile } from './compiled.js';

/**
 * Does tasks that it is sent: a thread, or a process that is spoken to like one. It emits `message` for each answer,
 * `error` where it breaks down, and `exit` once it has ended.
 */
export interface TaskWorker extends Pick<EventEmitter, 'on' | 'off'> {
  postMessage(task: unknown): void;
  /** Keeps the program from ending, or no longer. */
  ref(): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

/**
 * Starts a compiled module on a thread of its own. Where it breaks down whoever waits for its answer is told; when
 * nobody does, as right after its time was up, it ends alone and not the program with it.
 */
export function startThread(compiled: URL, options: WorkerOptions): Worker {
  return thread(compiled, options).on('error', () => {});
}

/** From source a thread needs tsx as the program does. */
function thread(compiled: URL, options: WorkerOptions): Worker {
  const file = compiledFile(compiled);
  if (file) return new Worker(file, options);
  const source = JSON.stringify(compiled.href.replace(/\.js$/u, '.ts'));
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); });`;
  return new Worker(start, { ...options, eval: true });
}

/** What a compiled module makes of some data on a thread of its own, which posts it as its one message. */
export async function workedOnThread<Result>(compiled: URL, data: unknown): Promise<Result> {
  const worker = startThread(compiled, { workerData: data });
  try {
    return await nextMessage(worker);
  } finally {
    await worker.terminate();
  }
}

/** A thread took more time than it was given. */
class ThreadTimeout extends Error {
  override readonly name = 'ThreadTimeout';
}

/** Whether a thread took more time or memory than it was given, as against a defect of what it does. */
export function isOverrun(error: unknown): boolean {
  if (error instanceof ThreadTimeout) return true;
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/**
 * The next thing that a worker says, within so many milliseconds (null: for ever). Throws what it threw, or
 * an Error where it ends or where nothing comes.
 */
export function nextMessage<Message>(
  worker: TaskWorker,
  limitMs: number | null = null,
): Promise<Message> {
  return new Promise((done, fail) => {
    const take = (message: Message) => settle(() => done(message));
    const refuse = (error: Error) => settle(() => fail(error));
    const end = (code: number) => refuse(new Error(`The worker ended with ${code}.`));
    const overrun = () => refuse(new ThreadTimeout('The thread took too long.'));
    const alarm = limitMs === null ? undefined : setTimeout(overrun, limitMs);
    worker.on('message', take).on('error', refuse).on('exit', end);
    function settle(answer: () => void): void {
      clearTimeout(alarm);
      worker.off('message', take).off('error', refuse).off('exit', end);
      answer();
    }
  });
}
