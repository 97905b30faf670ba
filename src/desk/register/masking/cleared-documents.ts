import type { Source } from '../../../domain/register/source.js';
import type { Documents } from '../../../store/documents.js';
import type { Change } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { EntryGone, NameGone } from '../../gone-names.js';
import { Pace } from '../../pace.js';
import { ClaimWordings } from './claim-wordings.js';
import { keyOf, type NameSearch } from './naming.js';
import { isSure, type PrivateWords, privateChangeWithout } from './private-words.js';
import { holdsWords, type WordsChange, type WordsCollection, withWords } from './public-words.js';
import {
  chosenReplacements,
  claimReplacements,
  namesInEvent,
  type Replacement,
  type WordsChoice,
} from './replaced-words.js';

/** How some entries are expunged: what they were ever called, and what stands in the place of it. */
interface ExpungedAs {
  named: readonly Source[];
  choice: WordsChoice;
  placeholder: string;
}

/** Documents as they are once a name is expunged. */
export class ClearedDocuments {
  readonly #ids: ReadonlyMap<string, string>;
  readonly #wordings: ClaimWordings;

  constructor(
    private readonly desk: Desk,
    private readonly naming: NameSearch,
    private readonly as: ExpungedAs,
  ) {
    this.#ids = new Map(as.named.map(({ id }) => [id, id]));
    this.#wordings = new ClaimWordings(desk.whole);
  }

  /** A document that everybody reads without the name; the very same where it has none. */
  async without<C extends WordsCollection>(
    collection: C,
    doc: Documents[C],
    pace = new Pace(),
  ): Promise<Documents[C]> {
    const { choice, placeholder } = this.as;
    const found = await pace.through(this.naming.in(collection, doc));
    const replaced = chosenReplacements(this.naming, found, choice, placeholder);
    const words =
      'statement' in doc ? await claimReplacements(this.#wordings, doc, replaced) : replaced;
    const removed = collection === 'events' ? this.#removedFrom(doc) : [];
    const next = [...words, ...removed].reduce(
      (next, { path, now }) => withWords(next, path, now),
      doc,
    );
    return this.#withoutSites(next);
  }

  /** What goes of what the entries were called. One that was removed is called otherwise in its event, which keeps it. */
  #removedFrom(event: object): Replacement[] {
    const isRemoval = 'action' in event && event.action === 'source.removed';
    return namesInEvent(event, this.#ids).map((names) =>
      isRemoval && names.path.at(-1) === 'name' ? { ...names, now: this.as.placeholder } : names,
    );
  }

  /** A share that no site may frame any more whose address has the name. */
  #withoutSites<D extends object>(doc: D): D {
    if (!('digest' in doc && 'origins' in doc && Array.isArray(doc.origins))) return doc;
    const origins = doc.origins.filter((origin) => !isSure(this.naming.find(origin)));
    return origins.length === doc.origins.length ? doc : { ...doc, origins };
  }

  /** How the name is taken out of what is kept apart. */
  get apart(): PrivateWords {
    const { naming } = this;
    const { named, choice, placeholder } = this.as;
    const isChosen = (text: string) =>
      [true, false].some((isSure) =>
        choice.replace.includes(keyOf({ text, isFixed: false, isOfArticle: false, isSure })),
      );
    // What a masking took out goes with what it left in the place of that: an editor was asked about this.
    const without = (text: string, left: string | null) => {
      const found = naming.find(text);
      const isReplaced = isSure(found) || isChosen(left ?? text);
      return isReplaced ? naming.without(text, found, placeholder) : text;
    };
    return { own: this.#ids, named, find: (text) => naming.find(text), without, isChosen };
  }

  /** A change without the name. */
  async change(change: WordsChange, pace?: Pace): Promise<Change> {
    if (change.do === 'remove') return change;
    return { ...change, doc: await this.without(change.in, change.doc, pace) } as Change;
  }

  /** What is written of a request that began before. Throws *conflict* where it would enter the name anew. */
  async late(changes: readonly Change[]): Promise<Change[]> {
    const next: Change[] = [];
    for (const change of changes) {
      if (await this.#enters(change)) {
        // One that was removed is worked out anew: its event keeps it without the name.
        if (this.#ids.has(change.doc.id)) throw new EntryGone(change.doc.id);
        throw new NameGone();
      }
      if (holdsWords(change)) next.push(await this.change(change));
      else next.push(...privateChangeWithout(change, this.apart));
    }
    return next;
  }

  /** Whether an entry comes to be called so in public. */
  async #enters({ do: verb, in: collection, doc }: Change): Promise<boolean> {
    if (collection !== 'sources' || verb === 'remove' || doc.confidential) return false;
    const isNamed = ({ name, aliases }: Source) =>
      [name, ...aliases].some((each) => isSure(this.naming.find(each)));
    if (!isNamed(doc)) return false;
    const before = await this.desk.whole.get('sources', doc.id);
    return before === null || !isNamed(before);
  }
}
