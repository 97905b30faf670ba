import { editDistance } from '../edit-distance.js';
import { isCapital } from '../letters.js';
import { type Change, changesOf } from './changes.js';
import { areContrary } from './contraries.js';
import { wordsOf } from './sentence-words.js';
import type { Surroundings } from './surroundings.js';
import { deniedAhead, deniedBehind } from './taken-back.js';
import { besideOf, isSaidByNamedBefore } from './teller.js';
import { turningIn, type WordEffects } from './turning-words.js';

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
      (each) => mayTurn(each, readings, language) && !each.meansTheSame(language),
    );
    if (turned && !turned.isReordered(language)) return sentenceOf(turned);
    const [older, newer] = [joinedSign(was, side), joinedSign(now, side)];
    if (older[0] !== newer[0]) return sentenceOf({ side, was: older, now: newer });
  }
  const other = otherNamedBefore(was, now, readings);
  if (other && !other.meansTheSame(language)) return sentenceOf(other);
  return deniedBehind(was, now, readings, language) ?? deniedAhead(was, now, readings, language);
}

/** A sign that is no word makes another figure or name of what it is joined to: “.5”, “@Singh”, “12+”. */
function joinedSign(sides: Surroundings, side: 'before' | 'after'): string[] {
  const sign = side === 'before' ? /(?:(?<!\S)\.|@)$/u : /^[+°]/u;
  return sign.exec(sides[side])?.slice() ?? [];
}

/**
 * What names another in the sentence before, of whom “he” says a passage, or of whom it is told. Of a text that is cut
 * off, that sentence may be known or not, and does not count.
 */
function otherNamedBefore(
  was: Surroundings,
  now: Surroundings,
  readings: WordEffects,
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
    const isNamed = [...later(each.was), ...later(each.now)].some((word) => isCapital(word, 0));
    return isNamed || each.namesTeller();
  });
}

/** They mostly stand for no person: “it rained”. */
const impersonal = new Set(['it', 'es', 'il']);

/** Whether a sentence begins with a pronoun for somebody who was named before: “He bought the painting”. */
function isOfNamedBefore(opening: string, { isPronoun }: WordEffects): boolean {
  const [first = ''] = wordsOf(opening);
  return isPronoun(first) && !impersonal.has(first.toLowerCase());
}

const articles = new Set(['a', 'an', 'the']);

function mayTurn(change: Change, readings: WordEffects, language: string | null): boolean {
  const { isOffice, hasContrary } = readings;
  const all = [...change.was, ...change.now];
  if (all.every((word) => articles.has(word.toLowerCase()))) return change.beforeScarce;
  if (all.some((word) => isFigure(word) || turnsFrom(change, word, readings))) return true;
  if (isRespelt(change)) return false;
  if (change.beside() || change.bearsOnVerb() || change.namesTeller() || all.some(isOffice))
    return true;
  if (all.some((word, place) => isName(word, change, place))) return true;
  const [gone, come] = [change.was.filter(hasContrary), change.now.filter(hasContrary)];
  return areContrary(gone, come, language) && change.clause() !== 'apart';
}

/** Whether a word may turn the passage from the clause in which it stands. */
function turnsFrom(change: Change, word: string, readings: WordEffects): boolean {
  const { turns, turnsAfar, denies, tells } = readings;
  if (!turns(word)) return false;
  if (turnsAfar(word) || isOfAll(change, readings)) return true;
  const clause = change.clause();
  return clause === 'own' || (clause === 'added' && (denies(word) || tells(word)));
}

/** Whether words at the beginning of a sentence lead to all of it: “A rival says that (…, and …)”. */
function isOfAll({ first, was, now }: Change, { states }: WordEffects): boolean {
  return first && [was, now].some((words) => states(words.at(-1) ?? ''));
}

/** Digits, and the signs that make figures or a question of what they stand beside. */
function isFigure(word: string): boolean {
  return !/^[A-Za-z]+$/.test(word) && /[\p{N}\p{Sc}%?？؟<>≤≥≈±~−–-]/u.test(word);
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
  return isCapital(word, 0) && !(begins && openings.has(word.toLowerCase()));
}

const shortestRespelt = 5;
const negating = /^(?:un|in|im|il|ir|dis|mis|non|anti|counter|de)/u;

/** Whether one longer word became another that differs by a slip of the pen, and not by its first letters. */
function isRespelt({ was, now }: Change): boolean {
  const [one, other] = [was[0]?.toLowerCase(), now[0]?.toLowerCase()];
  if (was.length !== 1 || now.length !== 1 || !one || !other) return false;
  if (isCapital(was[0] ?? '', 0) || isCapital(now[0] ?? '', 0)) return false;
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

function sentenceOf({ side, was, now }: Pick<Change, 'side' | 'was' | 'now'>): string {
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
