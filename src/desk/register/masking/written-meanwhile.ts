import { wordsCollection } from '../../../domain/register/source.js';
import type { Commit, DocumentName, Store } from '../../../store/store.js';
import type { WordsCollection } from './public-words.js';

/** What may hold people's words, by the collection and id. */
export type WordsName = DocumentName & { in: WordsCollection };

/** Which documents that everybody reads are written, by whatever process, while somebody reads them all. */
export class WrittenMeanwhile {
  readonly #commits = new Map<number, WordsName[]>();
  #hasMissed = false;
  readonly #end: () => void;

  constructor(private readonly store: Store) {
    this.#end = store.watch(
      ({ number, changes }) => this.#commits.set(number, changes.flatMap(nameOf)),
      () => {
        this.#hasMissed = true;
      },
    );
  }

  /** The documents of all commits but one's own, which ends the watching; null where some were missed. */
  async but(own: Commit | null): Promise<WordsName[] | null> {
    await this.store.caughtUp();
    this.end();
    if (this.#hasMissed) return null;
    const written = [...this.#commits].flatMap(([number, names]) =>
      number === own?.number ? [] : names,
    );
    return [...new Map(written.map((name) => [`${name.in}/${name.id}`, name])).values()];
  }

  end(): void {
    this.#end();
  }
}

function nameOf({ do: verb, in: collection, doc }: Commit['changes'][number]): WordsName[] {
  const { data } = wordsCollection.safeParse(collection);
  return data === undefined || verb === 'remove' ? [] : [{ in: data, id: doc.id }];
}
