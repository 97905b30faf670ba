import { ReviewCount } from '../../domain/review/review-count.js';
import type { ReviewRow } from '../../domain/review/review-figures.js';
import type { Desk } from '../desk.js';
import type { Kept, KeptChange, KeptPosition } from '../kept.js';
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
  #followed: KeptPosition | null = null;
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

  /** What comes in while it catches up comes in as well. */
  async #follow(articles: ReadonlySet<string>): Promise<void> {
    const pace = new Pace();
    let isBehind = true;
    while (isBehind) isBehind = await pace.through(this.#catchUp(articles));
  }

  /**
   * Takes in what has changed, or all rows where that is not known; takes out what is left out from now on, and in
   * what is so no longer. Says whether there was anything.
   */
  *#catchUp(articles: ReadonlySet<string>): Generator<undefined, boolean> {
    const { followed, list } = this.#rows;
    const changes = this.#followed && this.#rows.changesSince(this.#followed);
    // Whatever fails underway, all of it is counted anew the next time.
    this.#followed = null;
    if (changes) yield* this.#change(changes);
    else {
      this.#count = new ReviewCount();
      yield* this.#addAll(list);
    }
    const hasLeft = yield* this.#leave(articles, list);
    this.#followed = followed;
    return changes?.length !== 0 || hasLeft;
  }

  *#change(changes: readonly KeptChange<ReviewRow>[]): Generator<undefined, void> {
    for (const { before, after } of changes) {
      if (before && this.#isCounted(before)) this.#count.remove(before);
      if (after && this.#isCounted(after)) this.#count.add(after);
      yield;
    }
  }

  *#addAll(rows: readonly ReviewRow[]): Generator<undefined, void> {
    for (const row of rows) {
      if (this.#isCounted(row)) this.#count.add(row);
      yield;
    }
    yield* this.#count.settle();
  }

  *#leave(
    articles: ReadonlySet<string>,
    rows: readonly ReviewRow[],
  ): Generator<undefined, boolean> {
    const before = this.#left;
    const [out, back] = [lacking(articles, before), lacking(before, articles)];
    if (out.size + back.size === 0) return false;
    for (const row of rows) {
      if (!row.isDeleted && out.has(row.article)) this.#count.remove(row);
      if (!row.isDeleted && back.has(row.article)) this.#count.add(row);
      yield;
    }
    this.#left = articles;
    return true;
  }

  #isCounted({ article, isDeleted }: ReviewRow): boolean {
    return !isDeleted && !this.#left.has(article);
  }
}

function lacking(ones: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...ones].filter((one) => !others.has(one)));
}
