import { fold, nameFolds } from '../folds.js';

/** Words, by their beginnings: no list is read through for each word of a text. */
export interface Lexicon {
  words: ReadonlySet<string>;
  /** Stems by their first two letters. */
  stems: ReadonlyMap<string, readonly string[]>;
}

const plain = /^[!-_a-~]+$/;

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

/** Several lists in one, by bits: which of them have a word, or a stem of words. */
export interface Lexicons {
  words: ReadonlyMap<string, number>;
  /** Stems by their first two letters. */
  stems: ReadonlyMap<string, readonly { stem: string; lists: number }[]>;
}

/** Which of the lists have a folded word: a bit for each, that of the first is 1. */
export function listsWith({ words, stems }: Lexicons, word: string): number {
  let all = words.get(word) ?? 0;
  for (const { stem, lists } of stems.get(word.slice(0, stemKeyUnits)) ?? [])
    if (word.startsWith(stem)) all |= lists;
  return all;
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

/** Lists as they are written for one. */
export function lexiconsOf(lists: readonly string[]): Lexicons {
  const words = new Map<string, number>();
  const stems = new Map<string, { stem: string; lists: number }[]>();
  for (const [at, list] of lists.entries()) {
    const own = lexiconOf(list);
    for (const word of own.words) words.set(word, (words.get(word) ?? 0) | (1 << at));
    for (const [key, ofKey] of own.stems) {
      const known = stems.get(key) ?? [];
      for (const stem of ofKey) known.push({ stem, lists: 1 << at });
      stems.set(key, known);
    }
  }
  return { words, stems };
}
