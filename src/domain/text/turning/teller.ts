import { once } from '../../once.js';
import type { Span } from '../span.js';
import { clauseOf, endsPhrase, type SideOfPassage, signFrom, signsIn } from './clauses.js';
import type { WordEffects } from './turning-words.js';

/*
 * Who says what stands in a sentence: whether some words of it are part of what somebody is called who says it, or of
 * how it is said.
 */

/**
 * What stands on a side of a passage, to be read. Where no word of the lists says that somebody says it, whatever stands right
 * before a “that” does which leads to the passage, or ends a clause that goes on behind it (“…, the insurers found”), or
 * stands behind its sign and before a name (“…, demanded Blum”).
 */
export function besideOf(
  side: SideOfPassage['side'],
  text: string,
  words: readonly string[],
  readings: WordEffects,
): SideOfPassage {
  const { tells, publishes } = readings;
  const isListed = (word: string) => tells(word) || publishes(word);
  const signs = signsIn(text, words);
  const beside = { side, words, readings, signs };
  return { ...beside, unlisted: once(() => (words.some(isListed) ? -1 : unlistedVerb(beside))) };
}

function unlistedVerb(beside: Omit<SideOfPassage, 'unlisted'>): number {
  const { side, words, readings } = beside;
  if (side === 'before') {
    const last = stating(words, readings);
    return words.slice(last).some(readings.states) ? last - 1 : -1;
  }
  const isLast = (at: number) => at + 1 === words.length || endsPhrase(beside, at + 1);
  const found = words.findIndex((word, at) => readings.finds(word) && isLast(at));
  if (found !== -1) return found;
  const [verb = '', next = ''] = words;
  const { adds, joins, determines, subordinates, relates } = readings;
  const isOther = [adds, joins, determines, subordinates, relates].some((reads) => reads(verb));
  const isNamed = /^\p{Lu}/u.test(next) || determines(next);
  // “…, giving the landlord”: that goes on.
  const isVerb = /^\p{Ll}+(?<!ing)$/u.test(verb) && !isOther;
  return endsPhrase(beside, 0) && isVerb && isNamed ? 0 : -1;
}

/** Whether one of some words alone says that somebody says it, though no list has it. */
export function isUnlistedVerb({ unlisted }: SideOfPassage, { start, end }: Span): boolean {
  return start <= unlisted() && unlisted() < end;
}

/** From which word on the rest do no more than begin what is said. */
function stating(words: readonly string[], { states, determines }: WordEffects): number {
  let from = words.length;
  while (from > 0 && (states(words[from - 1] as string) || determines(words[from - 1] as string)))
    from -= 1;
  return from;
}

/** Shorter words beside a verb say when, or that it is one thing more: “also”, “then”, “later”. */
const shortestAdverb = 6;

/** They stand before a verb that another one governs: “used to say”. */
const infinitive = new Set(['to', 'zu', 'te', 'att', 'å', 'at']);

/**
 * Whether words govern a verb of saying or denying (“used to say”), or one stands right before it, or right behind it and
 * before nothing that it describes.
 */
export function bearsOnVerb(beside: SideOfPassage, { start, end }: Span): boolean {
  const { words, readings } = beside;
  const { tells, denies, joins, states, isOffice } = readings;
  const [before, word, next] = [words[start - 1], words[end - 1], words[end]];
  if (start === end || word === undefined) return false;
  const isVerb = (other: string) => (tells(other) || denies(other)) && !isOffice(other);
  const isLast = next === undefined || endsPhrase(beside, end);
  const leadsToVerb = !isLast && isVerb(next);
  if (leadsToVerb && infinitive.has(word.toLowerCase())) return true;
  if (end - start !== 1 || word.length < shortestAdverb) return false;
  if (leadsToVerb) return true;
  if (before === undefined || !isVerb(before) || endsPhrase(beside, start)) return false;
  return isLast || joins(next) || states(next);
}

/** A verb may stand at most this many words behind what makes it passive: “was early in May warned”. */
const passiveWords = 5;

/** Whether one of some words makes of who stands before a verb of saying one who was told: “was warned that”. */
export function isTold({ words, readings }: SideOfPassage, { start, end }: Span): boolean {
  return (
    words.slice(start, end).some(readings.isPassive) &&
    words.slice(end, end + passiveWords).some(readings.tells)
  );
}

/** Whether the words from one on do no more than begin what is said: “(found) that the”. */
export function isStating({ words, readings }: SideOfPassage, from: number): boolean {
  return stating(words, readings) <= from && words.slice(from).some(readings.states);
}

/** Whether a word says that somebody says it. */
function says({ words, readings, unlisted }: SideOfPassage, at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  return at === unlisted() || readings.tells(word) || readings.publishes(word);
}

/** Within this many words of one of its clause that puts it into somebody's mouth, somebody may be named. */
const tellerWords = 20;

/** Whether some words of a sentence end what may name somebody, before a word of denial or near one that says that they spoke. */
export function namesTeller(beside: SideOfPassage, span: Span, isOneSided: boolean): boolean {
  const { words, readings } = beside;
  const { end } = span;
  const next = words[end];
  if (!isOneSided && next !== undefined && readings.denies(next)) return true;
  if (!isOneSided && isSubjectAboutTeller(beside, span)) return true;
  if (!isNearTelling(beside, span)) return false;
  if (describesOffice(beside, span)) return true;
  if (describesTeller(beside, span) || isSubjectOfSaying(beside, span)) return true;
  if (isOneSided) return false;
  return next === undefined || says(beside, end) || readings.joins(next) || endsPhrase(beside, end);
}

