import { franc } from 'franc-min';

/** In UTF-16 units: enough to tell languages apart, in a millisecond. */
const readUnits = 4000;

/** Languages with lists of words that turn a sentence (ISO 639-3). Danish and Norwegian, which have one, are taken for others of them. */
const listed = new Set('eng deu fra spa ita por nld swe'.split(' '));

/** The BCP 47 tags of others of which something is known (ISO 639-3). */
const tags: Readonly<Record<string, string>> = Object.fromEntries(
  'arb ar,pes fa,prs fa,urd ur,hin hi,rus ru,tur tr'.split(',').map((pair) => pair.split(' ')),
);

/** Words of languages that have none and are taken for one that has: they stand in almost every paragraph of theirs alone. */
const telltales = new Map(
  Object.entries({
    ca: 'amb això dels pels més també perquè abans després aquest aquesta aquell aquella ningú',
    gl: 'unha dunha nunha algunha máis tamén despois ninguén onte',
  }).flatMap(([language, words]) => words.split(' ').map((word) => [word, language] as const)),
);

/** This many of them are more than a name or a quotation. */
const leastTelltales = 3;

/**
 * By which language (BCP 47) the sentences of a text are read: its own where that is named. Else its letters tell: null for
 * one with a list of words that turn a sentence, since related ones are taken for each other and all lists may be read then;
 * or another one, of which any word may turn a sentence; `und` where that is all that can be said.
 */
export function languageToRead(language: string | null, text: string): string | null {
  if (language !== null) return language;
  const beginning = text.slice(0, readUnits);
  const guessed = franc(beginning);
  return listed.has(guessed) ? unlistedBy(beginning) : (tags[guessed] ?? guessed);
}

function unlistedBy(text: string): string | null {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    const language = telltales.get(word.toLowerCase());
    if (language === undefined) continue;
    const count = (counts.get(language) ?? 0) + 1;
    if (count === leastTelltales) return language;
    counts.set(language, count);
  }
  return null;
}
