import type { Store } from '../store/store.js';

/*
 * Those who write the same documents of one store at one moment take turns, so that nobody loses to
 * the others again and again. A place names what only one of them may write at a time.
 */

/** Who has a place, or waits for it, in the order of coming; no queue is empty. */
type Queues = Map<string, Turn[]>;

const queuesOf = new WeakMap<Store, Queues>();

/** One who writes. It is first at all of its places, but while it waits for them. */
export class Turn {
  readonly #queues: Queues;
  #places = new Set<string>();
  #begin: (() => void) | null = null;

  constructor(store: Store) {
    this.#queues = queuesOf.get(store) ?? new Map<string, Turn[]>();
    queuesOf.set(store, this.#queues);
  }

  /** Takes these places too; false, and none taken, where somebody else has or awaits one. */
  take(places: readonly string[]): boolean {
    const more = places.filter((place) => !this.#places.has(place));
    if (more.some((place) => this.#queues.has(place))) return false;
    this.#queueAt(more);
    return true;
  }

  /**
   * Lets go of its places and returns when it has them again, with these. It asks for all at once,
   * and has none while it waits: so no two wait for each other.
   */
  async wait(places: readonly string[]): Promise<void> {
    const wanted = [...this.#places, ...places];
    this.leave();
    this.#queueAt(wanted);
    if (this.#isFirst()) return;
    await new Promise<void>((begin) => {
      this.#begin = begin;
    });
  }

  /** Lets go of its places, for those who wait for them. */
  leave(): void {
    const queues = this.#queues;
    for (const place of this.#places) {
      const rest = (queues.get(place) ?? []).slice(1);
      if (rest.length === 0) queues.delete(place);
      else queues.set(place, rest);
    }
    const next = new Set([...this.#places].flatMap((place) => queues.get(place)?.[0] ?? []));
    this.#places = new Set();
    for (const turn of next) turn.#beginIfFirst();
  }

  #queueAt(places: readonly string[]): void {
    for (const place of new Set(places)) {
      this.#places.add(place);
      this.#queues.set(place, [...(this.#queues.get(place) ?? []), this]);
    }
  }

  #isFirst(): boolean {
    return [...this.#places].every((place) => this.#queues.get(place)?.[0] === this);
  }

  #beginIfFirst(): void {
    if (!this.#begin || !this.#isFirst()) return;
    this.#begin();
    this.#begin = null;
  }
}
