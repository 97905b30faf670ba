import type { Chain } from '../../domain/chain/chain.js';
import type { Event } from '../../domain/history/event.js';

/** The values of an event: what stood before, or stands after. */
export type Values = Event['before'];

/** The chain among the values of an event, if they hold one. */
export function chainIn(values: Values): Chain | null {
  return isChain(values?.chain) ? values.chain : null;
}

/** What a proposal's event keeps apart from what the annotation itself says; null in any other. */
export function proposedIn(values: Values): Values {
  return isValues(values?.proposed) ? values.proposed : null;
}

function isChain(value: unknown): value is Chain {
  return Array.isArray(value) && value.every((hop) => typeof hop === 'object' && hop !== null);
}

function isValues(value: unknown): value is NonNullable<Values> {
  return typeof value === 'object' && value !== null;
}
