import type { Article } from '../../domain/articles/article.js';
import type { Source } from '../../domain/register/source.js';
import {
  type Coverage,
  coverageIn,
  type Disagreement,
  disagreementIn,
  type Share,
  sharesIn,
  type Waits,
  waitsIn,
} from '../../domain/review/review-figures.js';
import { demand } from '../../domain/rights.js';
import { type Actor, type Desk, now } from '../desk.js';
import { peopleNames } from '../people/names.js';
import { reviewRows } from './review-rows.js';

/** How reviewing goes, for whoever runs the desk. */
export interface ReviewFigures {
  annotations: number;
  shares: Share[];
  waits: Waits;
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
 * annotations but those of articles with an open blind round. At 10,000 annotations it takes some
 * 20 ms, and once for each process 0.2 s to read them. Throws *forbidden* for anyone but editors.
 */
export async function reviewFigures(desk: Desk, actor: Actor): Promise<ReviewFigures> {
  demand(actor, "see the desk's figures");
  const { blind } = desk.visibility;
  const kept = await reviewRows(desk);
  const rows = kept.filter(({ isDeleted, article }) => !isDeleted && !blind.has(article));
  const coverage = coverageIn(rows);
  const waits = waitsIn(rows, now(desk));
  const { sources, relations } = disagreementIn(rows);
  const shown = {
    coverage: coverage.slice(0, maxRows),
    disagreement: { sources: sources.slice(0, maxRows), relations },
  };
  return {
    annotations: rows.length,
    shares: sharesIn(rows),
    waits,
    ...shown,
    moreArticles: coverage.length - shown.coverage.length,
    isPartial: blind.size > 0,
    people: await peopleNames(desk),
    articles: await named(
      [...shown.coverage.map(({ article }) => article), waits.oldest?.article ?? ''],
      (id) => desk.store.get('articles', id),
    ),
    sources: await named(
      shown.disagreement.sources.flatMap(({ what }) => what ?? []),
      (id) => desk.store.get('sources', id),
    ),
  };
}

async function named<D extends { id: string }>(
  ids: readonly string[],
  get: (id: string) => Promise<D | null>,
): Promise<ReadonlyMap<string, D>> {
  const found = await Promise.all([...new Set(ids)].filter(Boolean).map(get));
  return new Map(found.flatMap((doc) => (doc ? [[doc.id, doc] as const] : [])));
}
