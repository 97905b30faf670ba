import { once } from '../../once.js';
import type { Span } from '../span.js';
import { type ChangedWords, changedWords } from './changed-words.js';
import {
  type ClauseKind,
  clauseKind,
  endsPhrase,
  type SideOfPassage,
  signFrom,
} from './clauses.js';
import { scarce } from './equal-words.js';
import { foldedWord } from './lexicon.js';
import { meansTheSame } from './same-meaning.js';
import { wordsOf } from './sentence-words.js';
import type { Surroundings } from './surroundings.js';
import { bearsOnVerb, besideOf, isStating, isTold, isUnlistedVerb, namesTeller } from './teller.js';
import type { WordEffects } from './turning-words.js';
import { isReordered } from './word-order.js';

/* What differs between what stood beside a passage in its sentence and what stands there now. */

/** What of a sentence has changed beside a passage: some words became others, or came, or went. */
export interface Change {
  side: 'before' | 'after';
  was: string[];
  now: string[];
  /** Whether nothing stands between it and the passage, or hardly anything. */
  beside: () => boolean;
  /** In what clause it stands. */
  clause: () => ClauseKind;
  /** Whether it says the same in other words. */
  meansTheSame: (language: string | null) => boolean;
  /** Whether a word stands behind it that says something else with an article. */
  beforeScarce: boolean;
  /** Whether all that stands on its side says the same in another order. */
  isReordered: (language: string | null) => boolean;
  /** Whether it begins the sentence, where any word has a capital. */
  first: boolean;
  /** Whether it is one word that says how somebody said or denied it, or makes of who said it one who was told. */
  bearsOnVerb: () => boolean;
  /** Whether another is named near a word that puts the passage into somebody's mouth. */
  namesTeller: () => boolean;
}

/** At most this many words on each side, nearest to the passage, are compared. */
const maxWords = 80;

/** A sign that parts a passage from what is beside it in its sentence. */
const apart = { before: /[,;:–—]\s*$/u, after: /^\s*[,;:–—]/u };

/** At most this many words may stand between a passage and what governs it, articles not counted: “obliges members to”. */
const governedWords = 2;

/** What stands on a side of a passage in both texts, and where it differs. */
interface Sides {
  side: 'before' | 'after';
  older: readonly string[];
  newer: readonly string[];
  earlier: SideOfPassage;
  later: SideOfPassage;
  all: readonly ChangedWords[];
  /** Whether no more is known of a text than this. */
  isCut: boolean;
  /** Whether a sign parts all of it from the passage. */
  isParted: () => boolean;
  /** Whether it is said there of what the passage says that something is so. */
  isAbout: () => boolean;
  /** Whether “that” only has another place: what stood before it may now be what is said. */
  movesStating: () => boolean;
}

function sidesOf(
  was: Surroundings,
  now: Surroundings,
  side: 'before' | 'after',
  readings: WordEffects,
): Sides {
  const cut = (words: string[]) =>
    side === 'before' ? words.slice(-maxWords) : words.slice(0, maxWords);
  const [older, newer] = [cut(knownWords(was, side)), cut(knownWords(now, side))];
  const all = changedWords(older, newer);
  const isIn = (words: string[], { start, end }: Span) =>
    words.slice(start, end).some(readings.states);
  return {
    side,
    older,
    newer,
    earlier: besideOf(side, was[side], older, readings),
    later: besideOf(side, now[side], newer, readings),
    all,
    isCut: was.cut?.[side] === true || now.cut?.[side] === true,
    isParted: once(() => [was, now].every((each) => apart[side].test(each[side]))),
    isAbout: once(() => side === 'after' && [was, now].every((each) => isSubject(each, readings))),
    movesStating: once(
      () => all.some((each) => isIn(older, each.was)) && all.some((each) => isIn(newer, each.now)),
    ),
  };
}

/** What has changed on a side of a passage, in the order of the text. */
export function changesOf(
  was: Surroundings,
  now: Surroundings,
  side: 'before' | 'after',
  readings: WordEffects,
): Change[] {
  if (was[side] === now[side]) return [];
  const sides = sidesOf(was, now, side, readings);
  return sides.all
    .filter((changed) => !goesBeyond(changed, sides, { was, now }))
    .map((changed) => changeIn(sides, changed));
}

