import type { Stamp } from '../../domain/annotations/annotation.js';
import type { Event } from '../../domain/history/event.js';
import { newEntry, type Source, sourceStored } from '../../domain/register/source.js';
import { type Change, insert, type Query, remove } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { eventsOf } from '../history/events-of.js';
import { record } from '../history/record.js';
import { readWitnesses, witnessed, witnessKeys } from './name-witnesses.js';

/** What has to be written of an entry that is removed: its event keeps it, but not who it is. */
export function removalOf(source: Source, stamp: Stamp): Change[] {
  const { id, version: _version, round: _round, ...before } = source;
  const happened = { action: 'source.removed' as const, before, after: null };
  return [remove('sources', source), record(stamp, { kind: 'source', id }, happened)];
}

/**
 * What has to be written so that a removed entry is there again, as its event kept it; null where
 * none was removed. Of a confidential one nobody knows any more who it is: it is a pseudonym alone.
 */
export async function restoration(desk: Desk, stamp: Stamp, id: string): Promise<Change[] | null> {
  const source = await removedEntry(desk, id);
  if (!source) return null;
  const keys = source.confidential ? [] : witnessKeys(source, source.article);
  const witnesses = await readWitnesses(desk, keys);
  const happened = { action: 'source.restored' as const, before: null, after: null };
  return [
    insert('sources', source),
    ...witnessed(witnesses, keys),
    record(stamp, { kind: 'source', id }, happened),
  ];
}

/** A removed entry as it last stood, or null. */
export async function removedEntry({ whole }: Desk, id: string): Promise<Source | null> {
  let removed: Source | null = null;
  for await (const event of eventsOf(whole, 'source', id)) {
    if (event.action === 'source.removed') removed = entryKeptIn(event);
  }
  return removed;
}

/** Those of some entries with which nothing has happened since they were removed, as they last stood. */
export async function removedEntries({ store }: Desk, ids: readonly string[]): Promise<Source[]> {
  if (ids.length === 0) return [];
  const lastOf = (id: string): Query => ({ key: `source/${id}`, order: 'descending', limit: 1 });
  const pages = await store.findMany('events', 'subject', ids.map(lastOf));
  const last = pages.flatMap(({ items }) => items);
  const removals = last.filter(({ action }) => action === 'source.removed');
  return removals.flatMap((event) => entryKeptIn(event) ?? []);
}

/** The entry that the event of its removal kept. */
function entryKeptIn({ subject, before }: Event): Source | null {
  const { version, round } = newEntry;
  return sourceStored.safeParse({ ...before, id: subject.id, version, round }).data ?? null;
}
