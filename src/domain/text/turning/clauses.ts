import { once } from '../../once.js';
import type { Span } from '../span.js';
import type { WordEffects } from './turning-words.js';

/* What stands beside a passage in its sentence, and its clauses, as far as the words and signs with which they begin tell them. */

/** What stands before or after a passage in its sentence. */
export interface SideOfPassage {
  side: 'before' | 'after';
  words: readonly string[];
  readings: WordEffects;
  /** What stands right behind each number of its words, up to two units. */
  signs: () => readonly string[];
  /** Which word says that somebody says it though no list has it: 0 is the first, and -1 none. */
  unlisted: () => number;
}

/**
 * The clause in which some words stand: back to the word with which it begins, if one does that, and on to the next sign
 * where it depends on another clause (“although it rained, …”), or beyond who that is, between two signs, to a verb of saying
 * (“because Singh, a clerk, said …”); else to the end.
 */
export function clauseOf(beside: SideOfPassage, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && !beginsClause(beside, from)) from -= 1;
  let to = end;
  while (to < beside.words.length && !endsWhole(beside, to)) to += 1;
  if (depends(beside, from)) {
    to = signFrom(beside, end);
    const second = signFrom(beside, to + 1);
    if (beside.readings.tells(beside.words[second] ?? '')) to = second + 1;
  }
  return { start: from, end: to };
}

/**
 * In what clause words may stand: in that of the passage, or of who says it; in one more, which may tell of it (“…, and others
 * deny that”); or in one that has its own matter (“although it rained”).
 */
export type ClauseKind = 'own' | 'added' | 'apart';

/** In what clause some words stand that do not begin it. */
export function clauseKind(beside: SideOfPassage, span: Span): ClauseKind {
  return beside.side === 'after' ? kindBehind(beside, span) : kindBefore(beside, span);
}

function kindBehind(beside: SideOfPassage, { start }: Span): ClauseKind {
  let isCut = false;
  for (let at = start - 1; at >= 0; at -= 1) {
    if (isAdded(beside, at)) return takesUp(beside, at) ? 'own' : 'added';
    isCut ||= endsPhrase(beside, at + 1);
    if (isCut) continue;
    if (isApart(beside, at, start)) return 'apart';
    // Right behind the passage it tells of all of it: “…, which may be true”.
    if (at > 0 && depends(beside, at)) return 'added';
  }
  return 'own';
}

function kindBefore(beside: SideOfPassage, { start, end }: Span): ClauseKind {
  const { words, readings } = beside;
  let isCut = endsPhrase(beside, words.length);
  for (let at = words.length - 1; at >= end; at -= 1) {
    const begins = isAdded(beside, at) || (!isCut && depends(beside, at));
    if (begins && !readings.states(words[at + 1] ?? ''))
      return words.slice(at).some(readings.tells) ? 'apart' : 'added';
    isCut ||= endsPhrase(beside, at);
  }
  if (!endsPhrase(beside, signFrom(beside, end))) return 'own';
  for (let at = start - 1; at >= 0 && !endsPhrase(beside, at + 1); at -= 1)
    if (isApart(beside, at, start)) return 'apart';
  return 'own';
}

/** In at most this many words more than a pronoun, a clause only says of the one before it whether and how that is so: “; they did”. */
const takingUpWords = 2;

function takesUp({ words, readings }: SideOfPassage, at: number): boolean {
  const from = readings.adds(words[at] ?? '') ? at + 1 : at;
  return words.length - from <= 1 + takingUpWords && readings.isPronoun(words[from] ?? '');
}

/** Whether one more clause begins at a word: “, and …”, “; …”, “and that the …”. */
function isAdded(beside: SideOfPassage, at: number): boolean {
  return (
    endsWhole(beside, at) ||
    (beside.readings.adds(beside.words[at] ?? '') &&
      (endsPhrase(beside, at) || isStated(beside, at + 1)))
  );
}

/** Whether another thing that is said begins at a word: “that the …”, and not “that may be so”. */
function isStated({ words, readings }: SideOfPassage, at: number): boolean {
  const [word, next] = [words[at] ?? '', words[at + 1]];
  if (next === undefined || !readings.states(word)) return false;
  return readings.determines(next) || !(readings.turns(next) || readings.isPassive(next));
}

/** At most this many words behind one that says when may say when, too: “since early last year”. */
const timeWords = 2;

/** Whether a clause begins at a word that has its own matter from another one on. */
function isApart({ words, readings }: SideOfPassage, at: number, from: number): boolean {
  const word = words[at] as string;
  return readings.subordinates(word) && (from > at + timeWords || !readings.turns(word));
}

/** Behind how many words, at least so many, the next sign stands; all of them where none does. */
export function signFrom(beside: SideOfPassage, least: number): number {
  let count = least;
  while (count < beside.words.length && !endsPhrase(beside, count)) count += 1;
  return count;
}

function beginsClause(beside: SideOfPassage, at: number): boolean {
  const word = beside.words[at];
  if (word === undefined) return false;
  const { states } = beside.readings;
  return states(word) || isAdded(beside, at) || depends(beside, at);
}

/** Whether a clause begins at a word that can't stand by itself: “although …”, “, which …”. */
function depends(beside: SideOfPassage, at: number): boolean {
  const word = beside.words[at];
  if (word === undefined) return false;
  const { subordinates, relates } = beside.readings;
  return subordinates(word) || (relates(word) && (at === 0 || endsPhrase(beside, at)));
}

/** Whether a sign stands behind that many of the words of a side. */
export function endsPhrase({ signs }: Pick<SideOfPassage, 'signs'>, count: number): boolean {
  return /^\s*[,;:–—()]/u.test(signs()[count] ?? '');
}

/** Whether a clause ends there that could be a sentence. */
function endsWhole({ signs }: SideOfPassage, count: number): boolean {
  return /^\s*;/u.test(signs()[count] ?? '');
}

/** What stands in a text right behind each number of its words; they are read once. */
export function signsIn(text: string, words: readonly string[]): SideOfPassage['signs'] {
  return once(() => {
    let at = 0;
    const signs = [text.slice(0, 2)];
    for (const word of words) {
      at = text.indexOf(word, at) + word.length;
      signs.push(text.slice(at, at + 2));
    }
    return signs;
  });
}
