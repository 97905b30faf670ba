import type { Desk } from '../desk.js';

/** So long somebody goes on reading at the most whom the desk no longer lets in. */
const heldMs = 5_000;

/**
 * Whether a reader is still let in, by what they came in with. It is asked again once some seconds have gone by since
 * they were, by the desk's clock: to gather and to send what is told may take long.
 */
export class LetIn {
  #askedMs: number;

  /** They were just now; `ask` throws where they are not any more. */
  constructor(
    private readonly desk: Pick<Desk, 'clock'>,
    private readonly ask: () => Promise<unknown>,
  ) {
    this.#askedMs = desk.clock().getTime();
  }

  /** Throws what `ask` does. */
  async demand(): Promise<void> {
    const nowMs = this.desk.clock().getTime();
    if (Math.abs(nowMs - this.#askedMs) < heldMs) return;
    await this.ask();
    this.#askedMs = nowMs;
  }
}

/**
 * The pieces of a long answer, for as long as its reader is let in: a file that takes an hour ends with their session
 * or token, which end with their place on the desk, and a shared report with its link.
 */
export async function* whileLetIn<P>(letIn: LetIn, pieces: AsyncIterable<P>): AsyncGenerator<P> {
  for await (const piece of pieces) {
    await letIn.demand();
    yield piece;
  }
}
