import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import { type SourceRole, sourceRoles, standingIn } from '../../domain/chain/standing.js';
import type { Claim } from '../../domain/claims/claim.js';
import { sourcesBeside } from '../../domain/map/map-passages.js';
import { endOf } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import { type TrackRecord, trackRecord } from '../../domain/register/track-record.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { cursorOf, type Page } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { maxPassagesMapped } from '../map/maps.js';
import {
  annotationsNaming,
  countUsesOfEach,
  entriesOfOne,
  withWays,
  withWaysIn,
} from './joined.js';
import { type LikelyDuplicate, likelyDuplicatesOf } from './likely-duplicates.js';

/** Of more annotations than this, the newest are what a source's figures are made of. */
export const maxFigured = 1000;
const pageSize = 50;

/** Everything that is known of a source: what its page is made of. */
export interface SourceReading {
  source: Source;
  /** The entry that stands for it; null where it stands for itself. */
  joinedInto: Source | null;
  /** The entries for which it stands. */
  joined: readonly Source[];
  affiliation: Source | null;
  /** The article whose description it is. */
  describedIn: Article | null;
  uses: number;
  figures: SourceFigures;
  /** A page of the annotations that name it, newest first, and what they name. */
  annotations: readonly Annotation[];
  /** The newest of all that name it. */
  newest: readonly Annotation[];
  next: string | null;
  articles: ReadonlyMap<string, Article>;
  sources: ReadonlyMap<string, Source>;
  /** What it may be one with. */
  alike: readonly LikelyDuplicate[];
  /** Of which somebody has said that they are other sources. */
  differing: readonly Source[];
}

/** What is worked out of the newest annotations that name a source. */
interface SourceFigures {
  /** How many they are. */
  annotations: number;
  articles: number;
  roles: Readonly<Record<SourceRole, number>>;
  /** Oldest first. */
  statuses: readonly Annotation['status'][];
  record: TrackRecord;
}

/** What is asked for of a source: where its list goes on, and in which part of a chain. */
interface SourceAsked {
  after: string | null;
  role: SourceRole | null;
}

/** Reads a source for its page, in a number of readings that does not grow with what rests on it. */
export async function readSource(
  desk: Desk,
  source: Source,
  { after, role }: SourceAsked = { after: null, role: null },
): Promise<SourceReading> {
  const { store } = desk;
  const [ways, entries, alike] = await Promise.all([
    withWays(store, [source]),
    entriesOfOne(store, source),
    likelyDuplicatesOf(store, [source]),
  ]);
  const naming = (from: string | null) =>
    annotationsNaming(store, source, { after: from, limit: maxFigured }, entries);
  const [uses, newest] = await Promise.all([
    countUsesOfEach(store, [source], new Map([[source.id, entries]])),
    naming(null),
  ]);
  const figured = after === null ? newest : await naming(after);
  const own = { ids: new Set(entries.map(({ id }) => id)), isOutlet: source.kind === 'outlet' };
  const articles = await documentsById(desk, 'articles', [
    ...[...newest.items, ...figured.items].map(({ article }) => article),
    ...(source.article === null ? [] : [source.article]),
  ]);
  const roleOf = (annotation: Annotation) => standingIn(annotation.chain, own)[0]?.role ?? 'link';
  const shown = shownOf(figured, (each) => role === null || roleOf(each) === role);
  const mapped = newest.items.slice(0, maxPassagesMapped);
  const sources = await documentsById(desk, 'sources', [
    ...shown.annotations.flatMap(({ chain }) => sourcesIn(chain)),
    ...mapped.flatMap(({ chain }) => sourcesBeside(chain, own.ids)),
    ...(source.differsFrom ?? []),
    ...(source.affiliation === null ? [] : [source.affiliation]),
  ]);
  const end = endOf(source, (id) => ways.get(id));
  return {
    source,
    joinedInto: end.id === source.id ? null : end,
    joined: entries.slice(1),
    affiliation: sources.get(source.affiliation ?? '') ?? null,
    describedIn: articles.get(source.article ?? '') ?? null,
    uses: uses.get(source.id) ?? 0,
    figures: await figuresOf(desk, newest.items, roleOf),
    ...shown,
    newest: newest.items,
    articles,
    sources,
    alike: alike.get(source.id) ?? [],
    differing: (source.differsFrom ?? []).flatMap((id) => sources.get(id) ?? []),
  };
}

/** The first of those annotations that are wanted, and where the list of them goes on. */
function shownOf(
  { items, next }: Page<Annotation>,
  isWanted: (annotation: Annotation) => boolean,
): Pick<SourceReading, 'annotations' | 'next'> {
  const wanted = items.filter(isWanted);
  const annotations = wanted.slice(0, pageSize);
  const last = annotations.at(-1);
  const isLonger = last && wanted.length > annotations.length;
  return { annotations, next: isLonger ? cursorOf({ sort: last.created, id: last.id }) : next };
}

async function figuresOf(
  desk: Desk,
  newest: readonly Annotation[],
  roleOf: (annotation: Annotation) => SourceRole,
): Promise<SourceFigures> {
  const roles = newest.map(roleOf);
  const counted = sourceRoles.map((role) => [role, roles.filter((each) => each === role).length]);
  return {
    annotations: newest.length,
    articles: new Set(newest.map(({ article }) => article)).size,
    roles: Object.fromEntries(counted) as SourceFigures['roles'],
    statuses: newest.map(({ status }) => status).reverse(),
    record: await recordOf(desk, newest),
  };
}

/** Withdrawn annotations are no longer the desk's; off the record and disputed ones count here. */
async function recordOf(desk: Desk, annotations: readonly Annotation[]): Promise<TrackRecord> {
  const standing = annotations.filter((each) => each.claim !== null && !isWithdrawn(each));
  const claims = await claimsOf(desk, standing);
  return trackRecord(
    standing.flatMap(({ claim, stance }) => {
      const known = claims.get(claim ?? '');
      return known ? [{ claim: known, stance }] : [];
    }),
  );
}

/** The claims that annotations name; in the place of a joined one what stands for it. */
async function claimsOf(
  desk: Desk,
  annotations: readonly Annotation[],
): Promise<ReadonlyMap<string, Claim>> {
  const known = await documentsById(
    desk,
    'claims',
    annotations.flatMap(({ claim }) => claim ?? []),
  );
  const ways = await withWaysIn(desk.store, 'claims', [...known.values()]);
  return new Map([...known].map(([id, claim]) => [id, endOf(claim, (each) => ways.get(each))]));
}
