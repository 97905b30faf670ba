import type { Span } from '../span.js';
import { scarce } from './equal-words.js';
import { type Equals, equalsIn } from './equals.js';
import { foldedWord, isIn } from './lexicon.js';
import type { WordEffects } from './turning-words.js';

/*
 * Whether words became others that say the same: a contraction, a number in digits, an abbreviation, another tense of
 * the verb by which something is said.
 */

/** Words of a sentence beside a passage that became others. */
interface Exchange {
  side: 'before' | 'after';
  older: readonly string[];
  newer: readonly string[];
  was: Span;
  now: Span;
  /** Whether nothing stands between it and the passage. */
  beside: boolean;
}

/** Whether what some words say of a passage is what the others said. */
export function meansTheSame(
  exchange: Exchange,
  readings: WordEffects,
  language: string | null,
): boolean {
  const { beside, newer, now } = exchange;
  const isStating = !beside || readings.states(newer[now.end] ?? '');
  const isVerb = (word: string) => readings.tells(word) || readings.denies(word);
  return equalsIn(language).some((equals) => {
    const context = { ...equals, readings, isStating, isVerb };
    return (
      isEqual(exchange, context) ||
      namesTheSame(exchange, context) ||
      timesTheSame(exchange, context) ||
      datesTheSame(exchange, context) ||
      describesTheSame(exchange, context)
    );
  });
}

interface Context extends Equals {
  readings: WordEffects;
  /** Whether verbs begin a statement here, and no deed. */
  isStating: boolean;
  isVerb: (word: string) => boolean;
}

function isEqual(exchange: Exchange, equals: Context): boolean {
  const { older, newer, was, now, side, beside } = exchange;
  const [one, other] = [meaningOf(older, was, equals), meaningOf(newer, now, equals)];
  if (one === other) return !beside || !asks(exchange);
  const only = was.start === was.end ? newer[now.start] : older[was.start];
  const before = older[was.start - 1];
  const isOne = was.end - was.start + (now.end - now.start) === 1;
  // “…, and it asks”: whoever asks is the same without “it”.
  return (
    side === 'after' &&
    isOne &&
    [before, only].every((word) => word !== undefined && equals.resuming.has(foldedWord(word)))
  );
}

/** Words that begin what is said or what is asked. */
const asking = new Set(['which', 'who', 'whom']);

function asks({ older, newer, was, now }: Exchange): boolean {
  const words = [...older.slice(was.start, was.end), ...newer.slice(now.start, now.end)];
  return words.some((word) => asking.has(foldedWord(word)));
}

/** No phrase that stands for another is longer. */
const phraseWords = 4;

/** Words, each as the one that stands for all that say the same, without those that may come and go. */
function meaningOf(words: readonly string[], { start, end }: Span, equals: Context): string {
  const next = words.slice(end, end + 1).flatMap(parted);
  const whole = words.slice(start, end).flatMap(parted);
  const own = whole.filter((word, at) => {
    const follows = whole[at + 1] ?? next[0] ?? '';
    if (equals.placing.has(word) && equals.times.has(follows)) return false;
    return !equals.passing.has(word) || scarce.has(follows);
  });
  const meanings: string[] = [];
  for (let at = 0; at < own.length; ) {
    const number = numberAt(own, at, equals);
    if (number) {
      meanings.push(String(number.value));
      at += number.words;
      continue;
    }
    const phrase = phraseAt(own, next, at, equals);
    if (phrase) {
      meanings.push(stem(phrase.meaning, equals, equals));
      at += phrase.words;
      continue;
    }
    const word = own[at] as string;
    const follows = own[at + 1] ?? next[0];
    if (!leadsToVerb(word, follows, equals)) meanings.push(stem(word, equals, equals));
    at += 1;
  }
  return meanings.join(' ');
}

/** Whether a word only says when a verb of saying or denying is: “has said”, “is warning”. */
function leadsToVerb(word: string, next: string | undefined, equals: Context): boolean {
  if (next === undefined || !equals.isVerb(next)) return false;
  const goesOn = equals.hasEndings && next.endsWith('ing') && equals.readings.isPassive(word);
  return goesOn || equals.auxiliary.has(word);
}

/** A word as names are compared, and a contraction as the words that it holds. */
function parted(word: string): string[] {
  const whole = foldedWord(word);
  const denied = whole.endsWith("n't")
    ? /^(\p{L}+)n['’]t$/u.exec(word.toLowerCase())?.[1]
    : undefined;
  if (denied === undefined) return [whole];
  return [{ ca: 'can', wo: 'will', sha: 'shall' }[denied] ?? denied, 'not'];
}

/** The verb that stands for all that say it alike, of which some need a “that”; one of saying or denying without its tense. */
export function stem(
  word: string,
  { stances, stanced, hasEndings }: Equals,
  { isStating, isVerb }: { isStating: boolean; isVerb: (word: string) => boolean },
): string {
  if (isIn(stanced, word)) {
    const own = stances.find(
      ({ verbs, stating }) => isIn(verbs, word) || (isStating && isIn(stating, word)),
    );
    if (own) return own.name;
  }
  if (!hasEndings || !isVerb(word)) return word;
  return word.replace(/(?:ing|es|ed|s|d|e)$/u, '').replace(/y$/u, 'i');
}

function phraseAt(
  words: readonly string[],
  next: readonly string[],
  at: number,
  equals: Context,
): { meaning: string; words: number } | null {
  if (!equals.begins.has(words[at] as string)) return null;
  for (let count = Math.min(phraseWords, words.length - at); count > 0; count -= 1) {
    const phrase = words.slice(at, at + count).join(' ');
    const follows = words[at + count] ?? next[0] ?? '';
    const isFigure = /^\p{N}/u.test(follows) || equals.numbers.has(follows);
    const meaning =
      equals.groups.get(phrase) ?? (isFigure ? equals.beforeFigures.get(phrase) : undefined);
    if (meaning !== undefined) return { meaning, words: count };
  }
  return null;
}

const multiples = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);

