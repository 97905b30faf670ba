import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { CollectionName, Documents } from '../documents.js';
import { frozen } from '../frozen.js';
import { faultIn, readDocument } from '../shapes.js';
import { upgradedDoc } from '../upgrade.js';

/** A stored document as the program works with it. Throws *unreadable* for one of another shape. */
export function docOf<C extends CollectionName>(collection: C, stored: unknown): Documents[C] {
  const read = readDocument(collection, stored);
  if (read.success) return frozen(read.data);
  throw damaged(collection, stored, read.error);
}

/** One that an earlier Whence may have stored. Throws as `docOf` does. */
export function earlierDocOf<C extends CollectionName>(
  collection: C,
  stored: unknown,
): Documents[C] {
  try {
    return docOf(collection, upgradedDoc(collection, stored));
  } catch (fault) {
    throw fault instanceof z.ZodError ? damaged(collection, stored, fault) : fault;
  }
}

function damaged(collection: CollectionName, stored: unknown, error: z.ZodError): Problem {
  const id = stored !== null && typeof stored === 'object' && 'id' in stored ? stored.id : '?';
  return new Problem(
    'unreadable',
    `The database is damaged: ${collection} ${id}: ${faultIn(error)}. It has been left as it is.`,
  );
}
