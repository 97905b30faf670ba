import { nextMessage, type TaskWorker } from './worker-thread.js';

/** What a worker may take, in milliseconds. */
interface KeptWorkerBounds {
  /** For one task, from when the worker has started. */
  taskMs: number;
  /** For how long an idle worker is kept. */
  idleMs: number;
}

const startMs = 60_000;

/** A worker that practises, so that it is ready once a task comes. */
interface ComingUp {
  /** Null where it can't be got ready. */
  practised: Promise<TaskWorker | null>;
  /** Whether a task waits for it: then it begins to practise nothing more. */
  isWanted: boolean;
}

/**
 * Does tasks on threads, or in processes, that run a compiled module, which says anything once it is ready, then
 * answers each message by one. One idle worker is kept for the next task: to start, to load what it needs and to become
 * quick takes a worker longer than most tasks. It keeps the program from nothing.
 */
export class KeptWorker<Task, Answer> {
  #idle: { worker: TaskWorker; forget: () => void } | null = null;
  #comingUp: ComingUp | null = null;

  constructor(
    private readonly start: () => TaskWorker,
    private readonly bounds: KeptWorkerBounds,
  ) {}

  /**
   * The answer to a task. Throws what the worker threw, or an error that `isOverrun` knows where it took too
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
   * Has a worker idle, though nothing is to be done yet: one that has practised some tasks, of which no answer is
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

  async #practised(practice: readonly Task[], comingUp: ComingUp): Promise<TaskWorker | null> {
    let worker: TaskWorker | null = null;
    try {
      worker = this.start();
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
  async #takenEarly(): Promise<TaskWorker | null> {
    const comingUp = this.#comingUp;
    if (!comingUp) return null;
    this.#comingUp = null;
    comingUp.isWanted = true;
    const worker = await comingUp.practised;
    worker?.ref();
    return worker;
  }

  #taken(): TaskWorker | null {
    if (!this.#idle) return null;
    const { worker, forget } = this.#idle;
    forget();
    worker.ref();
    return worker;
  }

  async #started(): Promise<TaskWorker> {
    const worker = this.start();
    try {
      await nextMessage(worker, startMs);
      return worker;
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  #keep(worker: TaskWorker): void {
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
