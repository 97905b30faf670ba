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

/** A thread that practises, so that it is ready once a task comes. */
interface ComingUp {
  /** Null where it can't be got ready. */
  practised: Promise<Worker | null>;
  /** Whether a task waits for it: then it begins to practise nothing more. */
  isWanted: boolean;
}

/**
 * Does tasks on threads that run a compiled module, which says anything once it is ready, then answers each
 * message by one. One idle thread is kept for the next task: to start, to load what it needs and to become
 * quick takes a thread longer than most tasks. It keeps the program from nothing.
 */
export class KeptThread<Task, Answer> {
  #idle: { worker: Worker; forget: () => void } | null = null;
  #comingUp: ComingUp | null = null;

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
    const worker = this.#taken() ?? (await this.#takenEarly()) ?? (await this.#started());
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

  /**
   * Has a thread idle, though nothing is to be done yet: one that has practised some tasks, of which no answer is
   * wanted. Does nothing where one is idle or on its way, and never throws: the next task starts one by itself.
   */
  async ready(practice: readonly Task[]): Promise<void> {
    if (this.#idle || this.#comingUp) return;
    const comingUp: ComingUp = { practised: Promise.resolve(null), isWanted: false };
    this.#comingUp = comingUp;
    comingUp.practised = this.#practised(practice, comingUp);
    const worker = await comingUp.practised;
    if (comingUp.isWanted) return;
    this.#comingUp = null;
    if (this.#idle) void worker?.terminate();
    else if (worker) this.#keep(worker);
  }

  async #practised(practice: readonly Task[], comingUp: ComingUp): Promise<Worker | null> {
    let worker: Worker | null = null;
    try {
      worker = this.#thread();
      worker.unref();
      await nextMessage(worker, startMs);
      for (const task of practice) {
        if (comingUp.isWanted) break;
        worker.postMessage(task);
        await nextMessage(worker, this.bounds.taskMs);
      }
      return worker;
    } catch {
      await worker?.terminate();
      return null;
    }
  }

  /** The one that is on its way, for the first who asks. */
  async #takenEarly(): Promise<Worker | null> {
    const comingUp = this.#comingUp;
    if (!comingUp) return null;
    this.#comingUp = null;
    comingUp.isWanted = true;
    const worker = await comingUp.practised;
    worker?.ref();
    return worker;
  }

  #taken(): Worker | null {
    if (!this.#idle) return null;
    const { worker, forget } = this.#idle;
    forget();
    worker.ref();
    return worker;
  }

  async #started(): Promise<Worker> {
    const worker = this.#thread();
    await nextMessage(worker, startMs);
    return worker;
  }

  #thread(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: this.bounds.maxMemoryMb };
    return startThread(this.compiled, { resourceLimits });
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
