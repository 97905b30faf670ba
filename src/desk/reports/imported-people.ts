import { createHash } from 'node:crypto';
import { idCharacters, idLetters } from '../../domain/id.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';

/*
 * A file can say of anything that a colleague of this desk wrote it. What comes in is therefore never
 * theirs: it stands under a name of its own, which is shown as imported.
 */

/** By the id of each colleague, the id under which what a file says of them comes in. */
export async function importedIds({ whole }: Desk): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for await (const { id, email } of all(whole, 'people', 'all', { key: '' })) {
    if (email !== null) ids.set(id, importedId(id));
  }
  return ids;
}

/** The same each time, so that a file which is imported once more finds what it brought. */
function importedId(id: string): string {
  const bytes = createHash('sha256').update(`imported ${id}`).digest();
  return Array.from(bytes.subarray(0, idCharacters), (byte) =>
    idLetters.charAt(byte % idLetters.length),
  ).join('');
}

const fields = new Set(
  'by creator capturedBy modifiedBy to proposer person mentions people'.split(' '),
);

/** A document in which other people stand for some. */
export function withPeople<D>(doc: D, ids: ReadonlyMap<string, string>): D {
  return reread(doc, ids, false) as D;
}

function reread(value: unknown, ids: ReadonlyMap<string, string>, isPerson: boolean): unknown {
  if (typeof value === 'string') return isPerson ? (ids.get(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((each) => reread(each, ids, isPerson));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, reread(each, ids, fields.has(key))]),
  );
}
