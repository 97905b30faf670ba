import { editDistance } from '../edit-distance.js';
import type { Span } from '../span.js';
import { changedWords } from './changed-words.js';
import { type Beside, type ClauseKind, clauseKind, endsPhrase, signFrom } from './clauses.js';
import { scarce } from './equal-words.js';
import { foldedWord } from './lexicon.js';
import { meansTheSame } from './same-meaning.js';
import { wordsOf } from './sentence-words.js';
import type { Surroundings } from './surroundings.js';
import { deniedAhead, deniedBehind } from './taken-back.js';
import {
  bearsOnVerb,
  besideOf,
  isSaidByNamedBefore,
  isStating,
  isTold,
  isUnlistedVerb,
  namesTeller,
} from './teller.js';
import { type Readings, turningIn } from './turning-words.js';
import { isReordered } from './word-order.js';

/** What of a sentence has changed beside a passage: some words became others, or came, or went. */
interface Change {
  side: 'before' | 'after';
  was: string[];
  now: string[];
  /** Whether nothing stands between it and the passage, or hardly anything. */
  beside: boolean;
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

/** So many words on each side, nearest to the passage, are compared. */
const maxWords = 80;

/**
 * Why a passage may say something else than it did, though its own words stand: a plain sentence, or
 * null where nothing around it turns it. What is right beside it must be the same but for spelling and
 * signs; further off in its sentence, no word that denies, doubts or attributes, no figure and no name
 * may have come, gone or changed. Where “he” says it, nobody else may be named in the sentence before.
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
    if (turned && !turned.isReordered(language)) return sentenceOf(turned);
  }
  const other = otherNamedBefore(was, now, readings);
  if (other && !other.meansTheSame(language)) return sentenceOf(other);
  return deniedBehind(was, now, readings, language) ?? deniedAhead(was, now, readings, language);
}

/**
 * What names another in the sentence before, of whom “he” says a passage, or of whom it is told. Of a text that is cut
 * off, that sentence may be known or not, and does not count.
 */
function otherNamedBefore(
  was: Surroundings,
  now: Surroundings,
  readings: Readings,
): Change | undefined {
  if (was.cut || now.cut) return undefined;
  const isSaid = (['before', 'after'] as const).some((side) =>
    isSaidByNamedBefore(besideOf(side, was[side], wordsOf(was[side]), readings)),
  );
  if (!isSaid && !isOfNamedBefore(was.opening, readings)) return undefined;
  const [older, newer] = [was, now].map((each) => ({ ...each, before: each.preceding() }));
  if (!older || !newer) return undefined;
  return changesOf(older, newer, 'before', readings).find((each) => {
    const later = (words: string[]) => (each.first ? words.slice(1) : words);
    const isNamed = [...later(each.was), ...later(each.now)].some((word) => /^\p{Lu}/u.test(word));
    return isNamed || each.namesTeller();
  });
}

/** They mostly stand for no person: “it rained”. */
const impersonal = new Set(['it', 'es', 'il']);

/** Whether a sentence begins with a pronoun for somebody who was named before: “He bought the painting”. */
function isOfNamedBefore(opening: string, { isPronoun }: Readings): boolean {
  const [first = ''] = wordsOf(opening);
  return isPronoun(first) && !impersonal.has(first.toLowerCase());
}

/** A sign that parts a passage from what is beside it in its sentence. */
const apart = { before: /[,;:–—]\s*$/u, after: /^\s*[,;:–—]/u };

/** So many words may stand between a passage and what governs it, articles not counted: “obliges members to”. */
const governedWords = 2;

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
  const then = besideOf(side, was[side], older, readings);
  const today = besideOf(side, now[side], newer, readings);
  const parted = apart[side];
  const isParted = parted.test(was[side]) && parted.test(now[side]);
  const isCut = was.cut?.[side] === true || now.cut?.[side] === true;
  const all = changedWords(older, newer);
  // Where “that” only has another place, what stood before it may now be what is said.
  const movesStating =
    all.some(({ was: { start, end } }) => older.slice(start, end).some(readings.states)) &&
    all.some(({ now: { start, end } }) => newer.slice(start, end).some(readings.states));
  const isAbout = side === 'after' && [was, now].every((each) => isSubject(each, readings));
  return all.flatMap((changed) => {
    const begins = changed.was.start === 0 && changed.now.start === 0;
    const ends = changed.was.end === older.length && changed.now.end === newer.length;
    // Words that one side alone has where no more is known may stand beyond that in the other.
    const isOneSided =
      changed.was.start === changed.was.end || changed.now.start === changed.now.end;
    if (isCut && isOneSided && (side === 'before' ? begins : ends)) return [];
    if (side === 'after' && ends && isOneSided) {
      const [tail, other] =
        changed.was.start < changed.was.end
          ? [older.slice(changed.was.start), now]
          : [newer.slice(changed.now.start), was];
      if (isNextSentence(tail, other, readings)) return [];
    }
    const isGoverning =
      side === 'before' &&
      (governs(then, changed.was.end, isOneSided ? 0 : governedWords) ||
        (!isOneSided && isGround(then, changed.was)));
    const isPredicate = isAbout && changed.was.start < signFrom(then, 0);
    const beside = ((side === 'before' ? ends : begins) || isGoverning || isPredicate) && !isParted;
    return {
      side,
      was: older.slice(changed.was.start, changed.was.end),
      now: newer.slice(changed.now.start, changed.now.end),
      beside,
      clause: () => {
        const [kind, other] = [clauseKind(then, changed.was), clauseKind(today, changed.now)];
        return kind === other ? kind : 'own';
      },
      beforeScarce: scarce.has(older[changed.was.end]?.toLowerCase() ?? ''),
      meansTheSame: (language) =>
        !movesStating &&
        meansTheSame({ ...changed, side, older, newer, beside }, readings, language),
      isReordered: (language) => all.length > 1 && isReordered(then, today, language),
      first: side === 'before' && begins && !isCut,
      bearsOnVerb: () =>
        isTold(then, changed.was) !== isTold(today, changed.now) ||
        isUnlistedVerb(then, changed.was) ||
        isUnlistedVerb(today, changed.now) ||
        (isOneSided && (bearsOnVerb(then, changed.was) || bearsOnVerb(today, changed.now))),
      namesTeller: () =>
        namesTeller(then, changed.was, isOneSided) && namesTeller(today, changed.now, isOneSided),
    };
  });
}

