import type { Annotation } from '../annotations/annotation.js';
import { placesIn } from '../chain/chain.js';
import type { RelationCode } from '../chain/relations.js';
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
  hops: readonly HopRow[];
}

/** A holder or a gap, and whether somebody disputes it: by itself, or with hop, chain or the whole. */
interface HopRow {
  source: string | null;
  relation: RelationCode | null;
  isDisputed: boolean;
}

export function reviewRow(annotation: Annotation): ReviewRow {
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
    hops: hopsOf(annotation),
  };
}

function hopsOf(annotation: Annotation): HopRow[] {
  const disputed = annotation.verdicts.filter(({ verdict }) => verdict === 'dispute');
  const ofAll = disputed.some(({ on }) => on === 'whole' || on === 'chain');
  const places = disputed
    .filter((verdict) => !isOnEarlierChain(annotation, verdict))
    .flatMap(({ on }) => judgedPlace(on) ?? []);
  return placesIn(annotation.chain).map(({ hop, holder, number, relation }) => {
    const named = places.filter((place) => place.hop === hop);
    const isNamed = named.some((place) => place.holder === null || place.holder === number);
    return { source: holder?.source ?? null, relation, isDisputed: ofAll || isNamed };
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
  verdicts: Readonly<Record<VerdictCode, number>>;
  proposed: number;
  accepted: number;
}

/** Everybody who annotated or judged anything, the most active judges first. */
export function sharesIn(rows: readonly ReviewRow[]): Share[] {
  const shares = new Map<string, Share>();
  const add = (person: string, more: (share: Share) => Partial<Share>) => {
    const share = shares.get(person) ?? nothingBy(person);
    shares.set(person, { ...share, ...more(share) });
  };
  for (const { creator, verdicts, proposals } of rows) {
    add(creator, ({ made }) => ({ made: made + 1 }));
    for (const by of judgesOf(verdicts)) add(by, ({ judged }) => ({ judged: judged + 1 }));
    for (const { by, verdict } of verdicts) {
      add(by, ({ verdicts: counts }) => ({
        verdicts: { ...counts, [verdict]: counts[verdict] + 1 },
      }));
    }
    for (const { by, isAccepted } of proposals) {
      add(by, ({ proposed, accepted }) => ({
        proposed: proposed + 1,
        accepted: accepted + Number(isAccepted),
      }));
    }
  }
  return [...shares.values()].sort(
    (one, other) =>
      other.judged - one.judged || other.made - one.made || compare(one.person, other.person),
  );
}

function nothingBy(person: string): Share {
  const verdicts = { agree: 0, dispute: 0, unsure: 0 };
  return { person, made: 0, judged: 0, verdicts, proposed: 0, accepted: 0 };
}

function judgesOf(verdicts: ReviewRow['verdicts']): string[] {
  return [...new Set(verdicts.map(({ by }) => by))];
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

/** Every article that has annotations, the one where most wait first. */
export function coverageIn(rows: readonly ReviewRow[]): Coverage[] {
  return Array.from(
    grouped(rows, ({ article }) => article),
    ([article, own]) => ({
      article,
      annotations: own.length,
      waiting: own.filter(isWaiting).length,
      judges: judgesIn(own),
    }),
  ).sort(
    (one, other) =>
      other.waiting - one.waiting ||
      other.annotations - one.annotations ||
      compare(one.article, other.article),
  );
}

function judgesIn(rows: readonly ReviewRow[]): Coverage['judges'] {
  const judged = grouped(
    rows.flatMap(({ verdicts }) => judgesOf(verdicts)),
    (person) => person,
  );
  return Array.from(judged, ([person, times]) => ({ person, judged: times.length })).sort(
    (one, other) => other.judged - one.judged || compare(one.person, other.person),
  );
}

/** The ages into which what waits is sorted; an annotation is in the first that it fits. */
const ages = [
  { words: 'less than a day', days: 1 },
  { words: '1 to 3 days', days: 3 },
  { words: '3 to 7 days', days: 7 },
  { words: '1 to 4 weeks', days: 28 },
  { words: 'more than 4 weeks', days: Number.POSITIVE_INFINITY },
] as const;

/** How long annotations wait for their review. Durations are in milliseconds. */
export interface Waits {
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

/** What waits is unreviewed; a revision that dropped agreements lets it wait anew. */
export function waitsIn(rows: readonly ReviewRow[], now: string): Waits {
  const waiting = rows.filter(isWaiting).sort((one, other) => compare(one.since, other.since));
  const waits = waiting.map(({ since }) => between(since, now));
  const judged = rows.filter(({ verdicts }) => verdicts.length > 0);
  const [oldest = null] = waiting;
  return {
    waiting: waiting.length,
    median: median(waits),
    oldest: oldest && { id: oldest.id, article: oldest.article, since: oldest.since },
    ages: ages.map(({ words }, at) => ({
      words,
      count: waits.filter((wait) => ageOf(wait) === at).length,
    })),
    judged: judged.length,
    firstVerdict: median(judged.map(untilFirstVerdict)),
  };
}

const dayMs = 24 * 60 * 60 * 1000;

function ageOf(wait: number): number {
  return ages.findIndex(({ days }) => wait < days * dayMs);
}

function isWaiting({ status }: ReviewRow): boolean {
  return status === 'unreviewed';
}

function untilFirstVerdict({ created, verdicts }: ReviewRow): number {
  return Math.min(...verdicts.map(({ at }) => between(created, at)));
}

/** Clocks of two machines may disagree: nothing waits for less than no time. */
function between(earlier: string, later: string): number {
  return Math.max(0, Date.parse(later) - Date.parse(earlier));
}

/** The middle one; of an even number, the mean of the two in the middle. */
function median(numbers: readonly number[]): number | null {
  const ascending = numbers.toSorted((one, other) => one - other);
  const [low, high] = [
    ascending.at((ascending.length - 1) / 2),
    ascending.at(ascending.length / 2),
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
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

/**
 * Disputes of the whole and of the chain count for every hop, one of a hop for that hop; those of
 * the passage, the levels and the claim concern no source. What nobody disputes is left out.
 */
export function disagreementIn(rows: readonly ReviewRow[]): Disagreement {
  return {
    sources: disputedBy(rows, ({ source }) => [source]),
    relations: disputedBy(rows, ({ relation }) => (relation === null ? [] : [relation])),
  };
}

function disputedBy<T>(
  rows: readonly ReviewRow[],
  namedBy: (hop: HopRow) => T[],
): DisputeShare<T>[] {
  const named = new Map<T, DisputeShare<T>>();
  for (const { hops } of rows) {
    const disputed = new Set(hops.filter(({ isDisputed }) => isDisputed).flatMap(namedBy));
    for (const what of new Set(hops.flatMap(namedBy))) {
      const count = named.get(what) ?? { what, annotations: 0, disputed: 0 };
      count.annotations += 1;
      if (disputed.has(what)) count.disputed += 1;
      named.set(what, count);
    }
  }
  return [...named.values()]
    .filter((count) => count.disputed > 0)
    .sort(
      (one, other) =>
        other.disputed - one.disputed ||
        one.annotations - other.annotations ||
        compare(String(one.what), String(other.what)),
    );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
