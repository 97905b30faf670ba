import type { Annotation } from '../../domain/annotations/annotation.js';
import { adriftIn } from '../../domain/annotations/carried.js';
import type { ArticleReading, PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { isInternal } from '../../domain/chain/chain.js';
import {
  type ClaimFigures,
  type ClaimPassage,
  countsInside,
  figuresOf,
} from '../../domain/claims/claim-figures.js';
import { countedChain } from '../../domain/claims/counted-chain.js';
import { independenceOf } from '../../domain/claims/independence.js';
import { isWithdrawn } from '../../domain/review/settlement.js';
import { type Sourcing, SourcingCount } from '../../domain/sourcing/sourcing.js';
import { checkSourcing, type SourcingCheck } from '../../domain/sourcing/sourcing-checks.js';
import { readingOf } from '../articles/article-reading.js';
import { articleById } from '../articles/articles.js';
import { standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documents } from '../documents.js';
import { withWays } from '../register/joined.js';

/** What carries an article, as whoever reads it may see. */
export interface ArticleSourcing {
  sourcing: Sourcing;
  checks: SourcingCheck[];
}

/** Works out what carries an article that was read; what is withdrawn carries nothing. */
export async function sourcingOf(desk: Desk, reading: ArticleReading): Promise<ArticleSourcing> {
  const annotations = reading.annotations
    .map(({ annotation }) => annotation)
    .filter((annotation) => !isWithdrawn(annotation));
  const sourceOf = (id: string) => reading.sources.get(id);
  const count = new SourcingCount();
  const against = { sourceOf, atLeastOf: await leastFor(desk, reading, annotations) };
  const checks: SourcingCheck[] = [];
  for (const annotation of annotations) {
    count.add(annotation, sourceOf);
    for (const check of checkSourcing(annotation, against)) checks.push(check);
  }
  return { sourcing: count.sourcing, checks };
}

/** What the checks find in one annotation. */
export async function checksOf(desk: Desk, annotation: Annotation): Promise<SourcingCheck[]> {
  const article = await articleById(desk, annotation.article);
  const reading = await readingOf(desk, article, [annotation]);
  return (await sourcingOf(desk, reading)).checks;
}

/** How many independent sources bear what an annotation says: its claim, or where it has none its own chain. */
async function leastFor(
  desk: Desk,
  { article, sources }: ArticleReading,
  annotations: readonly Annotation[],
): Promise<(annotation: Annotation) => number> {
  const asked = annotations.filter(({ credibility }) => credibility === 1);
  const claims = [...new Set(asked.flatMap(({ claim }) => claim ?? []))];
  const standings = await standingsFor(
    desk,
    claims.map((id) => ({ id })),
  );
  const byClaim = new Map(
    standings.flatMap((standing) =>
      [standing.claim.id, ...standing.entries].map((id) => [id, standing] as const),
    ),
  );
  return (annotation) => {
    const standing = byClaim.get(annotation.claim ?? '');
    if (!standing) {
      return independenceOf([countedChain(annotation, article, sources)]).atLeast;
    }
    const { asserts, denies } = standing.inside;
    return (annotation.stance === 'denies' ? denies : asserts).independence.atLeast;
  };
}

/** How independent the sourcing of an article is. */
export async function independenceIn(desk: Desk, reading: ArticleReading): Promise<ClaimFigures> {
  return figuresOf(await passagesIn(desk, reading));
}

/**
 * What the annotations of a reading bring, as far as it counts within the desk. Whether one asserts or denies some
 * claim makes no difference to the article: its chain carries a passage all the same.
 */
export async function passagesIn(desk: Desk, reading: ArticleReading): Promise<ClaimPassage[]> {
  const { article } = reading;
  const sources = await withAffiliations(desk, reading);
  const passage = ({ annotation, placement }: PlacedAnnotation): ClaimPassage => ({
    annotation: annotation.id,
    article: article.id,
    publishedAt: article.publishedAt,
    creator: annotation.creator,
    stance: 'asserts',
    chain: countedChain(annotation, article, sources),
    isDisputed: annotation.status === 'disputed',
    isWithdrawn: isWithdrawn(annotation),
    isInternal: isInternal(annotation.chain),
    isOrphan: placement.kind === 'missing',
    isAdrift: adriftIn(annotation) !== null,
    isBlind: false,
  });
  return reading.annotations.map(passage).filter(countsInside);
}

/** The sources of a reading with what they belong to, which tells the publisher's staff. */
async function withAffiliations(
  { store }: Desk,
  { sources }: ArticleReading,
): Promise<ArticleReading['sources']> {
  const missing = [...sources.values()].flatMap(({ affiliation }) =>
    affiliation !== null && !sources.has(affiliation) ? affiliation : [],
  );
  if (missing.length === 0) return sources;
  const others = await documents(store, 'sources', [...new Set(missing)]);
  return withWays(store, [...sources.values(), ...others]);
}
