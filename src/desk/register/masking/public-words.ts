import { contentFields } from '../../../domain/annotations/content.js';
import { inArticlesWords } from '../../../domain/history/event.js';
import { type ReplacedWords, wordsCollection } from '../../../domain/register/source.js';
import type { Documents } from '../../../store/documents.js';
import { all, type Change, type IndexName, type Store } from '../../../store/store.js';
import { sha256 } from '../../digest.js';
import { Pace } from '../../pace.js';

/*
 * People's own words, wherever they stand in what everybody reads, or who shares reports. Every text of a document counts but
 * for those that are known to be none, so that a field which comes later is not forgotten.
 */

export type WordsCollection = ReplacedWords['in'];
type Path = ReplacedWords['path'];

/** A text of a document. */
export interface DocumentWords {
  path: Path;
  text: string;
  /** What others published: it stays as it is. */
  isFixed: boolean;
  /** A web address, in which no name can stand for another. */
  isAddress: boolean;
}

/** Codes, ids and moments. */
const codes = new Set(
  'id version at by digest expires creator created modified modifiedBy round source claim article edition into joined affiliation relation basis check kind status action language publishedAt capturedAt capturedBy retrievedAt sha256 reliability verdict code override about on stance confidence decision proposal proposer replyTo mentions to due request key type marker subject parts person people ids kept'.split(
    ' ',
  ),
);

/** What the article says: why a passage was carried over as it was tells in the text's own words. */
const published = new Set(['target', 'url', 'exact', 'prefix', 'suffix', 'carried']);

/** The texts of a document. Those of an edition are one, whatever its length. */
export function wordsIn(collection: WordsCollection, doc: object): DocumentWords[] {
  const found: DocumentWords[] = [];
  collect(doc, [], 'action' in doc && doc.action === 'annotation.carried', found);
  return found.map((words) => ({ ...words, isFixed: words.isFixed || isFixed(collection, words) }));
}

function collect(value: unknown, path: Path, isFixed: boolean, found: DocumentWords[]): void {
  if (typeof value === 'string') {
    if (value !== '') found.push({ path, text: value, isFixed, isAddress: path.at(-1) === 'url' });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  // An article's address is its own; that of evidence was noted by the desk.
  const isEvidence = path.includes('evidence');
  for (const [key, part] of Object.entries(value)) {
    if (codes.has(key) && typeof part !== 'object') continue;
    const step = Array.isArray(value) ? Number(key) : key;
    collect(part, [...path, step], isFixed || (published.has(key) && !isEvidence), found);
  }
}

/** A text is never changed, and what an entry is called is put right on its own page. */
function isFixed(collection: WordsCollection, { path: [first] }: DocumentWords): boolean {
  if (collection === 'editions') return first === 'text' || first === 'blocks';
  // The sites that may frame a report: browsers go by them.
  if (collection === 'shares') return first === 'origins';
  return collection === 'sources' && (first === 'name' || first === 'aliases');
}

/** Whether words are what an article is called or says of itself: in its history and where an edition keeps it, too. */
export function isOfArticle(collection: WordsCollection, doc: object, path: Path): boolean {
  if (collection === 'articles' || (collection === 'editions' && path.includes('titles')))
    return true;
  return 'action' in doc && inArticlesWords.some((action) => action === doc.action);
}

/** A change of a document that may hold people's words. */
export type WordsChange = Extract<Change, { in: WordsCollection }>;

/** Whether what is written may hold people's words. */
export function holdsWords(change: Change): change is WordsChange {
  return wordsCollection.safeParse(change.in).success;
}

/** Whether what is written is said of one of some sources: of its entry, who it is, what is joined with it, or what happened to it. */
export function isAbout(
  { in: collection, doc }: Change,
  ids: ReadonlyMap<string, unknown>,
): boolean {
  if (collection === 'events') return doc.subject.kind === 'source' && ids.has(doc.subject.id);
  if (collection === 'sources') return ids.has(doc.id) || ids.has(doc.joined?.into ?? '');
  return collection === 'identities' && ids.has(doc.id);
}

/** What is done with each document, at the same pace. */
type Visit = <C extends WordsCollection>(
  collection: C,
  doc: Documents[C],
  pace: Pace,
) => void | Promise<void>;

/** Goes through every document that may hold people's words, at a pace that holds nobody up. */
export async function visitPublicDocuments(store: Store, visit: Visit): Promise<void> {
  const pace = new Pace();
  const through = async <C extends WordsCollection>(collection: C, index: IndexName<C>) => {
    const limit = collection === 'editions' ? 10 : 500;
    for await (const doc of all(store, collection, index, { key: '', limit })) {
      await visit(collection, doc, pace);
      await pace.giveWay();
    }
  };
  await through('articles', 'added');
  await through('editions', 'all');
  await through('wordings', 'all');
  await through('annotations', 'all');
  await through('sources', 'all');
  await through('claims', 'all');
  await through('shares', 'all');
  await through('events', 'all');
}

/**
 * A document with another text at a path, or none; a digest that belongs to it is worked out anew. An annotation
 * that says something else so is another one for whoever has its form open, as after a change of its note.
 */
export function withWords<D extends object>(doc: D, path: Path, words: unknown): D {
  const copy = structuredClone(doc);
  if ('noteVersion' in copy && 'version' in copy && isContent(path)) {
    Object.assign(copy, { noteVersion: Number(copy.version) + 1 });
  }
  let holder: unknown = copy;
  for (const step of path.slice(0, -1)) holder = part(holder, step);
  const last = path.at(-1);
  if (typeof holder !== 'object' || holder === null || last === undefined) return copy;
  if (words === null) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, words);
  if (last === 'excerpt' && typeof words === 'string' && part(holder, 'sha256') !== null) {
    Reflect.set(holder, 'sha256', sha256(words));
  }
  return copy;
}

function isContent([first]: Path): boolean {
  return contentFields.some((field) => field === first);
}

/** What stands at a path; undefined where nothing does. */
export function wordsAt(doc: object, path: Path): unknown {
  return path.reduce<unknown>(part, doc);
}

function part(holder: unknown, step: string | number): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, step) : undefined;
}

const people = new Set(['by', 'creator', 'capturedBy', 'modifiedBy', 'to', 'proposer', 'person']);

/** A value in which other ids stand for some, wherever they are named. */
export function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
  return reread(value, ids) as T;
}

function reread(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const next = value.map((each) => reread(each, ids));
    return next.some((each, at) => each !== value[at]) ? next : value;
  }
  const entries = Object.entries(value);
  // Who is asked is a colleague; who has something from a source is another.
  const isPerson = (key: string) => people.has(key) && !(key === 'to' && 'from' in value);
  const next = entries.map(([key, each]) => (isPerson(key) ? each : reread(each, ids)));
  if (entries.every(([, each], at) => each === next[at])) return value;
  return Object.fromEntries(entries.map(([key], at) => [key, next[at]]));
}
