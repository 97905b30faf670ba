import { fold, nameFolds, wordingFolds } from '../text/folds.js';

/**
 * The form of a name under which names are compared: case, white space, the way in which accented
 * letters are composed, apostrophes, quotation marks, dashes, ß and ss, Turkish i's and what can't
 * be seen do not count. Shown names stay as they were typed.
 */
export function nameKey(name: string): string {
  if (isPlain.test(name)) return name.toLowerCase();
  const known = folded.get(name);
  if (known !== undefined) return known;
  const key = fold(name, nameFolds).trim();
  if (folded.size >= maxFolded) folded.clear();
  if (name.length <= maxFoldedUnits) folded.set(name, key);
  return key;
}

/** A chain has up to 480 names, each of which is asked for some ten times while it is saved. */
const folded = new Map<string, string>();
const maxFolded = 2000;
/** What is longer is no name, but typed to look for one. In UTF-16 units. */
const maxFoldedUnits = 500;

/** Words of ASCII with a space between them: of those only the case is folded, and the grave accent. */
const isPlain = /^[!-_a-~]+(?: [!-_a-~]+)*$/u;

/**
 * The form of a statement under which claims are one: case, white space and the way in which
 * letters are composed do not count.
 */
export function wordingKey(statement: string): string {
  return fold(statement, wordingFolds).trim();
}

const joining = /\s+(?:[&+]|and|und|et|y|och|og|и)\s+|\s*[;/]\s*/iu;

/** The names of several people that were typed as one, `Ada Stone, Ben Cole & Cleo Hart`; none where it is one name. */
export function joinedNames(name: string): string[] {
  const [first = '', ...others] = name.split(joining);
  const names = [...first.split(/,\s+/u), ...others].filter((each) => /\p{L}/u.test(each));
  return others.length > 0 && names.length > 1 ? names : [];
}

interface NameBearer {
  name: string;
  aliases: readonly string[];
}

/**
 * Of entries that a name folds to, those that bear the very spelling; where none does, those that
 * differ in case, white space and composition alone; where none does, all of them.
 */
export function closestSpelled<E extends NameBearer>(
  entries: readonly E[],
  name: string,
): readonly E[] {
  for (const spelled of [(each: string) => each, wordingKey]) {
    const wanted = spelled(name);
    const borne = entries.filter((entry) =>
      [entry.name, ...entry.aliases].some((each) => spelled(each) === wanted),
    );
    if (borne.length > 0) return borne;
  }
  return entries;
}
