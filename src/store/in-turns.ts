import { setImmediate as nextTurn } from 'node:timers/promises';

/** What some work comes to that yields between its pieces; others have their turn at each. */
export async function inTurns<T>(work: Iterator<undefined, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}
