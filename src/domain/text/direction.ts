/** ISO 15924 codes of the scripts that are written from right to left. */
const rightToLeft: ReadonlySet<string> = new Set([
  ...['Adlm', 'Arab', 'Aran', 'Armi', 'Avst', 'Chrs', 'Elym', 'Gara', 'Hatr', 'Hebr', 'Khar'],
  ...['Lydi', 'Mand', 'Mani', 'Mend', 'Merc', 'Mero', 'Narb', 'Nbat', 'Nkoo', 'Orkh', 'Ougr'],
  ...['Palm', 'Phli', 'Phlp', 'Phnx', 'Prti', 'Rohg', 'Samr', 'Sarb', 'Sogd', 'Sogo', 'Syrc'],
  ...['Thaa', 'Yezi'],
]);

/** A value of HTML's attribute `dir`. */
export type Direction = 'ltr' | 'rtl' | 'auto';

/**
 * The direction in which a text of that language (BCP 47) is written, by the script that the tag
 * names or that is likely for it: an Arabic text runs from right to left whatever its first letter.
 * *auto*, by each paragraph's first letter, where the language is not known.
 */
export function directionOf(language: string | null): Direction {
  if (language !== last.language) last = { language, direction: directionFound(language) };
  return last.direction;
}

/** What was asked for last: each card of an article asks for its language's, which takes 20 µs to look up. */
let last: { language: string | null; direction: Direction } = { language: null, direction: 'auto' };

function directionFound(language: string | null): Direction {
  const script = language === null ? undefined : scriptOf(language);
  if (script === undefined) return 'auto';
  return rightToLeft.has(script) ? 'rtl' : 'ltr';
}

function scriptOf(language: string): string | undefined {
  try {
    const locale = new Intl.Locale(language);
    return /^und\b/iu.test(language) ? locale.script : locale.maximize().script;
  } catch {
    return undefined;
  }
}

/** The letters of scripts that are written from right to left, as a class of a pattern has them. */
export const rightToLeftLetters =
  '\\p{Script=Arabic}\\p{Script=Hebrew}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}\\p{Script=Mandaic}\\p{Script=Samaritan}\\p{Script=Hanifi_Rohingya}';
const beginsRightToLeft = new RegExp(`^\\P{L}*[${rightToLeftLetters}]`, 'u');
const leftToRightLetter = new RegExp(`[^\\P{L}${rightToLeftLetters}]`, 'u');

/** A letter of a script that is written from right to left. */
export const rightToLeftLetter = new RegExp(`[${rightToLeftLetters}]`, 'u');

/**
 * The direction of words that stand alone, as a paragraph or a passage does, out of a text of that language:
 * that of the text, unless none of their letters runs so. Signs at their ends, such as quotation marks, follow it.
 */
export function directionOfWords(words: string, language: string | null): Direction {
  const direction = directionOf(language);
  if (direction === 'auto') return direction;
  const [own, other, turned] =
    direction === 'rtl'
      ? ([rightToLeftLetter, leftToRightLetter, 'ltr'] as const)
      : ([leftToRightLetter, rightToLeftLetter, 'rtl'] as const);
  return !own.test(words) && other.test(words) ? turned : direction;
}

/** A name as it stands in a sentence of ours: where it runs from right to left, it turns nothing beside it about. */
export function isolatedName(name: string): string {
  return rightToLeftLetter.test(name) ? `\u2068${name}\u2069` : name;
}

/** Whether words of a language are read from right to left; where it is not known, by their first letter. */
export function runsRightToLeft(words: string, language: string | null = null): boolean {
  return isRightToLeft(words, directionOf(language));
}

/** The same of words that stand alone, such as a paragraph. */
export function runsRightToLeftAlone(words: string, language: string | null): boolean {
  return isRightToLeft(words, directionOfWords(words, language));
}

function isRightToLeft(words: string, direction: Direction): boolean {
  return direction === 'auto' ? beginsRightToLeft.test(words) : direction === 'rtl';
}

/** A name without the marks that turn its direction, by which it would pass for another. */
export function withoutTurning(name: string): string {
  return name.replace(/\p{Bidi_Control}+/gu, '');
}

/** Words among others without the marks that turn the direction of all that follows them. Marks beside a letter stay. */
export function turningNothing(words: string): string {
  return words.replace(/[\u202a-\u202e\u2066-\u2069]+/gu, '');
}
