import {
  byPlace,
  type Place,
  placeOf,
  type Queued,
  type Reason,
  type Reviewer,
  reasonsFor,
  type Waiting,
} from '../../domain/review/queue.js';
import { may } from '../../domain/rights.js';
import type { Actor } from '../desk.js';
import type { ReviewIndex } from './review-index.js';

/** What waits, with its place in the order. */
export interface QueuedAt extends Queued {
  place: Place;
}

type Names = ReadonlyMap<string, string>;

/** The queues that were asked for last, by board and person. */
const lines = new WeakMap<ReviewIndex, Map<string, PersonQueue>>();

/** So many people's queues are kept at once: what is forgotten is put in order anew. */
const maxLines = 40;

/**
 * What somebody has to do on a board, in order; the array is the same for as long as nothing in it
 * changes. `names` are those of all people, by id.
 */
export function personQueueOf(board: ReviewIndex, actor: Actor, names: Names): readonly QueuedAt[] {
  const kept = lines.get(board) ?? new Map<string, PersonQueue>();
  lines.set(board, kept);
  const key = `${actor.id}/${actor.role}`;
  const known = kept.get(key);
  const line = known?.isCalled(names) ? known : new PersonQueue(board, actor, names);
  kept.delete(key);
  kept.set(key, line);
  const [oldest] = kept.keys();
  if (kept.size > maxLines && oldest !== undefined) kept.delete(oldest);
  return line.queue();
}

/** Somebody's queue. When the board changes, only the rows that did are judged and put in anew. */
class PersonQueue {
  readonly #board: ReviewIndex;
  readonly #reviewer: Reviewer;
  readonly #mayJudge: boolean;
  #rows: readonly Waiting[] = [];
  #queue: readonly QueuedAt[] = [];

  constructor(board: ReviewIndex, actor: Actor, names: Names) {
    this.#board = board;
    this.#reviewer = { person: actor.id, maySettle: may(actor, 'settle disputes'), names };
    this.#mayJudge = may(actor, 'judge');
  }

  /** Whether people are still called as they stand in the reasons. */
  isCalled(names: Names): boolean {
    const before = this.#reviewer.names;
    return names.size === before.size && [...names].every(([id, name]) => before.get(id) === name);
  }

  /** The queue as the board is now. */
  queue(): readonly QueuedAt[] {
    const { rows } = this.#board;
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
    if (this.#board.name === 'waiting' || !this.#mayJudge) return false;
    const { person } = this.#reviewer;
    return (
      !authors.includes(person) && !judged.some(({ by, isCurrent }) => by === person && isCurrent)
    );
  }
}
