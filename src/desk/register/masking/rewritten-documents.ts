import { type Change, replace, type Store } from '../../../store/store.js';
import type { Pace } from '../../pace.js';
import { holdsWords, visitPublicDocuments, type WordsChange } from './public-words.js';

/** A change without a name; with the very same document where it has none. */
type Rewrite = (change: WordsChange, pace?: Pace) => Promise<Change>;

/** What has to be written so that a name is gone from all that many read, but for the entries whose name it is. */
export class RewrittenDocuments {
  readonly #changes = new Map<string, Change>();

  /** `forget` is told of each document that was rewritten and stands otherwise by now. */
  constructor(
    private readonly own: ReadonlyMap<string, unknown>,
    private readonly rewrite: Rewrite,
    private readonly forget: (change: Change) => void = () => {},
  ) {}

  get changes(): Change[] {
    return [...this.#changes.values()];
  }

  /** Goes through all that there is. */
  readAll(store: Store): Promise<void> {
    return visitPublicDocuments(store, (collection, doc, pace) =>
      this.#take(replace(collection, doc), pace),
    );
  }

  /** Takes in what was written since. */
  async takeIn(changes: readonly Change[]): Promise<void> {
    for (const change of changes) await this.#take(change);
  }

  async #take(change: Change, pace?: Pace): Promise<void> {
    const { in: collection, doc } = change;
    if (!holdsWords(change) || this.own.has(doc.id)) return;
    const key = `${collection}/${doc.id}`;
    if (this.#changes.delete(key)) this.forget(change);
    const next = await this.rewrite(change, pace);
    if (next.doc !== doc) this.#changes.set(key, replace(collection, next.doc as never));
  }
}
