import { upgradedAnnotation } from '../domain/annotations/earlier-annotation.js';
import { isObject } from '../domain/values.js';

/*
 * What stands in a desk of format 1 or 2 becomes what this program keeps, from JSON to JSON. The
 * shapes judge it afterwards and fill in what those formats did not have; so only what has another
 * shape today is touched, and what is of today already stays as it is. Each throws a `ZodError` with
 * the place of what was never right. Events are not touched: the history is read as it was written.
 */

type Place = readonly PropertyKey[];

/** A document of a collection, which stands at that place. */
export function upgradedDoc(collection: string, doc: unknown, place: Place = []): unknown {
  return collection === 'annotations' ? upgradedAnnotation(doc, place) : doc;
}

/** The changes of a commit. Those of collections that are gone (presence) are left out. */
export function upgradedChanges(changes: unknown, place: Place): unknown {
  if (!Array.isArray(changes)) return changes;
  return changes.flatMap((change: unknown, index) => {
    if (!isObject(change) || typeof change.in !== 'string') return [change];
    const { in: collection, doc } = change;
    if (collection === 'presences') return [];
    return [{ ...change, doc: upgradedDoc(collection, doc, [...place, index, 'doc']) }];
  });
}

/** All that one of the two files of a desk holds. */
export function upgradedFile(file: unknown): unknown {
  if (!isObject(file)) return file;
  const { presences: _, annotations, pending, ...rest } = file;
  return {
    ...rest,
    ...(annotations !== undefined && { annotations: upgradedList('annotations', annotations) }),
    ...(pending !== undefined && { pending: upgradedPending(pending) }),
  };
}

function upgradedList(collection: string, docs: unknown): unknown {
  if (!Array.isArray(docs)) return docs;
  return docs.map((doc: unknown, index) => upgradedDoc(collection, doc, [collection, index]));
}

function upgradedPending(pending: unknown): unknown {
  if (!isObject(pending)) return pending;
  return { ...pending, changes: upgradedChanges(pending.changes, ['pending', 'changes']) };
}
