import { Worker, type WorkerOptions } from 'node:worker_threads';
import { compiledFile } from './compiled.js';

/**
 * Starts a compiled module on a thread of its own. From source a thread needs tsx as the program does.
 */
export function startThread(compiled: URL, options: WorkerOptions): Worker {
  const file = compiledFile(compiled);
  if (file) return new Worker(file, options);
  const source = JSON.stringify(compiled.href.replace(/\.js$/u, '.ts'));
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); });`;
  return new Worker(start, { ...options, eval: true });
}

/** What a thread may take, and how whoever waits is refused where it takes more. */
export interface ThreadLimits {
  limitMs: number;
  maxMemoryMb: number;
  refusal: () => Error;
}

/** What a compiled module makes of some data on a thread of its own, which posts it as its one message. */
export async function workedOnThread<Result>(
  compiled: URL,
  data: unknown,
  limits: ThreadLimits | null = null,
): Promise<Result> {
  const resourceLimits = limits ? { maxOldGenerationSizeMb: limits.maxMemoryMb } : {};
  const worker = startThread(compiled, { workerData: data, resourceLimits });
  let alarm: NodeJS.Timeout | undefined;
  try {
    return await new Promise((done, fail) => {
      worker.once('message', done);
      worker.once('error', (error) =>
        fail(isOutOfMemory(error) && limits ? limits.refusal() : error),
      );
      worker.once('exit', (code) => fail(new Error(`The thread ended with ${code}.`)));
      if (limits) alarm = setTimeout(() => fail(limits.refusal()), limits.limitMs);
    });
  } finally {
    clearTimeout(alarm);
    await worker.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
