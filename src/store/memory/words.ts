import SearchableMap from 'minisearch/SearchableMap';

/** Words, and the ids of the documents that hold each. */
export class Words {
  readonly #ids = new SearchableMap<Set<string>>();

  add(word: string, id: string): void {
    this.#ids.fetch(word, () => new Set()).add(id);
  }

  remove(word: string, id: string): void {
    const ids = this.#ids.get(word);
    ids?.delete(id);
    if (ids?.size === 0) this.#ids.delete(word);
  }

  /** The ids of the documents with a word that begins so, for each such word. */
  beginning(start: string): Iterable<ReadonlySet<string>> {
    return this.#ids.atPrefix(start).values();
  }
}
