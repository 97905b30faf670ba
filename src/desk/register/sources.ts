import { minIdCharacters, shortIdOf } from '../../domain/chain/notation/print-chain.js';
import { Problem } from '../../domain/problem.js';
import { endOf, withoutRepeats } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import { isUnnamed, type Source } from '../../domain/register/source.js';
import { holding } from '../../domain/search/search-words.js';
import type { Page, Search, Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { describedAs } from './described.js';
import { standingFor, withWays } from './joined.js';

/** The register's entry with that id; throws *not-found*. */
export async function sourceById(desk: Desk, id: string): Promise<Source> {
  const source = await desk.store.get('sources', id);
  if (!source) throw noSuchSource();
  return source;
}

export function noSuchSource(): Problem {
  return new Problem('not-found', 'There is no such source in the register.');
}

/** More entries of one name than this are not offered: nobody would choose among them. */
const maxNamesakes = 200;

/** A name that is looked up; with the first characters of an id, all whose id begins so. */
interface NameLookup {
  name: string;
  id?: string | null;
}

/**
 * The entries that bear each of some names or have it as alias, oldest first, without those known by
 * a description only, in the order of the names. Those that are joined into another are among them:
 * that other is meant.
 */
export async function sourcesNamed(
  { store }: Pick<Desk, 'store'>,
  lookups: readonly NameLookup[],
): Promise<Source[][]> {
  const queryOf = ({ name, id }: NameLookup) => {
    const startsWith = id?.toLowerCase() ?? '';
    return { key: nameKey(name), limit: maxNamesakes, startsWith };
  };
  const queries = lookups.map(queryOf);
  const pagesOf = (index: 'named' | 'nameAndId', some: typeof queries) =>
    some.length > 0 ? store.findMany('sources', index, some) : [];
  const [named, begun] = await Promise.all([
    pagesOf(
      'named',
      queries.filter(({ startsWith }) => startsWith === ''),
    ),
    pagesOf(
      'nameAndId',
      queries.filter(({ startsWith }) => startsWith !== ''),
    ),
  ]);
  const [plain, withId] = [named.values(), begun.values()];
  return queries.map(({ startsWith }) => {
    const page = (startsWith === '' ? plain : withId).next().value;
    return page?.items ?? [];
  });
}

/** The entries that a name may mean, with those that are known by it as a description. */
export async function sourcesBearing(desk: Desk, name: string): Promise<Source[]> {
  const [oldest, [named = []]] = await Promise.all([
    desk.store.find('sources', 'name', { key: nameKey(name) }),
    sourcesNamed(desk, [{ name }]),
  ]);
  const borne = [...named, ...oldest.items];
  return standingFor(desk.store, withoutRepeats(borne));
}

/**
 * Those of some sources that have to be told from others, each with what it is told from: those that are
 * named alike, and those whose ids begin alike, where it takes the first characters of an id.
 */
async function namesakes(
  desk: Desk,
  sources: readonly Source[],
  read: NamesRead,
): Promise<(readonly [Source, Source[]])[]> {
  const named = await namedAlike(desk, sources, read);
  const told = sources.flatMap((source, at) => {
    const alike = named[at] ?? [];
    const isTold = isUnnamed(source) || alike.some(({ id }) => id !== source.id);
    return isTold ? [{ source, alike }] : [];
  });
  if (told.length === 0) return [];
  const begun = await sourcesNamed(
    desk,
    told.map(({ source: { name, id } }) => ({ name, id: id.slice(0, minIdCharacters) })),
  );
  const borne = told.map(({ alike }, at) => [...alike, ...(begun[at] ?? [])]);
  const known = await withWays(desk.store, [...sources, ...borne.flat()]);
  const endId = (entry: Source) => endOf(entry, (id) => known.get(id)).id;
  return told.map(({ source }, at) => [
    source,
    (borne[at] ?? []).filter((entry) => endId(entry) !== endId(source)),
  ]);
}

/** Some sources with the entries that bear their names: read in one step. */
export interface NamesRead {
  /** Of which sources. */
  ids: ReadonlySet<string>;
  /** They themselves among them. */
  entries: readonly Source[];
}

/** The sources with these ids, and what is to be known of their names to write them in notation. */
export async function namesRead({ store }: Desk, ids: ReadonlySet<string>): Promise<NamesRead> {
  return { ids, entries: await store.findBeside('sources', 'named', [...ids], maxNamesakes) };
}

/** The entries named as each of some sources: those that have not been read beside it are read now. */
async function namedAlike(
  desk: Desk,
  sources: readonly Source[],
  { ids, entries }: NamesRead,
): Promise<Source[][]> {
  const bearing = new Map<string, Source[]>();
  for (const entry of entries) {
    if (isUnnamed(entry)) continue;
    for (const key of new Set([entry.name, ...entry.aliases].map(nameKey))) {
      const borne = bearing.get(key) ?? [];
      borne.push(entry);
      bearing.set(key, borne);
    }
  }
  // Where a source is not among them, its name was another one, or is one of too many.
  const found = sources.map(({ id, name }) => {
    const borne = ids.has(id) ? bearing.get(nameKey(name)) : undefined;
    return borne?.some((entry) => entry.id === id) ? borne : null;
  });
  const unread = sources.filter((_, at) => found[at] === null);
  const lookups = unread.map(({ name }) => ({ name }));
  const now = (await sourcesNamed(desk, lookups)).values();
  return found.map((borne) => borne ?? now.next().value ?? []);
}

const maxSuggested = 8;

/** The entries of which a word of a name begins as typed, by name. */
export async function suggestSources(desk: Desk, typed: string): Promise<Source[]> {
  const startsWith = nameKey(typed);
  if (startsWith === '') return [];
  const page = await desk.store.find('sources', 'word', {
    key: '',
    startsWith,
    limit: maxSuggested * 3,
  });
  return (await standingFor(desk.store, page.items)).slice(0, maxSuggested);
}

/**
 * A page of the register by name; with `q`, those that are found by its words, under whichever of
 * their entries.
 */
export async function listSources(
  desk: Desk,
  { after = null, limit = 50, q = '' }: { after?: string | null; limit?: number; q?: string } = {},
): Promise<Page<Source>> {
  if (nameKey(q) === '') return desk.store.find('sources', 'listed', { key: '', after, limit });
  return searchSources(desk.store, { words: q, after, limit });
}

/** A page of the sources that are found by words: in the place of a joined entry what stands for it. */
export async function searchSources(store: Store, search: Search): Promise<Page<Source>> {
  const { items, next } = await store.search('sources', search);
  const known = await withWays(store, items);
  const ends = items.map((source) => endOf(source, (id) => known.get(id)));
  // One that is found by the words itself stands where they find it.
  const isFound = holding(search.words);
  const isNews = (end: Source, at: number) =>
    end.id === items[at]?.id || !isFound([end.name, ...end.aliases].join('\n'));
  return { items: withoutRepeats(ends.filter(isNews)), next };
}

/**
 * For notation in an article, the first characters of the ids that tell sources from their
 * namesakes; an unnamed one is told by its description where that means it there.
 */
export async function shortIds(
  desk: Desk,
  sources: readonly Source[],
  article: string,
  read: NamesRead = { ids: new Set(), entries: [] },
): Promise<ReadonlyMap<string, string>> {
  const isMeant = await meantByDescription(desk, sources, article);
  const others = sources.filter((source) => !isMeant(source));
  const found = await namesakes(desk, others, read);
  return new Map(
    found.flatMap(([source, alike]) => {
      const shortId = shortIdOf(source, alike);
      return shortId === null ? [] : [[source.id, shortId] as const];
    }),
  );
}

/** Whether a source's description alone means it. */
async function meantByDescription(
  desk: Desk,
  sources: readonly Source[],
  article: string,
): Promise<(source: Source) => boolean> {
  const described = sources.filter(isUnnamed);
  if (described.length === 0) return () => false;
  const names = described.map(({ name }) => name);
  const bearing = await describedAs(desk.store, article, names);
  const known = await withWays(desk.store, [...described, ...[...bearing.values()].flat()]);
  const end = (entry: Source) => endOf(entry, (id) => known.get(id));
  return (source) => {
    if (!isUnnamed(source)) return false;
    // A person goes without saying in what is printed, and so it is read as any kind.
    const oldest = bearing
      .get(nameKey(source.name))
      ?.find(({ kind }) => kind === null || [null, 'person', kind].includes(source.kind));
    return oldest !== undefined && end(oldest).id === end(source).id;
  };
}
