import { isDeepStrictEqual } from 'node:util';
import type { CountedArticle, LeftOut, Report } from './report.js';
import { type Summary, SummaryCount } from './summary.js';

/** What the articles of a report come to. */
export interface Overall {
  /** Of the newest event: RFC 3339, UTC; null for a report on nothing. */
  date: string | null;
  articles: number;
  summary: Summary;
  leftOut: LeftOut;
}

/** Counts what articles come to while they go by. */
export class OverallCount {
  readonly #count = new SummaryCount();
  readonly #leftOut: LeftOut = { annotations: 0, proposals: 0, notChosen: 0 };
  #articles = 0;
  #date: string | null = null;
  #newestArticle: string | null = null;

  /** Takes an article in, to go on with. */
  add({ annotations, article, date, leftOut, named }: CountedArticle): void {
    for (const placed of annotations) this.#count.add(placed, (id) => named.sources.get(id));
    this.#leftOut.annotations += leftOut.annotations;
    this.#leftOut.proposals += leftOut.proposals;
    this.#leftOut.notChosen += leftOut.notChosen;
    this.#articles += 1;
    this.#date = later(this.#date, date);
    this.#newestArticle = later(this.#newestArticle, article.created);
  }

  /** What has gone by so far. A sample may come without a history; its articles still have a date. */
  get overall(): Overall {
    return {
      date: this.#date ?? this.#newestArticle,
      articles: this.#articles,
      summary: this.#count.summary,
      leftOut: { ...this.#leftOut },
    };
  }
}

/** What all articles of a report come to. Of a whole desk each is read for it, and let go of. */
export async function overallOf({ counted }: Pick<Report, 'counted'>): Promise<Overall> {
  const count = new OverallCount();
  for await (const article of counted()) count.add(article);
  return count.overall;
}

/** Whether the desk was changed between two goings through its articles. */
export function hasChanged(one: Overall, other: Overall): boolean {
  return !isDeepStrictEqual(one, other);
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
