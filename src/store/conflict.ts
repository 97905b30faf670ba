import { Problem } from '../domain/problem.js';
import type { CollectionName } from './documents.js';

/** What a commit comes to whose document has another version by now, or is gone, or there already. */
export function versionConflict(collection: CollectionName, id: string): Problem {
  return new Problem(
    'conflict',
    'Somebody else has changed this meanwhile. Look at it as it stands now, and save again.',
    [],
    { in: collection, id },
  );
}

/** What a commit comes to where another document stands under the key of a unique index. */
export function uniqueConflict(collection: CollectionName, id: string, index: string): Problem {
  const sentence = 'Somebody else has just entered the same. Look, and save again.';
  return new Problem('conflict', sentence, [], { in: collection, id, index });
}

/** What a commit comes to that has not heeded a barrier, or is one and has not heeded the last commit. */
export function barrierConflict(): Problem {
  const sentence = 'Something that matters here was saved meanwhile. Look, and save again.';
  return new Problem('conflict', sentence, [], { barrier: true });
}
