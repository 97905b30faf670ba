import type { Span } from '../span.js';
import { changedWords } from './changed-words.js';
import { editDistance } from './edit-distance.js';
import { scarce } from './equal-words.js';
import { meansTheSame } from './same-meaning.js';
import { wordsOf } from './sentence-words.js';
import type { Surroundings } from './surroundings.js';
import { type Readings, turningIn } from './turning-words.js';

/** What of a sentence has changed beside a passage: some words became others, or came, or went. */
interface Change {
  side: 'before' | 'after';
  was: string[];
  now: string[];
  /** Whether nothing stands between it and the passage. */
  beside: boolean;
  /** Whether it says the same in other words. */
  meansTheSame: (language: string | null) => boolean;
  /** Whether a word stands behind it that says something else with an article. */
  beforeScarce: boolean;
  /** Whether it begins the sentence, where any word has a capital. */
  first: boolean;
  /** Whether it is one word that says how somebody said or denied it. */
  bearsOnVerb: () => boolean;
  /** Whether another is named near a word that puts the passage into somebody's mouth. */
  namesTeller: () => boolean;
}

/** So many words on each side, nearest to the passage, are compared. */
const maxWords = 80;

/**
 * Why a passage may say something else than it did, though its own words stand: a plain sentence, or
 * null where nothing around it turns it. What is right beside it must be the same but for spelling and
 * signs; further off in its sentence, no word that denies, doubts or attributes, no figure and no name
 * may have come, gone or changed.
 */
export function turnedBy(
  was: Surroundings,
  now: Surroundings,
  language: string | null,
): string | null {
  if (was.quoted !== now.quoted)
    return now.quoted ? 'It now stands in a quotation.' : 'It no longer stands in a quotation.';
  const readings = turningIn(language);
  for (const side of ['before', 'after'] as const) {
    const changes = changesOf(was, now, side, readings);
    // The nearest is told.
    const turned = (side === 'before' ? changes.reverse() : changes).find(
      (each) => mayTurn(each, readings) && !each.meansTheSame(language),
    );
    if (turned) return sentenceOf(turned);
  }
  return null;
}

/** A sign that parts a passage from what is beside it in its sentence. */
const apart = { before: /[,;:–—]\s*$/u, after: /^\s*[,;:–—]/u };

function changesOf(
  was: Surroundings,
  now: Surroundings,
  side: 'before' | 'after',
  readings: Readings,
): Change[] {
  if (was[side] === now[side]) return [];
  const cut = (words: string[]) =>
    side === 'before' ? words.slice(-maxWords) : words.slice(0, maxWords);
  const [older, newer] = [cut(knownWords(was, side)), cut(knownWords(now, side))];
  const parted = apart[side];
  const isParted = parted.test(was[side]) && parted.test(now[side]);
  const isCut = was.cut?.[side] === true || now.cut?.[side] === true;
  return changedWords(older, newer).flatMap((changed) => {
    const begins = changed.was.start === 0 && changed.now.start === 0;
    const ends = changed.was.end === older.length && changed.now.end === newer.length;
    const follows = older.slice(changed.was.end);
    const governs = side === 'before' && isStating(follows, readings);
    // Words that one side alone has where no more is known may stand beyond that in the other.
    const isOneSided =
      changed.was.start === changed.was.end || changed.now.start === changed.now.end;
    if (isCut && isOneSided && (side === 'before' ? begins : ends)) return [];
    const beside = ((side === 'before' ? ends : begins) || governs) && !isParted;
    return {
      side,
      was: older.slice(changed.was.start, changed.was.end),
      now: newer.slice(changed.now.start, changed.now.end),
      beside,
      beforeScarce: scarce.has(older[changed.was.end]?.toLowerCase() ?? ''),
      meansTheSame: (language) =>
        meansTheSame({ ...changed, side, older, newer, beside }, readings, language),
      first: side === 'before' && begins && !isCut,
      bearsOnVerb: () =>
        isOneSided &&
        (bearsOnVerb(older, changed.was, was[side], readings) ||
          bearsOnVerb(newer, changed.now, now[side], readings)),
      namesTeller: () =>
        namesTeller(older, changed.was, was[side], readings, isOneSided) &&
        namesTeller(newer, changed.now, now[side], readings, isOneSided),
    };
  });
}

/** Whether some words do no more than begin what is said: “(found) that the”. */
function isStating(words: readonly string[], { states, determines }: Readings): boolean {
  return words.some(states) && words.every((word) => states(word) || determines(word));
}

