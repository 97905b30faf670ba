import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import type { Claim } from '../../domain/claims/claim.js';
import {
  type ClaimFigures,
  type ClaimPassage,
  countsInside,
} from '../../domain/claims/claim-figures.js';
import { Problem } from '../../domain/problem.js';
import {
  endIdOf,
  endOf,
  joinEntry,
  partEntry,
  wayToEnd,
  withoutRepeats,
} from '../../domain/register/joining.js';
import { currentRating, type Source, type SourceRating } from '../../domain/register/source.js';
import { demand } from '../../domain/rights.js';
import { type Change, replace } from '../../store/store.js';
import { figuresOn } from '../claims/claim-figures-working.js';
import { standingForClaim } from '../claims/kept-claims.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documentsById } from '../documents.js';
import { commitWithRetry } from '../with-retry.js';
import { demandCurrent, recordOfSource } from './entry-changes.js';
import { entriesOfEach, withWays } from './joined.js';
import { sourceById } from './sources.js';

/*
 * Entries that turn out to be one source: joined by one commit, however many they are, parted again
 * at any later time. No annotation is rewritten by either.
 */

/** What is joined. */
export interface Joining {
  /** The entries that are joined; chains that name them keep their names. */
  ids: readonly string[];
  /** The entry that stands for all of them from now on. */
  into: string;
  /** The one of them whose rating holds from now on; without it, that of `into` goes on to hold. */
  rating?: string | null;
}

/** More than this at once nobody looks over. */
export const maxJoined = 50;

/**
 * Says that entries are one source from now on; answers with the one that stands for them. `seen` is
 * the ETag of the only one that is joined, as the editor saw it. Throws as `joinEntry` does.
 */
export async function joinSources(
  desk: Desk,
  actor: Actor,
  joining: Joining,
  seen: string | null = null,
): Promise<Source> {
  demand(actor, 'change sources');
  await commitWithRetry(desk, () => joiningChanges(desk, actor, joining, seen));
  return sourceById(desk, joining.into);
}

/** Joins one entry with another, and answers with it. */
export async function joinSource(
  desk: Desk,
  actor: Actor,
  id: string,
  into: string,
  { rating = null, seen = null }: { rating?: string | null; seen?: string | null } = {},
): Promise<Source> {
  await joinSources(desk, actor, { ids: [id], into, rating }, seen);
  return sourceById(desk, id);
}

async function joiningChanges(
  desk: Desk,
  actor: Actor,
  { ids, into, rating = null }: Joining,
  seen: string | null,
): Promise<Change[]> {
  const { sources, target } = await joinedEntries(desk, ids, into);
  for (const source of sources) demandCurrent(source, seen);
  const isRepeated = ({ joined }: Source) =>
    desk.request !== null && joined?.into === into && joined.by === actor.id;
  const joinable = sources.filter((source) => !isRepeated(source));
  if (joinable.length === 0) return [];
  const known = await withWays(desk.store, [target]);
  const way = wayToEnd(target, (each) => known.get(each));
  const stamp = { at: now(desk), by: actor.id };
  const end = way.at(-1) ?? target;
  const rated = ratedByJoining(end, sources, rating, stamp);
  return [
    ...joinable.flatMap((source) => [
      replace('sources', joinEntry(source, way, stamp)),
      recordOfSource(desk, actor, source, {
        action: 'source.joined',
        before: null,
        after: { into },
      }),
    ]),
    // Written again as they stand, so that two who join at one moment can't close a circle.
    ...way.map((entry) => replace('sources', entry.id === end.id ? rated : entry)),
    ...(rated === end ? [] : [ratingOf(desk, actor, end, rated)]),
  ];
}

async function joinedEntries(desk: Desk, ids: readonly string[], into: string) {
  const others = [...new Set(ids)];
  if (others.length > maxJoined) {
    throw Problem.field('ids', `Join at most ${maxJoined} entries at once.`);
  }
  const found = await documentsById(desk, 'sources', [...others, into]);
  const target = found.get(into);
  if (!target) throw Problem.field('into', 'There is no such source in the register.');
  const sources = others.map((id) => {
    const source = found.get(id);
    if (!source) throw new Problem('not-found', 'There is no such source in the register.');
    return source;
  });
  return { sources, target };
}

