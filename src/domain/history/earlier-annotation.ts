import { type Annotation, type Content, contentFields } from '../annotations/annotation.js';
import type { Event } from './event.js';
import { chainOf } from './event-hops.js';

/**
 * An annotation as it stood before some events, which are all that happened to it since, the oldest
 * first; null where it was deleted then. Only what it says is put back, and whose words it was is
 * not known any more: its creator stands for all of it.
 */
export function annotationBefore(
  annotation: Annotation,
  since: readonly Event[],
): Annotation | null {
  if (wasDeleted(annotation, since)) return null;
  const revisions = since.filter(
    ({ action }) => action === 'annotation.revised' || action === 'proposal.accepted',
  );
  let then: Annotation = { ...annotation, deleted: null };
  if (revisions.length > 0) then.parts = {};
  for (const { before } of revisions.toReversed()) then = { ...then, ...contentIn(before) };
  return then;
}

function wasDeleted({ deleted }: Annotation, since: readonly Event[]): boolean {
  const first = since.find(
    ({ action }) => action === 'annotation.deleted' || action === 'annotation.restored',
  );
  return first ? first.action === 'annotation.restored' : deleted !== null;
}

/** The history keeps the fields of a content under their own names, as they were. */
function contentIn(before: Event['before']): Partial<Content> {
  const kept = contentFields.filter((field) => before !== null && field in before);
  return Object.fromEntries(
    kept.map((field) => [field, field === 'chain' ? chainOf(before?.chain) : before?.[field]]),
  );
}
