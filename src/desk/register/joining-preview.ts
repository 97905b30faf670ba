import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Claim } from '../../domain/claims/claim.js';
import {
  type ClaimFigures,
  type ClaimPassage,
  countsInside,
} from '../../domain/claims/claim-figures.js';
import { Problem } from '../../domain/problem.js';
import { endIdOf, joinEntry, wayToEnd, withoutRepeats } from '../../domain/register/joining.js';
import { currentRating, type Source, type SourceRating } from '../../domain/register/source.js';
import { demand } from '../../domain/rights.js';
import { figuresOn } from '../claims/claim-figures-working.js';
import { standingForClaim } from '../claims/kept-claims.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documentsById } from '../documents.js';
import { entriesOfEach, withWays } from './joined.js';
import { joinedEntries } from './joining.js';
import { type NamedByJoining, namedByJoining } from './named-by-joining.js';

/** What joining some entries would change. */
export interface JoiningPreview {
  entries: readonly JoinableEntry[];
  /** Their annotations, each once, and in how many articles. */
  annotations: number;
  articles: number;
  /** The claims of which chains meet in the source that were apart until now. */
  claims: readonly ClaimMeeting[];
  /** Those of whom it is on record who they are, where that stands beside another of them. */
  named: readonly NamedByJoining[];
  /** Why they can't be joined as they are. */
  obstacle: string | null;
}

/** Between what the number of a claim's independent sources lies, of the chains that assert it. */
interface IndependenceRange {
  atLeast: number;
  atMost: number;
}

interface ClaimMeeting {
  claim: Claim;
  before: IndependenceRange;
  after: IndependenceRange;
}

interface JoinableEntry {
  source: Source;
  rating: SourceRating | null;
  annotations: number;
}

/** At most this many of each entry's annotations are read for a preview: what is beyond is not worked out. */
export const maxPreviewed = 2000;

/** What joining entries into one of them would change; nothing is written. For editors. */
export async function previewJoining(
  desk: Desk,
  actor: Actor,
  ids: readonly string[],
  into: string,
): Promise<JoiningPreview> {
  demand(actor, 'change sources');
  const others = ids.filter((id) => id !== into);
  const { sources, target } = await joinedEntries(desk, others, into);
  const entries = [target, ...sources];
  const known = await withWays(desk.store, [target]);
  const way = wayToEnd(target, (each) => known.get(each));
  const end = way.at(-1) ?? target;
  const entriesOf = await entriesOfEach(desk.store, [...entries, end]);
  const naming = await annotationsOfEach(desk, entries, entriesOf);
  const all = withoutRepeats([...naming.values()].flat());
  return {
    entries: entries.map((source) => ({
      source,
      rating: currentRating(source),
      annotations: naming.get(source.id)?.length ?? 0,
    })),
    annotations: all.length,
    articles: new Set(all.map(({ article }) => article)).size,
    claims: await claimsThatMeet(desk, entries, naming, end),
    named: await namedByJoining(
      desk,
      [end, ...sources].map(({ id }) => entriesOf.get(id) ?? []),
    ),
    obstacle: obstacleOf(sources, way, now(desk)),
  };
}

/** The annotations that name each of some sources, under whichever of its entries. */
async function annotationsOfEach(
  desk: Desk,
  sources: readonly Source[],
  entries: ReadonlyMap<string, readonly Source[]>,
): Promise<Map<string, Annotation[]>> {
  const owners = sources.flatMap(({ id }) =>
    (entries.get(id) ?? []).map((entry) => [id, entry.id] as const),
  );
  const queries = owners.map(([, key]) => ({
    key,
    limit: maxPreviewed,
    order: 'descending' as const,
  }));
  const pages = await desk.store.findMany('annotations', 'source', queries);
  const naming = new Map<string, Annotation[]>();
  for (const [at, [id]] of owners.entries()) {
    naming.set(id, withoutRepeats([...(naming.get(id) ?? []), ...(pages[at]?.items ?? [])]));
  }
  return naming;
}

/** Of more claims than this the counts are not worked out before joining. */
const maxCounted = 30;

/**
 * How many independent sources bear the claims that are named by annotations of two of the sources at
 * least, before they are one and after.
 */
async function claimsThatMeet(
  desk: Desk,
  entries: readonly Source[],
  naming: ReadonlyMap<string, readonly Annotation[]>,
  end: Source,
): Promise<ClaimMeeting[]> {
  const through = new Map<string, Set<string>>();
  for (const [source, annotations] of naming) {
    for (const { claim } of annotations) {
      if (claim !== null) through.set(claim, (through.get(claim) ?? new Set()).add(source));
    }
  }
  const ids = [...through].filter(([, sources]) => sources.size > 1).map(([id]) => id);
  const claims = await documentsById(desk, 'claims', ids);
  const ends = await withWays(desk.store, entries);
  const joined = new Set([...naming.keys()].map((id) => endIdOf(id, (each) => ends.get(each))));
  const meetings: ClaimMeeting[] = [];
  for (const claim of [...claims.values()].slice(0, maxCounted)) {
    const standing = await standingForClaim(desk, claim);
    const passages = standing.passages.filter(countsInside);
    const after = await figuresOn(passages.map((passage) => asJoined(passage, joined, end)));
    meetings.push({
      claim: standing.claim,
      before: rangeOf(standing.inside),
      after: rangeOf(after),
    });
  }
  return withoutRepeatedClaims(meetings);
}

/** A passage as it will count when some sources are one. */
function asJoined(passage: ClaimPassage, joined: ReadonlySet<string>, end: Source): ClaimPassage {
  const isDark = end.unnamed || end.confidential;
  const hops = passage.chain.hops.map((hop) =>
    hop.map((holder) =>
      joined.has(holder.source) ? { ...holder, source: end.id, isDark } : holder,
    ),
  );
  return { ...passage, chain: { ...passage.chain, hops } };
}

function rangeOf({ asserts: { independence } }: ClaimFigures): IndependenceRange {
  return { atLeast: independence.atLeast, atMost: independence.atMost };
}

function withoutRepeatedClaims(meetings: readonly ClaimMeeting[]): ClaimMeeting[] {
  return [...new Map(meetings.map((meeting) => [meeting.claim.id, meeting])).values()];
}

function obstacleOf(sources: readonly Source[], way: readonly Source[], at: string): string | null {
  try {
    for (const source of sources) joinEntry(source, way, { at, by: '' });
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