/** The whole number that begins at a word, in words or digits. */
function numberAt(
  words: readonly string[],
  from: number,
  { numbers, hasEndings }: Equals,
): { value: number; words: number } | null {
  let [sum, last, at] = [0, 0, from];
  for (; at < words.length; at += 1) {
    const word = words[at] as string;
    const value = integerIn(word, numbers);
    const multiple = hasEndings ? multiples.get(word) : undefined;
    const isNext = at === from || (last === 0 ? sum > 0 : /^\D/u.test(word));
    if (value !== undefined && isNext && value < roomBeside(last)) last += value;
    else if (multiple === undefined || last === 0) break;
    else if (multiple === multiples.get('hundred')) last *= multiple;
    else [sum, last] = [sum + last * multiple, 0];
  }
  return at > from ? { value: sum + last, words: at - from } : null;
}

/** What may be added to a number in words: “twenty” takes “five”, “two hundred” takes “twenty”, “two” nothing. */
function roomBeside(number: number): number {
  if (number === 0) return Number.POSITIVE_INFINITY;
  if (number % 100 === 0) return 100;
  return number % 10 === 0 && number % 100 > 10 ? 10 : 0;
}

function integerIn(word: string, numbers: ReadonlyMap<string, number>): number | undefined {
  if (/^\d{1,9}$/u.test(word)) return Number(word);
  const parts = word.split('-').map((part) => numbers.get(part));
  return parts.reduce(
    (sum, part) => (part === undefined || sum === undefined ? undefined : sum + part),
    0,
  );
}

/** Whether a title or an office alone came or went beside a name, or a name behind one of these. */
function namesTheSame(
  { older, newer, was, now }: Exchange,
  { titles, passing, readings: { isOffice, joins } }: Context,
): boolean {
  const [gone, come] = [older.slice(was.start, was.end), newer.slice(now.start, now.end)];
  if (gone.length > 0 && come.length > 0) return false;
  const words = [...gone, ...come];
  const isNamed = (name = '') => /^\p{Lu}/u.test(name) && !joins(name);
  const isWho = (word = '') => titles.has(foldedWord(word)) || isOffice(word);
  const [before, after] = [older[was.start - 1], older[was.end]];
  // “The minister, Duarte”
  if (isWho(before) && words.every((word) => isNamed(word))) return true;
  // “Duarte, a lawyer”
  const isBehind = passing.has(foldedWord(words[0] ?? '')) && words.some(isWho) && isNamed(before);
  const isPassing = (word: string) => passing.has(foldedWord(word));
  return (isBehind || isNamed(after)) && words.every((word) => isWho(word) || isPassing(word));
}

/** Whether it is only said more or less exactly when somebody said it: “said (on Monday) that”. */
function timesTheSame({ older, newer, was, now, side }: Exchange, equals: Context): boolean {
  const { times, readings } = equals;
  const words = [...older.slice(was.start, was.end), ...newer.slice(now.start, now.end)];
  if (was.start < was.end && now.start < now.end) return false;
  if (!words.every((word) => times.has(foldedWord(word)))) return false;
  // Before the passage the verb must go on to what is said, whatever verb it is.
  if (side === 'before') return was.start > 0 && isStated(older, was.end, equals);
  return readings.tells(older[was.start - 1] ?? '');
}

/** Whether what is said begins with a word, or behind it where that is the verb (“نے کہا کہ”). */
function isStated(words: readonly string[], at: number, equals: Context): boolean {
  const [next = '', behind = ''] = words.slice(at, at + 2);
  const { readings, stating, stanced } = equals;
  if (readings.states(next) || stating.has(foldedWord(next))) return true;
  return isIn(stanced, foldedWord(next)) && stating.has(foldedWord(behind));
}

/** Whether a day of a month is only written otherwise: “3 March”, “3rd March”. */
function datesTheSame({ older, newer, was, now }: Exchange, { times }: Equals): boolean {
  if (was.end - was.start !== 1 || now.end - now.start !== 1) return false;
  const [one, other] = [older[was.start], newer[now.start]].map((word) =>
    word?.replace(/(?<=\d)(?:st|nd|rd|th)$/u, ''),
  );
  const beside = [older[was.start - 1], older[was.end]];
  return one === other && beside.some((word) => word !== undefined && times.has(foldedWord(word)));
}

/** Whether a clause about what was named is only said in short: “who was born there”, “born there”; “who lives there”, “living there”. */
function describesTheSame({ older, newer, was, now, side }: Exchange, equals: Context): boolean {
  if (side === 'before' && was.end === older.length) return false;
  const [gone, come] = [older.slice(was.start, was.end), newer.slice(now.start, now.end)];
  return isShortened(gone, come, older[was.end]) || isShortened(come, gone, newer[now.end]);

  function isShortened(long: readonly string[], short: readonly string[], next = ''): boolean {
    const [begins = '', ...verbs] = long;
    const { relative, isVerb, hasEndings, readings } = equals;
    if (verbs.length === 0 || !relative.has(foldedWord(begins))) return false;
    if (short.length === 0) return verbs.every(readings.isPassive) && !isVerb(next);
    const [verb = '', participle = ''] = [verbs[0], short[0]];
    const isOne = verbs.length === 1 && short.length === 1 && participle.endsWith('ing');
    const root = (word: string) => word.replace(/(?:ing|ed|es|s|e)$/u, '');
    return hasEndings && isOne && root(verb) === root(participle);
  }
}
