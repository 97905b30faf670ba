import { Problem } from '../../../domain/problem.js';
import type { Source } from '../../../domain/register/source.js';
import { demand, may } from '../../../domain/rights.js';
import { type Change, insert, remove, replace } from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { record } from '../../history/record.js';
import { commitPlanned } from '../../with-retry.js';
import { pseudonyms } from '../identities/identities.js';
import {
  identitiesOfMasked,
  identityOf,
  keptBy,
  maskedFrom,
} from '../identities/identity-changes.js';
import { entriesOfOne, standingFor } from '../joined.js';
import { sourceById } from '../sources.js';
import { ClaimWordings } from './claim-wordings.js';
import { followMasks, maskedDocuments } from './masked-ids.js';
import { NameSearch, type NamingWords } from './naming.js';
import { publicNames } from './public-names.js';
import { visitPublicDocuments, type WordsCollection } from './public-words.js';
import { MaskedDocuments, type WordsChoice } from './replaced-words.js';
import { rewriteEach, type WordsName, WrittenMeanwhile, wordsNames } from './written-meanwhile.js';

/*
 * To mask an entry that is public already, everywhere and in the past, is an editor's act. The source
 * gets another id, so that an older export does not tell who it is; what people wrote in their own
 * words is replaced where the editor says so. All that was taken out is kept in the private identity,
 * so that it can be taken back (`unmasking.ts`).
 */

export interface MaskingPreview {
  source: Source;
  /** With those that are joined, which are masked with it. */
  entries: Source[];
  /** The surest first. */
  words: NamingWords[];
}

/** What masking a source would change. For editors. Throws *not-found*, *conflict* for a masked one. */
export async function previewMasking(
  desk: Desk,
  actor: Actor,
  id: string,
): Promise<MaskingPreview> {
  demand(actor, 'mask sources');
  const { source, entries } = await toMask(desk, id);
  const naming = await namingOf(desk, entries);
  await visitPublicDocuments(desk.store, (collection, doc, pace) =>
    pace.through(naming.note(collection, doc)),
  );
  return { source, entries, words: naming.words };
}

/** Masks a public source everywhere, under another id and a pseudonym. Throws as the preview does. */
export async function maskSource(
  desk: Desk,
  actor: Actor,
  id: string,
  choice: WordsChoice = { replace: [], leave: [] },
): Promise<Source> {
  demand(actor, 'mask sources');
  const meanwhile = new WrittenMeanwhile(desk.whole);
  try {
    const { worked, commit } = await commitPlanned(desk, async () => {
      const { entries } = await toMask(desk, id);
      return masking(desk, actor, entries, choice);
    });
    const late = (name: WordsName) => maskingLate(desk, worked, name);
    desk.goneNames.add((changes) => rewriteEach(desk, wordsNames(changes), late));
    await followMasks(desk, worked.formerIds);
    await rewriteEach(desk, await meanwhile.but(commit), late);
    return worked.source;
  } finally {
    meanwhile.end();
  }
}

/**
 * From now on, sources that another process masks lose their names in what requests of this one began before, too:
 * who masks can't hear of those.
 */
export function heedMaskings(desk: Desk): void {
  desk.whole.watch(({ changes }) => {
    const gone = new Set(changes.flatMap(removedSource));
    for (const { do: verb, in: collection, doc } of changes) {
      if (verb !== 'insert' || collection !== 'identities' || !gone.has(doc.formerId ?? ''))
        continue;
      const { id, formerId } = doc;
      desk.goneNames.add(async (written) => {
        const documents = await maskedDocuments(desk, new Map([[formerId ?? '', id]]), id);
        if (!documents) return false;
        const late = (name: WordsName) => maskingLate(desk, { source: { id }, documents }, name);
        return rewriteEach(desk, wordsNames(written), late);
      });
    }
  });
}

function removedSource({ do: verb, in: collection, doc }: Change): string[] {
  return verb === 'remove' && collection === 'sources' ? [doc.id] : [];
}

/** What masks one document that was written while all was read, or in a request that began before; the identity keeps what is taken out of it. */
async function maskingLate(
  desk: Desk,
  { source, documents }: LateMasked,
  { in: collection, id }: WordsName,
): Promise<Change[]> {
  const doc = await desk.whole.get(collection, id);
  if (!doc) return [];
  const before = documents.taken.length;
  const next = await documents.without(collection, doc, await isSeen(desk, collection, doc));
  if (next === doc) return [];
  const kept = await keptBy(desk, source.id, documents.taken.slice(before));
  return kept.length === 0 ? [] : [replace(collection, next), ...kept];
}

