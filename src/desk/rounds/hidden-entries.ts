import { seesAnnotation, seesEntry, type Visibility } from '../../domain/rounds/visibility.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { type Index, indexes } from '../../store/indexes.js';
import { all, type IndexName, type Store } from '../../store/store.js';

/** What is made in a blind round; of each it is known by itself who may see it. */
const madeInRounds = ['annotations', 'sources', 'claims'] as const;
type MadeInRounds = (typeof madeInRounds)[number];

export function isMadeInRounds(collection: CollectionName): collection is MadeInRounds {
  return madeInRounds.some((name) => name === collection);
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

  async count<C extends MadeInRounds>(
    collection: C,
    index: IndexName<C>,
    key: string,
  ): Promise<number> {
    const declared: { [K in CollectionName]: Readonly<Record<string, Index<Documents[K]>>> } =
      indexes;
    const entriesOf = declared[collection][index]?.entries ?? (() => []);
    const entries = (await this.#docs(collection)).flatMap(entriesOf);
    return entries.filter((entry) => entry.key === key).length;
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
