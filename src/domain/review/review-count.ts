import { countBefore } from '../binary-search.js';
import type { RelationCode } from '../chain/relations.js';
import { dayMs } from '../durations.js';
import { byCodeUnits, inOrder } from '../in-order.js';
import {
  ages,
  type Coverage,
  type Disagreement,
  type DisputeShare,
  type HopRow,
  type ReviewRow,
  type Share,
  type WaitingTimes,
} from './review-figures.js';

type Times = 1 | -1;

/** What waits, and since when, in milliseconds since 1970. */
interface WaitingSince extends Pick<ReviewRow, 'id' | 'article' | 'since'> {
  at: number;
}

/** What is counted of an article. */
interface ArticleCount {
  annotations: number;
  waiting: number;
  judges: Map<string, number>;
}

/**
 * The figures of reviewing, counted as annotations come and go: what was taken in and taken out again
 * leaves no trace.
 */
export class ReviewCount {
  #annotations = 0;
  readonly #shares = new Map<string, Share>();
  readonly #articles = new Map<string, ArticleCount>();
  readonly #sources = new Map<string | null, DisputeShare<string | null>>();
  readonly #relations = new Map<RelationCode, DisputeShare<RelationCode>>();
  readonly #waiting = new Ordered<WaitingSince>(
    (one, other) => one.at - other.at || byCodeUnits(one.id, other.id),
  );
  readonly #untilFirst = new Ordered<number>((one, other) => one - other);

  add(row: ReviewRow): void {
    this.#count(row, 1);
  }

  /** Takes out a row that was taken in. */
  remove(row: ReviewRow): void {
    this.#count(row, -1);
  }

  /**
   * Makes ready for the figures what was taken in, in pieces between which it yields; without it, the
   * first who asks for the waits does the whole work.
   */
  *settle(): Generator<undefined, void> {
    yield* this.#waiting.settle();
    yield* this.#untilFirst.settle();
  }

  get annotations(): number {
    return this.#annotations;
  }

  /** Everybody who annotated or judged anything, the most active judges first. */
  get shares(): Share[] {
    return structuredClone([...this.#shares.values()]).sort(
      (one, other) =>
        other.judged - one.judged || other.made - one.made || byCodeUnits(one.person, other.person),
    );
  }

  /** How many articles have annotations. */
  get articles(): number {
    return this.#articles.size;
  }

  /** The articles where most wait, so many at the most. */
  coverage(limit = Number.POSITIVE_INFINITY): Coverage[] {
    const sorted = [...this.#articles].toSorted(
      ([one, ones], [other, others]) =>
        others.waiting - ones.waiting ||
        others.annotations - ones.annotations ||
        byCodeUnits(one, other),
    );
    return sorted.slice(0, limit).map(([article, { annotations, waiting, judges }]) => ({
      article,
      annotations,
      waiting,
      judges: Array.from(judges, ([person, judged]) => ({ person, judged })).sort(
        (one, other) => other.judged - one.judged || byCodeUnits(one.person, other.person),
      ),
    }));
  }

  /** What waits is unreviewed; a revision that dropped agreements lets it wait anew. */
  waits(now: string): WaitingTimes {
    const waiting = this.#waiting.inOrder();
    const until = this.#untilFirst.inOrder();
    const [oldest = null] = waiting;
    const present = Date.parse(now);
    // Clocks of two machines may disagree: nothing waits for less than no time.
    const waited = (each: WaitingSince | undefined) => each && Math.max(0, present - each.at);
    return {
      waiting: waiting.length,
      median: middle(waiting.length, (at) => waited(waiting[at])),
      oldest: oldest && { id: oldest.id, article: oldest.article, since: oldest.since },
      ages: agesOf(waiting, present),
      judged: until.length,
      firstVerdict: middle(until.length, (at) => until[at]),
    };
  }

  /**
   * Disputes of the whole and of the chain count for every hop, one of a hop for that hop; those of
   * the passage, the levels and the claim concern no source. What nobody disputes is left out.
   */
  get disagreement(): Disagreement {
    return { sources: mostDisputed(this.#sources), relations: mostDisputed(this.#relations) };
  }

  #count(row: ReviewRow, times: Times): void {
    const { id, article, since, status, created, verdicts, hops } = row;
    this.#annotations += times;
    this.#countShares(row, times);
    this.#countArticle(row, times);
    countDisputes(this.#sources, hops, ({ source }) => [source], times);
    countDisputes(this.#relations, hops, ({ relation }) => (relation ? [relation] : []), times);
    if (status === 'unreviewed') {
      this.#waiting.count({ id, article, since, at: Date.parse(since) }, times);
    }
    const first = verdicts.map(({ at }) => Math.max(0, Date.parse(at) - Date.parse(created)));
    if (first.length > 0) this.#untilFirst.count(Math.min(...first), times);
  }

  #countShares({ creator, verdicts, proposals }: ReviewRow, times: Times): void {
    this.#shareOf(creator).made += times;
    for (const by of judgesOf(verdicts)) this.#shareOf(by).judged += times;
    for (const { by, verdict } of verdicts) this.#shareOf(by).verdicts[verdict] += times;
    for (const { by, isAccepted } of proposals) {
      this.#shareOf(by).proposed += times;
      if (isAccepted) this.#shareOf(by).accepted += times;
    }
    if (times > 0) return;
    for (const { by } of [{ by: creator }, ...verdicts, ...proposals]) {
      const { made, judged, proposed } = this.#shareOf(by);
      if (made + judged + proposed === 0) this.#shares.delete(by);
    }
  }

  #shareOf(person: string): Share {
    const share = this.#shares.get(person) ?? nothingBy(person);
    this.#shares.set(person, share);
    return share;
  }

  #countArticle({ article, status, verdicts }: ReviewRow, times: Times): void {
    const none: ArticleCount = { annotations: 0, waiting: 0, judges: new Map() };
    const count = this.#articles.get(article) ?? none;
    this.#articles.set(article, count);
    count.annotations += times;
    count.waiting += status === 'unreviewed' ? times : 0;
    for (const person of judgesOf(verdicts)) {
      const judged = (count.judges.get(person) ?? 0) + times;
      if (judged === 0) count.judges.delete(person);
      else count.judges.set(person, judged);
    }
    if (count.annotations === 0) this.#articles.delete(article);
  }
}

