import type { Annotation } from '../domain/annotations/annotation.js';
import { type Chain, isInternal } from '../domain/chain/chain.js';
import type { Event } from '../domain/history/event.js';
import { chainIn } from './json/event-values.js';

/** A stretch of time, both ends included: milliseconds since 1970, infinite where it has no end. */
interface Stretch {
  from: number;
  to: number;
}

/** The history of an annotation, as far as it was made while the annotation was public. */
export interface PublicHistory {
  /** Oldest first. */
  events: readonly Event[];
  /** Whether something written at a moment (RFC 3339) was written while it was internal. */
  wasInternalAt: (moment: string) => boolean;
}

/** Tells the public part of an annotation's history from what stays inside; `events` oldest first. */
export function publicHistory(
  { chain }: Pick<Annotation, 'chain'>,
  events: readonly Event[],
): PublicHistory {
  const shown: Event[] = [];
  let isOff = isInternal(firstChain(events) ?? chain);
  let current: Stretch = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const stretches = isOff ? [current] : [];
  for (const event of events) {
    const wasOff = isOff;
    isOff = isInternal(chainIn(event.after) ?? []) || (isOff && !chainIn(event.after));
    if (!wasOff && !isOff) shown.push(event);
    if (wasOff && !isOff) current.to = Date.parse(event.at);
    if (wasOff || !isOff) continue;
    current = { from: Date.parse(event.at), to: Number.POSITIVE_INFINITY };
    stretches.push(current);
  }
  return { events: shown, wasInternalAt: (moment) => isWithin(stretches, Date.parse(moment)) };
}

/** The chain that stood before the first event, as far as the history tells. */
function firstChain(events: readonly Event[]): Chain | null {
  const telling = events.find(({ before, after }) => chainIn(before) ?? chainIn(after));
  return telling ? (chainIn(telling.before) ?? chainIn(telling.after)) : null;
}

function isWithin(stretches: readonly Stretch[], moment: number): boolean {
  return stretches.some(({ from, to }) => from <= moment && moment <= to);
}
