import unhomoglyph from 'unhomoglyph';
import { fold, lookAlikeFolds } from './folds.js';

/*
 * Names that look alike: letters of another script, digits for letters, `rn` for `m`. They are told by
 * their skeletons (Unicode Technical Standard 39, section 4), which puts one letter for all that look
 * like it. Capitals and small letters look different, so a name has a skeleton in either.
 */

/** Two names that have one of these in common look alike, whatever case they are written in. */
export function lookAlikeKeys(name: string): string[] {
  const plain = fold(name, lookAlikeFolds).trim();
  const cases = [plain, plain.toLowerCase(), plain.toUpperCase()];
  return cases.map((text, at) => `${at}${skeleton(text)}`);
}

/** Whether two names look alike or are the same. */
export function looksLike(one: string, other: string): boolean {
  const keys = new Set(lookAlikeKeys(one));
  return lookAlikeKeys(other).some((key) => keys.has(key));
}

function skeleton(text: string): string {
  return unhomoglyph(text.normalize('NFD')).normalize('NFD');
}

/** What a letter is drawn as where that is one of the Latin alphabet, or null. */
export function drawnLetter(character: string): string | null {
  const plain = character.normalize('NFKC');
  const drawn = isLatin(plain) ? plain : skeleton(plain);
  return isLatin(drawn) ? drawn : null;
}

function isLatin(letters: string): boolean {
  return /^[A-Za-z]+$/u.test(letters);
}
