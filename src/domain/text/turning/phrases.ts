import { foldedWord, isIn, type Lexicon, lexiconOf } from './lexicon.js';
import { primaryLanguage } from './turning-words.js';

/**
 * By language (BCP 47, its first part): words, or stems with a star, and before a plus such a word with what stands behind it,
 * right there or some words on (“took it back”); with a full stop behind the plus it ends its sentence.
 */
export type Phrases = Readonly<Record<string, string>>;

interface PhraseList {
  alone: Lexicon;
  /** The first words of pairs, by the second. */
  first: ReadonlyMap<string, Lexicon>;
  /** Words that end their sentence. */
  last: Lexicon;
}

const known = new Map<string, PhraseList>();

function listsFor(phrases: Phrases, language: string | null): PhraseList[] {
  const primary = language === null ? null : primaryLanguage(language);
  const own = primary === null ? Object.keys(phrases) : [primary];
  return own.flatMap((each) => {
    if (!Object.hasOwn(phrases, each)) return [];
    const list = phrases[each] as string;
    const made = known.get(list) ?? listOf(list);
    known.set(list, made);
    return made;
  });
}

function listOf(list: string): PhraseList {
  const entries = list.split(/\s+/u);
  const firsts = new Map<string, string[]>();
  for (const entry of entries) {
    const [first = '', second] = entry.split('+');
    if (second === undefined) continue;
    const key = foldedWord(second);
    firsts.set(key, [...(firsts.get(key) ?? []), first]);
  }
  const lexicon = (words: readonly string[] = []) => lexiconOf(words.join(' '));
  return {
    alone: lexicon(entries.filter((entry) => !entry.includes('+'))),
    first: new Map([...firsts].map(([second, words]) => [second, lexicon(words)])),
    last: lexicon(firsts.get('.')),
  };
}

/** The second of a pair may stand at most this many words on: “took every word of it back”. */
const pairWords = 6;

/** Arabic writes “and” with the word behind it. */
const joinedAnd = ['و', 'ف'];

function isOneOf(lexicon: Lexicon, word: string): boolean {
  if (isIn(lexicon, word)) return true;
  return joinedAnd.includes(word.charAt(0)) && isIn(lexicon, word.slice(1));
}

/**
 * What of a sentence’s words is one of some phrases: each as it stands there. `goesOn` says of the two words behind a pair
 * that they make another thing of it.
 */
export function phrasesIn(
  words: readonly string[],
  phrases: Phrases,
  language: string | null,
  goesOn: (next: string, behind: string) => boolean = () => false,
): string[] {
  const folded = words.map(foldedWord);
  return listsFor(phrases, language).flatMap(({ alone, first, last }) =>
    words.flatMap((word, at) => {
      const own = folded[at] as string;
      if (isOneOf(alone, own) || (at + 1 === words.length && isOneOf(last, own))) return word;
      const firsts = first.get(own);
      if (!firsts) return [];
      // “Taken back to the port”, “made up of clerks”: that is done, not said.
      const end = goesOn(words[at + 1] ?? '', words[at + 2] ?? '') ? at - 1 : at;
      const start = Math.max(0, at - pairWords);
      const place = folded.slice(start, end).findLastIndex((other) => isOneOf(firsts, other));
      return place === -1 ? [] : words.slice(start + place, at + 1).join(' ');
    }),
  );
}
