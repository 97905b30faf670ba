import type { Change, Store } from '../../../store/store.js';
import type { RewrittenDocuments } from './rewritten-documents.js';

/** What is worked out from all documents of a desk. */
export interface WholeDeskWork {
  /** Whether it has to be worked out anew where these were written meanwhile. */
  isUpsetBy(change: Change): boolean;
  /** What of it takes in what was written meanwhile. */
  readonly others: RewrittenDocuments;
}

/** What is written, by whatever process, while somebody reads all documents. */
export class WrittenMeanwhile {
  #written = new Map<string, Change>();
  #hasMissed = false;
  readonly end: () => void;

  constructor(private readonly store: Store) {
    this.end = store.watch(
      ({ changes }) => {
        for (const change of changes) this.#written.set(`${change.in}/${change.doc.id}`, change);
      },
      () => {
        this.#hasMissed = true;
      },
    );
  }

  /**
   * Some work as it is by what has been written until now, and the number of the last commit that it has heeded. `known`
   * is what it was when this was called last: it is worked out anew where that can't be brought up to date, or is still
   * the same.
   */
  async upToDate<W extends WholeDeskWork>(
    known: W | null,
    workOut: () => Promise<W>,
  ): Promise<{ work: W; since: number }> {
    let work = known;
    for (;;) {
      await this.store.caughtUp();
      const since = this.store.told;
      const [written, hasMissed] = [[...this.#written.values()], this.#hasMissed];
      [this.#written, this.#hasMissed] = [new Map(), false];
      const isStill = work === known && written.length === 0;
      if (work && !hasMissed && !isStill && !written.some((each) => work?.isUpsetBy(each))) {
        await work.others.takeIn(written);
        return { work, since };
      }
      work = await workOut();
    }
  }
}
