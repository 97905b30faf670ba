import { sourcesIn } from '../../domain/chain/chain.js';
import { byAge } from '../../domain/register/joining.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import { describedKey } from '../../store/indexes.js';
import { all, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { standingFor } from './joined.js';

/** The source that a description means in an article, and a passage for which it was named there. */
export async function describedIn(
  { store }: Pick<Desk, 'store'>,
  name: string,
  article: string,
): Promise<{ source: Source; passage: string | null } | null> {
  const [oldest] = await new Descriptions(store, article).bearing(name);
  if (!oldest) return null;
  const [source = oldest] = await standingFor(store, [oldest]);
  const { items } = await store.find('annotations', 'source', { key: oldest.id });
  const first = items.find((annotation) => annotation.article === article);
  return { source, passage: first?.target.exact ?? null };
}

/** Which unnamed sources a description may mean in one article. */
export class Descriptions {
  readonly #store: Store;
  readonly #article: string;
  #named: Promise<ReadonlySet<string>> | null = null;

  constructor(store: Store, article: string) {
    this.#store = store;
    this.#article = article;
  }

  /**
   * The entries of a description in the article, oldest first. Those that were entered before
   * descriptions belonged to articles are of each article whose chains name them.
   */
  async bearing(name: string): Promise<Source[]> {
    const own = await this.#under(this.#article, name);
    const old = await this.#under(null, name);
    if (old.length === 0) return own;
    this.#named ??= this.#namedInChains();
    const named = await this.#named;
    return [...own, ...old.filter(({ id }) => named.has(id))].toSorted(byAge);
  }

  async #under(article: string | null, name: string): Promise<Source[]> {
    const found: Source[] = [];
    const key = describedKey(article, nameKey(name));
    for await (const source of all(this.#store, 'sources', 'described', { key })) {
      found.push(source);
    }
    return found;
  }

  async #namedInChains(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    for await (const annotation of all(this.#store, 'annotations', 'article', {
      key: this.#article,
    })) {
      for (const id of sourcesIn(annotation.chain)) ids.add(id);
    }
    return ids;
  }
}
