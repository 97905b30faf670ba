import { fold, nameFolds } from '../folds.js';
import { type EqualWords, equalWords } from './equal-words.js';
import { foldedWord, type Lexicon, lexiconOf } from './lexicon.js';
import { primaryLanguage } from './turning-words.js';

/* The lists of words that say the same, made ready to be looked up. */

/** The words of a language that say the same, as they are looked up. */
export interface Equals {
  /** What a phrase stands for, by the phrase. */
  groups: ReadonlyMap<string, string>;
  beforeFigures: ReadonlyMap<string, string>;
  /** The first words of all phrases of either. */
  begins: ReadonlySet<string>;
  passing: ReadonlySet<string>;
  numbers: ReadonlyMap<string, number>;
  titles: ReadonlySet<string>;
  auxiliary: ReadonlySet<string>;
  resuming: ReadonlySet<string>;
  times: ReadonlySet<string>;
  stating: ReadonlySet<string>;
  placing: ReadonlySet<string>;
  inverting: ReadonlySet<string>;
  genitive: ReadonlySet<string>;
  owning: ReadonlySet<string>;
  relative: ReadonlySet<string>;
  bodies: ReadonlySet<string>;
  stances: readonly Stance[];
  /** All of their verbs. */
  stanced: Lexicon;
  /** Whether a verb keeps what it says without its ending. */
  hasEndings: boolean;
}

/** Verbs by which something is said, found or asked alike. */
interface Stance {
  name: string;
  verbs: Lexicon;
  /** Those that say it alike where a “that” follows. */
  stating: Lexicon;
}

const known = new Map<string, Equals>();

/** What may stand for what in a text of that language; in all that are known where it is one of those, and not said which. */
export function equalsIn(language: string | null): Equals[] {
  const languages = language === null ? Object.keys(equalWords) : [primaryLanguage(language)];
  return languages.flatMap((each) => {
    const words = Object.hasOwn(equalWords, each) ? equalWords[each] : undefined;
    if (!words) return [];
    const made = known.get(each) ?? equalsFor(words, each);
    known.set(each, made);
    return made;
  });
}

function equalsFor(words: EqualWords, language: string): Equals {
  const [groups, beforeFigures] = [groupsOf(words.groups), groupsOf(words.beforeFigures)];
  const phrases = [...groups.keys(), ...beforeFigures.keys()];
  return {
    groups,
    beforeFigures,
    begins: new Set(phrases.map((phrase) => phrase.split(' ', 1)[0] as string)),
    passing: setOf(words.passing),
    numbers: numbersOf(words.counting, language),
    titles: setOf(words.titles),
    auxiliary: setOf(words.auxiliary),
    resuming: setOf(words.resuming),
    times: setOf(words.times),
    stating: setOf(words.stating),
    placing: setOf(words.placing),
    inverting: setOf(words.inverting),
    genitive: setOf(words.genitive),
    owning: setOf(words.owning),
    relative: setOf(words.relative),
    bodies: setOf(words.bodies),
    stances: stancesOf(words.stances),
    stanced: lexiconOf((words.stances ?? '').replace(/[;/]/gu, ' ')),
    hasEndings: language === 'en',
  };
}

function setOf(list = ''): Set<string> {
  return new Set(list.split(/\s+/u).filter(Boolean).map(foldedWord));
}

function groupsOf(list = ''): Map<string, string> {
  const groups = new Map<string, string>();
  for (const line of list.split('\n').filter(Boolean)) {
    const phrases = line.split(',').map((phrase) => fold(phrase.trim(), nameFolds));
    for (const phrase of phrases) groups.set(phrase, phrases[0] as string);
  }
  return groups;
}

function stancesOf(list = ''): Stance[] {
  const all = list.split(';').filter(Boolean);
  return all.map((alike) => {
    const [verbs = '', stating = ''] = alike.split('/');
    const first = /[^\s*]+/u.exec(verbs)?.[0] ?? '';
    return { name: fold(first, nameFolds), verbs: lexiconOf(verbs), stating: lexiconOf(stating) };
  });
}

const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function numbersOf(counting: string, language: string): Map<string, number> {
  const numbers = new Map(
    counting.split(/\s+/u).map((word, at) => [foldedWord(word), at + 2] as const),
  );
  if (language === 'en') for (const [at, word] of tens.entries()) numbers.set(word, 10 * (at + 2));
  return numbers;
}
