import { ReviewCount } from '../../domain/review/review-count.js';
import type { ReviewRow } from '../../domain/review/review-figures.js';
import type { Desk } from '../desk.js';
import type { Followed, Kept } from '../kept.js';
import { OneAtATime } from '../one-at-a-time.js';
import { Pace } from '../pace.js';
import { keptReviewRows } from './review-rows.js';

/** What is counted of the rows that are kept of a store. */
const counted = new WeakMap<Kept<ReviewRow>, KeptFigures>();

/**
 * What `read` makes of the figures of a desk as it stands now, over all present annotations but those
 * of articles with an open blind round.
 */
export async function fromFigures<T>(desk: Desk, read: (count: ReviewCount) => T): Promise<T> {
  const rows = await keptReviewRows(desk);
  const figures = counted.get(rows) ?? new KeptFigures(rows);
  counted.set(rows, figures);
  return figures.read(new Set(desk.visibility.blind.keys()), read);
}

/** Figures that follow the rows of a desk change by change. */
class KeptFigures {
  readonly #rows: Kept<ReviewRow>;
  #count = new ReviewCount();
  #followed: Followed | null = null;
  /** The articles whose annotations are left out. */
  #left: ReadonlySet<string> = new Set();
  readonly #works = new OneAtATime();

  constructor(rows: Kept<ReviewRow>) {
    this.#rows = rows;
  }

  /** What is made of the count when these articles are left out. One work at a time. */
  read<T>(articles: ReadonlySet<string>, read: (count: ReviewCount) => T): Promise<T> {
    return this.#works.run(async () => {
      await this.#follow(articles);
      return read(this.#count);
    });
  }

  async #follow(articles: ReadonlySet<string>): Promise<void> {
    const changes = this.#followed && this.#rows.changesSince(this.#followed);
    if (changes) {
      this.#followed = this.#rows.followed;
      for (const { before, after } of changes) {
        if (before && this.#isCounted(before)) this.#count.remove(before);
        if (after && this.#isCounted(after)) this.#count.add(after);
      }
      return this.#leave(articles);
    }
    const { followed, list } = this.#rows;
    const count = new ReviewCount();
    await new Pace().through(this.#addAll(count, list));
    [this.#count, this.#followed] = [count, followed];
    // What has changed meanwhile comes in; where that is not known, all of it is made once more.
    await this.#follow(articles);
  }

  *#addAll(count: ReviewCount, rows: readonly ReviewRow[]): Generator<undefined, void> {
    for (const row of rows) {
      if (this.#isCounted(row)) count.add(row);
      yield;
    }
    yield* count.settle();
  }

  /** Takes out what is left out from now on, and in what is so no longer, at the row that it follows. */
  #leave(articles: ReadonlySet<string>): void {
    const before = this.#left;
    const [out, back] = [lacking(articles, before), lacking(before, articles)];
    this.#left = articles;
    if (out.size + back.size === 0) return;
    for (const row of this.#rows.list) {
      if (row.isDeleted) continue;
      if (out.has(row.article)) this.#count.remove(row);
      if (back.has(row.article)) this.#count.add(row);
    }
  }

  #isCounted({ article, isDeleted }: ReviewRow): boolean {
    return !isDeleted && !this.#left.has(article);
  }
}

function lacking(ones: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...ones].filter((one) => !others.has(one)));
}
