import { sourcesMentioned } from '../../domain/annotations/mentioned-sources.js';
import { isInternal } from '../../domain/chain/chain.js';
import { type Event, takingNamesOut } from '../../domain/history/event.js';
import { byPlace, placing } from '../../domain/history/place.js';
import { defaultSettings } from '../../domain/people/settings.js';
import { wayToEnd } from '../../domain/register/joining.js';
import type { Source, SourceRating } from '../../domain/register/source.js';
import { claimThen, ratedIn, sourceThen } from '../../reports/as-it-stood/register-then.js';
import { chainIn, sourcesInValues } from '../../reports/json/event-values.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { all, allUnder, type Store, storeWith } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import type { Pace } from '../pace.js';
import { entriesOfEach, withWays } from '../register/joined.js';
import { removalIn, standingRemoval } from '../register/restoring.js';

/** The register as it stood at a moment, and what was learnt while it was read. */
interface RegisterThen {
  /** The desk on which sources and claims are, by their ids, as they were. */
  desk: Desk;
  /** Those of the sources that were read whose names were made confidential, public again, or removed since. */
  renamed: ReadonlySet<string>;
}

/** The desk whose sources and claims are as they stood before the event of an id. */
export function registerThen(desk: Desk, until: string): RegisterThen {
  const renamed = new Set<string>();
  const sources = async (docs: readonly Source[]) => {
    const histories = await historiesOf(desk.store, 'source', docs);
    for (const [id, history] of histories) {
      if (history.some(({ action, id }) => id >= until && takesNames.has(action))) renamed.add(id);
    }
    const stood = docs.filter(({ id }) => stoodThen(histories.get(id) ?? [], until));
    return Promise.all(
      stood.map(async (doc) => {
        const history = histories.get(doc.id) ?? [];
        const then = sourceThen(doc, history, until);
        return { ...then, ratings: await withParted(desk.store, then, history, until) };
      }),
    );
  };
  const getMany = async <C extends CollectionName>(collection: C, ids: readonly string[]) => {
    const docs: Documents[CollectionName][] = await desk.store.getMany(collection, ids);
    if (collection === 'sources') {
      const there = docs as Source[];
      return sources([...there, ...(await removedSince(desk, ids, there, until))]);
    }
    if (collection !== 'claims') return docs;
    const claims = docs as Documents['claims'][];
    const histories = await historiesOf(desk.store, 'claim', claims);
    return claims.map((claim) => claimThen(claim, histories.get(claim.id) ?? [], until));
  };
  const store = storeWith(desk.store, { getMany: getMany as Store['getMany'] });
  return { desk: { ...desk, store }, renamed };
}

/** Those of some entries that nobody needed any more since, and that were taken out of the register. */
async function removedSince(
  desk: Desk,
  ids: readonly string[],
  there: readonly Source[],
  until: string,
): Promise<Source[]> {
  const known = new Set(there.map(({ id }) => id));
  const gone = ids.filter((id) => !known.has(id)).map((id) => ({ id }));
  if (gone.length === 0) return [];
  const histories = await historiesOf(desk.store, 'source', gone);
  return gone.flatMap(({ id }) => {
    const removal = standingRemoval(histories.get(id)?.toReversed() ?? []);
    return removal && removal.id >= until ? (removalIn(removal)?.source ?? []) : [];
  });
}

/** Whether an entry that was there at some time since an event was there already: not put back only since. */
function stoodThen(history: readonly Event[], until: string): boolean {
  const first = history.find(
    ({ action, id }) =>
      id >= until && (action === 'source.removed' || action === 'source.restored'),
  );
  return first?.action !== 'source.restored';
}

const takesNames: ReadonlySet<string> = new Set([...takingNamesOut, 'source.unmasked']);

async function historiesOf(
  store: Store,
  kind: 'source' | 'claim',
  docs: readonly { id: string }[],
): Promise<ReadonlyMap<string, Event[]>> {
  const keys = docs.map(({ id }) => `${kind}/${id}`);
  const found = await allUnder(store, 'events', 'subject', keys);
  return new Map(docs.map(({ id }) => [id, found.get(`${kind}/${id}`) ?? []]));
}

