import type { Claim } from '../../../domain/claims/claim.js';
import type { ReplacedWords } from '../../../domain/register/source.js';
import type { Documents } from '../../../store/documents.js';
import type { Change } from '../../../store/store.js';
import { Pace } from '../../pace.js';
import type { ClaimWordings } from './claim-wordings.js';
import { isSureIn, keyOf, type NameSearch, type WordsFound } from './naming.js';
import { type WordsCollection, withIds, withWords } from './public-words.js';

/** Which words are replaced and which are left, by their keys; of the others those that are sure. */
export interface WordsChoice {
  replace: readonly string[];
  leave: readonly string[];
}

/** How some entries are masked: the new id of each, and the pseudonym that stands in people's own words. */
interface MaskedAs {
  ids: ReadonlyMap<string, string>;
  choice: WordsChoice;
  pseudonym: string;
  wordings: ClaimWordings;
}

/** Documents as they are once some entries are masked, and all that was taken out of them. */
export class MaskedDocuments {
  #taken: ReplacedWords[] = [];

  constructor(
    private readonly naming: NameSearch,
    private readonly as: MaskedAs,
  ) {}

  get taken(): readonly ReplacedWords[] {
    return this.#taken;
  }

  /** Whether an id is that of an entry that is masked. */
  masks(id: string): boolean {
    return this.as.ids.has(id);
  }

  /** The same, of which nothing was taken out yet. */
  again(): MaskedDocuments {
    return new MaskedDocuments(this.naming, this.as);
  }

  /** Forgets what was taken out of a document, which stands otherwise by now. */
  forget({ in: collection, doc }: Pick<Change, 'in' | 'doc'>): void {
    this.#taken = this.#taken.filter((words) => words.in !== collection || words.id !== doc.id);
  }

  /** A document without the names; the very same where it has none. `mayAsk`: an editor was asked about its words. */
  async without<C extends WordsCollection>(
    collection: C,
    doc: Documents[C],
    mayAsk: boolean,
    pace = new Pace(),
  ): Promise<Documents[C]> {
    const { choice, ids, pseudonym, wordings } = this.as;
    const id = ids.get(doc.id) ?? doc.id;
    const found = await pace.through(this.naming.in(collection, doc));
    const replaced = mayAsk
      ? chosenReplacements(this.naming, found, choice, pseudonym)
      : unasked(this.naming, found, pseudonym);
    const words = 'statement' in doc ? await claimReplacements(wordings, doc, replaced) : replaced;
    const removed =
      collection === 'events' ? [...namesInEvent(doc, ids), ...formerMasks(doc, ids)] : [];
    return [...words, ...removed].reduce(
      (next, { path, was, now }) => {
        this.#taken.push({ in: collection, id, path, was, now });
        return withWords(next, path, now);
      },
      withIds(doc, ids),
    );
  }
}

export type Replacement = Pick<ReplacedWords, 'path' | 'was' | 'now'>;

/** What is replaced of the words found in one document: what is sure, unless it is chosen to be left, and what is chosen. */
export function chosenReplacements(
  naming: NameSearch,
  words: readonly WordsFound[],
  choice: WordsChoice,
  pseudonym: string,
): Replacement[] {
  return words.flatMap((each) => {
    const { path, text, found, isFixed } = each;
    const isSure = isSureIn(each);
    const key = keyOf({ ...each, isSure });
    const isLeft = choice.leave.includes(key) || !isSure;
    if (isFixed || (isLeft && !choice.replace.includes(key))) return [];
    return [{ path, was: text, now: naming.replaced(each, found, pseudonym) }];
  });
}

/**
 * What is replaced in a document that a blind round hides from whoever masks: nobody can be asked about it, and once
 * the round has ended everybody reads it. So each part of the name goes that is written as one.
 */
function unasked(
  naming: NameSearch,
  words: readonly WordsFound[],
  pseudonym: string,
): Replacement[] {
  return words.flatMap((each) => {
    const named = each.found.filter(({ how }) => how !== 'faint');
    if (each.isFixed || named.length === 0) return [];
    return [{ path: each.path, was: each.text, now: naming.replaced(each, named, pseudonym) }];
  });
}

/** What is replaced in a claim, which stays apart from every other. */
export function claimReplacements(
  wordings: ClaimWordings,
  claim: Claim,
  replaced: readonly Replacement[],
) {
  return Promise.all(
    replaced.map(async (words) => {
      const { path, now } = words;
      if (path[0] !== 'statement' || typeof now !== 'string') return words;
      return { ...words, now: await wordings.giveApart(claim, now) };
    }),
  );
}

/** What an event about one of the entries says that it is called. */
export function namesInEvent(doc: object, ids: ReadonlyMap<string, string>): Replacement[] {
  if (!('subject' in doc) || !('before' in doc) || !('after' in doc)) return [];
  const { subject } = doc as Documents['events'];
  if (subject.kind !== 'source' || !ids.has(subject.id)) return [];
  return (['before', 'after'] as const).flatMap((side) =>
    (['name', 'aliases'] as const).flatMap((field): Replacement[] => {
      const was = (doc as Documents['events'])[side]?.[field];
      return isWords(was) ? [{ path: [side, field], was, now: null }] : [];
    }),
  );
}

/** What one of the entries was called and which id it bore while it was masked before. */
function formerMasks(doc: object, ids: ReadonlyMap<string, string>): Replacement[] {
  const { subject, action, before } = doc as Documents['events'];
  if (action !== 'source.unmasked' || !ids.has(subject.id)) return [];
  return ['pseudonym', 'id'].flatMap((field): Replacement[] => {
    const was = before?.[field];
    return isText(was) ? [{ path: ['before', field], was, now: null }] : [];
  });
}

function isWords(value: unknown): value is string | string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every(isText));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
