import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long work goes on before others have their turn, in milliseconds: less than anybody notices. */
const sliceMs = 2;

/** The last of those who wait to go on. They go on one by one, each after a turn of all others. */
let lastWaiting: Promise<void> = Promise.resolve();

/**
 * Keeps long work from holding others up: what is done at a pace gives way after some milliseconds.
 * However much work is done so at one moment, others wait for one piece of it at a time.
 */
export class Pace {
  #since = performance.now();

  /** Where a signal is given, the work ends at the next place where it would give way. */
  constructor(readonly signal: AbortSignal | null = null) {}

  /** Lets others have their turn, where it is time for it. Throws the signal's reason. */
  async giveWay(): Promise<void> {
    this.signal?.throwIfAborted();
    if (!this.#isTime()) return;
    lastWaiting = lastWaiting.then(() => nextTurn());
    await lastWaiting;
    this.#since = performance.now();
    this.signal?.throwIfAborted();
  }

  /** What work comes to that yields between its pieces, which are less than a millisecond each. */
  async through<T>(work: Iterator<undefined, T>): Promise<T> {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      // Nothing is awaited, and no promise made, thousands of times for nothing.
      if (this.#isTime() || this.signal?.aborted) await this.giveWay();
    }
  }

  #isTime(): boolean {
    return performance.now() - this.#since >= sliceMs;
  }
}

/**
 * In UTF-16 code units: pieces are some hundred long, and each that is sent costs a little. V8 gives a text of
 * more than 128 kB pages of its own, which the system clears each time: that costs more than the text itself.
 */
const portionUnits = 32 * 1024;

/** Pieces put together, at a pace, into what is worth being sent; bytes go on as they are. */
export async function* inPortions<P extends string | Uint8Array>(
  pieces: AsyncIterable<P> | Iterable<P>,
  pace: Pace,
): AsyncGenerator<P | string> {
  let portion = '';
  for await (const piece of pieces) {
    const isText = typeof piece === 'string';
    if (isText) portion += piece;
    await pace.giveWay();
    if (isText && portion.length < portionUnits) continue;
    if (portion !== '') yield portion;
    portion = '';
    if (!isText) yield piece;
  }
  if (portion !== '') yield portion;
}