/** The entry that stands for the others, with the rating that was chosen among theirs. */
function ratedByJoining(
  end: Source,
  sources: readonly Source[],
  chosen: string | null,
  stamp: Stamp,
): Source {
  if (chosen === null || chosen === end.id) return end;
  const from = sources.find(({ id }) => id === chosen);
  const rating = from && currentRating(from);
  if (!rating) throw Problem.field('rating', 'Choose the rating of one of the entries.');
  const { reliability, reason } = rating;
  return { ...end, ratings: [...end.ratings, { reliability, reason, ...stamp, from: from.id }] };
}

function ratingOf(desk: Desk, actor: Actor, before: Source, after: Source): Change {
  const [was, is] = [currentRating(before), currentRating(after)];
  return recordOfSource(desk, actor, before, {
    action: 'source.rated',
    before: { reliability: was?.reliability ?? null },
    after: { reliability: is?.reliability ?? 'F', reason: is?.reason ?? null },
  });
}

/**
 * Parts entries again from those into which they were joined: each has again what it had, and so has
 * the one that stood for it.
 */
export async function partSources(
  desk: Desk,
  actor: Actor,
  ids: readonly string[],
  seen: string | null = null,
): Promise<void> {
  demand(actor, 'change sources');
  await commitWithRetry(desk, async () => {
    const found = await documentsById(desk, 'sources', ids);
    if (found.size < new Set(ids).size) {
      throw new Problem('not-found', 'There is no such source in the register.');
    }
    const sources = [...found.values()];
    for (const source of sources) demandCurrent(source, seen);
    const known = await withWays(desk.store, sources);
    const changed = new Map(sources.map((source) => [source.id, partEntry(source)]));
    for (const source of sources) {
      const end = endOf(source, (id) => known.get(id));
      const entry = changed.get(end.id) ?? end;
      const ratings = entry.ratings.filter((rating) => rating.from !== source.id);
      if (ratings.length < entry.ratings.length) changed.set(end.id, { ...entry, ratings });
    }
    return [
      ...[...changed.values()].map((source) => replace('sources', source)),
      ...sources.map(({ id, joined }) =>
        recordOfSource(
          desk,
          actor,
          { id },
          {
            action: 'source.parted',
            before: { into: joined?.into },
            after: null,
          },
        ),
      ),
    ];
  });
}

/** Parts one entry, and answers with it. */
export async function partSource(
  desk: Desk,
  actor: Actor,
  id: string,
  seen: string | null = null,
): Promise<Source> {
  await partSources(desk, actor, [id], seen);
  return sourceById(desk, id);
}

/** What joining some entries would change. */
export interface JoiningPreview {
  entries: readonly JoinableEntry[];
  /** Their annotations, each once, and in how many articles. */
  annotations: number;
  articles: number;
  /** The claims of which chains meet in the source that were apart until now. */
  claims: readonly ClaimMeeting[];
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

/** So many of each entry's annotations are read for a preview: what is beyond is not worked out. */
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
  const naming = await annotationsOfEach(desk, entries);
  const known = await withWays(desk.store, [target]);
  const way = wayToEnd(target, (each) => known.get(each));
  const all = withoutRepeats([...naming.values()].flat());
  return {
    entries: entries.map((source) => ({
      source,
      rating: currentRating(source),
      annotations: naming.get(source.id)?.length ?? 0,
    })),
    annotations: all.length,
    articles: new Set(all.map(({ article }) => article)).size,
    claims: await claimsThatMeet(desk, entries, naming, way.at(-1) ?? target),
    obstacle: obstacleOf(sources, way, now(desk)),
  };
}

/** The annotations that name each of some sources, under whichever of its entries. */
async function annotationsOfEach(
  desk: Desk,
  sources: readonly Source[],
): Promise<Map<string, Annotation[]>> {
  const entries = await entriesOfEach(desk.store, sources);
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