/** Shorter words beside a verb say when, or that it is one thing more: “also”, “then”, “later”. */
const shortestAdverb = 6;

/** Whether one word stands right before a verb of saying or denying, or right behind it and before nothing that it describes. */
function bearsOnVerb(
  words: readonly string[],
  { start, end }: Span,
  text: string,
  { tells, denies, joins, states, isOffice }: Readings,
): boolean {
  const [before, word, next] = [words[start - 1], words[start], words[end]];
  if (end - start !== 1 || word === undefined || word.length < shortestAdverb) return false;
  const isVerb = (other: string) => (tells(other) || denies(other)) && !isOffice(other);
  const isLast = next === undefined || endsPhrase(text, words, end);
  if (!isLast && isVerb(next)) return true;
  if (before === undefined || !isVerb(before) || endsPhrase(text, words, start)) return false;
  return isLast || joins(next) || states(next);
}

/** So many words from one that puts it into somebody's mouth, somebody may be named. */
const tellerWords = 20;

/** Whether some words of a sentence end what may name somebody, near a word that says that they spoke. */
function namesTeller(
  words: readonly string[],
  { start, end }: Span,
  text: string,
  readings: Readings,
  isOneSided: boolean,
): boolean {
  const { tells, publishes, joins, isOffice } = readings;
  const near = words.slice(Math.max(0, start - tellerWords), end + tellerWords);
  if (!near.some((word) => tells(word) || publishes(word))) return false;
  if (describesOffice(text, words, { start, end }, isOffice)) return true;
  if (describesTeller(text, words, { start, end }, readings)) return true;
  const next = words[end];
  if (isOneSided) return false;
  return next === undefined || tells(next) || joins(next) || endsPhrase(text, words, end);
}

/** So many words before or behind somebody's office say who is meant: “a rival union leader of the north”. */
const describingWords = { before: 2, after: 3 };

/** Whether some words stand right beside an office, no sign between. */
function describesOffice(
  text: string,
  words: readonly string[],
  { start, end }: Span,
  isOffice: (word: string) => boolean,
): boolean {
  for (let at = end; at < Math.min(words.length, end + describingWords.before); at += 1) {
    if (endsPhrase(text, words, at)) break;
    if (isOffice(words[at] as string)) return true;
  }
  for (let at = start - 1; at >= Math.max(0, start - describingWords.after); at -= 1) {
    if (endsPhrase(text, words, at + 1)) return false;
    if (isOffice(words[at] as string)) return true;
  }
  return false;
}

/** So many words behind one that attributes it, up to a sign, say who says it: “according to a study in a journal”. */
const attributedWords = 8;

/**
 * Whether some words stand in what somebody is called who says it: right before a word of saying, but for one or two more
 * of it (“a drunk man said”), right behind one (“said a drunk man”), or behind one that attributes it.
 */
function describesTeller(
  text: string,
  words: readonly string[],
  { start, end }: Span,
  readings: Readings,
): boolean {
  const { tells, attributes, publishes, determines } = readings;
  if (leadsToTelling(text, words, end, readings)) return true;
  if (leadsToPublishing(text, words, end, publishes)) return true;
  let isBeside = true;
  for (let at = start - 1; at >= Math.max(0, start - attributedWords); at -= 1) {
    const word = words[at] as string;
    if (endsPhrase(text, words, at + 1)) return false;
    if (attributes(word) || publishes(word)) return true;
    if (isBeside && at < start - 1 && tells(word)) return true;
    isBeside &&= determines(word);
  }
  return false;
}

/** Whether one of the next two words says that it was published: “a study published”, “in einer Zeitung veröffentlicht”. */
function leadsToPublishing(
  text: string,
  words: readonly string[],
  from: number,
  publishes: (word: string) => boolean,
): boolean {
  for (let at = from; at < Math.min(words.length, from + describingWords.before); at += 1) {
    if (endsPhrase(text, words, at)) return false;
    if (publishes(words[at] as string)) return true;
  }
  return false;
}

/** So many words make what somebody is called, and so many with others between that join them: “fish market traders group”. */
const calledWords = { alone: 4, joined: 2 };

