import type { ZodType } from 'zod';
import type { BulkLoad } from '../src/store/bulk-load.js';
import type { CollectionName, Documents } from '../src/store/documents.js';
import { openFilling } from '../src/store/open-store.js';
import { shapes } from '../src/store/shapes.js';
import { person } from '../test/store/documents.js';
import {
  annotationAt,
  articleAt,
  claimAt,
  editionAt,
  eventAt,
  type Size,
  sourceAt,
} from './work.js';

/** How many documents are put in at once. */
const portion = 1_000;

/** Puts a desk of made-up work into an empty database. */
export async function fill(database: string, size: Size): Promise<void> {
  const filling = await openFilling(database, {
    from: 'made-up work',
    commits: { public: 1, private: 1 },
  });
  await put(filling, 'articles', size.articles, articleAt);
  await put(filling, 'editions', size.articles, editionAt);
  await put(filling, 'annotations', size.annotations, (n) => annotationAt(n, size));
  await put(filling, 'sources', size.sources, sourceAt);
  await put(filling, 'claims', size.claims, claimAt);
  await put(filling, 'events', size.annotations, (n) => eventAt(n, size));
  await put(filling, 'people', 1, () => person('mira'));
  await filling.finish();
}

async function put<C extends CollectionName>(
  filling: BulkLoad,
  collection: C,
  count: number,
  docAt: (n: number) => Documents[C],
): Promise<void> {
  for (let from = 0; from < count; from += portion) {
    const length = Math.min(portion, count - from);
    await filling.put(
      collection,
      Array.from({ length }, (_, at) => asStored(collection, docAt(from + at))),
    );
  }
}

/** The document with its fields in the order in which stores keep them: others are slower to read. */
function asStored<C extends CollectionName>(collection: C, doc: Documents[C]): Documents[C] {
  const known: { readonly [K in CollectionName]: ZodType<Documents[K]> } = shapes;
  return known[collection].parse(doc);
}
