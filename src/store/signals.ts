import type { Log } from './log.js';

/** How long a signal may be, in characters of ASCII: PostgreSQL takes 8,000 bytes with our mark. */
export const maxSignalCharacters = 1_000;

/**
 * What is said to whoever listens at that moment and kept nowhere, beside the store: no commit, no
 * durable write, lost at a restart. It says only ids; who listens decides who may be told.
 */
export interface Signals {
  /**
   * Tells all who listen: those in this process before it returns, those in the other processes
   * that share the database a little later, in the order in which it was said here. What can't be
   * delivered is lost without a word. A text that is too long or not ASCII is a defect of the caller.
   */
  send(text: string): void;

  /** Calls the listener with all that is said from now on. Returns the function that ends it. */
  listen(listener: (text: string) => void): () => void;
}

/** Signals within one process: all that a database needs which one process has to itself. */
export class LocalSignals implements Signals {
  readonly #log: Log;
  readonly #listeners = new Set<{ call: (text: string) => void }>();

  constructor(log: Log = console) {
    this.#log = log;
  }

  send(text: string): void {
    demandSmall(text);
    for (const { call } of this.#listeners) {
      try {
        call(text);
      } catch (fault) {
        this.#log.warn(`Somebody who listens to signals failed: ${String(fault)}`);
      }
    }
  }

  listen(listener: (text: string) => void): () => void {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }
}

function demandSmall(text: string): void {
  if (text.length <= maxSignalCharacters && /^[\x20-\x7e]*$/u.test(text)) return;
  throw new Error('A signal is a short text of ASCII.');
}
