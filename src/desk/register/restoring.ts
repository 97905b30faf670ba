import type { Stamp } from '../../domain/annotations/annotation.js';
import type { Event } from '../../domain/history/event.js';
import { newEntry, type Source, sourceStored } from '../../domain/register/source.js';
import { type Change, insert, type Query, remove, replace, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { newestEventsOf } from '../history/events-of.js';
import { record } from '../history/record.js';
import { readWitnesses, witnessed, witnessKeys } from './name-witnesses.js';
import { noSuchSource } from './sources.js';

/** What has to be written of an entry that is removed: its event keeps it, but not who it is. */
export function removalOf(source: Source, stamp: Stamp): Change[] {
  const { id, version: _version, round: _round, ...before } = source;
  const happened = { action: 'source.removed' as const, before, after: null };
  return [remove('sources', source), record(stamp, { kind: 'source', id }, happened)];
}

/**
 * What has to be written so that a removed entry is there again, as its event kept it, with what it belongs to; null
 * where none was removed. Of a confidential one nobody knows any more who it is: it is a pseudonym alone.
 */
export async function restoration(desk: Desk, stamp: Stamp, id: string): Promise<Change[] | null> {
  const source = await removedEntry(desk, id);
  if (!source) return null;
  const { removed, there } = await entriesBehind(desk, source);
  const changes = await restorationOf(desk, stamp, [source, ...removed]);
  // Written as it stands, so that nobody removes it meanwhile.
  return [...changes, ...there.map((entry) => replace('sources', entry))];
}

/** What has to be written so that some removed entries are there again. */
export async function restorationOf(
  desk: Desk,
  stamp: Stamp,
  entries: readonly Source[],
): Promise<Change[]> {
  const named = entries.filter(({ confidential }) => !confidential);
  const keys = named.flatMap((source) => witnessKeys(source, source.article));
  const witnesses = await readWitnesses(desk, keys);
  const happened = { action: 'source.restored' as const, before: null, after: null };
  return [
    ...entries.map((source) => insert('sources', source)),
    ...witnessed(witnesses, keys),
    ...entries.map(({ id }) => record(stamp, { kind: 'source', id }, happened)),
  ];
}

/**
 * What a removed entry belongs to or was joined into, and what these are in their turn as far as they were removed, too;
 * of each whether it was, or is there.
 */
export async function entriesBehind(
  desk: Desk,
  source: Source,
): Promise<{ removed: Source[]; there: Source[] }> {
  const removed = new Map([[source.id, source]]);
  const there = new Map<string, Source>();
  // Grows while it is gone through.
  for (const { affiliation, joined } of removed.values()) {
    for (const id of [affiliation, joined?.into]) {
      if (!id || removed.has(id) || there.has(id)) continue;
      const present = await desk.whole.get('sources', id);
      const entry = present ?? (await removedEntry(desk, id));
      if (entry) (present ? there : removed).set(id, entry);
    }
  }
  return { removed: [...removed.values()].slice(1), there: [...there.values()] };
}

/** An entry as it stood when it was removed, with when and by whom it was. */
export interface EntryRemoval extends Stamp {
  source: Source;
}

/** The last removal of an entry; null where it was never removed. */
async function lastRemoval({ whole }: Desk, id: string): Promise<EntryRemoval | null> {
  for await (const event of newestEventsOf(whole, 'source', id)) {
    if (event.action === 'source.removed') return removalIn(event);
  }
  return null;
}

/** A removed entry as it last stood, or null. */
export async function removedEntry(desk: Desk, id: string): Promise<Source | null> {
  return (await lastRemoval(desk, id))?.source ?? null;
}

/** How the entry with that id was removed. Throws *not-found* for one that is there, be it hidden by a blind round. */
export async function removalById(desk: Desk, id: string): Promise<EntryRemoval> {
  const removal = (await desk.whole.get('sources', id)) ? null : await lastRemoval(desk, id);
  if (!removal) throw noSuchSource();
  return removal;
}

/** The entry with that id; where it was removed, as it last stood. Throws *not-found*. */
export async function sourceOrRemoved(
  desk: Desk,
  id: string,
): Promise<{ source: Source; isRemoved: boolean }> {
  const there = await desk.store.get('sources', id);
  const source = there ?? (await removalById(desk, id)).source;
  return { source, isRemoved: there === null };
}

/** The removals of those of some entries with which nothing has happened since. */
export async function standingRemovals(
  store: Store,
  ids: readonly string[],
): Promise<EntryRemoval[]> {
  if (ids.length === 0) return [];
  const newest = (id: string): Query => ({ key: `source/${id}`, order: 'descending', limit: 10 });
  const pages = await store.findMany('events', 'subject', ids.map(newest));
  return pages.flatMap(({ items }) => {
    const removal = standingRemoval(items);
    return (removal && removalIn(removal)) ?? [];
  });
}

/**
 * Of what happened to an entry, the newest first, its removal, unless something else has happened since. That the name
 * of what was removed is gone by law changes nothing in that.
 */
export function standingRemoval(newest: readonly Event[]): Event | null {
  const last = newest.find(({ action }) => action !== 'source.expunged');
  return last?.action === 'source.removed' ? last : null;
}

/** The removal of which an event tells, with the entry that it kept; null where that can't be read. */
export function removalIn({ subject, before, at, by }: Event): EntryRemoval | null {
  const { version, round } = newEntry;
  const kept = { aliases: [], ...before, id: subject.id, version, round };
  const source = sourceStored.safeParse(kept).data;
  return source ? { source, at, by } : null;
}