function isNearTelling(beside: SideOfPassage, { start, end }: Span): boolean {
  const clause = clauseOf(beside, { start, end });
  const last = Math.min(clause.end, end + tellerWords);
  for (let at = Math.max(clause.start, start - tellerWords); at < last; at += 1)
    if (says(beside, at)) return true;
  return false;
}

/** This many words begin a sentence with whom it is about. */
const subjectWords = 3;

/** Whether a sentence that goes on “, saying that” begins with some words: “The airline has apologised, saying that”. */
function isSubjectOfSaying(beside: SideOfPassage, { start }: Span): boolean {
  const { words, readings } = beside;
  if (beside.side !== 'before' || start >= subjectWords) return false;
  const at = stating(words, readings) - 1;
  return says(beside, at) && endsPhrase(beside, at);
}

/** So many words before or behind somebody's office say who is meant: “a rival union leader of the north”. */
const describingWords = { before: 2, after: 3 };

/** Whether some words stand right beside an office, no sign between. */
function describesOffice(beside: SideOfPassage, { start, end }: Span): boolean {
  const { words, readings } = beside;
  for (let at = end; at < Math.min(words.length, end + describingWords.before); at += 1) {
    if (endsPhrase(beside, at)) break;
    if (readings.isOffice(words[at] as string)) return true;
  }
  for (let at = start - 1; at >= Math.max(0, start - describingWords.after); at -= 1) {
    if (endsPhrase(beside, at + 1)) return false;
    if (readings.isOffice(words[at] as string)) return true;
  }
  return false;
}

/** At most this many words behind one that attributes it, up to a sign, say who says it: “according to a study in a journal”. */
const attributedWords = 8;

/**
 * Whether some words stand in what somebody is called who says it: right before a word of saying, but for one or two more
 * of it (“a drunk man said”), right behind one (“said a drunk man”), or behind one that attributes it.
 */
function describesTeller(beside: SideOfPassage, { start, end }: Span): boolean {
  const { words, readings } = beside;
  const { attributes, publishes, determines } = readings;
  if (leadsToTelling(beside, end)) return true;
  if (leadsToPublishing(beside, end)) return true;
  let isBeside = true;
  for (let at = start - 1; at >= Math.max(0, start - attributedWords); at -= 1) {
    const word = words[at] as string;
    if (endsPhrase(beside, at + 1)) return false;
    if (attributes(word) || publishes(word)) return true;
    if (isBeside && at < start - 1 && says(beside, at)) return true;
    isBeside &&= determines(word);
  }
  return false;
}

/** Whether some words end what is named first in a clause about what says it: “a study, which the maker paid for, found”. */
function isSubjectAboutTeller(beside: SideOfPassage, { start, end }: Span): boolean {
  const { words, readings } = beside;
  let at = start - 1;
  while (at >= 0 && readings.determines(words[at] as string)) at -= 1;
  if (!readings.determines(words[at + 1] ?? '')) return false;
  if (!readings.relates(words[at] ?? '') || !endsPhrase(beside, at)) return false;
  return says(beside, signFrom(beside, end));
}

/** Whether one of the next two words says that it was published: “a study published”, “in einer Zeitung veröffentlicht”. */
function leadsToPublishing(beside: SideOfPassage, from: number): boolean {
  const { words, readings } = beside;
  for (let at = from; at < Math.min(words.length, from + describingWords.before); at += 1) {
    if (endsPhrase(beside, at)) return false;
    if (readings.publishes(words[at] as string)) return true;
  }
  return false;
}

/** So many words make what somebody is called, and so many with others between that join them: “fish market traders group”. */
const calledWords = { alone: 4, joined: 2 };

/** Whether the next words, one at least, are the rest of what somebody is called who says it: “man in the crowd said”. */
function leadsToTelling(beside: SideOfPassage, from: number): boolean {
  const { words, readings } = beside;
  const { turns, joins, determines } = readings;
  let isJoined = false;
  let own = 0;
  let most = calledWords.alone;
  for (let at = from; at < words.length && own <= most; at += 1) {
    const word = words[at] as string;
    if (endsPhrase(beside, at)) return false;
    if (says(beside, at) && !readings.publishes(word)) return own > 0;
    // Something else is named there.
    if (turns(word) || (determines(word) && !isJoined)) return false;
    isJoined = joins(word) || (isJoined && determines(word));
    if (isJoined) most = calledWords.joined;
    else own += 1;
  }
  return false;
}

/** Somebody speaks within this many words of the beginning of a sentence, or of what follows a passage. */
const speakingWords = 4;

/** Whether somebody says a passage who was named in the sentence before: “He added that …”, “…, she said”. */
export function isSaidByNamedBefore({ side, words, readings }: SideOfPassage): boolean {
  const first = words.slice(0, speakingWords);
  if (!first.some(readings.tells)) return false;
  const places = side === 'before' ? first.slice(0, 2) : first;
  return places.some(readings.isPronoun) || (side === 'before' && readings.tells(first[0] ?? ''));
}
