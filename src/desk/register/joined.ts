import { byAge } from '../../domain/age.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { endOf, withoutRepeats } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import type { Documents } from '../../store/documents.js';
import { allUnder, cursorOf, type Page, type Store } from '../../store/store.js';
import { documentsById } from '../documents.js';

/** A source's entries: those that are joined into it, from near or far, and itself first. */
export async function entriesOfOne(store: Store, source: Source): Promise<Source[]> {
  return (await entriesOfEach(store, [source])).get(source.id) ?? [source];
}

/** The entries of each of some sources, by its id: one reading for each step of joining. */
export async function entriesOfEach(
  store: Store,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, Source[]>> {
  const entries = new Map(sources.map((source) => [source.id, [source]]));
  // For whom an entry was read: of a circle, as only a file edited by hand has it, each once.
  let next = sources.map(({ id }) => ({ id, ends: [id] }));
  while (next.length > 0) {
    const keys = new Map(next.map(({ id, ends }) => [id, ends]));
    const found = await allUnder(store, 'sources', 'joined', keys.keys());
    next = [...found].flatMap(([into, joined]) =>
      joined.flatMap((entry) => {
        const ends = (keys.get(into) ?? []).filter((end) => {
          const known = entries.get(end) ?? [];
          if (known.some(({ id }) => id === entry.id)) return false;
          known.push(entry);
          return true;
        });
        return ends.length > 0 ? [{ id: entry.id, ends }] : [];
      }),
    );
  }
  return entries;
}

/** The sources to which some sources' pointers lead, as `withWaysIn` has them. */
export function withWays(store: Store, sources: readonly Source[]): Promise<Map<string, Source>> {
  return withWaysIn(store, 'sources', sources);
}

/**
 * The documents to which the pointers of some sources or claims lead, and which those lead to, beside these
 * themselves, by id: all that is needed to follow them to their ends.
 */
export async function withWaysIn<C extends 'sources' | 'claims'>(
  store: Store,
  collection: C,
  docs: readonly Documents[C][],
): Promise<Map<string, Documents[C]>> {
  const known = new Map(docs.map((doc) => [doc.id, doc]));
  for (let next = [...docs]; next.length > 0; ) {
    const ids = new Set(next.flatMap(({ joined }) => joined?.into ?? []));
    const unknown = [...ids].filter((id) => !known.has(id));
    next = [...(await documentsById({ store }, collection, unknown)).values()];
    for (const doc of next) known.set(doc.id, doc);
  }
  return known;
}

/** The entries that stand for some sources, each once. */
export async function standingFor(store: Store, sources: readonly Source[]): Promise<Source[]> {
  const known = await withWays(store, sources);
  return withoutRepeats(sources.map((source) => endOf(source, (id) => known.get(id))));
}

/** How many annotations name a source, under whichever of its entries. */
export async function countUses(store: Store, source: Source): Promise<number> {
  return (await countUsesOfEach(store, [source])).get(source.id) ?? 0;
}

/**
 * How many annotations name each of some sources, by its id; one that names two of its entries counts
 * once. Who has read the entries hands them in.
 */
export async function countUsesOfEach(
  store: Store,
  sources: readonly Source[],
  known?: ReadonlyMap<string, Source[]>,
): Promise<ReadonlyMap<string, number>> {
  const entries = known ?? (await entriesOfEach(store, sources));
  const keys = [...new Set([...entries.values()].flat().map(({ id }) => id))];
  const counts = await store.countMany(
    'annotations',
    'source',
    keys.map((key) => ({ key })),
  );
  const countOf = new Map(keys.map((key, at) => [key, counts[at] ?? 0]));
  // Only of those that have several entries which are used are annotations read.
  const used = sources.map(({ id }) => ({
    id,
    ids: (entries.get(id) ?? []).map((entry) => entry.id).filter((each) => countOf.get(each)),
  }));
  const others = used.flatMap(({ ids }) => ids.slice(1));
  const naming = await allUnder(store, 'annotations', 'source', others);
  return new Map(
    used.map(({ id, ids: [first, ...rest] }) => {
      let count = first === undefined ? 0 : (countOf.get(first) ?? 0);
      const counted = new Set([first]);
      for (const entry of rest) {
        const those = (naming.get(entry) ?? []).map(({ chain }) => sourcesIn(chain));
        count += those.filter((named) => !named.some((each) => counted.has(each))).length;
        counted.add(entry);
      }
      return [id, count] as const;
    }),
  );
}

/**
 * A page of the annotations that name a source, under whichever of its entries, newest first. Who has
 * read the entries hands them in.
 */
export async function annotationsNaming(
  store: Store,
  source: Source,
  { after = null, limit = 50 }: { after?: string | null; limit?: number } = {},
  known?: readonly Source[],
): Promise<Page<Annotation>> {
  const query = { after, limit, order: 'descending' as const };
  const entries = known ?? (await entriesOfOne(store, source));
  const queries = entries.map(({ id }) => ({ ...query, key: id }));
  const pages = await store.findMany('annotations', 'source', queries);
  const found = pages.flatMap(({ items }) => items);
  const newest = withoutRepeats(found).toSorted((one, other) => byAge(other, one));
  const items = newest.slice(0, limit);
  const last = items.at(-1);
  const areMore = newest.length > limit || pages.some(({ next }) => next !== null);
  // The index of sources sorts by the moment of making: its place is the same under each entry.
  const next = last && areMore ? cursorOf({ sort: last.created, id: last.id }) : null;
  return { items, next };
}