/** Masks a source by a form that may be sent twice: what its sender masked stays masked. */
export async function maskOnce(
  ...[desk, actor, id, choice]: Parameters<typeof maskSource>
): Promise<Source> {
  try {
    return await maskSource(desk, actor, id, choice);
  } catch (error) {
    const masked = await maskedFrom(desk, id);
    const identity = masked && (await identityOf(desk, masked.id));
    if (desk.request !== null && identity?.masked?.by === actor.id && masked) return masked;
    throw error;
  }
}

/**
 * The register's entry with that id. Who may mask sources is told where it was masked, and not as what.
 * Throws *not-found*.
 */
export async function sourceOrMasked(desk: Desk, actor: Actor, id: string): Promise<Source> {
  const source = await desk.store.get('sources', id);
  if (source === null && may(actor, 'mask sources') && (await maskedFrom(desk, id)) !== null) {
    throw new Problem(
      'not-found',
      'The source at this address was masked: the register has it under a pseudonym, at another address.',
    );
  }
  return source ?? sourceById(desk, id);
}

/** The entry, and behind it those that are joined with it. */
async function toMask(desk: Desk, id: string): Promise<{ source: Source; entries: Source[] }> {
  const masked = (await desk.store.get('sources', id)) ? null : await maskedFrom(desk, id);
  const source = masked ?? (await sourceById(desk, id));
  if (source.confidential) {
    throw new Problem('conflict', `${source.name} is confidential already.`);
  }
  const [end = source] = await standingFor(desk.whole, [source]);
  const entries = await entriesOfOne(desk.whole, end);
  return { source, entries: [source, ...entries.filter((entry) => entry.id !== source.id)] };
}

/** Finds where the entries are named, by all that they are called and ever were. */
async function namingOf(desk: Desk, entries: readonly Source[]): Promise<NameSearch> {
  const named = entries.map(async (entry) => {
    const [name = entry.name, ...aliases] = await publicNames(desk, entry);
    return { ...entry, name, aliases };
  });
  return new NameSearch(await Promise.all(named));
}

interface LateMasked {
  source: Pick<Source, 'id'>;
  documents: MaskedDocuments;
}

interface Masked extends LateMasked {
  source: Source;
  formerIds: string[];
  changes: Change[];
}

async function masking(
  desk: Desk,
  actor: Actor,
  entries: readonly Source[],
  choice: WordsChoice,
): Promise<Masked> {
  const newPseudonym = await pseudonyms(desk);
  const called = new Map(entries.map(({ id }) => [id, newPseudonym()]));
  const ids = new Map(entries.map(({ id }) => [id, desk.newId()]));
  const [pseudonym = ''] = called.values();
  const stamp = { at: now(desk), by: actor.id };
  const wordings = new ClaimWordings(desk.whole);
  const naming = await namingOf(desk, entries);
  const documents = new MaskedDocuments(naming, { ids, choice, pseudonym, wordings });
  const masked: Source[] = [];
  for (const entry of entries) {
    const next = await documents.without('sources', entry, true);
    const name = called.get(entry.id) ?? '';
    masked.push({ ...next, version: 1, name, aliases: [], confidential: true });
  }
  const [source = entries[0]] = masked;
  if (!source) throw new Error('There is nothing to mask.');
  const others: Change[] = [];
  await visitPublicDocuments(desk.whole, async (collection, doc, pace) => {
    if (ids.has(doc.id)) return;
    const mayAsk = await isSeen(desk, collection, doc);
    const next = await documents.without(collection, doc, mayAsk, pace);
    if (next !== doc) others.push(replace(collection, next));
  });
  const removed = entries.map((entry) => remove('sources', entry));
  const inserted = masked.map((entry) => insert('sources', entry));
  const kept = await identitiesOfMasked(desk, stamp, entries, ids, documents.taken);
  const events = masked.map(({ id }) =>
    record(stamp, { kind: 'source', id }, { action: 'source.masked', before: null, after: null }),
  );
  const changes = [...removed, ...others, ...inserted, ...kept, ...events];
  return { source, documents, formerIds: [...ids.keys()], changes };
}

/** Whether somebody can be asked about a document: a blind round doesn't hide it from them. */
async function isSeen(desk: Desk, collection: WordsCollection, { id }: { id: string }) {
  return desk.visibility.blind.size === 0 || (await desk.store.get(collection, id)) !== null;
}
