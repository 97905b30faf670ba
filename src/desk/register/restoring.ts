import type { Stamp } from '../../domain/annotations/annotation.js';
import { newEntry, type Source, sourceStored } from '../../domain/register/source.js';
import { type Change, insert } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { eventsOf } from '../history/events-of.js';
import { record } from '../history/record.js';
import { readWitnesses, witnessed, witnessKeys } from './name-witnesses.js';

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
  for await (const { action, before } of eventsOf(whole, 'source', id)) {
    if (action !== 'source.removed') continue;
    const read = sourceStored.safeParse({ ...before, id, ...pick(newEntry) });
    removed = read.success ? read.data : null;
  }
  return removed;
}

function pick({ version, round }: typeof newEntry) {
  return { version, round };
}
