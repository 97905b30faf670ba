import { randomBytes } from 'node:crypto';
import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import type { SubjectKind } from '../../domain/history/event.js';
import { placeOfMoment } from '../../domain/history/place.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { type Change, insertLast } from '../../store/store.js';

let lastEvent = { time: '', count: 0 };

/** An id that sorts by time, and after the one before; the store sees that it sorts after all that are there. */
function eventId(at: string): string {
  const time = placeOfMoment(at);
  lastEvent = { time, count: lastEvent.time === time ? lastEvent.count + 1 : 0 };
  return `${time}-${lastEvent.count.toString(36).padStart(4, '0')}-${randomBytes(4).toString('hex')}`;
}

/**
 * The part of a commit that puts what happened to a thing into the history. `article` is the id of
 * the article to which the thing belongs, if any.
 */
export function record<K extends SubjectKind>(
  { at, by }: Stamp,
  subject: { kind: K; id: string },
  { action, before, after }: HappenedTo[K],
  article: string | null = null,
): Change<'events'> {
  return insertLast({
    id: eventId(at),
    version: 1,
    at,
    by,
    action,
    subject,
    article,
    before,
    after,
  });
}

/** The part of a commit that puts what happened to an annotation into the history. */
export function recordOfAnnotation(
  { id, article }: Pick<Annotation, 'id' | 'article'>,
  stamp: Stamp,
  happened: HappenedTo['annotation'],
): Change {
  return record(stamp, { kind: 'annotation', id }, happened, article);
}
