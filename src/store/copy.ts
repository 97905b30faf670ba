import type { BulkLoad } from './bulk-load.js';
import {
  type CollectionName,
  collections,
  type Documents,
  type Half,
  halfOf,
} from './documents.js';
import type { Snapshot } from './store.js';

type CopiedName = Exclude<CollectionName, 'nameWitnesses'>;

/** How many documents of each collection. */
export type Counts = Record<CopiedName, number>;

/** Witnesses keep apart saves that are made at one moment in one database: a copy begins without. */
const copied = collections.filter((name): name is CopiedName => name !== 'nameWitnesses');

/** What is on its way at one time: so many documents, and so many bytes of JSON. */
const maxBatch = { documents: 500, bytes: 4_000_000 };

/**
 * Fills an empty database with the desk that a snapshot holds, collection by collection, in the order in
 * which the documents came; answers with how many there were. Not more than a batch is held here,
 * though a file's snapshot is in memory as at any start. `told` hears, after each batch, how many
 * documents of a collection are there. Where it is `only` one half, the other is left out. Whatever fails is thrown, and the bulk load abandoned.
 */
export async function copyInto(
  load: BulkLoad,
  snapshot: Snapshot,
  told: (collection: CollectionName, count: number) => void = () => {},
  only: Half | null = null,
): Promise<Counts> {
  const counts = Object.fromEntries(copied.map((name) => [name, 0])) as Counts;
  const copy = async <C extends CopiedName>(name: C): Promise<void> => {
    for await (const batch of batches(snapshot.docs(name))) {
      await load.put(name, batch);
      counts[name] += batch.length;
      told(name, counts[name]);
    }
  };
  try {
    for (const name of copied) {
      if (only === null || halfOf(name) === only) await copy(name);
    }
    await load.finish();
    return counts;
  } catch (fault) {
    await load.abandon();
    throw fault;
  }
}

/** A batch is full before the document that would be too much; one alone may be larger. */
async function* batches<D extends Documents[CollectionName]>(
  docs: AsyncIterable<D>,
): AsyncGenerator<D[]> {
  let batch: D[] = [];
  let size = 0;
  for await (const doc of docs) {
    const bytes = Buffer.byteLength(JSON.stringify(doc));
    if (
      batch.length === maxBatch.documents ||
      (batch.length > 0 && size + bytes > maxBatch.bytes)
    ) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(doc);
    size += bytes;
  }
  if (batch.length > 0) yield batch;
}
