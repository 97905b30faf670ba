import { foldedWord } from './lexicon.js';
import type { WordEffects } from './turning-words.js';

/** Words are compared by their beginnings, of so many units at the most: “climbers”, “climbed”. */
const keyUnits = 6;

/** Shorter words tell nothing of what is spoken of; in letters that know no capitals they are shorter. */
const leastUnits = { cased: 5, other: 3 };

/** What tells what some words speak of. */
export function keysOf(words: readonly string[], readings: WordEffects): Set<string> {
  const { turns, joins, subordinates } = readings;
  const isTelling = (word: string) => {
    if (!/^[\p{Lu}\p{Ll}]/u.test(word))
      return /^\p{L}/u.test(word) && word.length >= leastUnits.other;
    const isCommon =
      /^\p{sc=Latin}/u.test(word) && (turns(word) || joins(word) || subordinates(word));
    return word.length >= leastUnits.cased && !isCommon;
  };
  return new Set(words.filter(isTelling).map((word) => foldedWord(word).slice(0, keyUnits)));
}
