import { type Holder, holdersIn } from '../domain/chain/chain.js';
import { searchWordsInTurns } from '../domain/search/search-words.js';
import { isTransliterated, transliterated } from '../domain/text/transliteration.js';
import type { Documents } from './documents.js';

/** What can be searched for by words. People and identities cannot. */
export const searchedCollections = [
  'articles',
  'editions',
  'annotations',
  'sources',
  'claims',
] as const;
export type SearchedCollection = (typeof searchedCollections)[number];

/** What has no heading: an edition is called what its article is. */
export function isCalledSomething(collection: SearchedCollection): boolean {
  return collection !== 'editions';
}

/** The words by which a document is found, each once, and where it stands among what is found. */
export interface SearchEntry {
  /** What it is called: a document whose heading alone holds what was typed comes first. */
  heading: readonly string[];
  /** The words of the rest of it that its heading does not hold. */
  body: readonly string[];
  /** The moment of its making: the newest come first. RFC 3339, UTC. */
  sort: string;
}

/**
 * How much one document may hold, in bytes. PostgreSQL takes no tsvector of more than a mebibyte,
 * and keeps up to five bytes beside each word for its weight. Some 80,000 different words fit, more
 * than any book has; beyond that, a text is found by its beginning.
 */
const maxBytes = 900_000;
const bytesBeside = 5;

interface SearchedText {
  heading: readonly string[];
  body: readonly (string | null)[];
  sort: string;
}

const searched: { [C in SearchedCollection]: (doc: Documents[C]) => SearchedText | null } = {
  articles: ({ title, publisher, byline, created }) => ({
    heading: [title],
    body: [publisher, byline],
    sort: created,
  }),
  editions: ({ text, capturedAt }) => ({ heading: [], body: [text], sort: capturedAt }),
  annotations: (annotation) =>
    annotation.deleted
      ? null
      : {
          heading: [annotation.target.exact],
          body: [
            annotation.note,
            ...annotation.labels,
            ...holdersIn(annotation.chain).flatMap(searchedWords),
          ],
          sort: annotation.created,
        },
  /** Joined ones too, in whose place the one that stands for them is found; and in Latin letters. */
  sources: ({ name, aliases, created, description }) => ({
    heading: [name, ...aliases],
    body: [description, ...[name, ...aliases].filter(isTransliterated).map(transliterated)],
    sort: created,
  }),
  claims: ({ statement, created, joined }) =>
    joined ? null : { heading: [statement], body: [], sort: created },
};

function searchedWords({ as, evidence }: Holder): (string | null)[] {
  return [as, ...evidence.flatMap(({ excerpt, file }) => [excerpt, file?.name ?? null])];
}

/**
 * The words by which a document is found; null for one that is not to be found: it is deleted. Yields between
 * short pieces of work.
 */
export function* searchEntryInTurns<C extends SearchedCollection>(
  collection: C,
  doc: Documents[C],
): Generator<undefined, SearchEntry | null> {
  const found = searched[collection](doc);
  if (!found) return null;
  const words = new Words();
  const heading = yield* words.of(found.heading);
  return { heading, body: yield* words.of(found.body), sort: found.sort };
}

/** This many words are taken in between two yields: less than a millisecond's work. */
const wordsAtOnce = 2000;

/** In UTF-16 units: of short texts, so much is looked through between two yields. */
const textsAtOnceUnits = 2000;

/** Takes in what is new, for as long as there is room. */
class Words {
  readonly #taken = new Set<string>();
  #room = maxBytes;

  *of(texts: readonly (string | null)[]): Generator<undefined, string[]> {
    const taken: string[] = [];
    let units = 0;
    for (const text of texts) {
      units += text?.length ?? 0;
      if (units >= textsAtOnceUnits) {
        units = 0;
        yield;
      }
      const words = yield* searchWordsInTurns(text ?? '');
      for (const [at, word] of words.entries()) {
        if (this.#take(word)) taken.push(word);
        if ((at + 1) % wordsAtOnce === 0) yield;
      }
    }
    return taken;
  }

  #take(word: string): boolean {
    const size = Buffer.byteLength(word) + bytesBeside;
    if (this.#taken.has(word) || size > this.#room) return false;
    this.#taken.add(word);
    this.#room -= size;
    return true;
  }
}
