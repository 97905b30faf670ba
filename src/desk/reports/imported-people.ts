import type { Person } from '../../domain/people/person.js';
import type { Transfer } from '../../reports/json/transfer-reading.js';
import type { CollectionName } from '../../store/documents.js';
import { all } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { idFrom } from '../digest.js';
import { eventsOf } from '../history/events-of.js';

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
  return idFrom(`imported ${id}`);
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

/**
 * What of a file is brought in under other names, without those of whom this desk's own history says that
 * they worked on the document: it was deleted here since, and what comes back of them is theirs.
 */
export async function strangers(
  desk: Desk,
  collection: CollectionName,
  id: string,
  people: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  if (collection !== 'annotations' || people.size === 0) return people;
  const others = new Map(people);
  for await (const { action, by } of eventsOf(desk.whole, 'annotation', id)) {
    if (action !== 'annotation.imported') others.delete(by);
  }
  return others;
}

/**
 * The people whom a file brings along: those whom it names, under the names that they have here, without the
 * stand-ins of colleagues whom nothing that is added names.
 */
export function broughtBy(
  people: Transfer['people'],
  ids: ReadonlyMap<string, string>,
  added: unknown,
): Transfer['people'] {
  const named = new Set<string>();
  addNamed(added, new Set(ids.values()), named);
  return people.flatMap(({ id, name }) => {
    const standIn = ids.get(id);
    if (standIn === undefined) return [{ id, name }];
    return named.has(standIn) ? [{ id: standIn, name }] : [];
  });
}

function addNamed(value: unknown, ids: ReadonlySet<string>, named: Set<string>): void {
  if (typeof value === 'string' && ids.has(value)) named.add(value);
  if (typeof value !== 'object' || value === null) return;
  for (const each of Object.values(value)) addNamed(each, ids, named);
}

/** People whose names alone are known: nobody can sign in as them. */
export function placeholders(people: Transfer['people'], created: string): Person[] {
  return people.map(({ id, name }) => ({
    id,
    version: 1,
    name,
    email: null,
    role: 'reader',
    passwordHash: null,
    disabled: true,
    shortcuts: true,
    created,
  }));
}
