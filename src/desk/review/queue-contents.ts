import { countBefore } from '../../domain/binary-search.js';
import { inOrder } from '../../domain/in-order.js';
import {
  byPlace,
  type QueuedAnnotation,
  type QueueEntry,
  type QueuePlace,
  type ReasonCode,
  reasonCodes,
} from '../../domain/review/queue.js';
import { Frequencies } from './frequencies.js';

/** What waits, with its place in the order. */
export interface QueuedAt extends QueuedAnnotation {
  place: QueuePlace;
}

/** The values by which a queue can be narrowed down. */
const valuesOf = {
  article: ({ article }) => [article],
  source: ({ standing }) => standing,
  person: ({ creator }) => [creator],
  label: ({ labels }) => labels,
} as const satisfies Record<string, (waiting: QueueEntry) => readonly string[]>;
export type FacetName = keyof typeof valuesOf;
export const facetNames = Object.keys(valuesOf) as FacetName[];

/** How often each value stands in a queue. */
export type FacetCounts = Readonly<Record<FacetName, Frequencies>>;

/** How many there are of each reason, each under its most urgent. */
export type ReasonCounts = Readonly<Record<ReasonCode, number>>;

/** Everything in somebody's queue, counted; in order, and by its values, once somebody asks. */
export class QueueContents {
  readonly #person: string;
  readonly #rows = new Map<string, QueuedAt>();
  readonly #reasons = noReasons();
  readonly #byOthers = new Frequencies();
  #facets: FacetCounts | null = null;
  #order: QueuedAt[] | null = null;

  /** `person` is whose queue it is. */
  constructor(person: string) {
    this.#person = person;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): QueuedAt | undefined {
    return this.#rows.get(id);
  }

  get reasons(): ReasonCounts {
    return this.#reasons;
  }

  /** How many in an article are by others. */
  byOthersIn(article: string): number {
    return this.#byOthers.get(article);
  }

  /** All of it in its order, to be used at once: it changes in place. Null until it was put so. */
  get order(): readonly QueuedAt[] | null {
    return this.#order;
  }

  /** Null until they were counted. */
  get facets(): FacetCounts | null {
    return this.#facets;
  }

  add(queued: QueuedAt): void {
    this.#rows.set(queued.waiting.id, queued);
    this.#count(queued, 1);
    if (this.#order) this.#order.splice(placeIn(this.#order, queued), 0, queued);
  }

  remove(id: string): void {
    const queued = this.#rows.get(id);
    if (!queued) return;
    this.#rows.delete(id);
    this.#count(queued, -1);
    if (this.#order) this.#order.splice(placeIn(this.#order, queued), 1);
  }

  /** Forgets the order, where more changes are to come than can be put in one by one. */
  loseOrder(): void {
    this.#order = null;
  }

  /** Puts all of it in order; it yields between its pieces, and nothing may be changed meanwhile. */
  *putInOrder(): Generator<undefined, void> {
    const byPlaces = (one: QueuedAt, other: QueuedAt) => byPlace(one.place, other.place);
    this.#order ??= yield* inOrder([...this.#rows.values()], byPlaces);
  }

  /** Counts how often each value stands in it, likewise. */
  *countFacets(): Generator<undefined, void> {
    if (this.#facets) return;
    const facets = noFacets();
    for (const { waiting } of this.#rows.values()) {
      countFacets(facets, waiting, 1);
      yield;
    }
    this.#facets = facets;
  }

  #count({ reasons: [first], waiting }: QueuedAt, times: 1 | -1): void {
    if (first) this.#reasons[first.code] += times;
    if (waiting.creator !== this.#person) this.#byOthers.add(waiting.article, times);
    if (this.#facets) countFacets(this.#facets, waiting, times);
  }
}

/** Where something stands, or would stand, in what is in order. */
function placeIn(order: readonly QueuedAt[], { place }: QueuedAt): number {
  return countBefore(order, (each) => byPlace(each.place, place) < 0);
}

/** Counts from which counting begins: 0 for each reason. */
export function noReasons(): Record<ReasonCode, number> {
  const none = Object.fromEntries(reasonCodes.map((code) => [code, 0]));
  return none as Record<ReasonCode, number>;
}

/** Counts from which counting begins: empty ones for each facet. */
export function noFacets(): FacetCounts {
  return {
    article: new Frequencies(),
    source: new Frequencies(),
    person: new Frequencies(),
    label: new Frequencies(),
  };
}

function countFacets(facets: FacetCounts, waiting: QueueEntry, times: 1 | -1): void {
  for (const name of facetNames) countFacet(facets, name, waiting, times);
}

/** Counts the values that something in a queue has once more, or once less. */
export function countFacet(
  facets: FacetCounts,
  name: FacetName,
  waiting: QueueEntry,
  times: 1 | -1,
): void {
  for (const value of valuesOf[name](waiting)) facets[name].add(value, times);
}
