import type { CollectionName } from './documents.js';
import { faultIn, readDocument } from './shapes.js';
import type { Change } from './store.js';

/** In UTF-16 units: to read documents of this many takes some milliseconds. */
const readAtOnceUnits = 100_000;

/**
 * The changes with their documents as the database will give them back: copies, of JSON's values only. What
 * could not be read again at the next start must never be written, so a document of another shape
 * throws here. It yields between pieces of work where they are long.
 */
export function* storableInTurns(changes: readonly Change[]): Generator<undefined, Change[]> {
  const copies: Change[] = [];
  let units = 0;
  for (const change of changes) {
    const json = JSON.stringify(change.doc);
    const doc: unknown = JSON.parse(json);
    if (json.length >= readAtOnceUnits) yield;
    copies.push(storable(change, doc));
    units += json.length;
    if (units < readAtOnceUnits) continue;
    units = 0;
    yield;
  }
  return copies;
}

function storable<C extends CollectionName>(change: Change<C>, doc: unknown): Change {
  const read = readDocument(change.in, doc);
  if (!read.success) throw new Error(`Not a document of ${change.in}: ${faultIn(read.error)}`);
  return { ...change, doc: read.data } as Change;
}
