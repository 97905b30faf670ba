import { fold, lookAlikeFolds } from '../text/folds.js';
import { looksLike } from '../text/look-alikes.js';
import { nameKey } from './name.js';

const masked = 'Confidential source';

/** The pseudonym of the nth confidential source of a desk. */
export function pseudonym(n: number): string {
  return `${masked} ${n}`;
}

/**
 * Whether a name passes for a pseudonym: whoever bears it would pass for a masked source. Signs between
 * the words don't count, nor which comes first: marks of direction turn that.
 */
export function passesForPseudonym(name: string): boolean {
  const plain = fold(name, lookAlikeFolds);
  // A digit behind a letter is a number, or drawn as the last letter of its word.
  const spaced = plain.replace(/(?<=\p{L})\p{N}+(?!\p{L})/gu, ' $&');
  return [plain, spaced].some(isNumberedPseudonym);
}

function isNumberedPseudonym(name: string): boolean {
  const words = name.match(/[\p{L}\p{M}\p{N}|]+/gu) ?? [];
  const rest = words.filter((word) => !/^(?:[\p{N}|]\p{M}*)+$|^[lIO]$/u.test(word));
  if (rest.length === words.length) return false;
  return [rest, rest.toReversed()].some((each) => looksLike(each.join(' '), masked));
}

/** The number in a pseudonym, or null for a name that is none. */
export function pseudonymNumber(name: string): number | null {
  const found = /^confidential source (\d+)$/u.exec(nameKey(name));
  return found ? Number(found[1]) : null;
}
