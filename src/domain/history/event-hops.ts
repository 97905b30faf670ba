import type { Chain, Holder, Hop } from '../chain/chain.js';
import { earlierChain, withHolders } from '../chain/earlier-hops.js';
import { noTexts } from '../chain/hop-details.js';
import { isObject } from '../values.js';

/*
 * Events keep the values that were written, for ever, and a hop was another thing before one could
 * have several holders. Whoever reads a chain or a hop in the values of an event reads it by these.
 */

/** The chain that a value of an event is, of whatever version; null where it is none. */
export function chainOf(value: unknown): Chain | null {
  if (!Array.isArray(value)) return null;
  // An event is asked for its chain again and again, and few are of earlier days.
  if (value.every(isHop)) return value.map(completed);
  const earlier = earlierChain.safeParse(value);
  if (earlier.success) return withHolders(earlier.data);
  const hops = value.map(hopOf);
  return hops.every((hop) => hop !== null) ? hops : null;
}

/** The hop that a value of an event is, of whatever version; null where it is none. */
export function hopOf(value: unknown): Hop | null {
  if (isHop(value)) return completed(value);
  const earlier = earlierChain.safeParse([value]);
  return earlier.success ? (withHolders(earlier.data)[0] ?? null) : null;
}

/** A text that holders have had only since then was not said. */
function completed(hop: Hop): Hop {
  if (hop.holders.every(hasTexts)) return hop;
  return { ...hop, holders: hop.holders.map((holder) => ({ ...noTexts, ...holder })) };
}

const textNames = Object.keys(noTexts);

function hasTexts(holder: Holder): boolean {
  return textNames.every((name) => name in holder);
}

function isHop(value: unknown): value is Hop {
  return isObject(value) && Array.isArray(value.holders) && value.holders.every(isHolder);
}

function isHolder(value: unknown): boolean {
  return isObject(value) && typeof value.source === 'string' && Array.isArray(value.evidence);
}
