import type { Span } from '../span.js';
import type { Readings } from './turning-words.js';

/* What stands beside a passage in its sentence, and its clauses, as far as the words and signs with which they begin tell them. */

/** What stands before or after a passage in its sentence. */
export interface Beside {
  side: 'before' | 'after';
  text: string;
  words: readonly string[];
  readings: Readings;
  /** Which word says that somebody says it though no list has it: 0 is the first, and -1 none. */
  unlisted: number;
}

/**
 * The clause in which some words stand: back to the word with which it begins, if one does that, and on to the next sign
 * where it depends on another clause (“although it rained, …”), or beyond who that is, between two signs, to a verb of saying
 * (“because Singh, a clerk, said …”); else to the end.
 */
export function clauseOf(beside: Beside, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && !beginsClause(beside, from)) from -= 1;
  let to = beside.words.length;
  if (depends(beside, from)) {
    to = signFrom(beside, end);
    const second = signFrom(beside, to + 1);
    if (beside.readings.tells(beside.words[second] ?? '')) to = second + 1;
  }
  return { start: from, end: to };
}

/** Behind how many words, at least so many, the next sign stands; all of them where none does. */
function signFrom(beside: Beside, least: number): number {
  let count = least;
  while (count < beside.words.length && !endsPhrase(beside, count)) count += 1;
  return count;
}

function beginsClause(beside: Beside, at: number): boolean {
  const word = beside.words[at];
  if (word === undefined) return false;
  const { adds, states } = beside.readings;
  return states(word) || (adds(word) && endsPhrase(beside, at)) || depends(beside, at);
}

/** Whether a clause begins at a word that can't stand by itself: “although …”, “, which …”. */
function depends(beside: Beside, at: number): boolean {
  const word = beside.words[at];
  if (word === undefined) return false;
  const { subordinates, relates } = beside.readings;
  return subordinates(word) || (relates(word) && (at === 0 || endsPhrase(beside, at)));
}

/** Whether a sign stands behind that many of the words of a side. */
export function endsPhrase({ text, words }: Beside, count: number): boolean {
  let at = 0;
  for (const word of words.slice(0, count)) at = text.indexOf(word, at) + word.length;
  return /^\s*[,;:–—()]/u.test(text.slice(at, at + 2));
}
