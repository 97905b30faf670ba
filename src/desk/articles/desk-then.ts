import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article, DeskThen } from '../../domain/articles/article.js';
import { isInternal } from '../../domain/chain/chain.js';
import {
  countsOutside,
  type StanceFigures,
  sourcesNamedIn,
} from '../../domain/claims/claim-figures.js';
import type { DocumentName } from '../../store/store.js';
import { type ClaimStanding, standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { withWays } from '../register/joined.js';
import { shortIds } from '../register/sources.js';
import { visibleTo } from '../rounds/visibility.js';
import { namedIn } from './article-reading.js';

/**
 * What the report of an article's newest edition rests on beside the article and the register's histories, to be
 * kept with the edition that is to follow it. `annotations` are the article's, deleted ones too.
 */
export async function deskThenOf(
  desk: Desk,
  article: Article,
  annotations: readonly Annotation[],
): Promise<DeskThen> {
  const seen = await visibleTo(desk, null);
  const present = annotations.filter(({ deleted }) => !deleted);
  const told = present.filter(({ chain }) => !isInternal(chain));
  const claims = await documentsById(
    seen,
    'claims',
    told.flatMap(({ claim }) => claim ?? []),
  );
  const sources = await documentsById(seen, 'sources', namedIn(present).sources);
  const known = await withWays(seen.store, [...sources.values()]);
  const shown = await shortIds(seen, [...known.values()], article.id);
  const standings = await Promise.all(
    [...claims.values()].map(async (claim) => {
      const [standing] = await standingsFor(seen, [claim]);
      return standing ? [keptOf(claim.id, standing)] : [];
    }),
  );
  return {
    claims: standings.flat(),
    shownIds: [...shown].map(([source, { length }]) => ({ source, characters: length })),
  };
}

function keptOf(claim: string, { outside, passages }: ClaimStanding): DeskThen['claims'][number] {
  const { asserts, denies, questions } = outside;
  const circles = [asserts, denies].flatMap(({ independence }) => independence.circular.flat());
  const inCircles = new Set(circles.flatMap(({ annotations }) => annotations));
  const warned = passages
    .filter(countsOutside)
    .filter((each) => each.isDisputed || each.isAdrift || inCircles.has(each.annotation));
  return {
    claim,
    asserts: figuresKept(asserts),
    denies: figuresKept(denies),
    questions,
    passages: warned.map(({ annotation, publishedAt, isDisputed, isAdrift }) => ({
      ...{ annotation, publishedAt, isDisputed, isAdrift },
    })),
  };
}

type FiguresKept = DeskThen['claims'][number]['asserts'];

/** Without what no report tells: the passages that bear witness, and all pairs that share wording but the first. */
function figuresKept({ independence, wording, ...numbers }: StanceFigures): FiguresKept {
  const { witnesses: _, possibleWitnesses: _possible, steps: _steps, ...kept } = independence;
  const undecided = wording.undecided.map(({ articles, pairs }) => ({
    ...{ articles, pairs: pairs.slice(0, 1) },
  }));
  return { ...numbers, independence: kept, wording: { ...wording, undecided } };
}

/** The sources that an edition keeps so, of which its save wants to know whether they are there. */
export function sourcesKeptIn({ claims, shownIds }: DeskThen): DocumentName[] {
  const ids = new Set([...claims.flatMap(sourcesBearing), ...shownIds.map(({ source }) => source)]);
  return [...ids].map((id) => ({ in: 'sources', id }));
}

/** Those that words about how a claim was borne may name. */
export function sourcesBearing({
  asserts,
  denies,
  questions,
}: DeskThen['claims'][number]): string[] {
  return sourcesNamedIn({ asserts: figuresThen(asserts), denies: figuresThen(denies), questions });
}

/** The same as figures are told. */
export function figuresThen({ independence, ...figures }: FiguresKept): StanceFigures {
  return {
    ...figures,
    independence: { ...independence, witnesses: [], possibleWitnesses: [], steps: 0 },
  };
}
