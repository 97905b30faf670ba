import type { Holder, Hop } from '../../src/domain/chain/chain.js';
import type { RelationCode } from '../../src/domain/chain/relations.js';
import type { Reliability } from '../../src/domain/chain/scales.js';
import { newEntry, type Source } from '../../src/domain/register/source.js';
import { hop as anyHop } from './hops.js';

const day = '2026-03-02T09:00:00.000Z';

/** A hop of a stored chain; `rating` is the letter alone. */
export function hop(source: string | null, { rating, ...said }: Said = {}): Hop {
  return anyHop(source, { relation: 'passed', ...said, rating: rated(rating) });
}

type Said = Partial<Omit<Holder, 'rating'>> & {
  rating?: string;
  relation?: RelationCode | null;
};

/** A rating of the day by its letter; null for none. */
export function rated(letter?: string): Holder['rating'] {
  return letter ? { reliability: letter as Reliability, at: day, reason: null } : null;
}

/** An entry of the register, a public one of no kind unless told; `rating` is the letter alone. */
export function source(
  id: string,
  { rating, ...said }: Partial<Source> & { rating?: string } = {},
): Source {
  return {
    ...newEntry,
    id,
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
    ...said,
  };
}

/** Looks entries up by id, as pages and reports do. */
export function register(...sources: Source[]): (id: string) => Source | undefined {
  return (id) => sources.find((source) => source.id === id);
}
