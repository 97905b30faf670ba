import {
  placeOf,
  type QueueEntry,
  type Reason,
  type Reviewer,
  reasonsFor,
} from '../../domain/review/queue.js';
import { may } from '../../domain/rights.js';
import type { Actor } from '../desk.js';
import type { Kept, KeptChange, KeptPosition } from '../kept.js';
import { OneAtATime } from '../one-at-a-time.js';
import { Pace } from '../pace.js';
import { type FacetCounts, noFacets, QueueContents, type QueuedAt } from './queue-contents.js';
import type { ReviewIndex } from './review-index.js';

/** The names of all people, by id. */
export type PeopleNames = ReadonlyMap<string, string>;

/** The queues that were asked for last, by what is kept of an index, and by person. */
const queues = new WeakMap<Kept<QueueEntry>, Map<string, PersonQueue>>();

/** The number of people's queues that are kept at once: what is forgotten is made anew. */
const maxQueues = 40;

/**
 * What somebody has to do on a review index as it is now. `names` are those of all people, by id.
 */
export function personQueueOf(
  index: ReviewIndex,
  actor: Actor,
  names: PeopleNames,
): Promise<PersonQueue> {
  const kept = queues.get(index.rows) ?? new Map<string, PersonQueue>();
  queues.set(index.rows, kept);
  const key = `${actor.id}/${actor.role}`;
  const known = kept.get(key);
  const queue = known?.isCalled(names) ? known : new PersonQueue(index, actor, names);
  kept.delete(key);
  kept.set(key, queue);
  const [oldest] = kept.keys();
  if (kept.size > maxQueues && oldest !== undefined) kept.delete(oldest);
  return queue.current();
}

/** More changes than this are put in order together with all the others. */
const maxPutIn = 500;

/** Somebody's queue. When the index changes, only the rows that did are judged and put in anew. */
export class PersonQueue {
  readonly #index: ReviewIndex;
  readonly #reviewer: Reviewer;
  readonly #mayJudge: boolean;
  #contents: QueueContents;
  #followed: KeptPosition | null = null;
  /** Who asks meanwhile waits for a turn of their own. */
  readonly #works = new OneAtATime();

  constructor(index: ReviewIndex, actor: Actor, names: PeopleNames) {
    this.#index = index;
    this.#reviewer = { person: actor.id, maySettle: may(actor, 'settle disputes'), names };
    this.#mayJudge = may(actor, 'judge');
    this.#contents = new QueueContents(actor.id);
  }

  /** Whether people are still called as they stand in the reasons. */
  isCalled(names: PeopleNames): boolean {
    const before = this.#reviewer.names;
    return names.size === before.size && [...names].every(([id, name]) => before.get(id) === name);
  }

  /** The queue as the index is now. */
  async current(): Promise<this> {
    await this.#works.run(() => this.#follow());
    return this;
  }

  /** What is in it, counted. */
  get contents(): QueueContents {
    return this.#contents;
  }

  /** All of it in its order, to be used at once: it changes in place. */
  async inOrder(): Promise<readonly QueuedAt[]> {
    await this.#works.run(() => new Pace().through(this.#contents.putInOrder()));
    return this.#contents.order ?? [];
  }

  /** How often each value stands in it. */
  async facets(): Promise<FacetCounts> {
    await this.#works.run(() => new Pace().through(this.#contents.countFacets()));
    return this.#contents.facets ?? noFacets();
  }

  async #follow(): Promise<void> {
    const { rows } = this.#index;
    const changes = this.#followed && rows.changesSince(this.#followed);
    if (changes) {
      this.#followed = rows.followed;
      return new Pace().through(this.#apply(changes));
    }
    const { followed, list } = rows;
    const contents = new QueueContents(this.#reviewer.person);
    await new Pace().through(this.#addAll(contents, list));
    this.#contents = contents;
    this.#followed = followed;
    // What has changed meanwhile comes in; where that is not known, all of it is made once more.
    await this.#follow();
  }

  *#addAll(contents: QueueContents, rows: readonly QueueEntry[]): Generator<undefined, void> {
    for (const row of rows) {
      this.#add(contents, row);
      yield;
    }
  }

  *#apply(changes: readonly KeptChange<QueueEntry>[]): Generator<undefined, void> {
    const contents = this.#contents;
    if (changes.length > maxPutIn) contents.loseOrder();
    for (const { before, after } of changes) {
      if (before) contents.remove(before.id);
      if (after) this.#add(contents, after);
      yield;
    }
  }

  #add(contents: QueueContents, waiting: QueueEntry): void {
    const reasons = this.#reasons(waiting);
    if (reasons.length === 0 && !this.#isOpenTo(waiting)) return;
    contents.add({ waiting, reasons, place: placeOf({ waiting, reasons }) });
  }

  /** Readers can be mentioned, and are asked for nothing. */
  #reasons(waiting: QueueEntry): Reason[] {
    const reasons = reasonsFor(this.#reviewer, waiting);
    return this.#mayJudge ? reasons : reasons.filter(({ code }) => code === 'mentioned');
  }

  /** Whether it is closed, and theirs to judge all the same. */
  #isOpenTo({ authors, judged }: QueueEntry): boolean {
    if (this.#index.name === 'waiting' || !this.#mayJudge) return false;
    const { person } = this.#reviewer;
    return (
      !authors.includes(person) && !judged.some(({ by, isCurrent }) => by === person && isCurrent)
    );
  }
}
