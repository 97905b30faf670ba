import { contraries } from './contrary-lists.js';
import { foldedWord, type Lexicons, lexiconsOf, listsWith } from './lexicon.js';
import type { TurningWords } from './turning-kinds.js';
import { turningWords } from './turning-lists.js';

/*
 * What a word may do to what stands beside it. A passage whose sentence gained or lost a word that turns it says something
 * else, however its own letters stand. In a language without lists each change in the sentence is taken as one that may
 * turn it.
 */

/** The lists as they are asked, each by its bit. */
const lists = [
  'turning',
  'turningAfar',
  'belying',
  'denying',
  'telling',
  'attributing',
  'publishing',
  'determining',
  'stating',
  'joining',
  'passive',
  'pronouns',
  'finding',
  'offices',
  'subordinating',
  'relating',
  'adding',
  'contrary',
] as const;

const known = new Map<string, Lexicons | null>();

/** Those of a language, made when they are first asked for; null where it has no list. */
function listsOf(language: string): Lexicons | null {
  let made = known.get(language);
  if (made === undefined) {
    const words = Object.hasOwn(turningWords, language) ? turningWords[language] : undefined;
    made = words ? lexiconsFor(words, contraries[language]) : null;
    if (made) known.set(language, made);
  }
  return made;
}

function lexiconsFor(
  { belying, doubting, bending, numbers, amounts, ...others }: TurningWords,
  contrary = '',
): Lexicons {
  const turningAfar = `${belying} ${doubting} ${numbers}`;
  const written: Partial<Record<(typeof lists)[number], string>> = {
    ...others,
    belying,
    denying: `${belying} ${others.denying}`,
    turning: `${turningAfar} ${others.denying} ${bending} ${amounts} ${others.telling}`,
    turningAfar,
    contrary: contrary.replace(/[;/]/gu, ' '),
  };
  return lexiconsOf(lists.map((list) => written[list] ?? ''));
}

/** What the words of a text may do to what stands beside them. */
export interface WordEffects {
  /** Whether it may turn it. */
  turns: (word: string) => boolean;
  /** Whether it may turn it from another clause of its sentence, too. */
  turnsAfar: (word: string) => boolean;
  /** Whether it says of what was said that it is not so. */
  belies: (word: string) => boolean;
  /** Whether it denies or doubts what is said. */
  denies: (word: string) => boolean;
  /** Whether it puts it into somebody's mouth. */
  tells: (word: string) => boolean;
  /** Whether who says it stands behind it, up to the next sign. */
  attributes: (word: string) => boolean;
  /** Whether it says that something was published. */
  publishes: (word: string) => boolean;
  /** Whether it begins what somebody or something is called. */
  determines: (word: string) => boolean;
  /** Whether it begins what is said, found or thought. */
  states: (word: string) => boolean;
  /** Whether it goes on behind the name of a thing or person. */
  joins: (word: string) => boolean;
  /** Whether it makes of whoever stands before a word of saying one who was told. */
  isPassive: (word: string) => boolean;
  /** Whether it stands for somebody who was named before. */
  isPronoun: (word: string) => boolean;
  /** Whether, at the end of a sentence, it says who knows what it says. */
  finds: (word: string) => boolean;
  /** Whether it names somebody by what they are. */
  isOffice: (word: string) => boolean;
  /** Whether a clause begins with it that says when, where, why or in spite of what. */
  subordinates: (word: string) => boolean;
  /** Whether such a clause, or one about what was named, begins with it behind a sign. */
  relates: (word: string) => boolean;
  /** Whether one more clause begins with it behind a sign. */
  adds: (word: string) => boolean;
  /** Whether another word says the contrary of it. */
  hasContrary: (word: string) => boolean;
}

/**
 * Reads words in a text of that language (BCP 47; null where it is one of the lists, it isn't known which, and then in
 * all of them). In a language or script without a list every word may turn what stands beside it.
 */
export function turningIn(language: string | null): WordEffects {
  const listed = language === null ? null : primaryLanguage(language);
  const found = readings.get(listed);
  if (found) return found;
  const made = readingsIn(listed);
  // Tags come from outside: those without a list aren't kept.
  if (listed === null || known.has(listed)) readings.set(listed, made);
  return made;
}

/** A language (BCP 47) as the lists name it: by its first part, and Norwegian in either spelling as one. */
export function primaryLanguage(language: string): string {
  const primary = language.split('-')[0]?.toLowerCase() ?? '';
  return primary === 'nb' || primary === 'nn' ? 'no' : primary;
}

const readings = new Map<string | null, WordEffects>();

/** So many words are kept as they were read; longer ones are not, as pieces of a text that keep all of it. */
const kept = { words: 5000, units: 12 };

function readingsIn(language: string | null): WordEffects {
  const read = (language === null ? Object.keys(turningWords) : [language]).map(listsOf);
  const seen = new Map<string, number>();
  const listsWithWord = (word: string) => {
    let found = seen.get(word);
    if (found !== undefined) return found;
    found = readIn(read, word);
    if (seen.size >= kept.words) seen.clear();
    if (word.length <= kept.units) seen.set(word, found);
    return found;
  };
  const isOne = (list: (typeof lists)[number]) => {
    const bit = bitOf(list);
    return (word: string) => (listsWithWord(word) & bit) !== 0;
  };
  return {
    turns: isOne('turning'),
    turnsAfar: isOne('turningAfar'),
    belies: isOne('belying'),
    denies: isOne('denying'),
    tells: isOne('telling'),
    attributes: isOne('attributing'),
    publishes: isOne('publishing'),
    determines: isOne('determining'),
    states: isOne('stating'),
    joins: isOne('joining'),
    isPassive: isOne('passive'),
    isPronoun: isOne('pronouns'),
    finds: isOne('finding'),
    isOffice: isOne('offices'),
    subordinates: isOne('subordinating'),
    relates: isOne('relating'),
    adds: isOne('adding'),
    hasContrary: isOne('contrary'),
  };
}

function bitOf(list: (typeof lists)[number]): number {
  return 1 << lists.indexOf(list);
}

const turningAnywhere = bitOf('turning') | bitOf('turningAfar');

/** Which lists of some languages have a word: of a language or script that has none, it is one that turns. */
function readIn(languages: readonly (Lexicons | null)[], word: string): number {
  const isUnread =
    /[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u.test(word) || /n['’]t$/u.test(word);
  const folded = foldedWord(word);
  return languages.reduce(
    (found, own) => found | (own ? listsWith(own, folded) : turningAnywhere),
    isUnread ? turningAnywhere : 0,
  );
}
