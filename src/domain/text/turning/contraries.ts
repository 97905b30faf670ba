import { contraries } from './contrary-lists.js';
import { foldedWord, type Lexicons, lexiconsOf, listsWith } from './lexicon.js';
import { primaryLanguage } from './turning-words.js';

/** Either side of all pairs of a language, each pair a list. */
interface Sides {
  one: Lexicons;
  other: Lexicons;
}

const known = new Map<string, Sides>();

/** Those of a language; of all where it is one of those, and not said which. */
function sidesIn(language: string | null): Sides[] {
  const own = language === null ? Object.keys(contraries) : [primaryLanguage(language)];
  return own.flatMap((each) => {
    const list = Object.hasOwn(contraries, each) ? contraries[each] : undefined;
    if (list === undefined) return [];
    const made = known.get(each) ?? sidesOf(list);
    known.set(each, made);
    return made;
  });
}

function sidesOf(list: string): Sides {
  const pairs = list.split(';').map((pair) => pair.split('/').map((side) => side.trim()));
  const [one, other] = [0, 1].map((side) => lexiconsOf(pairs.map((pair) => pair[side] ?? '')));
  return { one, other } as Sides;
}

/** Whether one of some words says the contrary of one of the others. */
export function areContrary(
  some: readonly string[],
  others: readonly string[],
  language: string | null,
): boolean {
  if (some.length === 0 || others.length === 0) return false;
  const [were, are] = [some.map(foldedWord), others.map(foldedWord)];
  return sidesIn(language).some(({ one, other }) => {
    const pairs = (words: readonly string[], side: Lexicons) =>
      words.reduce((found, word) => found | listsWith(side, word), 0);
    const isOne = pairs(were, one);
    if (isOne !== 0 && (isOne & pairs(are, other)) !== 0) return true;
    const isOther = pairs(were, other);
    return isOther !== 0 && (isOther & pairs(are, one)) !== 0;
  });
}
