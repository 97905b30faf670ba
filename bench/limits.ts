import { open } from 'node:fs/promises';
import pg from 'pg';
import { finished } from '../src/domain/finished.js';
import type { CollectionName, Documents } from '../src/store/documents.js';
import { printCommitInTurns } from '../src/store/file/journal-text.js';
import { columnsOf } from '../src/store/postgres/commit-function.js';
import { type Row, rowOf } from '../src/store/postgres/rows.js';
import type { Work } from './timing.js';
import { annotationAt, eventAt, type Size, saveAt } from './work.js';

/** The least that saving an annotation with its event can take on some ground. */
export interface Limit {
  work: Work;
  close(): Promise<void>;
}

/** Appends the bytes that a save has in the journal to a file, and syncs them (fdatasync). */
export async function bareAppend(path: string, size: Size): Promise<Limit> {
  const file = await open(path, 'a');
  let n = size.annotations;
  const work = () => {
    const bytes = finished(printCommitInTurns({ number: n, changes: saveAt(n++, size) }));
    return async () => {
      await file.appendFile(bytes);
      await file.datasync();
    };
  };
  return { work, close: () => file.close() };
}

/** Counts annotations that no desk comes to by itself. */
let inserted = 500_000_000;

/**
 * Inserts the row of an annotation and the row of its event, ready made, into the desk's own tables
 * with all of their indexes: one prepared statement, so one transaction and one round trip. Each
 * writer has a connection. What else a save writes (entries of indexes that may have several, the
 * commit for other processes, its number) is not in it.
 */
export async function bareInsert(url: string, size: Size, writers: number): Promise<Limit> {
  const clients = Array.from({ length: writers }, () => new pg.Client(url));
  await Promise.all(clients.map((client) => client.connect()));
  const work: Work = (writer) => {
    const n = inserted++;
    const annotation = valuesOf('annotations', annotationAt(n, size));
    const values = [...annotation, ...valuesOf('events', eventAt(n, size))];
    return async () =>
      clients[writer]?.query({ name: 'bare', text: statement(annotation.length), values });
  };
  return {
    work,
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

function statement(first: number): string {
  const into = (name: CollectionName, from: number) => {
    const columns = ['id', 'version', 'doc', ...columnsOf(name).map((column) => column.name)];
    const places = columns.map((_, at) => `$${from + at + 1}`);
    return `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places.join(', ')})`;
  };
  return `WITH annotation AS (${into('annotations', 0)}) ${into('events', first)}`;
}

/** In the order of the columns. */
function valuesOf<C extends CollectionName>(collection: C, doc: Documents[C]): unknown[] {
  const { one, search }: Row = rowOf(collection, doc);
  const entries = Object.values(one).flatMap((entry) => entry ?? [null, null]);
  return [doc.id, doc.version, JSON.stringify(doc), ...entries, ...(search ?? [])];
}
