import type { Annotation } from '../../domain/annotations/annotation.js';
import { type ReviewRow, reviewRow } from '../../domain/review/review-figures.js';
import type { Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { documents, pages } from '../documents.js';
import { type Derivation, type Kept, KeptOfStores } from '../kept.js';
import { ChainEntries } from '../register/chain-entries.js';

/**
 * A row for every annotation of the desk, deleted ones and those of open blind rounds included:
 * what somebody may be shown is for the caller to say. Read once, 0.2 s for 10,000 annotations, and
 * kept by watching from then on.
 */
export async function reviewRows(desk: Desk): Promise<readonly ReviewRow[]> {
  return (await keptReviewRows(desk)).list;
}

/** The same, for what follows them. */
export function keptReviewRows({ whole }: Desk): Promise<Kept<ReviewRow>> {
  return rows.current(whole);
}

const rows = new KeptOfStores<ReviewRow>(rowsOf);

function rowsOf(store: Store): Derivation<ReviewRow> {
  const entries = new ChainEntries(store);
  const byId = async (annotations: readonly Annotation[]) => {
    await entries.learn(annotations);
    return new Map(annotations.map((each) => [each.id, reviewRow(each, entries.get)]));
  };
  return {
    async *everything() {
      for await (const page of pages(store, 'annotations', 'all', '')) yield byId(page);
    },
    some: async (ids) => byId(await documents(store, 'annotations', ids)),
    marks: (change) => entries.marks(change),
    keysOf: (marks, kept) => entries.keysOf(marks, kept),
  };
}
