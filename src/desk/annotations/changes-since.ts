import type { Annotation } from '../../domain/annotations/annotation.js';
import { contentParts, fieldsOf } from '../../domain/annotations/content-parts.js';
import type { Event } from '../../domain/history/event.js';
import { describe } from '../../domain/history/history.js';
import type { Desk } from '../desk.js';
import { historyOf } from '../history/history.js';

/** What was changed of an annotation since a revision of it, in sentences, the earliest first. */
export async function changesSince(
  desk: Desk,
  annotation: Annotation,
  revision: number,
): Promise<string[]> {
  const { events, names } = await historyOf(desk, annotation);
  return events
    .filter(isRevision)
    .slice(revision - 1)
    .map((event) => describe(event, names));
}

const fields: readonly string[] = fieldsOf(contentParts);

/** A change of note or labels alone makes no revision. */
function isRevision({ action, after }: Event): boolean {
  if (action !== 'annotation.revised' && action !== 'proposal.accepted') return false;
  return Object.keys(after ?? {}).some((field) => fields.includes(field));
}
