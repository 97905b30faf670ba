import { franc } from 'franc-min';

/** In UTF-16 units: enough to tell languages apart, in a millisecond. */
const readUnits = 4000;

/** Languages with lists of words that turn a sentence (ISO 639-3). Danish and Norwegian are taken for one of them. */
const listed = new Set('eng deu fra spa ita por nld swe'.split(' '));

/**
 * By which language (BCP 47) the sentences of a text are read: its own where that is named. Else its letters tell: null for
 * one with a list of words that turn a sentence, since related ones are taken for each other and all lists may be read then;
 * or another one, of which any word may turn a sentence; `und` where that is all that can be said.
 */
export function languageToRead(language: string | null, text: string): string | null {
  if (language !== null) return language;
  const guessed = franc(text.slice(0, readUnits));
  return listed.has(guessed) ? null : guessed;
}
