import { foldedWord, isIn, type Lexicon, lexiconOf } from './lexicon.js';
import type { Words } from './turning-kinds.js';
import { turningWords } from './turning-lists.js';

/*
 * What a word may do to what stands beside it. A passage whose sentence gained or lost a word that turns it says something
 * else, however its own letters stand. In a language without lists each change in the sentence is taken as one that may
 * turn it.
 */

type Lexicons = Record<
  | Exclude<keyof Required<Words>, 'doubting' | 'bending' | 'numbers' | 'amounts'>
  | 'turning'
  | 'turningAfar',
  Lexicon
>;

const lexicons = new Map<string, Lexicons | null>();

/** Those of a language, made when they are first asked for; null where it has no list. */
function lexiconsOf(language: string): Lexicons | null {
  let known = lexicons.get(language);
  if (known === undefined) {
    const words = Object.hasOwn(turningWords, language) ? turningWords[language] : undefined;
    known = words ? lexiconsFor(words) : null;
    if (known) lexicons.set(language, known);
  }
  return known;
}

function lexiconsFor({ belying, doubting, bending, numbers, amounts, ...others }: Words): Lexicons {
  const denying = `${belying} ${others.denying}`;
  const afar = `${belying} ${doubting} ${numbers}`;
  return {
    turning: lexiconOf(`${afar} ${others.denying} ${bending} ${amounts} ${others.telling}`),
    turningAfar: lexiconOf(afar),
    belying: lexiconOf(belying),
    denying: lexiconOf(denying),
    telling: lexiconOf(others.telling),
    attributing: lexiconOf(others.attributing),
    publishing: lexiconOf(others.publishing),
    determining: lexiconOf(others.determining),
    stating: lexiconOf(others.stating),
    joining: lexiconOf(others.joining),
    passive: lexiconOf(others.passive),
    pronouns: lexiconOf(others.pronouns),
    finding: lexiconOf(others.finding ?? ''),
    offices: lexiconOf(others.offices),
    subordinating: lexiconOf(others.subordinating ?? ''),
    relating: lexiconOf(others.relating ?? ''),
    adding: lexiconOf(others.adding ?? ''),
  };
}

/** What the words of a text may do to what stands beside them. */
export interface Readings {
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
}

/**
 * Reads words in a text of that language (BCP 47; null where it is one of the lists, it isn't known which, and then in
 * all of them). In a language or script without a list every word may turn what stands beside it.
 */
export function turningIn(language: string | null): Readings {
  const listed = language === null ? null : primaryLanguage(language);
  const known = readings.get(listed);
  if (known) return known;
  const made = readingsIn(listed);
  // Tags come from outside: those without a list aren't kept.
  if (listed === null || lexicons.has(listed)) readings.set(listed, made);
  return made;
}

/** A language (BCP 47) as the lists name it: by its first part, and Norwegian in either spelling as one. */
export function primaryLanguage(language: string): string {
  const primary = language.split('-')[0]?.toLowerCase() ?? '';
  return primary === 'nb' || primary === 'nn' ? 'no' : primary;
}

const readings = new Map<string | null, Readings>();

function readingsIn(language: string | null): Readings {
  const read = (language === null ? Object.keys(turningWords) : [language]).map(lexiconsOf);
  const isOne = (kind: keyof Lexicons, unlisted: boolean) => (word: string) => {
    const folded = foldedWord(word);
    return read.some((lexicon) => (lexicon ? isIn(lexicon[kind], folded) : unlisted));
  };
  const turning = (kind: keyof Lexicons) => {
    const isListed = isOne(kind, true);
    return (word: string) =>
      /[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u.test(word) ||
      /n['’]t$/u.test(word) ||
      isListed(word);
  };
  return {
    turns: turning('turning'),
    turnsAfar: turning('turningAfar'),
    belies: isOne('belying', false),
    denies: isOne('denying', false),
    tells: isOne('telling', false),
    attributes: isOne('attributing', false),
    publishes: isOne('publishing', false),
    determines: isOne('determining', false),
    states: isOne('stating', false),
    joins: isOne('joining', false),
    isPassive: isOne('passive', false),
    isPronoun: isOne('pronouns', false),
    finds: isOne('finding', false),
    isOffice: isOne('offices', false),
    subordinates: isOne('subordinating', false),
    relates: isOne('relating', false),
    adds: isOne('adding', false),
  };
}
