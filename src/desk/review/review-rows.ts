import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { type ReviewRow, reviewRow } from '../../domain/review/review-figures.js';
import { all, type Commit, type Store } from '../../store/store.js';
import type { Desk } from '../desk.js';

/**
 * A row for every annotation of the desk, deleted ones and those of open blind rounds included:
 * what somebody may be shown is for the caller to say. Read once, 0.2 s for 10,000 annotations, and
 * kept by watching from then on.
 */
export async function reviewRows({ whole }: Desk): Promise<readonly ReviewRow[]> {
  const kept = rowsKept.get(whole) ?? new ReviewRows(whole);
  rowsKept.set(whole, kept);
  await whole.caughtUp();
  await kept.filled();
  return kept.list();
}

const rowsKept = new WeakMap<Store, ReviewRows>();

/** So many are read before others get their turn: some milliseconds of work. */
const readAtOnce = 500;

class ReviewRows {
  readonly #store: Store;
  #rows = new Map<string, { version: number; row: ReviewRow }>();
  /** Ids of what was removed for good: a page that was read before must not bring it back. */
  readonly #gone = new Set<string>();
  #filling: Promise<void> | null = null;

  constructor(store: Store) {
    this.#store = store;
    store.watch(
      (commit) => this.#take(commit),
      () => this.#forget(),
    );
  }

  list(): ReviewRow[] {
    return Array.from(this.#rows.values(), ({ row }) => row);
  }

  /** Fills them, once; what fails, or was cut off meanwhile, is done anew. */
  async filled(): Promise<void> {
    this.#filling ??= this.#fill();
    const filling = this.#filling;
    try {
      await filling;
    } catch (error) {
      if (this.#filling === filling) this.#filling = null;
      throw error;
    }
    if (this.#filling !== filling) await this.filled();
  }

  async #fill(): Promise<void> {
    const rows = this.#rows;
    let read = 0;
    for await (const annotation of all(this.#store, 'annotations', 'all', { key: '' })) {
      if (this.#rows !== rows) return;
      this.#put(annotation);
      read += 1;
      if (read % readAtOnce === 0) await nextTurn();
    }
  }

  #forget(): void {
    this.#rows = new Map();
    this.#filling = null;
  }

  #take({ changes }: Commit): void {
    for (const change of changes) {
      if (change.in !== 'annotations') continue;
      if (change.do === 'remove') this.#remove(change.doc.id);
      else this.#put(change.doc);
    }
  }

  #remove(id: string): void {
    this.#rows.delete(id);
    this.#gone.add(id);
  }

  /** Of two states the later one stands, whichever comes first. */
  #put(annotation: Annotation): void {
    const { id, version } = annotation;
    if (this.#gone.has(id) || (this.#rows.get(id)?.version ?? 0) > version) return;
    this.#rows.set(id, { version, row: reviewRow(annotation) });
  }
}
