import { endsPhrase, type SideOfPassage } from './clauses.js';
import { scarce } from './equal-words.js';
import { type Equals, equalsIn } from './equals.js';
import { foldedWord } from './lexicon.js';
import { stem } from './same-meaning.js';
import type { WordEffects } from './turning-words.js';

/*
 * Whether a sentence says the same with its words in another order: “writes Coll” for “Coll writes”, “the ministry of
 * health” for “the health ministry”. Where names change places it does not.
 */

/** More words than these are not read for their order. */
const maxWords = 40;

/** Whether all that stands on a side of a passage says the same in another order. */
export function isReordered(
  was: SideOfPassage,
  now: SideOfPassage,
  language: string | null,
): boolean {
  if (Math.max(was.words.length, now.words.length) > maxWords) return false;
  const alone = [...onlyIn(was, now), ...onlyIn(now, was)];
  return equalsIn(language).some(
    (equals) =>
      alone.every((word) => mayBeAlone(word, was.readings, equals)) &&
      (phrasesIn(was, equals).join('|') === phrasesIn(now, equals).join('|') ||
        isPutElsewhere(was, now, equals) ||
        isPossessive(was, now, equals) ||
        isPossessive(now, was, equals)),
  );
}

function onlyIn({ words }: SideOfPassage, other: SideOfPassage): string[] {
  const others = new Set(other.words.map(owner));
  return words.map(owner).filter((word) => !others.has(word));
}

/** A word as names are compared, without what makes it the owner of something. */
function owner(word: string): string {
  return foldedWord(word).replace(/['’]s$|(?<=s)['’]$/u, '');
}

/** Whether one order may have a word that the other does not: “of”, “according to”, “that”. */
function mayBeAlone(word: string, readings: WordEffects, equals: Equals): boolean {
  const { passing, owning, genitive, inverting } = equals;
  if ([passing, owning, genitive, inverting].some((words) => words.has(word))) return true;
  return readings.attributes(word) || readings.determines(word) || readings.states(word);
}

/** What stands between signs, each as it reads in one order. */
function phrasesIn(beside: SideOfPassage, equals: Equals): string[] {
  const phrases: string[][] = [];
  for (const [at, word] of beside.words.entries()) {
    if (at === 0 || endsPhrase(beside, at)) phrases.push([]);
    phrases.at(-1)?.push(word);
  }
  const leadsOn = beside.side === 'before' && !endsPhrase(beside, beside.words.length);
  return namesFirst(phrases, leadsOn, beside.readings).map((phrase, at) => {
    // What goes on to the passage may be told it: “warned the clerk (that)”.
    const mayInvert = !leadsOn || at < phrases.length - 1;
    return ordered(phrase, beside.readings, equals, mayInvert);
  });
}

/** Phrases, those of a name between signs before the one that says who that is: “her lawyer, Paul Stein,”. */
function namesFirst(phrases: string[][], leadsOn: boolean, { tells }: WordEffects): string[][] {
  const isName = (phrase: string[] = []) => phrase.every((word) => /^\p{Lu}/u.test(word));
  const sorted = [...phrases];
  for (let at = 0; at + 1 < sorted.length - (leadsOn ? 1 : 0); at += 1) {
    const [one, next] = [sorted[at] as string[], sorted[at + 1] as string[]];
    if (!isName(next) || isName(one) || one.some(tells)) continue;
    sorted.splice(at, 2, next, one);
    at += 1;
  }
  return sorted;
}

/** At most this many words may be of somebody: “the plant’s night shift”. */
const ownedWords = 3;

/**
 * Whether what stands before a word may be named behind whoever owns it: “workers at the plant”. “Police victims” are no
 * victims of the police.
 */
function mayBeOwned(
  owned: readonly string[],
  joint: string,
  isOwner: boolean,
  { owning, genitive }: Equals,
  { isOffice }: WordEffects,
): boolean {
  const isOf = genitive.has(joint);
  return (isOf && owned.some(isOffice)) || (owning.has(joint) && (isOwner || !isOf));
}

/**
 * Whether one says “the plant’s workers” or “plant workers” where another says “workers at the plant”, and else they are the
 * same.
 */
function isPossessive(one: SideOfPassage, other: SideOfPassage, equals: Equals): boolean {
  const { turns, tells, isOffice } = one.readings;
  const plain = ({ words }: SideOfPassage) =>
    words.map(foldedWord).filter((word) => !equals.passing.has(word));
  const [own, others] = [plain(one), plain(other)];
  if (own.length + 1 !== others.length) return false;
  return own.some((word, at) => {
    const isOwner = owner(word) !== word;
    if (!isOwner && (turns(word) || !own[at + 1]?.endsWith('s'))) return false;
    const most = isOwner ? ownedWords : 1;
    for (let end = at + 2; end <= Math.min(own.length, at + 1 + most); end += 1) {
      const owned = own.slice(at + 1, end);
      if (owned.some((each) => turns(each) && !(isOwner && tells(each)) && !isOffice(each)))
        return false;
      for (let start = at; start >= 0; start -= 1) {
        const joint = others[start + owned.length] ?? '';
        if (!mayBeOwned(owned, joint, isOwner, equals, one.readings)) continue;
        const owners = [...own.slice(start, at), owner(word)];
        const turned = [...own.slice(0, start), ...owned, joint, ...owners, ...own.slice(end)];
        if (turned.every((each, place) => each === others[place])) return true;
      }
    }
    return false;
  });
}

