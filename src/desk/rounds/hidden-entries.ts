import { seesAnnotation, seesEntry, type Visibility } from '../../domain/rounds/visibility.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { type Index, indexes } from '../../store/indexes.js';
import { all, type Count, compareText, type IndexName, type Store } from '../../store/store.js';

/** What is made in a blind round; of each it is known by itself who may see it. */
const madeInRounds = ['annotations', 'sources', 'claims'] as const;
type MadeInRounds = (typeof madeInRounds)[number];

export function isMadeInRounds(collection: CollectionName): collection is MadeInRounds {
  return madeInRounds.some((name) => name === collection);
}

/** How many of the entries of an index that are counted are those of these documents. */
export function entriesCounted<C extends CollectionName>(
  collection: C,
  index: IndexName<C>,
  docs: readonly Documents[C][],
  { key, before }: Count,
): number {
  const declared: { [K in CollectionName]: Readonly<Record<string, Index<Documents[K]>>> } =
    indexes;
  const entriesOf = declared[collection][index]?.entries ?? (() => []);
  return docs
    .flatMap(entriesOf)
    .filter((entry) => entry.key === key)
    .filter(({ sort }) => before === undefined || compareText(sort, before) < 0).length;
}

/**
 * Counts the entries that stand under the keys of indexes and may not be seen. Hidden documents are
 * few: they are looked up once, when they are first asked for.
 */
export class HiddenEntries {
  readonly #whole: Store;
  readonly #visibility: Visibility;
  readonly #known: { [C in MadeInRounds]?: Promise<Documents[C][]> } = {};

  constructor(whole: Store, visibility: Visibility) {
    this.#whole = whole;
    this.#visibility = visibility;
  }

  async countMany<C extends MadeInRounds>(
    collection: C,
    index: IndexName<C>,
    counts: readonly Count[],
  ): Promise<number[]> {
    const docs = await this.#docs(collection);
    return counts.map((count) => entriesCounted(collection, index, docs, count));
  }

  #docs<C extends MadeInRounds>(collection: C): Promise<Documents[C][]> {
    const known: { [K in C]?: Promise<Documents[K][]> } = this.#known;
    const docs = known[collection] ?? this.#lookUps[collection]();
    known[collection] = docs;
    return docs;
  }

  readonly #lookUps: { [C in MadeInRounds]: () => Promise<Documents[C][]> } = {
    annotations: () =>
      this.#unseen('annotations', 'everything', this.#visibility.blind.keys(), seesAnnotation),
    sources: () => this.#unseen('sources', 'round', this.#rounds(), seesEntry),
    claims: () => this.#unseen('claims', 'round', this.#rounds(), seesEntry),
  };

  #rounds(): string[] {
    return Array.from(this.#visibility.blind.values(), ({ id }) => id);
  }

  async #unseen<C extends MadeInRounds>(
    collection: C,
    index: IndexName<C>,
    keys: Iterable<string>,
    sees: (visibility: Visibility, doc: Documents[C]) => boolean,
  ): Promise<Documents[C][]> {
    const unseen: Documents[C][] = [];
    for (const key of keys) {
      for await (const doc of all(this.#whole, collection, index, { key })) {
        if (!sees(this.#visibility, doc)) unseen.push(doc);
      }
    }
    return unseen;
  }
}
