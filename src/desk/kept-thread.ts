import type { Worker } from 'node:worker_threads';
import { nextMessage, startThread } from './worker-thread.js';

/** What a thread may take, in milliseconds and megabytes. */
export interface KeptThreadBounds {
  /** For one task, from when the thread has started. */
  taskMs: number;
  maxMemoryMb: number;
  /** For how long an idle thread is kept. */
  idleMs: number;
}

const startMs = 60_000;

/**
 * Does tasks on threads that run a compiled module, which says anything once it is ready, then answers each
 * message by one. One idle thread is kept for the next task: to start, to load what it needs and to become
 * quick takes a thread longer than most tasks. It keeps the program from nothing.
 */
export class KeptThread<Task, Answer> {
  #idle: { worker: Worker; forget: () => void } | null = null;

  constructor(
    private readonly compiled: URL,
    private readonly bounds: KeptThreadBounds,
  ) {}

  /**
   * The answer to a task. Throws what the thread threw, or an error that `isOverrun` knows where it took too
   * long or too much memory; the next task has another then. `isLast` for a task that leaves much behind.
   */
  async answer(
    task: Task,
    { limitMs = this.bounds.taskMs, isLast = false }: { limitMs?: number; isLast?: boolean } = {},
  ): Promise<Answer> {
    const worker = this.#taken() ?? (await this.#started());
    try {
      worker.postMessage(task);
      const answer = await nextMessage<Answer>(worker, limitMs);
      if (isLast || this.#idle) void worker.terminate();
      else this.#keep(worker);
      return answer;
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  #taken(): Worker | null {
    if (!this.#idle) return null;
    const { worker, forget } = this.#idle;
    forget();
    worker.ref();
    return worker;
  }

  async #started(): Promise<Worker> {
    const resourceLimits = { maxOldGenerationSizeMb: this.bounds.maxMemoryMb };
    const worker = startThread(this.compiled, { resourceLimits });
    await nextMessage(worker, startMs);
    return worker;
  }

  #keep(worker: Worker): void {
    worker.unref();
    const forget = () => {
      clearTimeout(end);
      worker.off('error', forget).off('exit', forget);
      this.#idle = null;
    };
    const end = setTimeout(() => {
      forget();
      void worker.terminate();
    }, this.bounds.idleMs).unref();
    worker.on('error', forget).on('exit', forget);
    this.#idle = { worker, forget };
  }
}
