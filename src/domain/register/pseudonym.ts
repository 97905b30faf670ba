import { fold, lookAlikeFolds } from '../text/folds.js';
import { looksLike } from '../text/look-alikes.js';
import { nameKey } from './name.js';

const masked = 'Confidential source';

/** The pseudonym of the nth confidential source of a desk. */
export function pseudonym(n: number): string {
  return `${masked} ${n}`;
}

/** What a number is written with beside its digits, or in their place. */
const numberWords = new Set(
  (
    'n no nr nos num number numero one two three four five six seven eight nine ten eleven twelve thirteen ' +
    'fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ' +
    'ninety hundred thousand'
  ).split(' '),
);

/**
 * Whether a name passes for a pseudonym: whoever bears it would pass for a masked source. Signs between
 * the words don't count, nor which comes first: marks of direction turn that.
 */
export function passesForPseudonym(name: string): boolean {
  const plain = fold(name, lookAlikeFolds).normalize('NFD').replace(/\p{M}/gu, '');
  // A digit behind a letter is a number, or drawn as the last letter of its word.
  const spaced = plain.replace(/(?<=\p{L})\p{N}+(?!\p{L})/gu, ' $&');
  return [plain, spaced].some(isNumberedPseudonym);
}

function isNumberedPseudonym(name: string): boolean {
  const words = name.match(/[\p{L}\p{M}\p{N}|]+/gu) ?? [];
  const rest = words.filter((word) => !isNumber(word));
  if (rest.length === words.length) return false;
  return [rest, rest.toReversed()].some((each) => looksLike(each.join(' '), masked));
}

/** In digits, in what is drawn like them, as a Roman number or in words. */
function isNumber(word: string): boolean {
  return /^[\p{N}|]+$|^[lIO]$|^[IVXLC]+$/u.test(word) || numberWords.has(word.toLowerCase());
}

/** The number in a pseudonym, or null for a name that is none. */
export function pseudonymNumber(name: string): number | null {
  const found = /^confidential source (\d+)$/u.exec(nameKey(name));
  return found ? Number(found[1]) : null;
}
