import type { CollectionName } from './documents.js';
import { faultIn, readDocument } from './shapes.js';
import type { Change } from './store.js';

/**
 * The change with its document as the database will give it back: a copy, of JSON's values only. What
 * could not be read again at the next start must never be written, so a document of another shape
 * throws here.
 */
export function storable<C extends CollectionName>(change: Change<C>): Change {
  const read = readDocument(change.in, JSON.parse(JSON.stringify(change.doc)));
  if (!read.success) throw new Error(`Not a document of ${change.in}: ${faultIn(read.error)}`);
  return { do: change.do, in: change.in, doc: read.data } as Change;
}