/** Whether the next words, one at least, are the rest of what somebody is called who says it: “man in the crowd said”. */
function leadsToTelling(
  text: string,
  words: readonly string[],
  from: number,
  { tells, turns, joins, determines }: Readings,
): boolean {
  let isJoined = false;
  let own = 0;
  let most = calledWords.alone;
  for (let at = from; at < words.length && own <= most; at += 1) {
    const word = words[at] as string;
    if (endsPhrase(text, words, at)) return false;
    if (tells(word)) return own > 0;
    // Something else is named there.
    if (turns(word) || (determines(word) && !isJoined)) return false;
    isJoined = joins(word) || (isJoined && determines(word));
    if (isJoined) most = calledWords.joined;
    else own += 1;
  }
  return false;
}

/** Whether a sign stands behind that many of the words of a text. */
function endsPhrase(text: string, words: readonly string[], count: number): boolean {
  let at = 0;
  for (const word of words.slice(0, count)) at = text.indexOf(word, at) + word.length;
  return /^\s*[,;:–—(]/u.test(text.slice(at, at + 2));
}

/** The words of a side, without the one that is cut where no more is known. */
function knownWords({ cut, ...sides }: Surroundings, side: 'before' | 'after'): string[] {
  if (!cut?.[side]) return wordsOf(sides[side]);
  const inWord = side === 'before' ? /^[\p{L}\p{M}\p{N}]+/u : /[\p{L}\p{M}\p{N}]+$/u;
  return wordsOf(sides[side].replace(inWord, ''));
}

const articles = new Set(['a', 'an', 'the']);

function mayTurn(change: Change, { turns, isOffice }: Readings): boolean {
  const all = [...change.was, ...change.now];
  if (all.every((word) => articles.has(word.toLowerCase()))) return change.beforeScarce;
  if (all.some((word) => turns(word) || isFigure(word))) return true;
  if (isRespelt(change)) return false;
  if (change.beside || change.bearsOnVerb() || change.namesTeller() || all.some(isOffice))
    return true;
  return all.some((word, place) => isName(word, change, place));
}

/** Digits, and the signs that make figures or a question of what they stand beside. */
function isFigure(word: string): boolean {
  return /[\p{N}\p{Sc}%?？؟<>≤≥≈±~−–-]/u.test(word);
}

/** Words with which sentences begin: whatever else has a capital there may be a name. */
const openings = new Set(
  `a after all an and another any as at because before both but by during each earlier even every few for from how
  however in into it its later many meanwhile more most much on once one only or other over several since so some still
  such that the their then there these this those though through to two under what when where which while why with
  within yet`.split(/\s+/u),
);

/** A capital that the beginning of the sentence doesn't ask for. */
function isName(word: string, { first, was }: Change, place: number): boolean {
  const begins = first && (place === 0 || place === was.length);
  return /^\p{Lu}/u.test(word) && !(begins && openings.has(word.toLowerCase()));
}

const shortestRespelt = 5;
const negating = /^(?:un|in|im|il|ir|dis|mis|non|anti|counter|de)/u;

/** Whether one longer word became another that differs by a slip of the pen, and not by its first letters. */
function isRespelt({ was, now }: Change): boolean {
  const [one, other] = [was[0]?.toLowerCase(), now[0]?.toLowerCase()];
  if (was.length !== 1 || now.length !== 1 || !one || !other) return false;
  if (/^\p{Lu}/u.test(was[0] ?? '') || /^\p{Lu}/u.test(now[0] ?? '')) return false;
  if (Math.min(one.length, other.length) < shortestRespelt || one[0] !== other[0]) return false;
  if (negating.test(one) !== negating.test(other)) return false;
  return (
    swapsTwo(one, other) || Number.isFinite(editDistance(one, other, Math.floor(one.length / 5)))
  );
}

/** Whether two letters that stand side by side change places, and nothing else. */
function swapsTwo(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const swapped = `${one[at + 1] ?? ''}${one[at] ?? ''}`;
  return other === one.slice(0, at) + swapped + one.slice(at + 2);
}

function sentenceOf({ side, was, now }: Change): string {
  const [older, newer] = [shown(was, side), shown(now, side)];
  if (was.length === 0) return `“${newer}” now stands ${side} it.`;
  if (now.length === 0) return `“${older}” no longer stands ${side} it.`;
  return `“${older}” ${side} it has become “${newer}”.`;
}

/** More words than these are not told, but for the nearest. */
const maxShown = 8;

function shown(words: readonly string[], side: 'before' | 'after'): string {
  if (words.length <= maxShown) return words.join(' ');
  return side === 'before'
    ? `… ${words.slice(-maxShown).join(' ')}`
    : `${words.slice(0, maxShown).join(' ')} …`;
}
