/** Pieces of work that are done one after the other; what becomes of one is nothing to the next. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}

/** The same under each key: work under one waits for nothing that is done under others. */
export class OneAtATimeEach {
  readonly #lasts = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#lasts.get(key);
    const done = before ? before.then(work) : work();
    const ended = done.catch(() => {});
    this.#lasts.set(key, ended);
    try {
      return await done;
    } finally {
      if (this.#lasts.get(key) === ended) this.#lasts.delete(key);
    }
  }
}
