import type { Event } from '../../domain/history/event.js';
import type { LiveEvent } from '../../domain/live/live-event.js';

/** Enough of an event to tell of it, and to know who may be told. */
export type EventSummary = Pick<Event, 'id' | 'subject' | 'article' | 'by'> &
  Pick<LiveEvent, 'edition'>;

/** What happened in the last commits, for those who come back after a short while. */
export class RecentCommits {
  readonly #kept: { number: number; events: readonly EventSummary[] }[] = [];
  readonly #maxCommits: number;
  /** Everything after the commit of this number is here. */
  #after: number;

  /** Keeps what comes after a commit, of so many commits at the most. */
  constructor(after: number, maxCommits: number) {
    this.#after = after;
    this.#maxCommits = maxCommits;
  }

  add(number: number, events: readonly EventSummary[]): void {
    if (events.length === 0) return;
    this.#kept.push({ number, events });
    if (this.#kept.length <= this.#maxCommits) return;
    this.#after = this.#kept.shift()?.number ?? this.#after;
  }

  /** What happened after a commit, in order; null where that is no longer known. */
  since(number: number): EventSummary[] | null {
    if (number < this.#after) return null;
    return this.#kept.filter((commit) => commit.number > number).flatMap(({ events }) => events);
  }
}
