import type { Hop } from '../../src/domain/chain/chain.js';
import type { Reliability } from '../../src/domain/chain/scales.js';
import { newEntry, type Source } from '../../src/domain/register/source.js';

const day = '2026-03-02T09:00:00.000Z';

/** A hop of a stored chain; `rating` is the letter alone. */
export function hop(
  source: string | null,
  { rating, ...said }: Partial<Omit<Hop, 'rating'>> & { rating?: string } = {},
): Hop {
  return {
    source,
    as: null,
    firsthand: false,
    relation: 'passed',
    basis: 'not stated',
    terms: null,
    check: null,
    rating: rating ? { reliability: rating as Reliability, at: day, reason: null } : null,
    evidence: null,
    ...said,
  };
}

/** An entry of the register, a public one of no kind unless told; `rating` is the letter alone. */
export function source(
  id: string,
  { rating, ...said }: Partial<Source> & { rating?: string } = {},
): Source {
  return {
    id,
    version: 1,
    name: id,
    kind: null,
    unnamed: false,
    confidential: false,
    aliases: [],
    affiliation: null,
    ratings: rating
      ? [{ reliability: rating as Reliability, at: day, by: 'mira', reason: null }]
      : [],
    created: day,
    creator: 'mira',
    ...newEntry,
    ...said,
  };
}

/** Looks entries up by id, as pages and reports do. */
export function register(...sources: Source[]): (id: string) => Source | undefined {
  return (id) => sources.find((source) => source.id === id);
}
