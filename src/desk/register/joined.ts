import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { byAge, endOf, withoutRepeats } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import { all, cursorOf, type Page, type Store } from '../../store/store.js';
import { documentsById } from '../documents.js';

/** A source's entries: those that are joined into it, from near or far, and itself first. */
export async function entriesOfOne(store: Store, source: Source): Promise<Source[]> {
  const entries = [source];
  const known = new Set([source.id]);
  for (let at = 0; at < entries.length; at++) {
    const key = entries[at]?.id ?? '';
    for await (const entry of all(store, 'sources', 'joined', { key })) {
      if (!known.has(entry.id)) entries.push(entry);
      known.add(entry.id);
    }
  }
  return entries;
}

/**
 * The entries to which some sources' pointers lead, and which those lead to, beside the sources
 * themselves, by id: all that is needed to follow them to their ends.
 */
export async function withWays(
  store: Store,
  sources: readonly Source[],
): Promise<Map<string, Source>> {
  const known = new Map(sources.map((source) => [source.id, source]));
  for (let next = [...sources]; next.length > 0; ) {
    const ids = new Set(next.flatMap(({ joined }) => joined?.into ?? []));
    const unknown = [...ids].filter((id) => !known.has(id));
    next = [...(await documentsById({ store }, 'sources', unknown)).values()];
    for (const source of next) known.set(source.id, source);
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
  const entries = await entriesOfOne(store, source);
  let count = await store.count('annotations', 'source', source.id);
  const counted = new Set([source.id]);
  for (const { id } of entries.slice(1)) {
    for await (const { chain } of all(store, 'annotations', 'source', { key: id })) {
      if (!sourcesIn(chain).some((named) => counted.has(named))) count += 1;
    }
    counted.add(id);
  }
  return count;
}

/** A page of the annotations that name a source, under whichever of its entries, newest first. */
export async function annotationsNaming(
  store: Store,
  source: Source,
  { after = null, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Page<Annotation>> {
  const query = { after, limit: limit + 1, order: 'descending' as const };
  const pages = (await entriesOfOne(store, source)).map(({ id }) =>
    store.find('annotations', 'source', { ...query, key: id }),
  );
  const found = (await Promise.all(pages)).flatMap(({ items }) => items);
  const newest = withoutRepeats(found).toSorted((one, other) => byAge(other, one));
  const items = newest.slice(0, limit);
  const last = items.at(-1);
  // The index of sources sorts by the moment of making: its place is the same under each entry.
  const next = last && newest.length > limit ? cursorOf({ sort: last.created, id: last.id }) : null;
  return { items, next };
}
