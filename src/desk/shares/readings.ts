import { replace, type Store } from '../../store/store.js';
import { type Desk, outlastingRequests } from '../desk.js';
import { commitWithRetry } from '../with-retry.js';

/** For so long readings are gathered before they are written: what a killed process has not written is lost. */
const gatheredMs = 10_000;

/**
 * Counts how often shared reports are read. However many read, the readings of all reports are
 * written together, in one commit each ten seconds at the most, and added to what other processes
 * have written. Who reads is noted nowhere.
 */
class Readings {
  /** Those that are not written yet, by share. */
  #gathered = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly desk: Desk) {}

  /** Counts one reading of a share. */
  add(share: string): void {
    this.#count(share, 1);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // What can't be written now is written with the next ones.
      this.write().catch(() => {});
    }, gatheredMs).unref();
  }

  /** Those of a share that this process has not written yet. */
  gathered(share: string): number {
    return this.#gathered.get(share) ?? 0;
  }

  /** Writes what was gathered, as when the program stops. */
  async write(): Promise<void> {
    const gathered = this.#gathered;
    this.#gathered = new Map();
    try {
      await commitWithRetry(this.desk, async () => {
        const shares = await this.desk.store.getMany('shares', [...gathered.keys()]);
        return shares.map((share) => {
          const readings = share.readings + (gathered.get(share.id) ?? 0);
          return replace('shares', { ...share, readings });
        });
      });
    } catch (fault) {
      for (const [share, count] of gathered) this.#count(share, count);
      throw fault;
    }
  }

  #count(share: string, count: number): void {
    this.#gathered.set(share, this.gathered(share) + count);
  }
}

const readingsOf = new WeakMap<Store, Readings>();

/** The readings that this process counts on a desk. */
export function readingsOn(desk: Desk): Readings {
  const readings = readingsOf.get(desk.whole) ?? new Readings(outlastingRequests(desk));
  readingsOf.set(desk.whole, readings);
  return readings;
}
