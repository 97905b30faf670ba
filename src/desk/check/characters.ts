import { unkeepableTexts } from '../../domain/text/text.js';
import { type CollectionName, collections } from '../../store/documents.js';
import type { Store } from '../../store/store.js';
import { type Finding, fault } from './finding.js';

/** In these nobody's words stand, and their ids are nobody's business. */
const wordless: readonly CollectionName[] = [
  'sessions',
  'tokens',
  'nameWitnesses',
  'attempts',
  'answers',
];

/** Texts that hold a NUL or half a character, which not every database and no file of others takes. */
export async function* checkCharacters(store: Store): AsyncGenerator<Finding> {
  const snapshot = await store.snapshot();
  try {
    for (const name of collections.filter((each) => !wordless.includes(each))) {
      for await (const doc of snapshot.docs(name)) {
        for (const field of unkeepableTexts(doc)) {
          const where = `document ${JSON.stringify(doc.id)} of ${name}`;
          yield fault(where, `A NUL or half a character stands in its field ${field}.`);
        }
      }
    }
  } finally {
    await snapshot.close();
  }
}
