import type { Article } from '../../domain/articles/article.js';
import type { Source } from '../../domain/register/source.js';
import type { ReviewCount } from '../../domain/review/review-count.js';
import type {
  Coverage,
  Disagreement,
  Share,
  WaitingTimes,
} from '../../domain/review/review-figures.js';
import { demand } from '../../domain/rights.js';
import { type Actor, type Desk, now } from '../desk.js';
import { documentsById } from '../documents.js';
import { peopleNames } from '../people/names.js';
import { fromFigures } from './kept-figures.js';

/** How reviewing goes, for whoever runs the desk. */
export interface ReviewFigures {
  annotations: number;
  shares: Share[];
  waits: WaitingTimes;
  /** The articles where most waits. */
  coverage: Coverage[];
  /** How many more articles have annotations. */
  moreArticles: number;
  disagreement: Disagreement;
  /** Whether a blind round is open on some article: it is left out of everything here. */
  isPartial: boolean;
  /** What the ids in these figures stand for. */
  people: ReadonlyMap<string, string>;
  articles: ReadonlyMap<string, Article>;
  sources: ReadonlyMap<string, Source>;
}

/** A table that one can take in: what comes after is seldom and little. */
const maxRows = 12;

/**
 * Who reviewed what, how long annotations wait, and where disagreement gathers, over all present
 * annotations but those of articles with an open blind round. They are read
 * and counted once for each process. Throws *forbidden* for anyone but editors.
 */
export async function reviewFigures(desk: Desk, actor: Actor): Promise<ReviewFigures> {
  demand(actor, "see the desk's figures");
  const present = now(desk);
  const figures = await fromFigures(desk, (count) => figuresIn(count, present));
  const { coverage, disagreement, waits } = figures;
  return {
    ...figures,
    isPartial: desk.visibility.blind.size > 0,
    people: await peopleNames(desk),
    articles: await documentsById(desk, 'articles', [
      ...coverage.map(({ article }) => article),
      ...(waits.oldest ? [waits.oldest.article] : []),
    ]),
    sources: await documentsById(
      desk,
      'sources',
      disagreement.sources.flatMap(({ what }) => what ?? []),
    ),
  };
}

function figuresIn(count: ReviewCount, present: string) {
  const { annotations, articles, disagreement, shares } = count;
  const coverage = count.coverage(maxRows);
  const sources = disagreement.sources.slice(0, maxRows);
  return {
    annotations,
    shares,
    waits: count.waits(present),
    coverage,
    moreArticles: articles - coverage.length,
    disagreement: { ...disagreement, sources },
  };
}
