import type { Chain, Hop } from '../chain/chain.js';

/*
 * Events keep the values that were written, for ever, and a hop was another thing before one could
 * have several holders. Whoever reads a chain or a hop in the values of an event reads it by these.
 */

/** The chain that a value of an event is, of whatever version; null where it is none. */
export function chainOf(value: unknown): Chain | null {
  if (!Array.isArray(value)) return null;
  const hops = value.map(hopOf);
  return hops.every((hop) => hop !== null) ? hops : null;
}

/** The hop that a value of an event is, of whatever version; null where it is none. */
export function hopOf(value: unknown): Hop | null {
  if (isHop(value)) return value;
  return isEarlierHop(value) ? fromEarlier(value) : null;
}

/** A hop as it was written when it had one holder at the most. */
interface EarlierHop extends Omit<Hop['holders'][number], 'source' | 'firstHand' | 'evidence'> {
  /** null: a gap. */
  source: string | null;
  firsthand: boolean;
  relation: Hop['relation'];
  evidence: {
    url: string | null;
    excerpt: string | null;
    retrievedAt: string | null;
    sha256: string | null;
  } | null;
}

function fromEarlier({ source, relation, firsthand, evidence, ...said }: EarlierHop): Hop {
  if (source === null) return { relation, holders: [] };
  const nowhere = { file: null, page: null, paragraph: null, time: null };
  const pieces = evidence ? [{ id: 'e1', ...evidence, ...nowhere }] : [];
  const { as, basis, check, rating, terms } = said;
  const holder = { source, as, firstHand: firsthand, basis, terms, check, rating };
  return { relation, holders: [{ ...holder, evidence: pieces }] };
}

function isHop(value: unknown): value is Hop {
  return isObject(value) && Array.isArray(value.holders) && value.holders.every(isHolder);
}

function isHolder(value: unknown): boolean {
  return isObject(value) && typeof value.source === 'string' && Array.isArray(value.evidence);
}

function isEarlierHop(value: unknown): value is EarlierHop {
  return isObject(value) && 'source' in value && 'basis' in value && !('holders' in value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
