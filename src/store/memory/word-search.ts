import { cursorOf, type IndexPlace, placeOf } from '../cursor.js';
import { eachInTurns } from '../in-turns.js';
import type { Page, Search } from '../store.js';
import { comparePlaces, type Places } from './places.js';
import { idsAtOnce, SoughtWord, SoughtWords } from './sought-words.js';
import type { Words } from './words.js';

/** So many places are taken from the index at once. */
const placesAtOnce = 512;

/** What is looked through. */
interface SearchedDocs {
  heading: Words;
  body: Words;
  /** Every document by its moment and its id. */
  places: Places;
  /** The moment of each document by its id. */
  sorts: ReadonlyMap<string, string>;
}

/** Which of the documents are wanted. */
interface Wanted {
  words: SoughtWords;
  /** Those that hold these are not: they stand before. */
  except: SoughtWords | null;
  /** Only those that stand behind this place; null for all. */
  behind: IndexPlace | null;
  most: number;
}

/** Those whose heading alone holds the words are of the first group, which stands before the second. */
interface FoundPlace {
  group: 'heading' | 'text';
  place: IndexPlace;
}

/**
 * A page of the ids of the documents that hold all of the words: see `Store.search`. It yields where many
 * are looked through; documents may change meanwhile.
 */
export function* searchPage(
  docs: SearchedDocs,
  asked: readonly string[],
  { after = null, limit = 50 }: Search,
): Generator<undefined, Page<string>> {
  const last = after === null ? null : foundPlaceOf(after);
  const found = yield* firstOf(docs, asked, last, limit + 1);
  const shown = found.slice(0, limit);
  const end = shown.at(-1);
  return {
    items: shown.map(({ place }) => place.id),
    next: end && shown.length < found.length ? cursorAt(end) : null,
  };
}

function* firstOf(
  docs: SearchedDocs,
  asked: readonly string[],
  last: FoundPlace | null,
  most: number,
): Generator<undefined, FoundPlace[]> {
  const heading = sought(asked, [docs.heading]);
  const found: FoundPlace[] = [];
  if (last?.group !== 'text') {
    const wanted = { words: heading, except: null, behind: last?.place ?? null, most };
    for (const place of yield* newest(docs, wanted)) found.push({ group: 'heading', place });
  }
  if (found.length < most) {
    const words = sought(asked, [docs.heading, docs.body]);
    const behind = last?.group === 'text' ? last.place : null;
    const wanted = { words, except: heading, behind, most: most - found.length };
    for (const place of yield* newest(docs, wanted)) found.push({ group: 'text', place });
  }
  return found;
}

function sought(asked: readonly string[], places: readonly Words[]): SoughtWords {
  return new SoughtWords(
    asked.map((word) => new SoughtWord(places.flatMap((words) => [...words.beginning(word)]))),
  );
}

/**
 * The newest of those that are wanted. Words that many documents hold are met soon from the newest on; once that
 * has cost as much as to go through all documents with the rarest word, these are gone through instead.
 */
function* newest(docs: SearchedDocs, wanted: Wanted): Generator<undefined, IndexPlace[]> {
  const { words, except, most } = wanted;
  const lookups = () => words.lookups + (except?.lookups ?? 0);
  const begun = lookups();
  const { uses = 0 } = words.rarest ?? {};
  const found: IndexPlace[] = [];
  let { behind } = wanted;
  let turn = begun + idsAtOnce;
  for (const place of descending(docs.places, behind)) {
    if (lookups() - begun >= uses) {
      const rest = { ...wanted, behind, most: most - found.length };
      return [...found, ...(yield* gathered(docs, rest))];
    }
    const isThere = docs.sorts.get(place.id) === place.sort;
    if (isThere && words.areIn(place.id) && !except?.areIn(place.id)) found.push(place);
    if (found.length === most) break;
    behind = place;
    if (lookups() < turn) continue;
    turn += idsAtOnce;
    yield;
  }
  return found;
}

/** Those behind a place, the last first, whatever comes and goes meanwhile. */
function* descending(places: Places, behind: IndexPlace | null): Generator<IndexPlace> {
  let end = behind ? places.before(behind) : places.count;
  while (end > 0) {
    const taken = places.slice(Math.max(0, end - placesAtOnce), end);
    yield* taken.toReversed();
    end = taken[0] ? places.before(taken[0]) : 0;
  }
}

function* gathered(
  { sorts }: SearchedDocs,
  { words, except, behind, most }: Wanted,
): Generator<undefined, IndexPlace[]> {
  const { rarest } = words;
  if (!rarest) return [];
  yield* words.prepare(rarest.uses);
  yield* except?.prepare(rarest.uses) ?? [];
  const met = new Set<string>();
  const last: IndexPlace[] = [];
  yield* eachInTurns(rarest.ids(), idsAtOnce, (id) => {
    const sort = met.has(id) ? undefined : sorts.get(id);
    met.add(id);
    if (sort === undefined || !words.areIn(id) || except?.areIn(id)) return;
    const place = { sort, id };
    if (!behind || comparePlaces(place, behind) < 0) keepLast(last, place, most);
  });
  return last.filter(({ id }) => sorts.has(id));
}

/** Keeps so many of the last places, the very last first; sorting all of them takes ten times as long. */
function keepLast(kept: IndexPlace[], place: IndexPlace, most: number): void {
  const end = kept.at(-1);
  if (end && kept.length === most && comparePlaces(place, end) < 0) return;
  const at = kept.findIndex((other) => comparePlaces(place, other) > 0);
  kept.splice(at === -1 ? kept.length : at, 0, place);
  if (kept.length > most) kept.pop();
}

function cursorAt({ group, place: { sort, id } }: FoundPlace): string {
  return cursorOf({ sort: `${group === 'heading' ? 1 : 0} ${sort}`, id });
}

function foundPlaceOf(cursor: string): FoundPlace {
  const { sort, id } = placeOf(cursor);
  const group = sort.startsWith('1 ') ? 'heading' : 'text';
  return { group, place: { sort: sort.slice(2), id } };
}
