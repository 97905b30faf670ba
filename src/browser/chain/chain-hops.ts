import {
  type NotationHop,
  nothingSaid,
  printNotation,
} from '../../domain/chain/notation/notation.js';
import { nameKey } from '../../domain/register/name.js';

/** What notation can't say of a hop, as it stands in the form's fields. */
export interface HopDetails {
  as: string;
  terms: string;
  reason: string;
  url: string;
  excerpt: string;
  retrievedAt: string;
}

/** A hop of the chain that is being built; an empty name is a hop that still waits for one. */
export interface ChainHop extends NotationHop {
  details: HopDetails;
}

export const noDetails: HopDetails = {
  as: '',
  terms: '',
  reason: '',
  url: '',
  excerpt: '',
  retrievedAt: '',
};

export const detailNames = ['as', 'terms', 'reason', 'url', 'excerpt', 'retrievedAt'] as const;

/** A hop of which nothing has been said. */
export const emptyHop: ChainHop = { ...nothingSaid, name: '', details: noDetails };

/** The chain as one line; hops that have no name yet are left out. */
export function lineOf(hops: readonly ChainHop[]): string {
  return printNotation(withNames(hops));
}

export function withNames(hops: readonly ChainHop[]): ChainHop[] {
  return hops.filter((hop) => hop.name !== '');
}

/**
 * The hops of a line that was typed over, each with the details of the hop that it was before.
 * Hops of one name are the same; between those, as many new as old ones are the old ones renamed.
 * `lost` keeps the details of hops that went, for the case that their name comes back.
 */
export function alignHops(
  before: readonly ChainHop[],
  typed: readonly NotationHop[],
  lost: Map<string, HopDetails>,
): ChainHop[] {
  const old = withNames(before);
  const origins = pairs(old, typed);
  for (const [index, hop] of old.entries()) {
    if (!origins.includes(index) && hasDetails(hop)) lost.set(keyOf(hop), hop.details);
  }
  return typed.map((hop, index) => {
    const origin = old[origins[index] ?? -1];
    return { ...hop, details: origin?.details ?? reclaim(hop, lost) };
  });
}

/** A new hop, without a name yet, at a place. */
export function insertHop(hops: readonly ChainHop[], at: number): ChainHop[] {
  return tidied(hops.toSpliced(at, 0, emptyHop));
}

export function removeHop(hops: readonly ChainHop[], at: number): ChainHop[] {
  return tidied(hops.toSpliced(at, 1));
}

/** A hop in another place, with all that was said of it. */
export function moveHop(hops: readonly ChainHop[], from: number, to: number): ChainHop[] {
  const hop = hops[from];
  if (!hop || to < 0 || to >= hops.length) return [...hops];
  return tidied(hops.toSpliced(from, 1).toSpliced(to, 0, hop));
}

/** The names of the fields that carry the hops' details, with their values. */
export function detailEntries(hops: readonly ChainHop[]): [string, string][] {
  return withNames(hops).flatMap(({ details }, index) =>
    detailNames.map((name): [string, string] => [`hops[${index}][${name}]`, details[name]]),
  );
}

/** The details among a form's entries, hop by hop; the reverse of `detailEntries`. */
export function detailsIn(entries: Iterable<[string, string]>): HopDetails[] {
  const found: HopDetails[] = [];
  for (const [field, value] of entries) {
    const detail = detailOf(field);
    if (!detail) continue;
    const { index, name } = detail;
    found[index] = { ...(found[index] ?? noDetails), [name]: value };
  }
  return found;
}

/** Which detail of which hop a field of that name carries; null for another field. */
export function detailOf(
  field: string,
): { index: number; name: (typeof detailNames)[number] } | null {
  const [, index, part] = /^hops\[(\d+)\]\[(\w+)\]$/u.exec(field) ?? [];
  const name = detailNames.find((known) => known === part);
  return index === undefined || !name ? null : { index: Number(index), name };
}

function hasDetails({ details }: ChainHop): boolean {
  return detailNames.some((name) => details[name] !== '');
}

/** For each typed hop, the index of the hop that it was, or -1. */
function pairs(old: readonly NotationHop[], typed: readonly NotationHop[]): number[] {
  const origins = typed.map(() => -1);
  let from = 0;
  let gap = 0;
  for (const [index, hop] of typed.entries()) {
    const found = old.findIndex((other, at) => at >= from && keyOf(other) === keyOf(hop));
    if (found < 0) continue;
    origins[index] = found;
    pairRenamed(origins, { from: gap, to: index }, { from, to: found });
    from = found + 1;
    gap = index + 1;
  }
  pairRenamed(origins, { from: gap, to: typed.length }, { from, to: old.length });
  return origins;
}

interface Stretch {
  from: number;
  to: number;
}

function pairRenamed(origins: number[], typed: Stretch, old: Stretch): void {
  const count = Math.min(typed.to - typed.from, old.to - old.from);
  for (let step = 0; step < count; step += 1) origins[typed.from + step] = old.from + step;
}

function reclaim(hop: NotationHop, lost: Map<string, HopDetails>): HopDetails {
  const details = lost.get(keyOf(hop));
  lost.delete(keyOf(hop));
  return details ?? noDetails;
}

/** The first hop alone can be first-hand. */
function tidied(hops: ChainHop[]): ChainHop[] {
  return hops.map((hop, index) =>
    index > 0 && hop.firsthand ? { ...hop, firsthand: false } : hop,
  );
}

function keyOf({ name, id }: NotationHop): string {
  return name === null ? '?' : `${nameKey(name)}#${id ?? ''}`;
}
