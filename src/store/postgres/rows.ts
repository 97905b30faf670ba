import { createHash } from 'node:crypto';
import { finished } from '../../domain/finished.js';
import { type CollectionName, collections, type Documents } from '../documents.js';
import { type Entry, type Index, indexes } from '../indexes.js';
import { type SearchedCollection, searchEntryInTurns, searchedCollections } from '../searchable.js';
import type { Change } from '../store.js';

/** What stands in a row beside its document: where its indexes find it, and its words. */
export interface Row {
  /** By the index's name, key and sort value; null where the index doesn't have the document. */
  one: Readonly<Record<string, readonly [string, string] | null>>;
  /** Index, key and sort value of each entry in an index that may have several. */
  many: readonly (readonly [string, string, string])[];
  /** The words, as text of a tsvector, and the moment by which what is found is sorted. */
  search: readonly [string, string] | null;
  /** Whether its id is to sort behind all others. */
  last?: true | undefined;
}

type DeclaredIndexes = {
  readonly [C in CollectionName]: Readonly<Record<string, Index<Documents[C]>>>;
};
const declared: DeclaredIndexes = indexes;

type Kind = 'one' | 'many';

/** By collection: they are asked for with every document that is written. */
const namesByKind = new Map(
  collections.map((name) => [name, { one: namesOf(name, 'one'), many: namesOf(name, 'many') }]),
);

function namesOf(collection: CollectionName, kind: Kind): string[] {
  return Object.entries(declared[collection])
    .filter(([, { many }]) => (many === true) === (kind === 'many'))
    .map(([name]) => name);
}

/** The names of a collection's indexes that have a document once, or that may have it often. */
export function indexNames(collection: CollectionName, kind: Kind): readonly string[] {
  return namesByKind.get(collection)?.[kind] ?? [];
}

/** The names of a collection's indexes of which the numbers are kept. */
export function countedNames(collection: CollectionName): string[] {
  return indexNames(collection, 'many').filter((name) => declared[collection][name]?.counted);
}

/** Whether the index may have a document under several entries. */
export function isMany(collection: CollectionName, index: string): boolean {
  return declared[collection][index]?.many === true;
}

/** Whether how many stand under each key of the index is kept. */
export function isCounted(collection: CollectionName, index: string): boolean {
  return countedNames(collection).includes(index);
}

/** Whether the collection has an index under whose keys only one document may stand. */
export function hasUnique(collection: CollectionName): boolean {
  return Object.values(declared[collection]).some(({ unique }) => unique === true);
}

/** Whether documents of a collection are found by their words. */
export function isSearched(collection: CollectionName): collection is SearchedCollection {
  return searchedCollections.some((name) => name === collection);
}

/** The row of a document. */
export function rowOf<C extends CollectionName>(collection: C, doc: Documents[C]): Row {
  return finished(rowInTurns(collection, doc));
}

/** The same, for those who let others have their turn: it yields between short pieces of work. */
function* rowInTurns<C extends CollectionName>(
  collection: C,
  doc: Documents[C],
): Generator<undefined, Row> {
  const entries = (index: string): Entry[] => {
    const own: Readonly<Record<string, Index<Documents[C]>>> = declared[collection];
    return own[index]?.entries(doc) ?? [];
  };
  const one = indexNames(collection, 'one').map((index) => {
    const [entry] = entries(index);
    return [index, entry ? ([storedKey(entry.key), entry.sort] as const) : null] as const;
  });
  const many = indexNames(collection, 'many').flatMap((index) =>
    entries(index).map(({ key, sort }) => [index, storedKey(key), sort] as const),
  );
  return { one: Object.fromEntries(one), many, search: yield* searchOf(collection, doc) };
}

/** This many rows of short documents are worked out between two yields: some milliseconds. */
const rowsAtOnce = 30;

/** The rows of the documents of some changes, in their order, with others having their turn in between. */
export function* rowsInTurns(changes: readonly Change[]): Generator<undefined, Row[]> {
  const rows: Row[] = [];
  for (const change of changes) {
    rows.push(yield* rowOfChange(change));
    if (rows.length % rowsAtOnce === 0) yield;
  }
  return rows;
}

function* rowOfChange<C extends CollectionName>(change: Change<C>): Generator<undefined, Row> {
  if (change.do === 'remove') return { one: {}, many: [], search: null };
  return yield* rowInTurns(change.in, change.doc);
}

/** PostgreSQL's text takes no NUL and no half characters; nothing that is stored has one. */
export function plain(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** An index takes keys of bounded length, and PostgreSQL's text takes no NUL. */
export function storedKey(key: string): string {
  if (key.length <= 300 && key === plain(key)) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

function* searchOf<C extends CollectionName>(
  collection: C,
  doc: Documents[C],
): Generator<undefined, readonly [string, string] | null> {
  if (!isSearched(collection)) return null;
  const entry = yield* searchEntryInTurns(collection, doc as Documents[SearchedCollection & C]);
  if (!entry) return null;
  const heading = new Set(entry.heading);
  const body = entry.body.filter((word) => !heading.has(word));
  const vector = [...lexemes(heading, 'A'), ...lexemes(body, 'B')].join(' ');
  return [vector, entry.sort];
}

/** The place that each word is said to stand at is needed for its weight and means nothing. */
function lexemes(words: Iterable<string>, weight: 'A' | 'B'): string[] {
  return [...words].map((word) => `${quoted(word)}:1${weight}`);
}

/** A word as tsvector and tsquery read it. */
export function quoted(word: string): string {
  return `'${word.replace(/['\\]/gu, '$&$&')}'`;
}
