import type { Stamp } from '../../../domain/annotations/annotation.js';
import type { Confirmation } from '../../../domain/annotations/annotation-input.js';
import type { KnownSource } from '../../../domain/chain/resolution.js';
import { Problem } from '../../../domain/problem.js';
import { closestSpelled, nameKey } from '../../../domain/register/name.js';
import { pseudonym, pseudonymNumber } from '../../../domain/register/pseudonym.js';
import { type Identity, namesInIdentity, type Source } from '../../../domain/register/source.js';
import { demand, demandToDo } from '../../../domain/rights.js';
import {
  all,
  allUnder,
  type Change,
  insert,
  remove,
  replace,
  type Store,
} from '../../../store/store.js';
import { type Actor, type Desk, now } from '../../desk.js';
import { documentsById } from '../../documents.js';
import { record } from '../../history/record.js';
import { commitWithRetry } from '../../with-retry.js';
import { sourceById } from '../sources.js';
import { mayBeWarned, mayKnowAsKept } from './identities-in-text.js';
import { demandNowhereNamed } from './named-beside.js';

/*
 * This file, `identities-in-text.ts` and `identity-changes.ts` alone load the collection `identities`. What
 * they hand out goes to a page for the people who may see it, or is compared with what they type; it
 * reaches no export, no history, no log and no search.
 */

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

/** Whether it is noted who an unnamed source is. */
export async function isIdentityNoted({ store }: Desk, { id, unnamed }: Source): Promise<boolean> {
  return unnamed && (await store.get('identities', id)) !== null;
}

/**
 * Notes who an unnamed source is, for editors, admins and whoever entered it; its description stays
 * what everybody reads. An empty name takes the note away. Throws *forbidden*, and *conflict*, with `details.confirm`
 * where that name stands beside it already.
 */
export async function noteIdentity(
  desk: Desk,
  actor: Actor,
  id: string,
  name: string,
  confirmed: readonly Confirmation[] = [],
): Promise<void> {
  demand(actor, 'annotate');
  await commitWithRetry(desk, async () => {
    const source = await sourceById(desk, id);
    demandToDo(actor, 'see who the source is', source);
    if (!source.unnamed || source.confidential) {
      const sentence = `${source.name} is not an unnamed source: there is nothing to note of who it is.`;
      throw new Problem('conflict', sentence);
    }
    const before = await desk.whole.get('identities', id);
    if ((before?.name ?? '') === name) return [];
    await demandNowhereNamed(desk, source, name, confirmed);
    const stamp = { at: now(desk), by: actor.id };
    const event = record(
      stamp,
      { kind: 'source', id },
      { action: 'identity.noted', before: null, after: null },
    );
    // The entry is written as it stands, so that nobody removes or masks it meanwhile.
    return [...noteChanges(before, { id, name, ...stamp }), replace('sources', source), event];
  });
}

function noteChanges(
  before: Identity | null,
  { id, name, at, by }: { id: string; name: string } & Stamp,
): Change[] {
  if (name === '') return before ? [remove('identities', before)] : [];
  if (before) return [replace('identities', { ...before, name })];
  const made = { aliases: [], creator: by, created: at, formerId: null, publicEntry: null };
  return [insert('identities', { id, version: 1, name, ...made })];
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
  // What a round hides is left out by the entries: for each identity to look at its own would tell, by the time, of one.
  const found = await allUnder(desk.whole, 'identities', 'name', spellings.keys());
  const mayKnow = await mayKnowAsKept(desk, actor);
  const ids = [...found.values()].flat().flatMap(({ id }) => (mayKnow(id) ? id : []));
  const sources = await documentsById(desk, 'sources', ids);
  const known = (identity: Identity): KnownSource[] => {
    const source = sources.get(identity.id);
    // Who an unnamed source is is noted for people: its name means nobody in a chain.
    if (!source?.confidential || !mayBeWarned(actor, source, identity)) return [];
    return [{ source, publicEntry: identity.publicEntry }];
  };
  return new Map(
    Array.from(spellings, ([key, name]) => {
      const mine = (found.get(key) ?? []).filter((identity) => known(identity).length > 0);
      return [key, closestSpelled(mine, name).flatMap(known)];
    }),
  );
}

/** Gives out pseudonyms that no source bears or ever bore, seen or not, one after the other. */
export async function pseudonyms({ whole }: Desk): Promise<() => string> {
  const query = { key: '', order: 'descending' as const, limit: 1 };
  const [last] = (await whole.find('sources', 'confidential', query)).items;
  const numbers = [last?.name ?? '', ...(await pseudonymsOfBefore(whole)).keys()];
  let number = numbers.reduce((most, name) => Math.max(most, pseudonymNumber(name) ?? 0), 0);
  return () => {
    number += 1;
    return pseudonym(number);
  };
}

/** The pseudonyms that sources bore which have a name again, or were removed: of each the source's id. */
export async function pseudonymsOfBefore(store: Store): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const key of ['source.unmasked', 'source.removed']) {
    for await (const { before, subject } of all(store, 'events', 'action', { key })) {
      const name = before?.pseudonym ?? before?.name;
      if (typeof name === 'string' && pseudonymNumber(name) !== null)
        found.set(nameKey(name), subject.id);
    }
  }
  return found;
}

/** The names by which a source is known to those who may know, beside its own. */
export async function identityNames(
  { whole }: Desk,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const identities = await documentsById({ store: whole }, 'identities', ids);
  return new Map([...identities].map(([id, identity]) => [id, namesInIdentity(identity)]));
}
