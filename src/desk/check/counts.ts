import type { CollectionName, Documents } from '../../store/documents.js';
import { type Index, indexes } from '../../store/indexes.js';
import { all, type CountedIndexName, type Store } from '../../store/store.js';
import { type Finding, fault } from './finding.js';

/** Numbers that are kept, and are not what stands there. */
export async function* checkCounts(store: Store): AsyncGenerator<Finding> {
  yield* checkCounted(store, 'annotations', 'tally', (key) => `article ${key.split(' ', 1)[0]}`);
  yield* checkCounted(store, 'annotations', 'source', (key) => `source ${key}`);
  yield* checkCounted(store, 'articles', 'publisher', () => 'articles of a publisher');
}

async function* checkCounted<C extends 'annotations' | 'articles'>(
  store: Store,
  collection: C,
  index: CountedIndexName<C>,
  where: (key: string) => string,
): AsyncGenerator<Finding> {
  const found = await countedAnew(store, collection, index);
  const kept = await store.keys(collection, index);
  for (const key of new Set([...kept.keys(), ...found.keys()])) {
    if (kept.get(key) === found.get(key)) continue;
    const off = await steadilyOff(store, collection, index, key);
    if (off) {
      const sentence = `Kept is that there are ${off.kept}, and there are ${off.found}: “whence check --recount” counts again.`;
      yield fault(where(key), sentence);
    }
  }
}

async function countedAnew<C extends CollectionName>(
  store: Store,
  collection: C,
  index: CountedIndexName<C>,
): Promise<ReadonlyMap<string, number>> {
  const declared: { [K in CollectionName]: Readonly<Record<string, Index<Documents[K]>>> } =
    indexes;
  const found = new Map<string, number>();
  const snapshot = await store.snapshot();
  try {
    for await (const doc of snapshot.docs(collection)) {
      for (const { key } of declared[collection][index]?.entries(doc) ?? []) {
        found.set(key, (found.get(key) ?? 0) + 1);
      }
    }
  } finally {
    await snapshot.close();
  }
  return found;
}

interface WrongCount {
  kept: number;
  found: number;
}

/** How often a number is looked at again that may have been changed meanwhile. */
const maxLooks = 3;

/** A desk may be at work while it is checked: what differs is looked at by itself, more than once. */
async function steadilyOff<C extends CollectionName>(
  store: Store,
  collection: C,
  index: CountedIndexName<C>,
  key: string,
): Promise<WrongCount | null> {
  let off: WrongCount | null = null;
  for (let look = 0; look < maxLooks; look++) {
    let found = 0;
    for await (const _ of all(store, collection, index, { key })) found += 1;
    const kept = await store.count(collection, index, key);
    if (kept === found) return null;
    off = { kept, found };
  }
  return off;
}
