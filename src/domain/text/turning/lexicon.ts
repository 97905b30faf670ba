import { fold, nameFolds } from '../folds.js';

/** Words, by their beginnings: no list is read through for each word of a text. */
export interface Lexicon {
  words: ReadonlySet<string>;
  /** Stems by their first two letters. */
  stems: ReadonlyMap<string, readonly string[]>;
}

const plain = /^[A-Za-z]+$/;

/** A word as names are compared; most need no folding. */
export function foldedWord(word: string): string {
  return plain.test(word) ? word.toLowerCase() : fold(word, nameFolds);
}

/** Whether a folded word is one of a list. */
export function isIn({ words, stems }: Lexicon, word: string): boolean {
  if (words.has(word)) return true;
  for (const stem of stems.get(word.slice(0, stemKeyUnits)) ?? [])
    if (word.startsWith(stem)) return true;
  return false;
}

/** No stem is shorter. */
const stemKeyUnits = 2;

/** A list as it is written: words and stems, blanks between, a star behind each stem. */
export function lexiconOf(list: string): Lexicon {
  const words = new Set<string>();
  const stems = new Map<string, string[]>();
  for (const entry of list.split(/\s+/u)) {
    const word = foldedWord(entry.replace('*', ''));
    const key = word.slice(0, stemKeyUnits);
    if (entry.endsWith('*')) stems.set(key, [...(stems.get(key) ?? []), word]);
    else words.add(word);
  }
  return { words, stems };
}
