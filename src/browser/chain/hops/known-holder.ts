import type { HolderInWords } from '../../../domain/chain/hop-words.js';
import type { Reliability } from '../../../domain/chain/scales.js';
import { nameKey } from '../../../domain/register/name.js';
import type { ChainHop } from '../chain-hops.js';
import { isMasked, type Register, type RegisterEntry } from '../register.js';

/** A holder as it is drawn: what was said of it, and what the register knows. */
export interface KnownHolder extends HolderInWords {
  entry: RegisterEntry | null;
  reliability: Reliability | null;
  /** Whether the rating is another than the register's, which wants a reason. */
  isOwnRating: boolean;
  isPublisher: boolean;
  /** What the register makes of the name: "new source", "one of 2: say which". */
  note: string | null;
}

/** For what a chain is written. */
export interface ChainPlace {
  register: Register;
  publisher: string;
  /** The annotation that is edited; null for a new one. */
  annotation: string | null;
}

/** What is known of a holder; null for a gap. */
export function knownHolder(hop: ChainHop, place: ChainPlace): KnownHolder | null {
  if (hop.name === null) return null;
  const { register, publisher } = place;
  const entry = register.meant(hop);
  const isPublisher = publisher !== '' && nameKey(hop.name) === nameKey(publisher);
  const registered = entry?.reliability ?? null;
  return {
    name: hop.name,
    kind: hop.kind ?? entry?.kind ?? (isPublisher && !isMasked(hop) ? 'outlet' : null),
    unnamed: hop.unnamed || (entry?.unnamed ?? false),
    confidential: isMasked(hop) || (entry?.confidential ?? false),
    firstHand: hop.firstHand,
    basis: hop.basis,
    check: hop.check,
    entry,
    reliability: hop.reliability ?? registered,
    isOwnRating: hop.reliability !== null && hop.reliability !== registered,
    isPublisher,
    note: noteOf(hop, place, entry),
  };
}

function noteOf(
  hop: ChainHop,
  { register, annotation }: ChainPlace,
  entry: RegisterEntry | null,
): string | null {
  const entries = register.candidates(hop);
  if (entries.length > 1) return `one of ${entries.length}: say which`;
  if (entries.length === 0 && isMasked(hop) && hop.id === null) {
    return 'shown to others under a pseudonym';
  }
  const isDescribed = hop.unnamed && hop.id === null;
  const elsewhere = isDescribed && entry?.here?.find(({ id }) => id !== annotation);
  if (elsewhere) return `the same source as at ${elsewhere.quote}`;
  const isAsked = register.bearing(hop.name ?? '') !== undefined;
  return entries.length === 0 && hop.id === null && isAsked ? 'new source' : null;
}
