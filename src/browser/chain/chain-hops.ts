import { type DetailName, detailNames, eachDetail } from '../../domain/chain/hop-details.js';
import {
  type NotationHop,
  nothingSaid,
  printNotation,
} from '../../domain/chain/notation/notation.js';
import { nameKey } from '../../domain/register/name.js';

/** What notation can't say of a hop, as it stands in the form's fields. */
export interface HopDetails extends Record<DetailName, string> {
  /** The ids of all its evidence: it is kept, though there are fields for the first alone. */
  evidence: string;
}

/** A hop of the chain that is being built; an empty name is a hop that still waits for one. */
export interface ChainHop extends NotationHop {
  details: HopDetails;
}

export const noDetails: HopDetails = {
  ...eachDetail(() => ''),
  evidence: '',
};

const carriedNames = [...detailNames, 'evidence'] as const;

/** A hop of which nothing has been said. */
export const emptyHop: ChainHop = { ...nothingSaid, name: '', details: noDetails };

/** The chain as one line; hops that have no name yet are left out. */
export function lineOf(hops: readonly ChainHop[]): string {
  return printNotation(withNames(hops));
}

/** The hops that name somebody; an empty one stands for what is not known. */
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
  const origins = hopPairs(old, typed);
  for (const [index, hop] of old.entries()) {
    if (!origins.includes(index) && hasDetails(hop)) lost.set(keyOf(hop), hop.details);
  }
  return typed.map((hop, index) => {
    const origin = old[origins[index] ?? -1];
    return { ...hop, details: origin?.details ?? reclaim(hop, lost) };
  });
}

/** What was typed, as hops of which nothing else has been said. */
export function withoutDetails(hops: readonly NotationHop[]): ChainHop[] {
  return hops.map((hop) => ({ ...hop, details: noDetails }));
}

/** A chain with other hops put in at a place; holders of one hop are not parted by them. */
export function insertHops(
  hops: readonly ChainHop[],
  at: number,
  put: readonly ChainHop[],
): ChainHop[] {
  let place = at;
  while (!put[0]?.beside && hops[place]?.beside) place += 1;
  const before = hops[place - 1];
  // The relation of a hop stands with its last holder: whoever joins it takes it over.
  if (!put[0]?.beside || !before) return tidied(hops.toSpliced(place, 0, ...put));
  const joined = put.map((hop, index) =>
    index === put.length - 1 ? { ...hop, relation: hop.relation ?? before.relation } : hop,
  );
  return tidied(withAt(hops, place - 1, { relation: null }).toSpliced(place, 0, ...joined));
}

/**
 * A chain with another name in the place of one. What was said of the holder there stays, but for what
 * its name alone decides: which entry it is, and what kind of one. Who was confidential is so by any name.
 */
export function renameHop(
  hops: readonly ChainHop[],
  at: number,
  [first, ...others]: readonly NotationHop[],
): ChainHop[] {
  const hop = hops[at];
  if (!hop || !first) return [...hops];
  const { beside, relation } = hop;
  const named: ChainHop =
    first.name === null
      ? { ...first, beside, details: noDetails }
      : {
          ...first,
          beside,
          details: hop.details,
          confidential: first.confidential || hop.confidential,
          firstHand: first.firstHand || hop.firstHand,
          basis: first.basis ?? hop.basis,
          check: first.check ?? hop.check,
        };
  const put = [named, ...withoutDetails(others)];
  const last = put.length - 1;
  const joined = put.map((each, index) =>
    index === last && !each.relation ? { ...each, relation } : each,
  );
  return tidied(hops.toSpliced(at, 1, ...joined));
}

/** A chain with what was typed at its end, and how its last hop led there. */
export function appendHops(
  hops: readonly ChainHop[],
  typed: { hops: readonly NotationHop[]; led: NotationHop['relation'] },
): ChainHop[] {
  const last = hops.length - 1;
  const led = typed.led && last >= 0 ? withAt(hops, last, { relation: typed.led }) : [...hops];
  return typed.hops.length === 0 ? led : insertHops(led, hops.length, withoutDetails(typed.hops));
}

