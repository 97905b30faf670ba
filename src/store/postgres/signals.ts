import { randomUUID } from 'node:crypto';
import type { Log } from '../log.js';
import { LocalSignals, type Signals } from '../signals.js';
import type { Connections } from './connections.js';

/** How many signals wait for the database at the most; what is said beyond is for this process alone. */
const maxWaitingSignals = 100;

/**
 * Signals to every process on the database, by NOTIFY. What this process said itself comes back to
 * it and is left out: it was told at once.
 */
export class PostgresSignals implements Signals {
  readonly #connections: Connections;
  readonly #log: Log;
  readonly #local: LocalSignals;
  /** Before each signal stands of which process it is. */
  readonly #mark = `${randomUUID()} `;
  #sending: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(connections: Connections, log: Log) {
    this.#connections = connections;
    this.#log = log;
    this.#local = new LocalSignals(log);
  }

  send(text: string): void {
    this.#local.send(text);
    if (this.#waiting >= maxWaitingSignals) return;
    this.#waiting += 1;
    this.#sending = this.#sending.then(async () => {
      await this.#notify(text);
      this.#waiting -= 1;
    });
  }

  listen(listener: (text: string) => void): () => void {
    return this.#local.listen(listener);
  }

  /** Takes in what a process of this database said, by the payload of its notification. */
  hear(payload: string): void {
    if (payload.startsWith(this.#mark)) return;
    try {
      this.#local.send(payload.slice(this.#mark.length));
    } catch {
      // Any user of the database may notify of anything.
    }
  }

  /** Returns when nothing waits to be sent. */
  async finish(): Promise<void> {
    await this.#sending;
  }

  /** The transaction of a notification has an entry in the log: nobody waits until that is on disk. */
  async #notify(text: string): Promise<void> {
    try {
      await this.#connections.query({
        name: 'signal',
        text: `SELECT set_config('synchronous_commit', 'off', true),
          pg_notify('whence_signals_' || current_schema(), $1)`,
        values: [this.#mark + text],
      });
    } catch (fault) {
      this.#log.warn(`A signal was lost: ${String(fault)}`);
    }
  }
}