/** Items in order, of which some come and go; those that come before somebody asks are sorted at once. */
class Ordered<T> {
  readonly #compare: (one: T, other: T) => number;
  #items: T[] = [];
  #isInOrder = false;

  constructor(compare: (one: T, other: T) => number) {
    this.#compare = compare;
  }

  count(item: T, times: Times): void {
    if (times < 0) this.#items.splice(this.#placeOf(item), 1);
    else if (this.#isInOrder) this.#items.splice(this.#placeOf(item), 0, item);
    else this.#items.push(item);
  }

  *settle(): Generator<undefined, void> {
    if (!this.#isInOrder) this.#items = yield* inOrder(this.#items, this.#compare);
    this.#isInOrder = true;
  }

  inOrder(): readonly T[] {
    if (!this.#isInOrder) this.#items.sort(this.#compare);
    this.#isInOrder = true;
    return this.#items;
  }

  #placeOf(item: T): number {
    return countBefore(this.inOrder(), (each) => this.#compare(each, item) < 0);
  }
}

/** The middle one of so many numbers in order; of an even number, the mean of the two in the middle. */
function middle(count: number, numberAt: (at: number) => number | undefined): number | null {
  const [low, high] = [numberAt(Math.floor((count - 1) / 2)), numberAt(Math.floor(count / 2))];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function agesOf(waiting: readonly WaitingSince[], present: number): WaitingTimes['ages'] {
  let younger = 0;
  return ages.map(({ words, days }) => {
    const before = younger;
    younger = waiting.length - countBefore(waiting, ({ at }) => present - at >= days * dayMs);
    return { words, count: younger - before };
  });
}

function countDisputes<T>(
  counts: Map<T, DisputeShare<T>>,
  hops: readonly HopRow[],
  namedBy: (hop: HopRow) => T[],
  times: Times,
): void {
  const disputed = new Set(hops.filter(({ isDisputed }) => isDisputed).flatMap(namedBy));
  for (const what of new Set(hops.flatMap(namedBy))) {
    const count = counts.get(what) ?? { what, annotations: 0, disputed: 0 };
    counts.set(what, count);
    count.annotations += times;
    if (disputed.has(what)) count.disputed += times;
    if (count.annotations === 0) counts.delete(what);
  }
}

function mostDisputed<T>(counts: ReadonlyMap<T, DisputeShare<T>>): DisputeShare<T>[] {
  return [...counts.values()]
    .filter(({ disputed }) => disputed > 0)
    .map((count) => ({ ...count }))
    .sort(
      (one, other) =>
        other.disputed - one.disputed ||
        one.annotations - other.annotations ||
        byCodeUnits(String(one.what), String(other.what)),
    );
}

function judgesOf(verdicts: ReviewRow['verdicts']): string[] {
  return [...new Set(verdicts.map(({ by }) => by))];
}

function nothingBy(person: string): Share {
  const verdicts = { agree: 0, dispute: 0, unsure: 0 };
  return { person, made: 0, judged: 0, verdicts, proposed: 0, accepted: 0 };
}
