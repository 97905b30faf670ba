import type { ChainHop } from '../chain-hops.js';
import type { KnownHolder } from './known-holder.js';

/** The chain that the parts of its control work on together. */
export interface ChainAtHand {
  readonly hops: readonly ChainHop[];
  /** The publisher stands last: the chain is at its end. */
  readonly isPublisherLast: boolean;
  /** Puts another chain in its place, draws it and tells of it. */
  put: (hops: readonly ChainHop[]) => void;
  draw: () => void;
  known: (hop: ChainHop) => KnownHolder | null;
}
