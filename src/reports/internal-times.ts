import type { Annotation } from '../domain/annotations/annotation.js';
import { type Chain, isInternal } from '../domain/chain/chain.js';
import type { Event } from '../domain/history/event.js';
import { type PlaceOf, placesTold } from '../domain/history/place.js';
import { chainIn } from './json/event-values.js';

type Stamp = Parameters<PlaceOf>[0];

/** A stretch of a history from one event to another, both included; null where it has no beginning or end. */
interface Stretch {
  from: Event | null;
  to: Event | null;
}

/** The history of an annotation, as far as it was made while the annotation was public. */
export interface PublicHistory {
  /** Oldest first. */
  events: readonly Event[];
  /** Those that stay inside, oldest first. */
  inside: readonly Event[];
  /** Whether something that somebody wrote was written while it was internal. */
  wasInternalAt: (stamp: Stamp) => boolean;
}

/** Tells the public part of an annotation's history from what stays inside; `events` oldest first. */
export function publicHistory(
  { chain }: Pick<Annotation, 'chain'>,
  events: readonly Event[],
): PublicHistory {
  const shown: Event[] = [];
  const inside: Event[] = [];
  let isOff = isInternal(firstChain(events) ?? chain);
  let current: Stretch = { from: null, to: null };
  const stretches = isOff ? [current] : [];
  for (const event of events) {
    const wasOff = isOff;
    isOff = isInternal(chainIn(event.after) ?? []) || (isOff && !chainIn(event.after));
    (wasOff || isOff ? inside : shown).push(event);
    if (wasOff && !isOff) current.to = event;
    if (wasOff || !isOff) continue;
    current = { from: event, to: null };
    stretches.push(current);
  }
  const placeOf = placesTold(events);
  // What is not in the history is placed by its moment.
  const isBefore = (one: Stamp, other: Stamp) => {
    const [place, beside] = [placeOf(one), placeOf(other)];
    return place && beside ? place < beside : Date.parse(one.at) < Date.parse(other.at);
  };
  const wasInternalAt = (stamp: Stamp) =>
    stretches.some(
      ({ from, to }) => !(from && isBefore(stamp, from)) && !(to && isBefore(to, stamp)),
    );
  return { events: shown, inside, wasInternalAt };
}

/** The chain that stood before the first event, as far as the history tells. */
function firstChain(events: readonly Event[]): Chain | null {
  const telling = events.find(({ after }) => chainIn(after));
  return telling ? (chainIn(telling.before) ?? chainIn(telling.after)) : null;
}
