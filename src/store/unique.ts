import { type Index, indexes } from './indexes.js';
import type { CollectionName, Documents } from './store.js';

interface UniqueEntry {
  index: string;
  key: string;
}

type Declared = { readonly [C in CollectionName]: Readonly<Record<string, Index<Documents[C]>>> };

/** Under which keys of unique indexes a document stands. */
export function uniqueEntries<C extends CollectionName>(
  collection: C,
  doc: Documents[C],
): UniqueEntry[] {
  const all: Declared = indexes;
  const declared: Readonly<Record<string, Index<Documents[C]>>> = all[collection];
  return Object.entries(declared).flatMap(([index, { unique, entries }]) =>
    unique ? entries(doc).map(({ key }) => ({ index, key })) : [],
  );
}
