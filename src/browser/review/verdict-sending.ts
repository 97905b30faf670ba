import { type SendResult, send } from '../annotations/save.js';

/** The server's answer to a verdict that it has taken, and to one that is undone. */
export interface VerdictAnswer {
  id: string;
  message: string;
  warnings?: string[];
  undo?: { action: string };
  waiting: number | null;
}

/**
 * Sends verdicts, and wishes to take one back, in the order in which they are given: who is faster
 * than the network loses none. What is on its way already is not sent twice.
 */
export class VerdictSending {
  private readonly underway = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();

  get isUnderway(): boolean {
    return this.underway.size > 0;
  }

  /** The server's answer; null where something that was sent to that address is on its way. */
  async send(
    address: string,
    entries: Iterable<[string, string]> = [],
  ): Promise<SendResult<VerdictAnswer> | null> {
    if (this.underway.has(address)) return null;
    this.underway.add(address);
    const answer = this.last.then(() => send<VerdictAnswer>(address, entries, { keepalive: true }));
    this.last = answer;
    try {
      return await answer;
    } finally {
      this.underway.delete(address);
    }
  }
}
