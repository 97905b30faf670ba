import { type CollectionName, collections, type Documents } from '../documents.js';
import { type Index, indexes } from '../indexes.js';

interface UniqueEntry {
  index: string;
  key: string;
}

type DeclaredIndexes = {
  readonly [C in CollectionName]: Readonly<Record<string, Index<Documents[C]>>>;
};

/** The collections that have one: most documents are in others, and need not be asked. */
const keyed: ReadonlySet<CollectionName> = new Set(
  collections.filter((name) => Object.values(indexes[name]).some((index) => 'unique' in index)),
);

/** Whether a collection has unique indexes. */
export function hasUniqueIndex(collection: CollectionName): boolean {
  return keyed.has(collection);
}

/** Under which keys of unique indexes a document stands. */
export function uniqueEntries<C extends CollectionName>(
  collection: C,
  doc: Documents[C],
): UniqueEntry[] {
  if (!keyed.has(collection)) return [];
  const all: DeclaredIndexes = indexes;
  const declared: Readonly<Record<string, Index<Documents[C]>>> = all[collection];
  return Object.entries(declared).flatMap(([index, { unique, entries }]) =>
    unique ? entries(doc).map(({ key }) => ({ index, key })) : [],
  );
}