/**
 * Whether what stands before some last words governs a passage: they only begin what is said, or are no more than that and go
 * on to it without a sign.
 */
function governs(beside: Beside, from: number, most: number): boolean {
  const follows = beside.words.slice(from);
  if (isStating(beside, from)) return true;
  const { determines, states } = beside.readings;
  return (
    follows.filter((word) => !determines(word)).length <= most &&
    !follows.some((word, at) => states(word) || endsPhrase(beside, from + at))
  );
}

/** Whether words only say that something is or was, and what that is leads to a passage with “that”: “is no evidence that”. */
function isGround(beside: Beside, { start, end }: Span): boolean {
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
function isSubject({ before, leading }: Surroundings, { determines, states }: Readings): boolean {
  const own = before.slice(leading);
  if (own.length > subjectUnits) return false;
  const [first = '', , third = '', ...others] = wordsOf(own);
  return determines(first) && states(third) && others.every(determines);
}

/** Whether what one text has at the end of a sentence is the beginning of the next sentence of the other: “…, and” is “. And”. */
function isNextSentence(tail: readonly string[], other: Surroundings, { adds }: Readings): boolean {
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

const articles = new Set(['a', 'an', 'the']);

function mayTurn(change: Change, readings: Readings): boolean {
  const { isOffice } = readings;
  const all = [...change.was, ...change.now];
  if (all.every((word) => articles.has(word.toLowerCase()))) return change.beforeScarce;
  if (all.some((word) => isFigure(word) || turnsFrom(change, word, readings))) return true;
  if (isRespelt(change)) return false;
  if (change.beside || change.bearsOnVerb() || change.namesTeller() || all.some(isOffice))
    return true;
  return all.some((word, place) => isName(word, change, place));
}

/** Whether a word may turn the passage from the clause in which it stands. */
function turnsFrom(change: Change, word: string, readings: Readings): boolean {
  const { turns, turnsAfar, denies, tells } = readings;
  if (!turns(word)) return false;
  if (turnsAfar(word)) return true;
  const clause = change.clause();
  return clause === 'own' || (clause === 'added' && (denies(word) || tells(word)));
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
  // “houses” and “housed” are now and then.
  if (one.slice(0, -1) === other.slice(0, -1) && /[sd]{2}$/u.test(`${one.at(-1)}${other.at(-1)}`))
    return false;
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