function changeIn(sides: Sides, changed: ChangedWords): Change {
  const { side, older, newer, earlier, later } = sides;
  const isOneSided = standsInOne(changed);
  const beside = once(() => isBesidePassage(changed, sides));
  return {
    side,
    was: older.slice(changed.was.start, changed.was.end),
    now: newer.slice(changed.now.start, changed.now.end),
    beside,
    clause: once(() => {
      const [kind, other] = [clauseKind(earlier, changed.was), clauseKind(later, changed.now)];
      return kind === other ? kind : 'own';
    }),
    beforeScarce: scarce.has(older[changed.was.end]?.toLowerCase() ?? ''),
    meansTheSame: (language) =>
      !sides.movesStating() &&
      meansTheSame(
        { ...changed, side, older, newer, beside: beside() },
        earlier.readings,
        language,
      ),
    isReordered: (language) => sides.all.length > 1 && isReordered(earlier, later, language),
    first: side === 'before' && begins(changed) && !sides.isCut,
    bearsOnVerb: () =>
      isTold(earlier, changed.was) !== isTold(later, changed.now) ||
      isUnlistedVerb(earlier, changed.was) ||
      isUnlistedVerb(later, changed.now) ||
      (isOneSided && (bearsOnVerb(earlier, changed.was) || bearsOnVerb(later, changed.now))),
    namesTeller: () =>
      namesTeller(earlier, changed.was, isOneSided) && namesTeller(later, changed.now, isOneSided),
  };
}

function begins({ was, now }: ChangedWords): boolean {
  return was.start === 0 && now.start === 0;
}

function ends({ was, now }: ChangedWords, { older, newer }: Sides): boolean {
  return was.end === older.length && now.end === newer.length;
}

function standsInOne({ was, now }: ChangedWords): boolean {
  return was.start === was.end || now.start === now.end;
}

/** Whether words that one text alone has may stand beyond what is known of the other, or in its next sentence. */
function goesBeyond(
  changed: ChangedWords,
  sides: Sides,
  { was, now }: { was: Surroundings; now: Surroundings },
): boolean {
  if (!standsInOne(changed)) return false;
  const { side, older, newer, earlier } = sides;
  if (side === 'before') return sides.isCut && begins(changed);
  if (!ends(changed, sides)) return false;
  if (sides.isCut) return true;
  return changed.was.start < changed.was.end
    ? isNextSentence(older.slice(changed.was.start), now, earlier.readings)
    : isNextSentence(newer.slice(changed.now.start), was, earlier.readings);
}

/** Whether nothing parts changed words from the passage, or only what they govern. */
function isBesidePassage(changed: ChangedWords, sides: Sides): boolean {
  if (sides.isParted()) return false;
  const { earlier } = sides;
  const isOneSided = standsInOne(changed);
  return sides.side === 'before'
    ? ends(changed, sides) ||
        governs(earlier, changed.was.end, isOneSided ? 0 : governedWords) ||
        (!isOneSided && isGround(earlier, changed.was))
    : begins(changed) || (sides.isAbout() && changed.was.start < signFrom(earlier, 0));
}

/**
 * Whether what stands before some last words governs a passage: they only begin what is said, or are no more than that and go
 * on to it without a sign.
 */
function governs(beside: SideOfPassage, from: number, most: number): boolean {
  const follows = beside.words.slice(from);
  if (isStating(beside, from)) return true;
  const { determines, states } = beside.readings;
  return (
    follows.filter((word) => !determines(word)).length <= most &&
    !follows.some((word, at) => states(word) || endsPhrase(beside, from + at))
  );
}

/** Whether words only say that something is or was, and what that is leads to a passage with “that”: “is no evidence that”. */
function isGround(beside: SideOfPassage, { start, end }: Span): boolean {
  const { words, readings } = beside;
  // “no evidence that the”
  const follows = words.slice(end);
  if (follows.length > 2 * governedWords) return false;
  if (!words.slice(start, end).every(readings.isPassive)) return false;
  const last = follows.findIndex(readings.states);
  if (last === -1 || last > governedWords) return false;
  return !follows.slice(0, last).some((_, at) => endsPhrase(beside, end + at + 1));
}

/** More is not only the beginning of a sentence. */
const subjectUnits = 40;

/** Whether a sentence only begins to say of what a passage says that something is so: “The claim that (the)”. */
function isSubject(
  { before, leading }: Surroundings,
  { determines, states }: WordEffects,
): boolean {
  const own = before.slice(leading);
  if (own.length > subjectUnits) return false;
  const [first = '', , third = '', ...others] = wordsOf(own);
  return determines(first) && states(third) && others.every(determines);
}

/** Whether what one text has at the end of a sentence is the beginning of the next sentence of the other: “…, and” is “. And”. */
function isNextSentence(
  tail: readonly string[],
  other: Surroundings,
  { adds }: WordEffects,
): boolean {
  const [first = ''] = other.following(1);
  const plain = (words: readonly string[]) => (adds(words[0] ?? '') ? words.slice(1) : words);
  const [one, next] = [plain(tail), plain(wordsOf(first))];
  return one.length > 0 && one.every((word, at) => foldedWord(word) === foldedWord(next[at] ?? ''));
}

/** The words of a side, without the one that is cut where no more is known. */
function knownWords({ cut, ...sides }: Surroundings, side: 'before' | 'after'): string[] {
  if (!cut?.[side]) return wordsOf(sides[side]);
  const inWord = side === 'before' ? /^[\p{L}\p{M}\p{N}]+/u : /[\p{L}\p{M}\p{N}]+$/u;
  return wordsOf(sides[side].replace(inWord, ''));
}
