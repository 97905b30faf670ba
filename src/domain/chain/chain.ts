import type { Source } from '../register/source.js';
import type { RelationCode } from './relations.js';
import { type Credibility, type Reliability, reliabilityRank } from './scales.js';

export const bases = [
  'not stated',
  'on the record',
  'background',
  'deep background',
  'off the record',
] as const;
/** On what terms a hop spoke (the Associated Press's ground rules). */
export type Basis = (typeof bases)[number];

export const checks = ['seen', 'confirmed', 'on trust'] as const;
/** What the desk itself did about a hop; null where it has not said. */
export type Check = (typeof checks)[number];

/** The register's rating on the day of the annotation, or one for this hop alone. */
export interface HopRating {
  reliability: Reliability;
  /** When that rating was given: RFC 3339, UTC. */
  at: string;
  /** Why it differs from the register's; null where it does not, or where nobody said. */
  reason: string | null;
}

export interface Evidence {
  url: string | null;
  excerpt: string | null;
  /** RFC 3339, UTC. */
  retrievedAt: string | null;
  /** SHA-256 of the excerpt in UTF-8, in hexadecimal. */
  sha256: string | null;
}

/** One holder of the information, and how it passed it on. */
export interface Hop {
  /** An entry of the register; null is an honest gap: origin not stated, or holder unknown. */
  source: string | null;
  /** How the article describes it, where that differs from its name. */
  as: string | null;
  /** On the origin only: it saw, heard or did it itself. */
  firsthand: boolean;
  /** How it passed the information on to the next hop; null on the last, which has none. */
  relation: RelationCode | null;
  basis: Basis;
  /** The desk's own wording of what was agreed. */
  terms: string | null;
  check: Check | null;
  rating: HopRating | null;
  evidence: Evidence | null;
}

/** The ordered hops from the origin to the publisher. Never empty. */
export type Chain = readonly Hop[];

export const longestChain = 40;

/** What is worked out about a chain, never typed. Hops are counted from 1, the origin. */
export interface ChainSummary {
  hops: number;
  origin: 'stated' | 'unnamed' | 'confidential' | 'not stated';
  /** The hop with the lowest known reliability, the earliest of equals; F is not known. */
  weakest: { hop: number; reliability: Reliability } | null;
  unnamed: number;
  confidential: number;
  /** Honest gaps, the origin's included. */
  unknown: number;
  onTrust: number;
  /** A hop spoke off the record: the annotation stays inside the desk. */
  internal: boolean;
}

/** The weakest link and its companions. `sourceOf` gives the register's entry of an id. */
export function summarise(
  chain: Chain,
  sourceOf: (id: string) => Source | undefined,
): ChainSummary {
  const sources = chain.map((hop) => (hop.source === null ? null : sourceOf(hop.source)));
  return {
    hops: chain.length,
    origin: originOf(sources[0]),
    weakest: weakestLink(chain),
    unnamed: sources.filter((source) => source?.unnamed && !source.confidential).length,
    confidential: sources.filter((source) => source?.confidential).length,
    unknown: chain.filter((hop) => hop.source === null).length,
    onTrust: chain.filter((hop) => hop.check === 'on trust').length,
    internal: isInternal(chain),
  };
}

/** Whether a hop spoke off the record, which keeps the annotation out of reports and exports. */
export function isInternal(chain: Chain): boolean {
  return chain.some((hop) => hop.basis === 'off the record');
}

/** The hop of the lowest known reliability, the earliest of equals; null where none is known. */
export function weakestLink(chain: Chain): ChainSummary['weakest'] {
  let weakest: { hop: number; reliability: Reliability; rank: number } | null = null;
  for (const [index, { rating }] of chain.entries()) {
    const rank = rating ? reliabilityRank(rating.reliability) : null;
    if (!rating || rank === null || (weakest && rank <= weakest.rank)) continue;
    weakest = { hop: index + 1, reliability: rating.reliability, rank };
  }
  return weakest && { hop: weakest.hop, reliability: weakest.reliability };
}

/**
 * The two judgements side by side, as in "C3": the letter of the weakest link, the number of the
 * annotation. A part that is not known is a dash; null where neither is.
 */
export function grade(chain: Chain, credibility: Credibility | null): string | null {
  const letter = weakestLink(chain)?.reliability ?? null;
  if (letter === null && credibility === null) return null;
  return `${letter ?? '–'}${credibility ?? '–'}`;
}

function originOf(source: Source | null | undefined): ChainSummary['origin'] {
  if (!source) return 'not stated';
  if (source.confidential) return 'confidential';
  return source.unnamed ? 'unnamed' : 'stated';
}
