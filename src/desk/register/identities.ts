import { isDeepStrictEqual } from 'node:util';
import type { Stamp } from '../../domain/annotations/annotation.js';
import type { KnownSource } from '../../domain/chain/resolution.js';
import { Problem } from '../../domain/problem.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import {
  type NamedSource,
  NameFinder,
  type NameFound,
  type Sureness,
} from '../../domain/register/name-finder.js';
import { pseudonym, pseudonymNumber } from '../../domain/register/pseudonym.js';
import type { Identity, ReplacedWords, Source } from '../../domain/register/source.js';
import { demand, demandToDo, mayDo } from '../../domain/rights.js';
import { seesEntry } from '../../domain/rounds/visibility.js';
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
import { documentsById, pages } from '../documents.js';
import { record } from '../history/record.js';
import { KeptOfStores } from '../kept.js';
import { commitWithRetry } from '../with-retry.js';

/*
 * The only file that loads the collection `identities`. What it hands out goes to a page for the
 * people who may see it, or is compared with what they type; it reaches no export, no history, no
 * log and no search.
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
 * what everybody reads. An empty name takes the note away. Throws *forbidden*, *conflict*.
 */
export async function noteIdentity(
  desk: Desk,
  actor: Actor,
  id: string,
  name: string,
): Promise<void> {
  demand(actor, 'annotate');
  await commitWithRetry(desk, async () => {
    const source = await desk.store.get('sources', id);
    if (!source) throw new Problem('not-found', 'There is no such source in the register.');
    demandToDo(actor, 'see who the source is', source);
    if (!source.unnamed || source.confidential) {
      const sentence = `${source.name} is not an unnamed source: there is nothing to note of who it is.`;
      throw new Problem('conflict', sentence);
    }
    const before = await desk.whole.get('identities', id);
    if ((before?.name ?? '') === name) return [];
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
  const found = await allUnder(desk.store, 'identities', 'name', spellings.keys());
  const ids = [...found.values()].flat().map(({ id }) => id);
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

/** A confidential source whose name stands in a text. */
export interface SourceNamed {
  source: Source;
  how: Sureness;
}

/**
 * The confidential sources that a text names, in part or whole, as far as the actor may know them; each
 * once, as it is named most surely. Words that are a name only faintly don't count.
 */
export async function sourcesNamedIn(
  desk: Desk,
  actor: Actor,
  text: string,
): Promise<SourceNamed[]> {
  return (await namingKnownTo(desk, actor))(text);
}

/** Tells whom a text names. */
export type Naming = (text: string) => SourceNamed[];

/** For several texts, read once: tells of each which confidential sources it names that the actor knows. */
export async function namingKnownTo(desk: Desk, actor: Actor): Promise<Naming> {
  const { list } = await identified.current(desk.whole);
  const finder = finderOf(list);
  return (text) =>
    [...surest(finder.find(text))].flatMap(([id, how]) => {
      const known = list.find(({ source }) => source.id === id);
      if (!known || !seesEntry(desk.visibility, known.source)) return [];
      const mayKnow = mayBeWarned(actor, known.source, known.identity);
      return mayKnow ? [{ source: known.source, how }] : [];
    });
}

/** Whether a text tells who one is that goes by these names. */
export function tellsWho(named: Omit<NamedSource, 'id'>, text: string): boolean {
  const { name, aliases, kind, unnamed } = named;
  const finder = new NameFinder([{ id: '', name, aliases, kind, unnamed }]);
  return surest(finder.find(text)).size > 0;
}

/**
 * For checking a whole desk: a function that tells which confidential sources a text names, by their ids.
 * The names themselves never come out of it.
 */
export async function identitiesShowing(
  store: Store,
): Promise<(text: string) => ReadonlyMap<string, Sureness>> {
  const { list } = await identified.current(store);
  const finder = finderOf(list);
  return (text) => surest(finder.find(text));
}

/** By the id of each source that is found, how surely; not those that are found faintly alone. */
function surest(found: readonly NameFound[]): Map<string, Sureness> {
  const sure = new Map<string, Sureness>();
  for (const { id, how } of found) {
    if (how === 'whole' || (how === 'part' && !sure.has(id))) sure.set(id, how);
  }
  return sure;
}

interface IdentifiedSource {
  source: Source;
  identity: Identity;
}

/** Whoever is confidential, by id: what is written is compared with all of their names. */
const identified = new KeptOfStores<IdentifiedSource>((store) => {
  const some = async (ids: readonly string[]) => {
    const identities = await documentsById({ store }, 'identities', ids);
    const sources = await documentsById({ store }, 'sources', identities.keys());
    return new Map(
      [...sources].flatMap(([id, source]) => {
        const identity = identities.get(id);
        return identity ? [[id, { source, identity }] as const] : [];
      }),
    );
  };
  return {
    async *everything() {
      for await (const found of pages(store, 'identities', 'all', '')) {
        yield await some(found.map(({ id }) => id));
      }
    },
    some,
    marks: ({ in: collection, doc }) => {
      if (collection === 'identities') return [doc.id];
      return collection === 'sources' && doc.confidential ? [doc.id] : [];
    },
  };
});

const finders = new WeakMap<readonly IdentifiedSource[], NameFinder>();

/** The finder of a list, which is the same for as long as nobody is entered or changed. */
function finderOf(list: readonly IdentifiedSource[]): NameFinder {
  const known = finders.get(list);
  if (known) return known;
  const named = list.map(({ source: { id, kind, unnamed }, identity: { name, aliases } }) => {
    return { id, kind, unnamed, name, aliases };
  });
  const finder = new NameFinder(named);
  finders.set(list, finder);
  return finder;
}

function mayBeWarned(actor: Actor, { creator }: Source, identity: Identity): boolean {
  return mayDo(actor, 'be warned of its name', { creator, identity });
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
  const noted = await documentsById(
    { store: desk.whole },
    'identities',
    entries.map(({ id }) => id),
  );
  const identities = entries.map(({ id: formerId, name, aliases }, at) => {
    const made = { creator: stamp.by, created: stamp.at, formerId, publicEntry: null };
    const note = noted.get(formerId);
    const masked = { ...stamp, words: at === 0 ? words : [], ...(note && { noted: noteOf(note) }) };
    return { id: ids.get(formerId) ?? '', version: 1, name, aliases, ...made, masked };
  });
  return [
    ...identities.map((identity) => insert('identities', identity)),
    ...[...noted.values()].map((note) => remove('identities', note)),
    ...(await repointedIdentities(desk, ids)),
  ];
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
export async function sourcesIdentifiedAs(
  desk: Desk,
  find: (text: string) => readonly NameFound[],
): Promise<Source[]> {
  const ids: string[] = [];
  for await (const identity of all(desk.whole, 'identities', 'all', { key: '' })) {
    if (isNamed(identity, find)) ids.push(identity.id);
  }
  return [...(await documentsById({ store: desk.whole }, 'sources', ids)).values()];
}

function isNamed({ name, aliases }: Identity, find: (text: string) => readonly NameFound[]) {
  return [name, ...aliases].some((each) => find(each).some(({ how }) => how === 'whole'));
}

/** The events of somebody's looking at who some sources are. */
export function readsOf(stamp: Stamp, sources: readonly Source[]): Change[] {
  const read = { action: 'identity.read' as const, before: null, after: null };
  return sources.map(({ id }) => record(stamp, { kind: 'source', id }, read));
}

/**
 * What has to be written so that no identity holds a name: those of some sources and of whoever is
 * named so are removed, and what the masking of others took out is replaced where it holds it.
 */
export async function identitiesWithout(
  { whole }: Desk,
  own: ReadonlySet<string>,
  find: (text: string) => readonly NameFound[],
  without: (text: string) => string,
): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const identity of all(whole, 'identities', 'all', { key: '' })) {
    if (own.has(identity.id) || isNamed(identity, find)) {
      changes.push(remove('identities', identity));
      continue;
    }
    const { masked } = identity;
    const words = masked?.words.map((each) => ({
      ...each,
      was: typeof each.was === 'string' ? without(each.was) : each.was.map(without),
      now: each.now === null ? null : without(each.now),
    }));
    if (!masked || !words || isDeepStrictEqual(words, masked.words)) continue;
    changes.push(replace('identities', { ...identity, masked: { ...masked, words } }));
  }
  return changes;
}

/** The names by which a source is known to those who may know, beside its own. */
export async function identityNames(
  { whole }: Desk,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const identities = await documentsById({ store: whole }, 'identities', ids);
  return new Map([...identities].map(([id, { name, aliases }]) => [id, [name, ...aliases]]));
}

/** What has to be written so that nothing is kept of who a source was. */
export async function removedIdentity({ whole }: Desk, { id }: Source): Promise<Change[]> {
  const identity = await whole.get('identities', id);
  return identity ? [remove('identities', identity)] : [];
}
