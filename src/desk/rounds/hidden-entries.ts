import { seesAnnotation, seesEntry, type Visibility } from '../../domain/rounds/visibility.js';
import type { CollectionName, Documents } from '../../store/documents.js';
import { type Index, indexes } from '../../store/indexes.js';
import { type Count, compareText, type IndexName, type Store } from '../../store/store.js';
import { pages } from '../documents.js';
import { Pace } from '../pace.js';

/** What is made in a blind round; of each it is known by itself who may see it. */
const madeInRounds = ['annotations', 'sources', 'claims'] as const;
type MadeInRounds = (typeof madeInRounds)[number];

/** Whether documents of a collection may be hidden while a blind round is open. */
export function isMadeInRounds(collection: CollectionName): collection is MadeInRounds {
  return madeInRounds.some((name) => name === collection);
}

/** Of the entries of an index the sort values, by the keys under which they stand. */
type Sorts = ReadonlyMap<string, readonly string[]>;

/** The entries of some documents in an index, each document looked at once. */
export async function sortsOf<C extends CollectionName>(
  collection: C,
  index: IndexName<C>,
  docs: Iterable<Documents[C]>,
): Promise<Sorts> {
  const declared: { [K in CollectionName]: Readonly<Record<string, Index<Documents[K]>>> } =
    indexes;
  const { entries: entriesOf } = declared[collection][index] ?? { entries: () => [] };
  const sorts = new Map<string, string[]>();
  const pace = new Pace();
  for (const doc of docs) {
    for (const { key, sort } of entriesOf(doc)) {
      const under = sorts.get(key);
      if (under) under.push(sort);
      else sorts.set(key, [sort]);
    }
    await pace.giveWay();
  }
  return sorts;
}

/** How many of them are counted. */
export function entriesCounted(sorts: Sorts, { key, before }: Count): number {
  const under = sorts.get(key) ?? [];
  if (before === undefined) return under.length;
  return under.filter((sort) => compareText(sort, before) < 0).length;
}

/**
 * Counts the entries that stand under the keys of indexes and may not be seen. Hidden documents are
 * few: they are looked up once, when they are first asked for.
 */
export class HiddenEntries {
  readonly #whole: Store;
  readonly #visibility: Visibility;
  readonly #known: { [C in MadeInRounds]?: Promise<Documents[C][]> } = {};
  readonly #sorts = new Map<string, Promise<Sorts>>();

  constructor(whole: Store, visibility: Visibility) {
    this.#whole = whole;
    this.#visibility = visibility;
  }

  async countMany<C extends MadeInRounds>(
    collection: C,
    index: IndexName<C>,
    counts: readonly Count[],
  ): Promise<number[]> {
    const name = `${collection} ${index}`;
    const reading =
      this.#sorts.get(name) ??
      this.#docs(collection).then((docs) => sortsOf(collection, index, docs));
    this.#sorts.set(name, reading);
    const sorts = await reading;
    return counts.map((count) => entriesCounted(sorts, count));
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
    const pace = new Pace();
    for (const key of keys) {
      for await (const docs of pages(this.#whole, collection, index, key)) {
        for (const doc of docs) if (!sees(this.#visibility, doc)) unseen.push(doc);
        await pace.giveWay();
      }
    }
    return unseen;
  }
}
