import { type Chain, type HolderPlace, holdersIn, placesIn } from './chain.js';

/** In which part of a chain a source stands: where it comes from, on its way, where it is read. */
export const sourceRoles = ['origin', 'link', 'publisher'] as const;
export type SourceRole = (typeof sourceRoles)[number];

/** Where a source stands in a chain. */
export interface SourceStanding {
  role: SourceRole;
  /** Counted from 1, of so many hops. */
  hop: number;
  hops: number;
  /** Who holds the hop before, and the one after: ids of sources; none for a gap, null where there is no hop. */
  before: string[] | null;
  after: string[] | null;
  place: HolderPlace;
}

/**
 * Where a source stands in a chain under any of its entries' ids, in the order of the chain. An
 * outlet at the end of a chain of several hops is its publisher.
 */
export function standingIn(
  chain: Chain,
  { ids, isOutlet }: { ids: ReadonlySet<string>; isOutlet: boolean },
): SourceStanding[] {
  const roleAt = (hop: number): SourceRole => {
    if (hop === 1) return 'origin';
    return isOutlet && hop === chain.length ? 'publisher' : 'link';
  };
  const holdersAt = (hop: number) => {
    const at = chain[hop - 1];
    return at ? holdersIn([at]).map(({ source }) => source) : null;
  };
  return placesIn(chain)
    .filter(({ holder }) => holder !== null && ids.has(holder.source))
    .map((place) => ({
      role: roleAt(place.hop),
      hop: place.hop,
      hops: chain.length,
      before: holdersAt(place.hop - 1),
      after: holdersAt(place.hop + 1),
      place,
    }));
}
