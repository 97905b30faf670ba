import { isDeepStrictEqual } from 'node:util';
import type { Stamp } from '../../../domain/annotations/annotation.js';
import type { NameFound } from '../../../domain/register/name-finder.js';
import {
  type Identity,
  namesInIdentity,
  type ReplacedWords,
  type Source,
} from '../../../domain/register/source.js';
import { all, type Change, insert, remove, replace } from '../../../store/store.js';
import type { Desk } from '../../desk.js';
import { documentsById } from '../../documents.js';
import { record } from '../../history/record.js';

/** The identity of a source, to be written anew. */
export function identityOf({ whole }: Desk, id: string): Promise<Identity | null> {
  return whole.get('identities', id);
}

/** The source that bore an id before it was masked, or null. */
export async function maskedFrom({ whole }: Desk, formerId: string): Promise<Source | null> {
  const { items } = await whole.find('identities', 'formerId', { key: formerId, limit: 1 });
  const [identity] = items;
  return identity ? whole.get('sources', identity.id) : null;
}

/** What has to be written of entries that are masked: who they are, and what was taken out for them. */
export async function identitiesOfMasked(
  desk: Desk,
  stamp: Stamp,
  entries: readonly Source[],
  ids: ReadonlyMap<string, string>,
  words: readonly ReplacedWords[],
): Promise<Change[]> {
  const noted = await documentsById(
    { store: desk.whole },
    'identities',
    entries.map(({ id }) => id),
  );
  const identities = entries.map(({ id: formerId, name, aliases }, at) => {
    const made = { creator: stamp.by, created: stamp.at, formerId, publicEntry: null };
    const note = noted.get(formerId);
    const masked = {
      ...stamp,
      words: at === 0 ? [...words] : [],
      ...(note && { noted: noteOf(note) }),
    };
    return { id: ids.get(formerId) ?? '', version: 1, name, aliases, ...made, masked };
  });
  return [
    ...identities.map((identity) => insert('identities', identity)),
    ...[...noted.values()].map((note) => remove('identities', note)),
    ...(await repointedIdentities(desk, ids)),
  ];
}

/** What has to be written so that the identity of a masked source keeps what was taken out of words since. */
export async function keptBy(
  desk: Desk,
  id: string,
  taken: readonly ReplacedWords[],
): Promise<Change[]> {
  const identity = await identityOf(desk, id);
  if (!identity?.masked || taken.length === 0) return [];
  const words = [...identity.masked.words, ...taken];
  return [replace('identities', { ...identity, masked: { ...identity.masked, words } })];
}

function noteOf({ name, creator, created }: Identity) {
  return { name, creator, created };
}

/** What has to be written of a source that is unmasked: the note of who it is, where it had one. */
export function identityUnmasked(identity: Identity, id: string): Change[] {
  const noted = identity.masked?.noted;
  if (!noted) return [remove('identities', identity)];
  const made = { aliases: [], formerId: null, publicEntry: null };
  return [
    remove('identities', identity),
    insert('identities', { id, version: 1, ...made, ...noted }),
  ];
}

/** Identities that know an entry as the public one of their person, by its id of now. */
export async function repointedIdentities(
  { whole }: Desk,
  ids: ReadonlyMap<string, string>,
): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const identity of all(whole, 'identities', 'all', { key: '' })) {
    const publicEntry = ids.get(identity.publicEntry ?? '');
    if (publicEntry !== undefined && !ids.has(identity.id)) {
      changes.push(replace('identities', { ...identity, publicEntry }));
    }
  }
  return changes;
}

/** The confidential and unnamed sources of which it is on record that they are one who is named so. */
export async function sourcesIdentifiedAs(desk: Desk, find: Find): Promise<Source[]> {
  const ids: string[] = [];
  for await (const identity of all(desk.whole, 'identities', 'all', { key: '' })) {
    if (areNamed(namesInIdentity(identity), find)) ids.push(identity.id);
  }
  return [...(await documentsById({ store: desk.whole }, 'sources', ids)).values()];
}

type Find = (text: string) => readonly NameFound[];

/** A text that a masking took out, or left in its place, without the name; `left` is what it left. */
type WithoutName = (text: string, left: string | null) => string;

function areNamed(names: readonly string[], find: Find): boolean {
  return names.some((name) => find(name).some(({ how }) => how === 'whole'));
}

/** The events of somebody's looking at who some sources are. */
export function readsOf(stamp: Stamp, sources: Iterable<string>): Change[] {
  const read = { action: 'identity.read' as const, before: null, after: null };
  return Array.from(sources, (id) => record(stamp, { kind: 'source', id }, read));
}

/** How a name is taken out of who sources are. */
export interface IdentityWords {
  /** The sources whose name it is. */
  own: ReadonlyMap<string, unknown>;
  find: Find;
  without: WithoutName;
  /** Whether a name that may be a part of it, such as a surname alone, is to go. */
  isChosen: (name: string) => boolean;
}

/**
 * An identity without a name: null for those of the sources themselves and of whoever is named so. What the masking of
 * others took out is replaced where it holds it, or goes where it is a note of who somebody is.
 */
export function identityWithout(identity: Identity, said: IdentityWords): Identity | null {
  const { id, name, aliases, masked } = identity;
  if (said.own.has(id) || isMeant([name, ...aliases], said)) return null;
  const kept = masked && maskedWithout(masked, said);
  return !kept || isDeepStrictEqual(kept, masked) ? identity : { ...identity, masked: kept };
}

function isMeant(names: readonly string[], { find, isChosen }: IdentityWords): boolean {
  return areNamed(names, find) || names.some((name) => isChosen(name) && find(name).length > 0);
}

/** Who confidential and unnamed sources are by a part of a name alone, such as a surname: it may be another's. */
export async function identitiesNamedInPart(
  { whole }: Desk,
  own: ReadonlyMap<string, unknown>,
  find: Find,
): Promise<{ id: string; names: string[] }[]> {
  const found: { id: string; names: string[] }[] = [];
  for await (const identity of all(whole, 'identities', 'all', { key: '' })) {
    const names = namesInIdentity(identity);
    if (own.has(identity.id) || areNamed(names, find)) continue;
    const inPart = names.filter((name) => find(name).some(({ how }) => how === 'part'));
    if (inPart.length > 0) found.push({ id: identity.id, names: inPart });
  }
  return found;
}

function maskedWithout(
  { words, noted, ...stamp }: NonNullable<Identity['masked']>,
  said: IdentityWords,
): NonNullable<Identity['masked']> {
  const { without } = said;
  const kept = words.map((each) => ({
    ...each,
    was:
      typeof each.was === 'string'
        ? without(each.was, each.now)
        : each.was.map((name) => without(name, each.now)),
    now: each.now === null ? null : without(each.now, each.now),
  }));
  const isKept = noted && !isMeant([noted.name], said);
  return { ...stamp, words: kept, ...(isKept && { noted }) };
}

/** What has to be written so that nothing is kept of who a source was. */
export async function removedIdentity({ whole }: Desk, { id }: Source): Promise<Change[]> {
  const identity = await whole.get('identities', id);
  return identity ? [remove('identities', identity)] : [];
}
