import type { Edition } from '../articles/article.js';
import type { Event } from './event.js';

/*
 * What was done before what is told by the ids of events, which are in the order in which they were saved. Moments
 * tell it only of what has no event: clocks are set back, and differ among machines.
 */

/** With what the id of an event begins that is made at a moment: RFC 3339, UTC, or in milliseconds since 1970. */
export function placeOfMoment(at: string | number): string {
  return Math.max(new Date(at).getTime(), 0).toString(36).padStart(9, '0');
}

/** The moment with which the id of an event begins, in milliseconds since 1970; 0 where it begins otherwise. */
export function momentOfPlace(id: string): number {
  const moment = Number.parseInt(id.slice(0, 9), 36);
  return Number.isNaN(moment) ? 0 : moment;
}

/** Tells where among the ids of events something stands that somebody did at a moment. */
export type PlaceOf = (stamp: { at: string; by?: unknown }) => string;

/** Sorts by places. */
export function byPlace<T>(placeOf: (each: T) => string): (one: T, other: T) => number {
  return (one, other) => {
    const [place, beside] = [placeOf(one), placeOf(other)];
    return place === beside ? 0 : place < beside ? -1 : 1;
  };
}

/** Tells so of what the events of a history tell; of anything else by its moment. */
export function placing(history: readonly Event[]): PlaceOf {
  const placeOf = placesTold(history);
  return (stamp) => placeOf(stamp) ?? placeOfMoment(stamp.at);
}

/** Tells so of what the events of a history tell; of anything else null. */
export function placesTold(
  history: readonly Event[],
): (stamp: Parameters<PlaceOf>[0]) => string | null {
  const places = new Map<string, string>();
  for (const { id, at, by } of history) places.set(at, id).set(`${at} ${by}`, id);
  return ({ at, by }) => places.get(`${at} ${by}`) ?? places.get(at) ?? null;
}

/** Where the events stand by which editions came in, by number; `events` are those of their article itself. */
export function placesOfEditions(
  editions: readonly Edition[],
  events: readonly Event[],
): ReadonlyMap<number, string> {
  const added = events.filter(({ action }) => action === 'edition.added');
  return new Map(
    editions.map(({ number, capturedAt }) => {
      const event = added.findLast(
        ({ after, at }) => after?.edition === number && at === capturedAt,
      );
      return [number, event?.id ?? placeOfMoment(capturedAt)];
    }),
  );
}
