import type { Annotation } from '../../domain/annotations/annotation.js';
import { isWaiting, type QueueEntry, queueEntryOf } from '../../domain/review/queue.js';
import type { Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, pages } from '../documents.js';
import { type Derivation, type Kept, KeptOfStores } from '../kept.js';
import { ChainEntries } from '../register/chain-entries.js';

/*
 * What can be reviewed, in rows that are small enough to be kept in memory for a whole desk: counts,
 * order and filters are then exact, and cost no look into the store. Every process fills its own,
 * once, and keeps it by watching.
 */

/** What an index holds: what waits for anybody, or what is closed and may be judged all the same. */
type ReviewIndexName = 'waiting' | 'agreed' | 'settled';

/** The rows of what can be reviewed, for one of the names. */
export interface ReviewIndex {
  readonly name: ReviewIndexName;
  readonly rows: Kept<QueueEntry>;
}

/**
 * One of the review indexes of a desk as it stands now, blind rounds not minded: what somebody may see of
 * it is for the caller to say.
 */
export async function reviewIndexOf({ whole }: Desk, name: ReviewIndexName): Promise<ReviewIndex> {
  return { name, rows: await keptRows[name].current(whole) };
}

/** Resolves with null when an index turns out to take long to be filled: see `Kept.longFilling`. */
export function longFilling({ whole }: Desk, name: ReviewIndexName): Promise<null> {
  return keptRows[name].longFilling(whole);
}

/** Where an index's annotations are found, and whether one belongs to them. */
interface Lookup {
  index: 'waiting' | 'status';
  key: string;
  holds: (annotation: Annotation) => boolean;
}

const lookups: Readonly<Record<ReviewIndexName, Lookup>> = {
  waiting: { index: 'waiting', key: '', holds: isWaiting },
  agreed: lookupOf('agreed'),
  settled: lookupOf('settled'),
};

function lookupOf(status: Annotation['status']): Lookup {
  return {
    index: 'status',
    key: status,
    holds: (annotation) => annotation.deleted === null && annotation.status === status,
  };
}

const keptRows: Readonly<Record<ReviewIndexName, KeptOfStores<QueueEntry>>> = {
  waiting: new KeptOfStores((store) => indexDerivation(store, lookups.waiting)),
  agreed: new KeptOfStores((store) => indexDerivation(store, lookups.agreed)),
  settled: new KeptOfStores((store) => indexDerivation(store, lookups.settled)),
};

function indexDerivation(store: Store, { index, key, holds }: Lookup): Derivation<QueueEntry> {
  const entries = new ChainEntries(store);
  const rowsOf = async (annotations: readonly Annotation[]) => {
    await entries.learn(annotations);
    return new Map(annotations.map((each) => [each.id, queueEntryOf(each, entries.get)]));
  };
  return {
    async *everything() {
      for await (const page of pages(store, 'annotations', index, key)) yield rowsOf(page);
    },
    some: async (ids) => rowsOf((await documents(store, 'annotations', ids)).filter(holds)),
    marks: (change) => entries.marks(change),
    keysOf: (marks, kept) => entries.keysOf(marks, kept),
  };
}
