import { endOf } from '../register/joining.js';
import type { Source } from '../register/source.js';
import { type Chain, type ChainSummary, holdersIn, weakestLink } from './chain.js';
import { reliabilityInSentence, reliabilityRank } from './scales.js';

/** From D on, a source is not usually reliable, or worse. */
const weakRank = 3;

/** From C on, a source is fairly reliable at the most. */
const doubtfulRank = 2;

/**
 * Whether a chain gives reason to be careful: a hop is an honest gap or taken on trust, or its
 * weakest link is no more than fairly reliable.
 */
export function isReasonForCare({
  weakest,
  unknown,
  onTrust,
}: Pick<ChainSummary, 'weakest' | 'unknown' | 'onTrust'>): boolean {
  const rank = weakest && reliabilityRank(weakest.reliability);
  return unknown > 0 || onTrust > 0 || (rank !== null && rank >= doubtfulRank);
}

/** What of an entry of the register decides whether an origin is named: see `endOf`. */
export interface OriginEntry extends Pick<Source, 'id' | 'unnamed' | 'confidential'> {
  joined: { into: string } | null;
}

/**
 * What makes a chain too weak to carry much confidence, each in words that go on a sentence ("the
 * origin is unnamed"); none for a chain that is not. `sourceOf` gives the register's entry of an id.
 */
export function weaknessesOf(
  chain: Chain,
  sourceOf: (id: string) => OriginEntry | undefined,
): string[] {
  return [
    ...weakOrigin(chain, sourceOf),
    ...weakHop(chain),
    ...(chain.slice(1).some(({ holders }) => holders.length === 0) ? ['a holder is unknown'] : []),
    ...(isOnTrust(chain) ? ['all of it is taken on trust'] : []),
  ];
}

function weakOrigin(chain: Chain, sourceOf: (id: string) => OriginEntry | undefined): string[] {
  const origins = (chain[0]?.holders ?? []).map(({ source }) => {
    const entry = sourceOf(source);
    return entry && endOf(entry, sourceOf);
  });
  if (origins.length === 0) return ['the origin is not stated'];
  // Who a confidential source is, the desk knows.
  const unnamed = origins.every((origin) => origin?.unnamed && !origin.confidential);
  return unnamed ? ['the origin is unnamed'] : [];
}

/** Whether the desk has looked at no part of it: a gap is no part that it has looked at. */
function isOnTrust(chain: Chain): boolean {
  return (
    chain.every(({ holders }) => holders.length > 0) &&
    holdersIn(chain).every(({ check }) => check === 'on trust')
  );
}

function weakHop(chain: Chain): string[] {
  const weakest = weakestLink(chain);
  if (!weakest || (reliabilityRank(weakest.reliability) ?? 0) < weakRank) return [];
  const { hop, reliability } = weakest;
  return [`hop ${hop} is rated ${reliabilityInSentence(reliability)}`];
}
