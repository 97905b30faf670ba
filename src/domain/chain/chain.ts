import { endOf } from '../register/joining.js';
import type { Source } from '../register/source.js';
import type { Chain, Holder, Hop } from './hop.js';
import { textsOf } from './hop-details.js';
import type { RelationCode } from './relations.js';
import {
  type Credibility,
  credibilityInSentence,
  type Reliability,
  reliabilityInSentence,
  reliabilityRank,
} from './scales.js';

export { bases, checks } from './ground-rules.js';
export type { Chain, Evidence, Holder, Hop, HopRating } from './hop.js';

/** A holder where it stands in a chain, or an honest gap. */
export interface HolderPlace {
  /** Counted from 1, the origin. */
  hop: number;
  /** Among the hop's holders, counted from 1; null for a gap. */
  number: number | null;
  /** How many holders the hop has. */
  holders: number;
  holder: Holder | null;
  /** How the hop passed on to the next. */
  relation: RelationCode | null;
}

/** Every holder and every gap of a chain, one by one in its order; by number, as `eachHolder` goes. */
export function placesIn(chain: Chain): HolderPlace[] {
  const places: HolderPlace[] = [];
  for (let at = 0; at < chain.length; at += 1) {
    const { holders = [], relation = null } = chain[at] ?? {};
    const [hop, count] = [at + 1, holders.length];
    if (count === 0) places.push({ hop, number: null, holders: 0, holder: null, relation });
    for (let of = 0; of < count; of += 1) {
      const holder = holders[of] ?? null;
      places.push({ hop, number: of + 1, holders: count, holder, relation });
    }
  }
  return places;
}

/** All holders of a chain, in its order. */
export function holdersIn(chain: Chain): Holder[] {
  return chain.flatMap(({ holders }) => holders);
}

/** The ids of the sources in a chain, each once. */
export function sourcesIn(chain: Chain): string[] {
  const ids = new Set<string>();
  addSourcesIn(chain, ids);
  return [...ids];
}

/**
 * Calls for each holder of a chain. Lists of stored documents are frozen, and a loop over one of those makes
 * an object for each item unless it goes by number; a long article asks for thousands.
 */
export function eachHolder(chain: Chain, visit: (holder: Holder) => void): void {
  for (let at = 0; at < chain.length; at += 1) {
    const holders = chain[at]?.holders ?? [];
    for (let number = 0; number < holders.length; number += 1) {
      const holder = holders[number];
      if (holder) visit(holder);
    }
  }
}

/** Adds the ids of a chain's sources to others. */
export function addSourcesIn(chain: Chain, ids: Set<string>): void {
  eachHolder(chain, ({ source }) => void ids.add(source));
}

/** Everything of a holder that is somebody's own words. */
export function wordsOfHolder(holder: Holder): string[] {
  const pieces = holder.evidence.flatMap(({ url, excerpt, file, page, paragraph, time }) => [
    ...[url, excerpt, file?.name, page, paragraph, time],
  ]);
  const texts = Object.values(textsOf(holder));
  return [...texts, holder.rating?.reason, ...pieces].flatMap((text) => text ?? []);
}

/** Where a place is, as verdicts name it: "2", or "2.1" where the hop has several holders. */
export function numberOf({
  hop,
  holders,
  number,
}: Pick<HolderPlace, 'hop' | 'holders' | 'number'>) {
  return holders > 1 && number !== null ? `${hop}.${number}` : String(hop);
}

/** What is worked out about a chain, never typed. Hops are counted from 1, the origin. */
export interface ChainSummary {
  hops: number;
  origin: 'stated' | 'unnamed' | 'confidential' | 'not stated';
  /** The hop with the lowest known reliability, the earliest of equals; F is not known. */
  weakest: { hop: number; reliability: Reliability } | null;
  /** Holders, as are the confidential ones and those on trust. */
  unnamed: number;
  confidential: number;
  /** Honest gaps, the origin's included. */
  unknown: number;
  onTrust: number;
  /** A hop spoke off the record: the annotation stays inside the desk. */
  internal: boolean;
}

/**
 * The weakest link and its companions. `sourceOf` gives the register's entry of an id; a holder counts as the entry
 * that stands for it, under whatever name its article knew it.
 */
export function summarise(
  chain: Chain,
  sourceOf: (id: string) => Source | undefined,
): ChainSummary {
  const standing = (id: string) => {
    const source = sourceOf(id);
    return source && endOf(source, sourceOf);
  };
  let [unnamed, confidential, unknown, onTrust] = [0, 0, 0, 0];
  for (const { holder } of placesIn(chain)) {
    const source = holder ? standing(holder.source) : undefined;
    if (!holder) unknown += 1;
    if (source?.confidential) confidential += 1;
    else if (source?.unnamed) unnamed += 1;
    if (holder?.check === 'on trust') onTrust += 1;
  }
  return {
    hops: chain.length,
    origin: originOf(chain[0]?.holders.map(({ source }) => standing(source)) ?? []),
    weakest: weakestLink(chain),
    unnamed,
    confidential,
    unknown,
    onTrust,
    internal: isInternal(chain),
  };
}

/** Whether a holder spoke off the record, which keeps the annotation out of reports and exports. */
export function isInternal(chain: Chain): boolean {
  for (let at = 0; at < chain.length; at += 1) {
    const holders = chain[at]?.holders ?? [];
    for (let number = 0; number < holders.length; number += 1)
      if (holders[number]?.basis === 'off the record') return true;
  }
  return false;
}

/**
 * The hop of the lowest known reliability, the earliest of equals; null where none is known. A hop
 * is as strong as its most reliable holder.
 */
export function weakestLink(chain: Chain): ChainSummary['weakest'] {
  let weakest: { hop: number; reliability: Reliability; rank: number } | null = null;
  for (let at = 0; at < chain.length; at += 1) {
    const hop = chain[at];
    const link = hop ? strongestHolder(hop) : null;
    if (!link || (weakest && link.rank <= weakest.rank)) continue;
    weakest = { hop: at + 1, reliability: link.reliability, rank: link.rank };
  }
  return weakest && { hop: weakest.hop, reliability: weakest.reliability };
}

/** The best known reliability of those who hold a hop; null where none is known. */
function strongestHolder({ holders }: Hop): { reliability: Reliability; rank: number } | null {
  let strongest: { reliability: Reliability; rank: number } | null = null;
  for (let at = 0; at < holders.length; at += 1) {
    const rating = holders[at]?.rating;
    const rank = rating ? reliabilityRank(rating.reliability) : null;
    if (!rating || rank === null || (strongest && rank >= strongest.rank)) continue;
    strongest = { reliability: rating.reliability, rank };
  }
  return strongest;
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

/** A grade as it is read out: "weakest source C, fairly reliable; information 3, possibly true". */
export function gradeInWords(chain: Chain, credibility: Credibility | null): string {
  const weakest = weakestLink(chain);
  const source = weakest
    ? `weakest source ${reliabilityInSentence(weakest.reliability)}`
    : 'no source rated';
  const information = credibility
    ? `information ${credibilityInSentence(credibility)}`
    : 'information not rated';
  return `${source}; ${information}`;
}

/** Stated if one of its holders is. */
function originOf(holders: readonly (Source | undefined)[]): ChainSummary['origin'] {
  const known = holders.filter((source) => source !== undefined);
  if (known.some(({ confidential, unnamed }) => !confidential && !unnamed)) return 'stated';
  if (known.some(({ confidential }) => confidential)) return 'confidential';
  return known.length > 0 ? 'unnamed' : 'not stated';
}
