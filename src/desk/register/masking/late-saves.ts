import type { Change } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { type Beginning, EntryGone, goneSince, NameGone } from '../../gone-names.js';
import type { Pace } from '../../pace.js';
import { identityOf, keptBy } from '../identities/identity-changes.js';
import { ClaimWordings } from './claim-wordings.js';
import { NameSearch } from './naming.js';
import { holdsWords, type WordsCollection } from './public-words.js';
import { MaskedDocuments } from './replaced-words.js';

/*
 * What requests save that began before a name went: they may hold it, and nobody could look for it there.
 */

/**
 * Changes of somebody who began then, without the names that went since. Throws *conflict* where these can't be known,
 * as they were removed by law in another process: they are told to nobody.
 */
export async function withoutGoneNames(
  desk: Desk,
  begun: Beginning,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  let without = changes;
  for (const { name } of goneSince(begun)) {
    if (name === 'unknown') throw new NameGone();
    if (typeof name === 'function') without = await name(without);
    else {
      const ids = new Map([[name.formerId, name.id]]);
      const documents = await maskedDocuments(desk, ids, name.id);
      if (documents) without = await maskedLate(desk, name.id, documents, without);
    }
  }
  return without === changes ? changes : without.map(asNew);
}

/** A change whose annotation, where it is a new one, was shown to nobody in other words: its first tag is of these. */
function asNew(change: Change): Change {
  if (change.do !== 'insert' || change.in !== 'annotations') return change;
  return { ...change, doc: { ...change.doc, noteVersion: 1 } };
}

/** What is written of a request that began before a masking; the identity keeps what is taken out of it. */
export async function maskedLate(
  desk: Desk,
  id: string,
  documents: MaskedDocuments,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (!(await identityOf(desk, id))?.masked) return changes;
  const next: Change[] = [];
  for (const change of changes) next.push(await maskedChange(desk, documents, change));
  return [...next, ...(await keptBy(desk, id, documents.taken))];
}

/** A change without the names of what is masked. */
export async function maskedChange(
  desk: Desk,
  documents: MaskedDocuments,
  change: Change,
  pace?: Pace,
): Promise<Change> {
  if (change.do === 'remove' || !holdsWords(change)) return change;
  if (documents.masks(change.doc.id)) {
    // A removed entry that comes back at that moment would be public again.
    if (change.do === 'insert') throw new EntryGone(change.doc.id);
    // One that was there meets that it is gone.
    return change;
  }
  const { in: collection, doc } = change;
  const mayAsk = await isSeen(desk, collection, doc);
  return { ...change, doc: await documents.without(collection, doc, mayAsk, pace) } as Change;
}

/** How documents are without the name of a source that is masked by now; null for one that is public. */
export async function maskedDocuments(
  desk: Desk,
  ids: ReadonlyMap<string, string>,
  id: string,
): Promise<MaskedDocuments | null> {
  const [source, identity] = [await desk.whole.get('sources', id), await identityOf(desk, id)];
  if (!source || !identity?.masked) return null;
  const former = identity.masked.words.flatMap(({ in: collection, path, was }) =>
    collection === 'events' && ['name', 'aliases'].includes(String(path.at(-1))) ? was : [],
  );
  const aliases = [...new Set([...identity.aliases, ...former])];
  const naming = new NameSearch([{ ...source, name: identity.name, aliases }]);
  const [choice, wordings] = [{ replace: [], leave: [] }, new ClaimWordings(desk.whole)];
  return new MaskedDocuments(naming, { ids, choice, pseudonym: source.name, wordings });
}

/** Whether somebody can be asked about a document: a blind round doesn't hide it from them. */
async function isSeen(desk: Desk, collection: WordsCollection, { id }: { id: string }) {
  return desk.visibility.blind.size === 0 || (await desk.store.get(collection, id)) !== null;
}