/** A chain without one of its holders, the others of its hop staying as they are. */
export function removeHop(hops: readonly ChainHop[], at: number): ChainHop[] {
  const [hop, next] = [hops[at], hops[at + 1]];
  const rest = hops.toSpliced(at, 1);
  // The relation of a hop stands with its last holder, and its first is beside nobody.
  if (hop?.beside && !next?.beside) return tidied(withAt(rest, at - 1, { relation: hop.relation }));
  return tidied(next?.beside && hop ? withAt(rest, at, { beside: hop.beside }) : rest);
}

/** A hop, with all its holders and all that was said of them, in the place of its neighbour. */
export function moveHop(hops: readonly ChainHop[], from: number, to: number): ChainHop[] {
  const other = neighbour(hops, from, to);
  if (!other) return [...hops];
  const [first, second] = [boundsAt(hops, from), other].toSorted(([one], [two]) => one - two);
  if (!first || !second) return [...hops];
  return tidied([
    ...hops.slice(0, first[0]),
    ...hops.slice(...second),
    ...hops.slice(...first),
    ...hops.slice(second[1]),
  ]);
}

/** Where a holder stands once its hop has been moved so. */
export function placeMoved(hops: readonly ChainHop[], from: number, to: number): number {
  const other = neighbour(hops, from, to);
  if (!other) return from;
  const size = other[1] - other[0];
  return to < from ? from - size : from + size;
}

function neighbour(hops: readonly ChainHop[], from: number, to: number): Bounds | null {
  const [start, end] = boundsAt(hops, from);
  const other = to < from ? start - 1 : end;
  return hops[from] && hops[other] ? boundsAt(hops, other) : null;
}

type Bounds = [start: number, end: number];

/** Where the hop begins and ends in which a holder stands. */
export function boundsAt(hops: readonly ChainHop[], at: number): Bounds {
  let [start, end] = [at, at + 1];
  while (start > 0 && hops[start]?.beside) start -= 1;
  while (hops[end]?.beside) end += 1;
  return [start, end];
}

/** Where a holder stands, as in "Hop 1 of 2, holder 2 of 3": hops are counted, not those who hold them. */
export function placeInWords(hops: readonly ChainHop[], at: number): string {
  const [start, end] = boundsAt(hops, at);
  const count = (some: readonly ChainHop[]) => some.filter(({ beside }) => !beside).length;
  const hop = `Hop ${count(hops.slice(0, start + 1))} of ${count(hops)}`;
  return end - start > 1 ? `${hop}, holder ${at - start + 1} of ${end - start}` : hop;
}

/** Where each hop begins, its first holder. */
export function hopStarts(hops: readonly ChainHop[]): number[] {
  return hops.flatMap(({ beside }, at) => (beside ? [] : [at]));
}

/** A chain of which something is said otherwise at one place. */
export function withAt(
  hops: readonly ChainHop[],
  at: number,
  change: Partial<ChainHop>,
): ChainHop[] {
  return hops.map((hop, index) => (index === at ? { ...hop, ...change } : hop));
}

/** The names of the fields that carry the hops' details, with their values. */
export function detailEntries(hops: readonly ChainHop[]): [string, string][] {
  return withNames(hops).flatMap(({ details }, index) =>
    carriedNames.map((name): [string, string] => [`hops[${index}][${name}]`, details[name]]),
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
): { index: number; name: (typeof carriedNames)[number] } | null {
  const [, index, part] = /^hops\[(\d+)\]\[(\w+)\]$/u.exec(field) ?? [];
  const name = carriedNames.find((known) => known === part);
  return index === undefined || !name ? null : { index: Number(index), name };
}

function hasDetails({ details }: ChainHop): boolean {
  return detailNames.some((name) => details[name] !== '');
}

/** For each typed hop, the index of the hop that it was, or -1. */
export function hopPairs(old: readonly NotationHop[], typed: readonly NotationHop[]): number[] {
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

/** The first hop alone can be first-hand; the first holder stands beside nobody, and a gap alone. */
function tidied(hops: readonly ChainHop[]): ChainHop[] {
  const origin = boundsAt(hops, 0)[1];
  return hops.map((hop, index) => {
    const isAlone = index === 0 || hop.name === null || hops[index - 1]?.name === null;
    return {
      ...hop,
      firstHand: hop.firstHand && index < origin,
      beside: hop.beside && !isAlone,
    };
  });
}

function keyOf({ name, id }: NotationHop): string {
  return name === null ? '?' : `${nameKey(name)}#${id ?? ''}`;
}
