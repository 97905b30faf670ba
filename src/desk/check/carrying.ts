import { whyNotCarried } from '../../reports/json/not-carried.js';
import type { Store } from '../../store/store.js';
import { type Finding, fault } from './finding.js';

const collections = [
  ['article', 'articles'],
  ['edition', 'editions'],
  ['annotation', 'annotations'],
  ['event', 'events'],
  ['source', 'sources'],
  ['claim', 'claims'],
  ['person', 'people'],
] as const;

/**
 * Documents in which something stands that nothing of ours writes, as only a database that was edited by hand has it:
 * no report in JSON could be made of them.
 */
export async function* checkCarrying(store: Store): AsyncGenerator<Finding> {
  const snapshot = await store.snapshot();
  try {
    for (const [kind, collection] of collections) {
      for await (const doc of snapshot.docs(collection)) {
        const why = whyNotCarried(collection, doc);
        if (why !== null) yield fault(`${kind} ${doc.id}`, `It can’t be exported as JSON: ${why}`);
      }
    }
  } finally {
    await snapshot.close();
  }
}
