import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';

/**
 * Of those among some sources that are called alike, the titles of the articles to which their descriptions belong, by
 * the sources' ids: the same description in two articles is two sources.
 */
export async function articlesTellingApart(
  desk: Pick<Desk, 'store'>,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, string>> {
  const times = new Map<string, number>();
  for (const { name } of sources) times.set(nameKey(name), (times.get(nameKey(name)) ?? 0) + 1);
  const alike = sources.filter(({ name }) => (times.get(nameKey(name)) ?? 0) > 1);
  const ids = alike.flatMap(({ article }) => article ?? []);
  if (ids.length === 0) return new Map();
  const articles = await documentsById(desk, 'articles', ids);
  return new Map(
    alike.flatMap(({ id, article }) => {
      const title = articles.get(article ?? '')?.title;
      return title === undefined ? [] : [[id, title] as const];
    }),
  );
}
