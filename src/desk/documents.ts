import type { CollectionName, Documents } from '../store/documents.js';
import type { IndexName, Page, Store } from '../store/store.js';

/** The number of documents that are handled at once: some milliseconds of work, before others get their turn. */
const documentsAtOnce = 500;

/** Every document under a key of an index, in pages. */
export async function* pages<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexName<C>,
  key: string,
): AsyncGenerator<Documents[C][]> {
  let after: string | null = null;
  do {
    const page: Page<Documents[C]> = await store.find(collection, index, {
      key,
      after,
      limit: documentsAtOnce,
    });
    yield page.items;
    after = page.next;
  } while (after !== null);
}

/** Those of these documents that are there. */
export async function documents<C extends CollectionName>(
  store: Store,
  collection: C,
  ids: readonly string[],
): Promise<Documents[C][]> {
  const found: Documents[C][] = [];
  for (let at = 0; at < ids.length; at += documentsAtOnce) {
    const some = ids.slice(at, at + documentsAtOnce).map((id) => store.get(collection, id));
    for (const document of await Promise.all(some)) if (document) found.push(document);
  }
  return found;
}
