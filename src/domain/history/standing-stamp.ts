import type { Stamp } from '../annotations/model.js';
import { isObject } from '../values.js';
import type { Event } from './event.js';

/*
 * Who said what stood before a step, and when: so that what stands again, when the step is taken back, was said by
 * whoever had said it, not by who pressed *Undo*. `earlier` are the events before it of the same thing, oldest first.
 */

/** Who had made the decision that a change of a claim took back, and when; null where nothing tells. */
export function decidedBefore({ before }: Event, earlier: readonly Event[]): Stamp | null {
  if (isStamp(before?.decided)) return before.decided;
  return stampOf(
    earlier.findLast(
      ({ action, after }) => action === 'claim.changed' && after?.state !== undefined,
    ),
  );
}

/** Who had joined a source or a claim that was parted, and when; null where nothing tells. */
export function joinedBefore({ before }: Event, earlier: readonly Event[]): Stamp | null {
  if (isStamp(before?.joined)) return before.joined;
  return stampOf(
    earlier.findLast(({ action }) => action === 'source.joined' || action === 'claim.joined'),
  );
}

/** Who resolved a conversation last, and when, but for who took back that it was opened again. */
export function resolvedIn(events: readonly Event[], comment: unknown): Stamp | null {
  return stampOf(
    events.findLast(
      ({ action, after }) =>
        action === 'comment.resolved' && after?.comment === comment && after?.undoing !== true,
    ),
  );
}

function isStamp(value: unknown): value is Stamp {
  return isObject(value) && typeof value.at === 'string' && typeof value.by === 'string';
}

function stampOf(event: Event | undefined): Stamp | null {
  return event ? { at: event.at, by: event.by } : null;
}
