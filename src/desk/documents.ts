import type { CollectionName, Documents } from '../store/documents.js';
import type { Commit, IndexName, Page, Query, Store } from '../store/store.js';
import type { Pace } from './pace.js';

/** The number of documents that are handled at once: some milliseconds of work, before others get their turn. */
const documentsAtOnce = 500;

/** Every document under a key of an index, in pages: each is asked for while the one before is worked on. */
export async function* pages<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexName<C>,
  key: string,
  atOnce = documentsAtOnce,
): AsyncGenerator<Documents[C][]> {
  const ask = (after: string | null) =>
    store.find(collection, index, { key, after, limit: atOnce });
  let asked: Promise<Page<Documents[C]>> | null = ask(null);
  while (asked) {
    const { items, next }: Page<Documents[C]> = await asked;
    asked = next === null ? null : ask(next);
    // Whoever has seen enough does not hear how it went.
    asked?.catch(() => {});
    yield items;
  }
}

/**
 * Every document under a key of an index, in a list that is made page by page; at a pace, where one is
 * given, in pages of some milliseconds.
 */
export async function everyOne<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexName<C>,
  asked: Omit<Query, 'after'>,
  pace?: Pace,
): Promise<Documents[C][]> {
  const query = pace ? { ...asked, limit: documentsAtOnce } : asked;
  const found: Documents[C][] = [];
  let after: string | null = null;
  do {
    const page: Page<Documents[C]> = await store.find(collection, index, { ...query, after });
    for (const doc of page.items) found.push(doc);
    after = page.next;
    await pace?.giveWay();
  } while (after !== null);
  return found;
}

/** All that comes, as a list. */
export async function collected<T>(coming: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const each of coming) list.push(each);
  return list;
}

/**
 * A document that a commit has inserted or replaced, as the commit left it: what whoever saved is answered with, whatever
 * others did to it since. Null where the commit wrote no such document, or nothing.
 */
export function writtenBy<C extends CollectionName>(
  commit: Commit | null,
  collection: C,
  id: string,
): Documents[C] | null {
  const written = commit?.changes.find(
    (change) => change.in === collection && change.doc.id === id && change.do !== 'remove',
  );
  return (written?.doc as Documents[C] | undefined) ?? null;
}

/** Those of these documents that are there, by their ids, in one reading. */
export async function documentsById<C extends CollectionName>(
  { store }: { store: Store },
  collection: C,
  ids: Iterable<string>,
): Promise<Map<string, Documents[C]>> {
  const found = await documents(store, collection, [...new Set(ids)]);
  return new Map(found.map((doc) => [doc.id, doc]));
}

/** Those of these documents that are there: for work that is meant to walk through many of them. */
export async function documents<C extends CollectionName>(
  store: Store,
  collection: C,
  ids: readonly string[],
): Promise<Documents[C][]> {
  const found: Documents[C][] = [];
  for (let at = 0; at < ids.length; at += documentsAtOnce) {
    found.push(...(await store.getMany(collection, ids.slice(at, at + documentsAtOnce))));
  }
  return found;
}
