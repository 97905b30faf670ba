import { type CollectionName, collections, type Documents } from '../documents.js';
import { type Index, indexes } from '../indexes.js';

interface UniqueEntry {
  index: string;
  key: string;
}

type DeclaredIndexes = {
  readonly [C in CollectionName]: Readonly<Record<string, Index<Documents[C]>>>;
};

/** The names of those that are unique: most documents are in collections that have none. */
const names: ReadonlyMap<CollectionName, readonly string[]> = new Map(
  collections.map((name) => {
    const unique = Object.entries(indexes[name]).filter(([, index]) => 'unique' in index);
    return [name, unique.map(([index]) => index)];
  }),
);

/** Whether a collection has unique indexes. */
export function hasUniqueIndex(collection: CollectionName): boolean {
  return namesIn(collection).length > 0;
}

/** Under which keys of unique indexes a document stands. */
export function uniqueEntries<C extends CollectionName>(
  collection: C,
  doc: Documents[C],
): UniqueEntry[] {
  const all: DeclaredIndexes = indexes;
  const declared = all[collection];
  return namesIn(collection).flatMap((index) =>
    (declared[index]?.entries(doc) ?? []).map(({ key }) => ({ index, key })),
  );
}

function namesIn(collection: CollectionName): readonly string[] {
  return names.get(collection) ?? [];
}