/** The words of a phrase without articles: whoever says it before the verb, and of what something is before it. */
function ordered(
  words: readonly string[],
  readings: WordEffects,
  equals: Equals,
  mayInvert: boolean,
): string {
  // What follows “that” is said; what stands before it may say when.
  const isIdle = (word: string, isLast: boolean) =>
    readings.states(word) ? isLast : equals.passing.has(word);
  const own = words
    .map(foldedWord)
    .filter(
      (word, at, all) => scarce.has(all[at + 1] ?? '') || !isIdle(word, at + 1 === all.length),
    );
  const verb = verbTaken(own, readings, equals, mayInvert);
  for (let at = 1; at + 1 < own.length; at += 1) {
    const [one, of, other] = own.slice(at - 1, at + 2) as [string, string, string];
    const next = own[at + 2] ?? '';
    const isLast = next === '' || readings.joins(next) || readings.tells(next);
    const isPlain = (word: string) => words.includes(word) && !readings.turns(word);
    const isBody = equals.bodies.has(one) || readings.isOffice(one);
    if (equals.genitive.has(of) && isLast && isBody && isPlain(one) && isPlain(other))
      own.splice(at - 1, 3, other, one);
  }
  return [...own, verb].join(' ');
}

/** Takes the verb of saying with which a phrase begins or ends, or what stands for it: “according to”. */
function verbTaken(
  own: string[],
  readings: WordEffects,
  equals: Equals,
  mayInvert: boolean,
): string {
  const { inverting, times } = equals;
  if (own.length > 1 && readings.attributes(own[0] as string)) {
    own.splice(0, readings.determines(own[1] as string) ? 2 : 1);
    return verbOf('said', readings, equals);
  }
  // “…, said the clerk on Monday”, “…, the clerk said on Monday”
  const last = own.findLastIndex((word) => !mayInvert || !times.has(word));
  const places = mayInvert ? [0, last] : [last];
  const at = places.find((place) => inverting.has(own[place] ?? ''));
  const [verb] = at === undefined || own.length === 1 ? [] : own.splice(at, 1);
  return verb === undefined ? '' : verbOf(verb, readings, equals);
}

function verbOf(word: string, { tells }: WordEffects, equals: Equals): string {
  return stem(word, equals, { isStating: true, isVerb: tells });
}

/** At most this many words say when or where something was said: “in his letter of May”. */
const placeWords = 5;

const possessives = new Set(['his', 'her', 'its', 'their']);

/** At most this many words may stand between the two places. */
const passedWords = 8;

/** Whether it has only become another place of its clause where words stand that say when or where it was said. */
function isPutElsewhere(was: SideOfPassage, now: SideOfPassage, equals: Equals): boolean {
  const { side, words, readings } = was;
  if (words.length !== now.words.length) return false;
  const [older, newer] = [words.map(foldedWord), now.words.map(foldedWord)];
  let start = 0;
  while (start < older.length && older[start] === newer[start]) start += 1;
  let end = older.length;
  while (end > start && older[end - 1] === newer[end - 1]) end -= 1;
  if (side === 'after' && start === 0) return false;
  const isBeside = side === 'before' && end === older.length;
  const isOne = (moved: readonly string[], passed: readonly string[]) =>
    isPlace(moved, readings, equals, isBeside) &&
    isPassed(passed, readings) &&
    (!isBeside || readings.tells(passed.at(-1) ?? ''));
  for (let middle = start + 1; middle < end; middle += 1) {
    const turned = [...older.slice(middle, end), ...older.slice(start, middle)];
    if (turned.some((word, at) => word !== newer[start + at])) continue;
    const [first, last] = [words.slice(start, middle), words.slice(middle, end)];
    return isOne(first, last) || isOne(last, first);
  }
  return false;
}

function isPlace(
  words: readonly string[],
  { turns, isOffice }: WordEffects,
  { times, placing }: Equals,
  isBeside: boolean,
): boolean {
  const [first, ...others] = words.map(foldedWord);
  if (first === undefined || others.length >= placeWords) return false;
  if ([first, ...others].every((word) => times.has(word))) return !isBeside;
  // A year or whose it is reads the same in either place, but right before what is said.
  const isKept = (word: string) => !isBeside && (/^\d{1,4}$/u.test(word) || possessives.has(word));
  const isPlain = (word: string) =>
    isKept(word) || (/^\p{Ll}/u.test(word) && !turns(word) && !isOffice(word));
  return placing.has(first) && others.length > 0 && words.slice(1).every(isPlain);
}

function isPassed(words: readonly string[], readings: WordEffects): boolean {
  const { states, subordinates, adds, relates, turns, tells } = readings;
  const parts = (word: string) => states(word) || subordinates(word) || adds(word) || relates(word);
  const isPlain = (word: string) => !parts(word) && (tells(word) || !turns(word));
  return words.length <= passedWords && words.every(isPlain);
}
