import type { ClaimFigures, StanceFigures } from '../../domain/claims/claim-figures.js';
import { claimSentences, type SentencePart } from '../../domain/claims/claim-sentence.js';
import { type ClaimWarning, warningsOf } from '../../domain/claims/claim-warnings.js';
import type { Source } from '../../domain/register/source.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import type { ClaimStanding } from './kept-claims.js';

/** How a claim stands, in words; `sources` are the entries that its figures name, by id. */
export interface ClaimTold {
  sentences: SentencePart[][];
  warnings: ClaimWarning[];
  sources: ReadonlyMap<string, Source>;
}

/** Says how some claims stand, in their order. */
export async function tellFigures(
  desk: Pick<Desk, 'store'>,
  figures: readonly ClaimFigures[],
): Promise<ClaimTold[]> {
  const stances = figures.flatMap(({ asserts, denies }) => [asserts, denies]);
  const sources = await documentsById(desk, 'sources', stances.flatMap(sourcesNamed));
  const publishedAt = await datesOf(desk, stances.flatMap(annotationsDated));
  const sourceOf = (id: string) => sources.get(id);
  return figures.map((each) => ({
    sentences: claimSentences(each, sourceOf),
    warnings: warningsOf(each, sourceOf, (annotation) => publishedAt.get(annotation) ?? null),
    sources,
  }));
}

/** Says how one claim stands, as the desk counts it. */
export async function tellStanding(
  desk: Pick<Desk, 'store'>,
  { inside }: Pick<ClaimStanding, 'inside'>,
): Promise<ClaimTold> {
  const [told] = await tellFigures(desk, [inside]);
  return told ?? { sentences: [], warnings: [], sources: new Map() };
}

/** Every source that words about some figures may name. */
function sourcesNamed({ independence, darkOrigins }: StanceFigures): string[] {
  const { circular, cut, sharedSources, witnessOrigins } = independence;
  return [
    ...cut,
    ...sharedSources,
    ...witnessOrigins,
    ...circular.flat().flatMap(({ from, to }) => [from, to]),
    ...darkOrigins.flatMap((id) => id ?? []),
  ];
}

/** More than this of one step of a circle are not asked for their days. */
const maxDatedOfStep = 20;

function annotationsDated({ independence: { circular } }: StanceFigures): string[] {
  return circular.flat().flatMap(({ annotations }) => annotations.slice(0, maxDatedOfStep));
}

/** When the articles of some annotations were published, by annotation. */
async function datesOf(
  desk: Pick<Desk, 'store'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const annotations = [...(await documentsById(desk, 'annotations', ids)).values()];
  const articles = await documentsById(
    desk,
    'articles',
    annotations.map(({ article }) => article),
  );
  const dated = annotations.flatMap(({ id, article }): [string, string][] => {
    const published = articles.get(article)?.publishedAt ?? null;
    return published === null ? [] : [[id, published]];
  });
  return new Map(dated);
}
