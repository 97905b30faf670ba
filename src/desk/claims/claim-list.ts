import { ageOf } from '../../domain/age.js';
import type { Claim } from '../../domain/claims/claim.js';
import {
  type ClaimPassage,
  countsInside,
  isCircular,
  isContested,
  isSingleSourced,
} from '../../domain/claims/claim-figures.js';
import { alikeStatements } from '../../domain/claims/likeness.js';
import { holding } from '../../domain/search/search-words.js';
import type { Page } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { standingFor } from '../register/joined.js';
import { type ClaimStanding, claimStandings } from './kept-claims.js';

/** What a claim is filtered by beside its state: how it is borne. */
export const claimQualities = [
  'single source',
  'circular',
  'contested',
  'passage changed',
] as const;
type ClaimQuality = (typeof claimQualities)[number];

const hasQuality: Record<ClaimQuality, (standing: ClaimStanding) => boolean> = {
  'single source': ({ inside }) => isSingleSourced(inside),
  circular: ({ inside }) => isCircular(inside),
  contested: ({ inside }) => isContested(inside),
  'passage changed': ({ passages }) =>
    passages.some((passage) => passage.isAdrift && countsInside(passage)),
};

/** What of that a claim is marked with. */
export function qualitiesOf(standing: ClaimStanding): ClaimQuality[] {
  return claimQualities.filter((quality) => hasQuality[quality](standing));
}

/** Which claims are wanted; what is left out or empty makes no difference. */
export interface ClaimFilters {
  /** Words of the statement. */
  q?: string;
  state?: Claim['state'] | null;
  qualities?: readonly ClaimQuality[];
  article?: string;
  /** A source, under any of its entries. */
  source?: string;
}

/** A page of the claims that are wanted, the newest first; `after` is the `next` of an earlier page. */
export async function listClaims(
  desk: Desk,
  filters: ClaimFilters,
  { after = null, limit = 50 }: { after?: string | null; limit?: number } = {},
): Promise<Page<ClaimStanding>> {
  const found = (await filteredClaims(desk, filters)).toReversed();
  const rest = after === null ? found : found.filter(({ claim }) => ageOf(claim) < after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && rest.length > limit ? ageOf(last.claim) : null };
}

/** All claims that are wanted, the oldest first. */
async function filteredClaims(desk: Desk, filters: ClaimFilters): Promise<ClaimStanding[]> {
  const { state = null, qualities = [] } = filters;
  return (await claimsAbout(desk, filters)).filter(
    (standing) =>
      (state === null || standing.claim.state === state) &&
      qualities.every((quality) => hasQuality[quality](standing)),
  );
}

/** Those of the words, the article and the source that are asked for, whatever their state and quality. */
async function claimsAbout(
  desk: Desk,
  { q = '', article = '', source = '' }: ClaimFilters,
): Promise<ClaimStanding[]> {
  const entry = source === '' ? null : await desk.store.get('sources', source);
  const [end] = entry ? await standingFor(desk.store, [entry]) : [];
  const isFound = q.trim() === '' ? () => true : holding(q);
  const wanted = (standing: ClaimStanding) =>
    (article === '' || standing.passages.some((passage) => passage.article === article)) &&
    (source === '' || standing.passages.some((passage) => names(passage, end?.id ?? source))) &&
    isFound(standing.claim.statement);
  return (await claimStandings(desk)).filter(wanted);
}

function names({ chain }: ClaimPassage, source: string): boolean {
  return chain.hops.some((holders) => holders.some((holder) => holder.source === source));
}

/**
 * How many claims there are of each quality and state beside what else is asked for, as the chips of the
 * filter say: a state beside the qualities that are chosen, a quality beside the state and the others.
 */
export async function countClaims(
  desk: Desk,
  filters: ClaimFilters = {},
): Promise<ReadonlyMap<string, number>> {
  const { state = null, qualities = [] } = filters;
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const standing of await claimsAbout(desk, filters)) {
    const isOfState = state === null || standing.claim.state === state;
    const hasAll = qualities.every((quality) => hasQuality[quality](standing));
    if (hasAll) add(standing.claim.state);
    if (!isOfState || !hasAll) continue;
    for (const quality of qualitiesOf(standing)) add(quality);
  }
  return counts;
}

/** On how many claims passages of one article alone bear: they stay without any once it is deleted. */
export async function countClaimsOfOnly(desk: Desk, article: string): Promise<number> {
  const standings = await claimStandings(desk);
  return standings.filter(
    ({ passages }) =>
      passages.length > 0 && passages.every((passage) => passage.article === article),
  ).length;
}

const maxAlike = 5;

/** The claims that say nearly what was typed, but for one. */
export async function claimsAlike(
  desk: Desk,
  typed: string,
  except: string | null = null,
): Promise<Claim[]> {
  const claims = (await claimStandings(desk)).map(({ claim }) => claim);
  const others = claims.filter(({ id }) => id !== except);
  return alikeStatements(typed, others, maxAlike);
}
