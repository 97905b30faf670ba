import {
  byPlace,
  type Place,
  placeOf,
  type QueuedAnnotation,
  type Reason,
  type Reviewer,
  reasonsFor,
  type Waiting,
} from '../../domain/review/queue.js';
import { may } from '../../domain/rights.js';
import type { Actor } from '../desk.js';
import type { ReviewIndex } from './review-index.js';

/** What waits, with its place in the order. */
export interface QueuedAt extends QueuedAnnotation {
  place: Place;
}

type Names = ReadonlyMap<string, string>;

/** The queues that were asked for last, by index and person. */
const queues = new WeakMap<ReviewIndex, Map<string, PersonQueue>>();

/** The number of people's queues that are kept at once: what is forgotten is put in order anew. */
const maxQueues = 40;

/**
 * What somebody has to do on a review index, in order; the array is the same for as long as nothing in it
 * changes. `names` are those of all people, by id.
 */
export function personQueueOf(index: ReviewIndex, actor: Actor, names: Names): readonly QueuedAt[] {
  const kept = queues.get(index) ?? new Map<string, PersonQueue>();
  queues.set(index, kept);
  const key = `${actor.id}/${actor.role}`;
  const known = kept.get(key);
  const queue = known?.isCalled(names) ? known : new PersonQueue(index, actor, names);
  kept.delete(key);
  kept.set(key, queue);
  const [oldest] = kept.keys();
  if (kept.size > maxQueues && oldest !== undefined) kept.delete(oldest);
  return queue.inOrder();
}

/** Somebody's queue. When the index changes, only the rows that did are judged and put in anew. */
class PersonQueue {
  readonly #index: ReviewIndex;
  readonly #reviewer: Reviewer;
  readonly #mayJudge: boolean;
  #rows: readonly Waiting[] = [];
  #queue: readonly QueuedAt[] = [];

  constructor(index: ReviewIndex, actor: Actor, names: Names) {
    this.#index = index;
    this.#reviewer = { person: actor.id, maySettle: may(actor, 'settle disputes'), names };
    this.#mayJudge = may(actor, 'judge');
  }

  /** Whether people are still called as they stand in the reasons. */
  isCalled(names: Names): boolean {
    const before = this.#reviewer.names;
    return names.size === before.size && [...names].every(([id, name]) => before.get(id) === name);
  }

  /** The queue as the index is now. */
  inOrder(): readonly QueuedAt[] {
    const { rows } = this.#index;
    if (rows === this.#rows) return this.#queue;
    const [before, now] = [new Set(this.#rows), new Set(rows)];
    const staying = this.#queue.filter(({ waiting }) => now.has(waiting));
    const coming = rows.filter((row) => !before.has(row)).flatMap((row) => this.#queued(row));
    // Sorting what is in order already but for its end takes hardly more than one look at it.
    this.#queue = [...staying, ...coming].sort((one, other) => byPlace(one.place, other.place));
    this.#rows = rows;
    return this.#queue;
  }

  #queued(waiting: Waiting): QueuedAt[] {
    const reasons = this.#reasons(waiting);
    if (reasons.length === 0 && !this.#isOpenTo(waiting)) return [];
    return [{ waiting, reasons, place: placeOf({ waiting, reasons }) }];
  }

  /** Readers can be mentioned, and are asked for nothing. */
  #reasons(waiting: Waiting): Reason[] {
    const reasons = reasonsFor(this.#reviewer, waiting);
    return this.#mayJudge ? reasons : reasons.filter(({ code }) => code === 'mentioned');
  }

  /** Whether it is closed, and theirs to judge all the same. */
  #isOpenTo({ authors, judged }: Waiting): boolean {
    if (this.#index.name === 'waiting' || !this.#mayJudge) return false;
    const { person } = this.#reviewer;
    return (
      !authors.includes(person) && !judged.some(({ by, isCurrent }) => by === person && isCurrent)
    );
  }
}
