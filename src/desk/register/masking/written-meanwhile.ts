import { wordsCollection } from '../../../domain/register/source.js';
import type { Change, Commit, DocumentName, Store } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { commitWithRetry } from '../../with-retry.js';
import { visitPublicDocuments, type WordsCollection } from './public-words.js';

/** What may hold people's words, by the collection and id. */
export type WordsName = DocumentName & { in: WordsCollection };

/** Which documents that everybody reads are written, by whatever process, while somebody reads them all. */
export class WrittenMeanwhile {
  readonly #commits = new Map<number, WordsName[]>();
  #hasMissed = false;
  readonly #end: () => void;

  constructor(private readonly store: Store) {
    this.#end = store.watch(
      ({ number, changes }) => this.#commits.set(number, wordsNames(changes)),
      () => {
        this.#hasMissed = true;
      },
    );
  }

  /** The documents of all commits but one's own, which ends the watching; all there are where some were missed. */
  async but(own: Commit | null): Promise<WordsName[]> {
    await this.store.caughtUp();
    this.end();
    if (this.#hasMissed) return allOf(this.store);
    const written = [...this.#commits].flatMap(([number, names]) =>
      number === own?.number ? [] : names,
    );
    return [...new Map(written.map((name) => [`${name.in}/${name.id}`, name])).values()];
  }

  end(): void {
    this.#end();
  }
}

/** Writes each of some documents anew as `work` says; answers whether one was written. */
export async function rewriteEach(
  desk: Desk,
  names: readonly WordsName[],
  work: (name: WordsName) => Promise<Change[]>,
): Promise<boolean> {
  let isWritten = false;
  for (const name of names) {
    const commit = await commitWithRetry(desk, () => work(name));
    isWritten ||= commit !== null;
  }
  return isWritten;
}

async function allOf(store: Store): Promise<WordsName[]> {
  const names: WordsName[] = [];
  await visitPublicDocuments(store, (collection, { id }) => {
    names.push({ in: collection, id });
  });
  return names;
}

/** Which of the documents that some changes write may hold people's words. */
export function wordsNames(changes: readonly Change[]): WordsName[] {
  return changes.flatMap(nameOf);
}

function nameOf({ do: verb, in: collection, doc }: Change): WordsName[] {
  const { data } = wordsCollection.safeParse(collection);
  return data === undefined || verb === 'remove' ? [] : [{ in: data, id: doc.id }];
}
