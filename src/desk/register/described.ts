import type { Annotation } from '../../domain/annotations/annotation.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { byPlace, placeOfMoment } from '../../domain/history/place.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { describedKey } from '../../store/indexes.js';
import { all, allUnder, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { standingFor } from './joined.js';

/** The source that a description means in an article, and the first annotations there that name it: two at most. */
export async function describedIn(
  { store }: Pick<Desk, 'store'>,
  name: string,
  article: string,
): Promise<{ source: Source; named: Annotation[] } | null> {
  const [oldest] = (await describedAs(store, article, [name])).get(nameKey(name)) ?? [];
  if (!oldest) return null;
  const [source = oldest] = await standingFor(store, [oldest]);
  const { items } = await store.find('annotations', 'source', { key: oldest.id });
  return { source, named: items.filter((each) => each.article === article).slice(0, 2) };
}

/**
 * The entries that each of some descriptions may mean in one article, by the key of its name, oldest
 * first. Those that were entered before descriptions belonged to articles are of each article whose
 * chains name them.
 */
export async function describedAs(
  store: Store,
  article: string,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, readonly Source[]>> {
  const keys = [...new Set(Array.from(names, nameKey))];
  const places = [article, null].flatMap((of) => keys.map((key) => describedKey(of, key)));
  const found = await allUnder(store, 'sources', 'described', places);
  const bearing = (of: string | null, key: string) => found.get(describedKey(of, key)) ?? [];
  const hasOld = keys.some((key) => bearing(null, key).length > 0);
  const named = hasOld ? await namedInChains(store, article) : new Set<string>();
  const meant = keys.map((key) => {
    const old = bearing(null, key).filter(({ id }) => named.has(id));
    return [key, [...bearing(article, key), ...old]] as const;
  });
  const several = meant.flatMap(([, entries]) => (entries.length > 1 ? entries : []));
  const placeOf = await placesEntered(store, several);
  return new Map(meant.map(([key, entries]) => [key, entries.toSorted(byPlace(placeOf))]));
}

/** Tells where in the history entries were entered; of those that it does not tell of, by their moment. */
async function placesEntered(
  store: Store,
  entries: readonly Source[],
): Promise<(entry: Source) => string> {
  if (entries.length === 0) return ({ created }) => placeOfMoment(created);
  const queries = entries.map(({ id }) => ({ key: `source/${id}`, limit: 1 }));
  const firsts = (await store.findMany('events', 'subject', queries)).flatMap(({ items }) => items);
  const places = new Map(firsts.map(({ id, subject }) => [subject.id, id]));
  return ({ id, created }) => places.get(id) ?? placeOfMoment(created);
}

async function namedInChains(store: Store, article: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { chain } of all(store, 'annotations', 'article', { key: article })) {
    for (const id of sourcesIn(chain)) ids.add(id);
  }
  return ids;
}
