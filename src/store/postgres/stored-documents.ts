import { Problem } from '../../domain/problem.js';
import type { CollectionName, Documents } from '../documents.js';
import { faultIn, shapes } from '../shapes.js';

/** A stored document as the program works with it. Throws *unreadable* for one of another shape. */
export function docOf<C extends CollectionName>(collection: C, stored: unknown): Documents[C] {
  const read = shapes[collection].safeParse(stored);
  if (read.success) return read.data as Documents[C];
  const id = stored !== null && typeof stored === 'object' && 'id' in stored ? stored.id : '?';
  throw new Problem(
    'unreadable',
    `The database is damaged: ${collection} ${id}: ${faultIn(read.error)}. It has been left as it is.`,
  );
}
