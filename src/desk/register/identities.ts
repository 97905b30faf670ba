import type { KnownSource } from '../../domain/chain/resolution.js';
import { Problem } from '../../domain/problem.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import { pseudonym, pseudonymNumber } from '../../domain/register/pseudonym.js';
import type { Identity, Source } from '../../domain/register/source.js';
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
import { entriesOfOne, standingFor } from './joined.js';

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

/** Gives out pseudonyms that no source bears yet, seen or not, one after the other. */
export async function pseudonyms(desk: Desk): Promise<() => string> {
  const last = await desk.whole.find('sources', 'confidential', {
    key: '',
    order: 'descending',
    limit: 1,
  });
  let number = pseudonymNumber(last.items[0]?.name ?? '') ?? 0;
  return () => {
    number += 1;
    return pseudonym(number);
  };
}

/**
 * What has to be written so that a public source becomes confidential, under each of its entries:
 * one that is joined with it would tell who it is. Answers with the entry that was named.
 */
export async function masking(
  desk: Desk,
  actor: Actor,
  source: Source,
  newPseudonym: () => string,
): Promise<{ source: Source; changes: Change[] }> {
  const [end] = await standingFor(desk.store, [source]);
  const entries = await entriesOfOne(desk.store, end ?? source);
  const known = entries.map((entry) => (entry.id === source.id ? source : entry));
  const ordered = known.toSorted((one, other) => Number(other === source) - Number(one === source));
  const masked: Awaited<ReturnType<typeof maskingOne>>[] = [];
  const oldNames = {
    name: source.name,
    aliases: known.flatMap(({ name, aliases }) => [name, ...aliases]),
  };
  for (const entry of ordered) {
    masked.push(await maskingOne(desk, actor, entry, oldNames, newPseudonym));
  }
  const changes = masked.flatMap((each) => each.changes);
  return { source: masked[0]?.source ?? source, changes };
}

/**
 * What has to be written so that an entry becomes confidential: its names move to the
 * private collection, and a pseudonym takes their place in the register and in its past; a reason
 * given in rating it that tells its name is left out. Events name sources by id, so only those
 * about the source itself hold its name.
 */
async function maskingOne(
  desk: Desk,
  actor: Actor,
  source: Source,
  oldNames: Names,
  newPseudonym: () => string,
): Promise<{ source: Source; changes: Change[] }> {
  const at = now(desk);
  const { id, name, aliases } = source;
  const ratings = source.ratings.map((rating) => withoutTelling(oldNames, rating));
  const { description } = withoutTelling(oldNames, { description: source.description });
  const names = { name: newPseudonym(), aliases: [], confidential: true };
  const masked = { ...source, ...names, ratings, description };
  const made = { creator: actor.id, created: at, formerId: null, publicEntry: null };
  const identity = { id, version: 1, name, aliases, ...made };
  const happened = { action: 'source.masked' as const, before: null, after: null };
  const changes = [
    replace('sources', masked),
    insert('identities', identity),
    ...(await maskedPast(desk, source, oldNames)),
    record({ at, by: actor.id }, { kind: 'source', id }, happened),
  ];
  return { source: masked, changes };
}

/** What has to be written so that nothing is kept of who a source was. */
export async function removedIdentity({ whole }: Desk, { id }: Source): Promise<Change[]> {
  const identity = await whole.get('identities', id);
  return identity ? [remove('identities', identity)] : [];
}

/** The events about a source, with its name and aliases taken out of their values. */
async function maskedPast(desk: Desk, source: Source, oldNames: Names): Promise<Change[]> {
  const changes: Change[] = [];
  const key = `source/${source.id}`;
  for await (const event of all(desk.store, 'events', 'subject', { key })) {
    const [before, after] = [event.before, event.after].map((values) =>
      withoutNames(oldNames, values),
    );
    changes.push(replace('events', { ...event, before: before ?? null, after: after ?? null }));
  }
  return changes;
}

function withoutNames(oldNames: Names, values: Readonly<Record<string, unknown>> | null) {
  if (!values) return null;
  const { name: _name, aliases: _aliases, ...rest } = values;
  return withoutTelling(oldNames, rest);
}

/** A rating or entry without a reason or a description that contains the source's name. */
function withoutTelling<T extends { reason?: unknown; description?: unknown }>(
  oldNames: Names,
  said: T,
): T {
  const tells = (text: unknown) => typeof text === 'string' && standsIn(oldNames, nameKey(text));
  return {
    ...said,
    ...(tells(said.reason) && { reason: null }),
    ...(tells(said.description) && { description: null }),
  };
}
