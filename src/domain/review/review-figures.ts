import type { Annotation } from '../annotations/annotation.js';
import { placesIn, sourcesIn } from '../chain/chain.js';
import type { RelationCode } from '../chain/relations.js';
import type { OriginEntry } from '../chain/weakness.js';
import { endIdOf, withEnds } from '../register/joining.js';
import { isOnEarlierChain, judgedPlace, type Verdict, type VerdictCode } from './verdict.js';

/*
 * Figures for whoever runs a desk. They count what stands: a verdict that was withdrawn or
 * superseded is history.
 */

/** What the figures need of an annotation: small, so that those of a whole desk can be kept in memory. */
export interface ReviewRow {
  id: string;
  article: string;
  creator: string;
  status: Annotation['status'];
  /** The blind round during which it was made. */
  round: string | null;
  isDeleted: boolean;
  /** Since when it stands as it does: RFC 3339, UTC. */
  since: string;
  created: string;
  verdicts: readonly Pick<Verdict, 'by' | 'at' | 'verdict'>[];
  proposals: readonly { by: string; isAccepted: boolean }[];
  /** The ids of the sources in its chain and of all into which these are joined, each once. */
  sources: readonly string[];
  hops: readonly HopRow[];
}

/** A holder or a gap, and whether somebody disputes it: by itself, or with hop, chain or the whole. */
export interface HopRow {
  /** The id of the entry that stands for its source. */
  source: string | null;
  relation: RelationCode | null;
  isDisputed: boolean;
}

type EntryOf = (id: string) => OriginEntry | undefined;

/** What the figures of reviewing need of an annotation. `sourceOf` gives the register's entry of an id. */
export function reviewRow(annotation: Annotation, sourceOf: EntryOf): ReviewRow {
  const { id, article, creator, status, round, revision, created, modified } = annotation;
  return {
    id,
    article,
    creator,
    status,
    round,
    isDeleted: annotation.deleted !== null,
    since: revision > 1 ? modified : created,
    created,
    verdicts: annotation.verdicts.map(({ by, at, verdict }) => ({ by, at, verdict })),
    proposals: annotation.proposals.map(({ by, outcome }) => {
      return { by, isAccepted: outcome?.decision === 'accepted' };
    }),
    sources: withEnds(sourcesIn(annotation.chain), sourceOf),
    hops: hopsOf(annotation, sourceOf),
  };
}

function hopsOf(annotation: Annotation, sourceOf: EntryOf): HopRow[] {
  const disputed = annotation.verdicts.filter(({ verdict }) => verdict === 'dispute');
  const ofAll = disputed.some(({ on }) => on === 'whole' || on === 'chain');
  const places = disputed
    .filter((verdict) => !isOnEarlierChain(annotation, verdict))
    .flatMap(({ on }) => judgedPlace(on) ?? []);
  return placesIn(annotation.chain).map(({ hop, holder, number, relation }) => {
    const named = places.filter((place) => place.hop === hop);
    const isNamed = named.some((place) => place.holder === null || place.holder === number);
    const source = holder && endIdOf(holder.source, sourceOf);
    return { source, relation, isDisputed: ofAll || isNamed };
  });
}

/** What one person has annotated and judged. */
export interface Share {
  person: string;
  /** Their own annotations. */
  made: number;
  /** Others' annotations on which a verdict of theirs stands. */
  judged: number;
  /** Those verdicts, of which there may be several on one annotation. */
  verdicts: Record<VerdictCode, number>;
  proposed: number;
  accepted: number;
}

/** How far the annotations of an article have been reviewed, and by whom. */
export interface Coverage {
  article: string;
  annotations: number;
  /** How many are unreviewed: too few agree, and nobody disputes. */
  waiting: number;
  /** On how many annotations each has given a verdict, the most first. */
  judges: { person: string; judged: number }[];
}

/** The ages into which what waits is sorted; an annotation is in the first that it fits. */
export const ages = [
  { words: 'less than a day', days: 1 },
  { words: '1 to 3 days', days: 3 },
  { words: '3 to 7 days', days: 7 },
  { words: '1 to 4 weeks', days: 28 },
  { words: 'more than 4 weeks', days: Number.POSITIVE_INFINITY },
] as const;

/** How long annotations wait for their review. Durations are in milliseconds. */
export interface WaitingTimes {
  waiting: number;
  /** null where nothing waits. */
  median: number | null;
  oldest: Pick<ReviewRow, 'id' | 'article' | 'since'> | null;
  /** How many have waited how long. */
  ages: { words: string; count: number }[];
  /** How many have a verdict, and the median time from their making to the earliest that stands. */
  judged: number;
  firstVerdict: number | null;
}

/** Of the annotations whose chains name something, how many are disputed there. */
export interface DisputeShare<T> {
  what: T;
  annotations: number;
  disputed: number;
}

/** Where disagreement gathers: what is disputed most often, then by the share, first. */
export interface Disagreement {
  /** By the sources' ids; null stands for origins that are not stated and unknown holders. */
  sources: DisputeShare<string | null>[];
  relations: DisputeShare<RelationCode>[];
}