/** Its ratings with those that it had from an entry which was parted from it since, by itself or with one it was joined into. */
async function withParted(
  store: Store,
  { ratings }: Source,
  history: readonly Event[],
  until: string,
): Promise<SourceRating[]> {
  const gone = history
    .filter(({ action, id }) => action === 'source.rated' && id < until)
    .map((event) => ({ place: event.id, rating: ratedIn(event) }))
    .filter(
      ({ rating }) => rating.from !== undefined && ratings.every(({ at }) => at !== rating.at),
    );
  if (gone.length === 0) return ratings;
  const from = [...new Set(gone.map(({ rating }) => rating.from ?? ''))];
  const ways = await withWays(store, await store.getMany('sources', from));
  const histories = await historiesOf(store, 'source', [...ways.values()]);
  const stood = gone.filter(({ place, rating: { from = '' } }) => {
    const entry = ways.get(from);
    const way = entry ? wayToEnd(entry, (id) => ways.get(id)) : [];
    const after = way.flatMap(({ id }) => histories.get(id) ?? []).filter(({ id }) => id > place);
    const parted = after.filter(({ action }) => action === 'source.parted');
    return parted.length > 0 && parted.every(({ id }) => id >= until);
  });
  const placeOf = placing(history);
  return [...ratings, ...stood.map(({ rating }) => rating)].toSorted(byPlace(placeOf));
}

/** What changes the chain of an annotation that is there. */
const changingChains = ['annotation.revised', 'proposal.accepted'] as const;

/**
 * Those of some sources that stood, under whichever of their entries, in an annotation which has gone off the record
 * since an event, and don't stand there on the record: what was said of them then may not be said any more. It reads
 * what was revised since, wherever that is by now.
 */
export async function goneOffTheRecord(
  { whole }: Desk,
  borne: Iterable<string>,
  until: string,
  pace: Pace,
): Promise<Set<string>> {
  const turning: Event[] = [];
  for (const key of changingChains) {
    for await (const event of all(whole, 'events', 'action', { key, order: 'descending' })) {
      if (event.id < until) break;
      if (isTurningOff(event)) turning.push(event);
      await pace.giveWay();
    }
  }
  if (turning.length === 0) return new Set();
  const annotations = turning.map(({ subject }) => subject.id);
  const there = await documentsById({ store: whole }, 'annotations', annotations);
  const named = new Set(
    turning.flatMap(({ subject, before }) => {
      const annotation = there.get(subject.id);
      const stood = sourcesInValues(before);
      if (!annotation) return stood;
      const standing = sourcesMentioned(annotation);
      if (isInternal(annotation.chain)) return [...stood, ...standing];
      return stood.filter((id) => !standing.includes(id));
    }),
  );
  const sources = await documentsById({ store: whole }, 'sources', borne);
  const entriesOf = await entriesOfEach(whole, [...sources.values()]);
  const isNamed = ([, entries]: [string, Source[]]) => entries.some(({ id }) => named.has(id));
  return new Set([...entriesOf].filter(isNamed).map(([source]) => source));
}

function isTurningOff({ before, after }: Event): boolean {
  const [was, is] = [chainIn(before), chainIn(after)];
  return was !== null && is !== null && !isInternal(was) && isInternal(is);
}

/** How many colleagues made an annotation agreed before the event of an id. */
export async function quorumThen(store: Store, until: string): Promise<number> {
  for await (const { id, before } of all(store, 'events', 'action', { key: 'settings.changed' })) {
    if (id >= until && typeof before?.quorum === 'number') return before.quorum;
  }
  return ((await store.get('settings', 'desk')) ?? defaultSettings).quorum;
}

/** The colleagues who have another name since an event. */
export async function peopleRenamed(store: Store, since: string): Promise<ReadonlySet<string>> {
  const query = { key: 'person.changed', order: 'descending' as const };
  const renamed = new Set<string>();
  for await (const { after, id, subject } of all(store, 'events', 'action', query)) {
    if (id < since) break;
    if (after?.name === 'set') renamed.add(subject.id);
  }
  return renamed;
}
