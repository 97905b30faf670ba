import { setImmediate as nextTurn } from 'node:timers/promises';

/** What some work comes to that yields between its pieces; others have their turn at each. */
export async function inTurns<T>(work: Iterator<undefined, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

/** Does something with each of many; others have their turn behind so many of them. */
export function* eachInTurns<T>(
  items: Iterable<T>,
  atOnce: number,
  call: (item: T) => void,
): Generator<undefined, void> {
  let done = 0;
  for (const item of items) {
    if (done > 0 && done % atOnce === 0) yield;
    call(item);
    done += 1;
  }
}

/** Work in turns that a close waits for. */
export class WorkInTurns {
  #underWay = 0;

  /** As `inTurns`. What is done with it at once is done before `ended` returns. */
  async do<T>(work: Iterator<undefined, T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await inTurns(work);
    } finally {
      this.#underWay -= 1;
    }
  }

  async ended(): Promise<void> {
    do await nextTurn();
    while (this.#underWay > 0);
  }
}
