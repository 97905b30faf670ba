import { type Chain, type Hop, sourcesIn } from '../../domain/chain/chain.js';
import type { Event } from '../../domain/history/event.js';
import { chainOf, hopOf } from '../../domain/history/event-hops.js';
import { isObject } from '../../domain/values.js';

/** The values of an event: what stood before, or stands after. */
export type Values = Event['before'];

/** The chain among the values of an event, if they hold one. */
export function chainIn(values: Values): Chain | null {
  return chainOf(values?.chain);
}

/** What a proposal's event keeps apart from what the annotation itself says; null in any other. */
export function proposedIn(values: Values): Values {
  return isObject(values?.proposed) ? values.proposed : null;
}

/** The ids of all sources that the values of an event name: its own, proposed and judged ones. */
export function sourcesInValues(values: Values): string[] {
  const chains = [chainIn(values), chainIn(proposedIn(values))].flatMap((chain) => chain ?? []);
  return sourcesIn([...chains, ...judgedIn(values)]);
}

/** The hops that verdicts among the values of an event are about, as they were. */
function judgedIn(values: Values): Hop[] {
  const verdicts: unknown[] = Array.isArray(values?.verdicts) ? values.verdicts : [];
  return [values, ...verdicts].flatMap((verdict) => (isObject(verdict) ? hopIn(verdict) : []));
}

function hopIn({ hop }: NonNullable<Values>): Hop[] {
  return [hopOf(hop)].flatMap((found) => found ?? []);
}
