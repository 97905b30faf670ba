import type { Change } from '../store/store.js';

/** Takes a name that is gone out of what was written; answers whether it stood there. */
export type TakeOut = (written: readonly Change[]) => Promise<boolean>;

/** What lies between two names that go: each is held by those who began in it, and by nobody once they are done. */
export interface Moment {
  next: { takeOut: TakeOut; moment: Moment } | null;
}

/**
 * The names that go out of a desk, for those who began to save before and are done after: what they wrote may hold
 * one, and was not there when the name was looked for. Whoever begins later writes what they like.
 */
export class GoneNames {
  #now: Moment = { next: null };

  /** The moment in which somebody begins. */
  get now(): Moment {
    return this.#now;
  }

  /** To be called before the watching for what is written meanwhile ends, so that no save is overlooked by both. */
  add(takeOut: TakeOut): void {
    const moment: Moment = { next: null };
    this.#now.next = { takeOut, moment };
    this.#now = moment;
  }
}

/** Takes the names that went since a moment out of what was written; answers whether one stood there. */
export async function takeOutSince({ next }: Moment, written: readonly Change[]): Promise<boolean> {
  let isChanged = false;
  for (let gone = next; gone !== null; gone = gone.moment.next) {
    isChanged = (await gone.takeOut(written)) || isChanged;
  }
  return isChanged;
}
