import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { countsInside } from '../../domain/claims/claim-figures.js';
import { withAlikeFolded } from '../../domain/map/folding.js';
import {
  aroundSource,
  mapPassage,
  mapSources,
  sourcesBeside,
} from '../../domain/map/map-passages.js';
import { type MapPassage, type SourceMap, sourceMap } from '../../domain/map/source-map.js';
import { endIdOf, endOf } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { runsRightToLeft } from '../../domain/text/direction.js';
import { passageAddress } from '../annotations/passage-address.js';
import type { ClaimStanding } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { annotationsNaming, entriesOfOne, withWays } from '../register/joined.js';

/*
 * Which passages a map is made of: those that whoever asks may see and that the desk stands by. What is
 * off the record is on a map inside the desk, as it counts there; reports leave it out.
 */

/** More passages make no picture. */
export const maxPassagesMapped = 400;

/** A map, and how many passages there are beside those on it. */
export interface ReadMap {
  map: SourceMap;
  left: number;
  /** Whether what it is of is read so: then origins are at the right. */
  isRightToLeft: boolean;
}

type Sources = ReadonlyMap<string, Source>;

/** The map of a claim: `annotations` are those that are read, `sources` the entries for which they stand. */
export function claimMap(
  { claim, passages }: Pick<ClaimStanding, 'claim' | 'passages'>,
  annotations: ReadonlyMap<string, Annotation>,
  sources: Sources,
): ReadMap {
  const counted = passages.filter(countsInside);
  const mapped = counted.flatMap(({ annotation: id, chain, publishedAt }) => {
    const annotation = annotations.get(id);
    if (!annotation) return [];
    const ends = new Map<string, string>();
    for (const [at, { holders }] of annotation.chain.entries()) {
      for (const [place, { source }] of holders.entries()) {
        ends.set(source, chain.hops[at]?.[place]?.source ?? source);
      }
    }
    const standsFor = (source: string) => ends.get(source) ?? source;
    const passage = mapPassage(annotation, standsFor, passageAddress(annotation));
    return [{ ...passage, published: publishedAt }];
  });
  return mapOf(mapped, sources, counted.length, runsRightToLeft(claim.statement));
}

/** The entries that stand for those which the chains of a claim name. */
export function sourcesStandingIn({ passages }: Pick<ClaimStanding, 'passages'>): string[] {
  const ids = passages.flatMap(({ chain }) => chain.hops.flat().map(({ source }) => source));
  return [...new Set(ids)];
}

/** The same for whoever has read nothing of it yet. */
export async function readClaimMap(desk: Desk, standing: ClaimStanding): Promise<ReadMap> {
  const ids = standing.passages.slice(0, maxPassagesMapped).map(({ annotation }) => annotation);
  const [annotations, sources] = await Promise.all([
    documentsById(desk, 'annotations', ids),
    documentsById(desk, 'sources', sourcesStandingIn(standing)),
  ]);
  return claimMap(standing, annotations, sources);
}

/** The map of an article as somebody reads it. */
export function articleMap({ article, annotations, sources }: ArticleReading): ReadMap {
  const standing = annotations
    .map(({ annotation }) => annotation)
    .filter((each) => !isWithdrawn(each));
  const isRightToLeft = runsRightToLeft(article.title, article.language);
  return mapOf(passagesOf(standing, sources), sources, standing.length, isRightToLeft);
}

/** From whom a source has it and to whom it passes it on, by the newest annotations that name it. */
export async function readSourceMap(desk: Desk, source: Source): Promise<ReadMap> {
  const entries = await entriesOfOne(desk.store, source);
  const asked = { after: null, limit: maxPassagesMapped };
  const { items } = await annotationsNaming(desk.store, source, asked, entries);
  const own = new Set(entries.map(({ id }) => id));
  const ids = items.flatMap(({ chain }) => sourcesBeside(chain, own));
  const sources = await documentsById(desk, 'sources', [source.id, ...ids]);
  return sourceMapOf(desk, source, items, sources);
}

/** The same of annotations that are read, and of the sources beside it in their chains. */
export async function sourceMapOf(
  desk: Desk,
  source: Source,
  annotations: readonly Annotation[],
  known: Sources,
): Promise<ReadMap> {
  const standing = annotations.filter((each) => !isWithdrawn(each));
  const sources = await withWays(desk.store, [source, ...known.values()]);
  const end = endOf(source, (id) => sources.get(id)).id;
  const passages = passagesOf(standing.slice(0, maxPassagesMapped), sources).map((passage) =>
    aroundSource(passage, end),
  );
  return mapOf(passages, sources, standing.length, runsRightToLeft(source.name));
}

function passagesOf(annotations: readonly Annotation[], sources: Sources): MapPassage[] {
  const standsFor = (id: string) => endIdOf(id, (each) => sources.get(each));
  return annotations.map((each) => mapPassage(each, standsFor, passageAddress(each)));
}

function mapOf(
  passages: readonly MapPassage[],
  sources: Sources,
  count: number,
  isRightToLeft: boolean,
): ReadMap {
  const shown = passages.slice(0, maxPassagesMapped);
  const map = withAlikeFolded(
    sourceMap(
      shown,
      mapSources((id) => sources.get(id)),
    ),
  );
  return { map, left: count - shown.length, isRightToLeft };
}
