import type { Evidence, Holder, Hop } from '../../src/domain/chain/chain.js';
import type { RelationCode } from '../../src/domain/chain/relations.js';

/** A holder of whom nothing is said, with whatever a test changes. */
export function holder(source: string, said: Partial<Holder> = {}): Holder {
  return {
    source,
    as: null,
    firstHand: false,
    basis: 'not stated',
    terms: null,
    check: null,
    rating: null,
    evidence: [],
    ...said,
  };
}

/** A hop with one holder, or a gap. */
export function hop(
  source: string | null,
  { relation = null, ...said }: Partial<Holder> & { relation?: RelationCode | null } = {},
): Hop {
  return { relation, holders: source === null ? [] : [holder(source, said)] };
}

/** A hop with several holders. */
export function shared(relation: RelationCode | null, ...holders: Holder[]): Hop {
  return { relation, holders };
}

/** A piece of evidence of which nothing is known, with whatever a test changes. */
export function evidence(said: Partial<Evidence> = {}): Evidence {
  return {
    id: 'e1',
    url: null,
    excerpt: null,
    retrievedAt: null,
    sha256: null,
    file: null,
    page: null,
    paragraph: null,
    time: null,
    ...said,
  };
}
