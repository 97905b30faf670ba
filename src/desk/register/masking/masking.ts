import type { Claim } from '../../../domain/claims/claim.js';
import { Problem } from '../../../domain/problem.js';
import type { ReplacedWords, Source } from '../../../domain/register/source.js';
import { demand, may } from '../../../domain/rights.js';
import type { Documents } from '../../../store/documents.js';
import { type Change, insert, remove, replace } from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { record } from '../../history/record.js';
import { Pace } from '../../pace.js';
import { commitPlanned } from '../../with-retry.js';
import { pseudonyms } from '../identities.js';
import { identitiesOfMasked, identityOf, maskedFrom } from '../identity-changes.js';
import { entriesOfOne, standingFor } from '../joined.js';
import { sourceById } from '../sources.js';
import { ClaimWordings } from './claim-wordings.js';
import { followMasks } from './masked-ids.js';
import { isSureIn, keyOf, Naming, type NamingWords, type WordsFound } from './naming.js';
import { publicNames } from './public-names.js';
import { visitPublicDocuments, type WordsCollection, withIds, withWords } from './public-words.js';

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

/** Which words are replaced and which are left, by their keys; of the others those that are sure. */
export interface WordsChoice {
  replace: readonly string[];
  leave: readonly string[];
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
  const { worked } = await commitPlanned(desk, async () => {
    const { entries } = await toMask(desk, id);
    return masking(desk, actor, entries, choice);
  });
  await followMasks(desk, worked.formerIds);
  return worked.source;
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
async function namingOf(desk: Desk, entries: readonly Source[]): Promise<Naming> {
  const named = entries.map(async (entry) => {
    const [name = entry.name, ...aliases] = await publicNames(desk, entry);
    return { ...entry, name, aliases };
  });
  return new Naming(await Promise.all(named));
}

interface Masked {
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
  const naming = await namingOf(desk, entries);
  const taken: ReplacedWords[] = [];
  const changes: Change[] = [];
  const masked: Source[] = [];
  const wordings = new ClaimWordings(desk.whole);
  const without = async <C extends WordsCollection>(
    collection: C,
    doc: Documents[C],
    isSeen: boolean,
    pace = new Pace(),
  ) => {
    const id = ids.get(doc.id) ?? doc.id;
    const found = await pace.through(naming.in(collection, doc));
    const replaced = isSeen
      ? chosen(naming, collection, found, choice, pseudonym)
      : unasked(naming, found, pseudonym);
    const words = 'statement' in doc ? await apart(wordings, doc, replaced) : replaced;
    const removed = collection === 'events' ? ownNames(doc, ids) : [];
    return [...words, ...removed].reduce(
      (next, { path, was, now }) => {
        taken.push({ in: collection, id, path, was, now });
        return withWords(next, path, now);
      },
      withIds(doc, ids),
    );
  };
  for (const entry of entries) {
    const next = {
      ...(await without('sources', entry, true)),
      version: 1,
      aliases: [],
      confidential: true,
    };
    masked.push({ ...next, name: called.get(entry.id) ?? '' });
    changes.push(remove('sources', entry));
  }
  await visitPublicDocuments(desk.whole, async (collection, doc, pace) => {
    if (ids.has(doc.id)) return;
    const next = await without(collection, doc, await isSeen(desk, collection, doc), pace);
    if (next !== doc) changes.push(replace(collection, next));
  });
  const [source = entries[0]] = masked;
  if (!source) throw new Error('There is nothing to mask.');
  const events = masked.map(({ id }) =>
    record(stamp, { kind: 'source', id }, { action: 'source.masked', before: null, after: null }),
  );
  const kept = await identitiesOfMasked(desk, stamp, entries, ids, taken);
  const inserted = masked.map((entry) => insert('sources', entry));
  return {
    source,
    formerIds: [...ids.keys()],
    changes: [...changes, ...inserted, ...kept, ...events],
  };
}

export type Taken = Pick<ReplacedWords, 'path' | 'was' | 'now'>;

export function chosen(
  naming: Naming,
  collection: WordsCollection,
  words: readonly WordsFound[],
  choice: WordsChoice,
  pseudonym: string,
): Taken[] {
  return words.flatMap((each) => {
    const { path, text, found, isFixed } = each;
    const key = keyOf(text, isFixed);
    const isLeft = choice.leave.includes(key) || !isSureIn(collection, each);
    if (isFixed || (isLeft && !choice.replace.includes(key))) return [];
    return [{ path, was: text, now: naming.replaced(each, found, pseudonym) }];
  });
}

/**
 * What is replaced in a document that a blind round hides from whoever masks: nobody can be asked about it, and once
 * the round has ended everybody reads it. So each part of the name goes that is written as one.
 */
function unasked(naming: Naming, words: readonly WordsFound[], pseudonym: string): Taken[] {
  return words.flatMap((each) => {
    const named = each.found.filter(({ how }) => how !== 'faint');
    if (each.isFixed || named.length === 0) return [];
    return [{ path: each.path, was: each.text, now: naming.replaced(each, named, pseudonym) }];
  });
}

/** What is replaced in a claim, which stays apart from every other. */
export function apart(wordings: ClaimWordings, claim: Claim, replaced: readonly Taken[]) {
  return Promise.all(
    replaced.map(async (words) => {
      const { path, now } = words;
      if (path[0] !== 'statement' || typeof now !== 'string') return words;
      return { ...words, now: await wordings.giveApart(claim, now) };
    }),
  );
}

/** What an event about one of the entries says that it is called. */
export function ownNames(doc: object, ids: ReadonlyMap<string, string>): Taken[] {
  if (!('subject' in doc) || !('before' in doc) || !('after' in doc)) return [];
  const { subject } = doc as Documents['events'];
  if (subject.kind !== 'source' || !ids.has(subject.id)) return [];
  return (['before', 'after'] as const).flatMap((side) =>
    (['name', 'aliases'] as const).flatMap((field): Taken[] => {
      const was = (doc as Documents['events'])[side]?.[field];
      return isWords(was) ? [{ path: [side, field], was, now: null }] : [];
    }),
  );
}

function isWords(value: unknown): value is string | string[] {
  return typeof value === 'string' || (Array.isArray(value) && value.every(isText));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether somebody can be asked about a document: a blind round doesn't hide it from them. */
async function isSeen(desk: Desk, collection: WordsCollection, { id }: { id: string }) {
  return desk.visibility.blind.size === 0 || (await desk.store.get(collection, id)) !== null;
}
