import type { Stamp } from '../../domain/annotations/annotation.js';
import type { KnownSource } from '../../domain/chain/resolution.js';
import { Problem } from '../../domain/problem.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import { pseudonym, pseudonymNumber } from '../../domain/register/pseudonym.js';
import type { Identity, ReplacedWords, Source } from '../../domain/register/source.js';
import { demandToDo, mayDo } from '../../domain/rights.js';
import {
  all,
  allUnder,
  type Change,
  insert,
  remove,
  replace,
  type Store,
} from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documentsById } from '../documents.js';
import { record } from '../history/record.js';

/*
 * The only file that loads the collection `identities`. What it hands out goes to a page for the
 * people who may see it, or is compared with what they type; it reaches no export, no history, no
 * log and no search.
 */

type Names = Pick<Identity, 'name' | 'aliases'>;

/**
 * Who a confidential source is, for editors, admins and whoever entered it; reading it is an event.
 * Throws *not-found* where there is nothing to know, *forbidden* to everyone else.
 */
export async function readIdentity(desk: Desk, actor: Actor, source: string): Promise<Identity> {
  const identity = await desk.store.get('identities', source);
  if (!identity) throw new Problem('not-found', 'This source has no identity on record.');
  demandToDo(actor, 'see who the source is', (await desk.store.get('sources', source)) ?? identity);
  const read = { action: 'identity.read' as const, before: null, after: null };
  const stamp = { at: now(desk), by: actor.id };
  await desk.store.commit([record(stamp, { kind: 'source', id: source }, read)]);
  return identity;
}

/**
 * The confidential sources that go by each of some real names, among those that the actor may know,
 * by the key of the name.
 */
export async function knownAs(
  desk: Desk,
  actor: Actor,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, readonly KnownSource[]>> {
  const spellings = new Map(Array.from(names, (name) => [nameKey(name), name]));
  if (spellings.size === 0) return new Map();
  const found = await allUnder(desk.store, 'identities', 'name', spellings.keys());
  const ids = [...found.values()].flat().map(({ id }) => id);
  const sources = await documentsById(desk, 'sources', ids);
  const known = (identity: Identity): KnownSource[] => {
    const source = sources.get(identity.id);
    if (!source || !mayBeWarned(actor, source, identity)) return [];
    return [{ source, publicEntry: identity.publicEntry }];
  };
  return new Map(
    Array.from(spellings, ([key, name]) => {
      const mine = (found.get(key) ?? []).filter((identity) => known(identity).length > 0);
      return [key, closestSpelled(mine, name).flatMap(known)];
    }),
  );
}

/** Which of these sources' real names stand in a text, as far as the actor may know them. */
export async function identitiesIn(
  desk: Desk,
  actor: Actor,
  sources: readonly Source[],
  text: string,
): Promise<Source[]> {
  const confidential = sources.filter((source) => source.confidential);
  const ids = confidential.map(({ id }) => id);
  const identities = await documentsById(desk, 'identities', ids);
  const key = nameKey(text);
  return confidential.filter((source) => {
    const identity = identities.get(source.id);
    return identity && mayBeWarned(actor, source, identity) && standsIn(identity, key);
  });
}

function mayBeWarned(actor: Actor, { creator }: Source, identity: Identity): boolean {
  return mayDo(actor, 'be warned of its name', { creator, identity });
}

/** Whether a text, as `nameKey` has it, holds one of an identity's names. */
export function standsIn(identity: Names, key: string): boolean {
  return keysOf(identity).some((name) => holds(key, name));
}

function keysOf({ name, aliases }: Names): string[] {
  return [name, ...aliases].map(nameKey).filter((key) => key !== '');
}

/** In Latin letters only whole words count ("Ann" is not in "announced"); elsewhere words join. */
function holds(key: string, name: string): boolean {
  const joins = (at: number) =>
    /^\p{Script=Latin}{2}$/u.test(key.slice(Math.max(0, at - 1), at + 1));
  let at = key.indexOf(name);
  while (at !== -1 && (joins(at) || joins(at + name.length))) at = key.indexOf(name, at + 1);
  return at !== -1;
}

/**
 * For checking a whole desk: a function that tells which confidential sources' real names stand in
 * a text, by the ids of those sources. The names themselves never come out of it.
 */
export async function identitiesShowing(store: Store): Promise<(text: string) => string[]> {
  const known: { id: string; names: string[] }[] = [];
  for await (const identity of all(store, 'identities', 'all', { key: '' })) {
    known.push({ id: identity.id, names: keysOf(identity) });
  }
  return (text) => {
    const key = nameKey(text);
    return known.flatMap(({ id, names }) => (names.some((name) => holds(key, name)) ? [id] : []));
  };
}

/** Gives out pseudonyms that no source bears or ever bore, seen or not, one after the other. */
export async function pseudonyms({ whole }: Desk): Promise<() => string> {
  const query = { key: '', order: 'descending' as const, limit: 1 };
  const [last] = (await whole.find('sources', 'confidential', query)).items;
  let number = pseudonymNumber(last?.name ?? '') ?? 0;
  for (const key of ['source.unmasked', 'source.removed']) {
    for await (const { before } of all(whole, 'events', 'action', { key })) {
      const name = before?.pseudonym ?? before?.name;
      number = Math.max(number, pseudonymNumber(typeof name === 'string' ? name : '') ?? 0);
    }
  }
  return () => {
    number += 1;
    return pseudonym(number);
  };
}

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
  words: ReplacedWords[],
): Promise<Change[]> {
  const identities = entries.map(({ id: formerId, name, aliases }, at) => {
    const made = { creator: stamp.by, created: stamp.at, formerId, publicEntry: null };
    const masked = { ...stamp, words: at === 0 ? words : [] };
    return { id: ids.get(formerId) ?? '', version: 1, name, aliases, ...made, masked };
  });
  return [
    ...identities.map((identity) => insert('identities', identity)),
    ...(await repointedIdentities(desk, ids)),
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

/** What has to be written so that nothing is kept of who a source was. */
export async function removedIdentity({ whole }: Desk, { id }: Source): Promise<Change[]> {
  const identity = await whole.get('identities', id);
  return identity ? [remove('identities', identity)] : [];
}
