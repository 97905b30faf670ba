import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import type { OriginEntry } from '../../domain/chain/weakness.js';
import type { Source } from '../../domain/register/source.js';
import { isWaiting, type QueueEntry, queueEntryOf } from '../../domain/review/queue.js';
import type { Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, pages } from '../documents.js';
import { type Derivation, type Kept, KeptOfStores } from '../kept.js';

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
  /** What is known of the sources in chains, and of those into which they are joined. */
  const entries = new Map<string, OriginEntry>();
  const isKnown = ({ id, unnamed, confidential, joined }: Source) => {
    const known = entries.get(id);
    return (
      known?.unnamed === unnamed &&
      known.confidential === confidential &&
      known.joined?.into === joined?.into
    );
  };
  const rowsOf = async (annotations: readonly Annotation[]) => {
    await learnEntries(store, annotations, entries);
    const sourceOf = (id: string) => entries.get(id);
    return new Map(annotations.map((each) => [each.id, queueEntryOf(each, sourceOf)]));
  };
  return {
    async *everything() {
      for await (const page of pages(store, 'annotations', index, key)) yield rowsOf(page);
    },
    some: async (ids) => rowsOf((await documents(store, 'annotations', ids)).filter(holds)),
    marks(change) {
      if (change.in === 'annotations') return [`annotations/${change.doc.id}`];
      if (change.in !== 'sources') return [];
      const isSame = change.do !== 'remove' && isKnown(change.doc);
      return isSame ? [] : [`sources/${change.doc.id}`];
    },
    keysOf(marks, kept) {
      // What stands in no chain makes no difference to any.
      const sources = idsIn(marks, 'sources/').filter((id) => entries.has(id));
      for (const id of sources) entries.delete(id);
      return [...new Set([...idsIn(marks, 'annotations/'), ...naming(new Set(sources), kept)])];
    },
  };
}

function idsIn(marks: ReadonlySet<string>, kind: string): string[] {
  return [...marks].flatMap((mark) => (mark.startsWith(kind) ? mark.slice(kind.length) : []));
}

/** The annotations of the index whose chains name one of the sources. */
function naming(sources: ReadonlySet<string>, kept: ReadonlyMap<string, QueueEntry>): string[] {
  if (sources.size === 0) return [];
  const rows = [...kept.values()];
  return rows.filter((row) => row.sources.some((id) => sources.has(id))).map(({ id }) => id);
}

/** One reading for each step of joining. */
async function learnEntries(
  store: Store,
  annotations: readonly Annotation[],
  entries: Map<string, OriginEntry>,
): Promise<void> {
  const seen = new Set<string>();
  let next = annotations.flatMap(({ chain }) => sourcesIn(chain));
  while (next.length > 0) {
    const wanted = [...new Set(next)].filter((id) => !seen.has(id));
    const unknown = wanted.filter((id) => !entries.has(id));
    for (const { id, unnamed, confidential, joined } of await documents(
      store,
      'sources',
      unknown,
    )) {
      entries.set(id, { id, unnamed, confidential, joined: joined && { into: joined.into } });
    }
    for (const id of wanted) seen.add(id);
    next = wanted.flatMap((id) => entries.get(id)?.joined?.into ?? []);
  }
}
