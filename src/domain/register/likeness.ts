import { consonants, isTransliterated, transliterated } from '../text/transliteration.js';
import type { Source } from './source.js';

/*
 * Entries that may be one source though no name of the one is a name of the other: by folds and word
 * order, initials, a surname alone, the initials of an organisation, another script, a slip of the
 * pen in a long name. A likeness is a question to people, and never an answer: nothing is joined by it.
 * A store finds candidates by `likenessKeys`; `likeness` says whether and why they are alike.
 */

/** In what two entries are alike, the surest first. */
export const likenesses = [
  'words',
  'script',
  'letters',
  'initials',
  'surname',
  'abbreviation',
] as const;
export type Likeness = (typeof likenesses)[number];

/** Why an entry is suggested, as it is said to people. */
export const likenessWords: Readonly<Record<Likeness, string>> = {
  words: 'the same words',
  script: 'the same in another script',
  letters: 'a letter or two apart',
  initials: 'the same but for initials',
  surname: 'the same surname',
  abbreviation: 'its initials',
};

type Entry = Pick<Source, 'name' | 'aliases' | 'kind' | 'unnamed' | 'confidential' | 'article'>;

interface NameParts {
  /** Without titles and articles, in Latin letters as far as can be told. */
  words: string[];
  /** The words in no order. */
  sorted: string;
  isForeign: boolean;
  /** Written in capitals alone, as abbreviations are. */
  isCapitals: boolean;
}

const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir dame lord lady sheikh general gen colonel col captain capt president senator minister ambassador the a an al el'.split(
    ' ',
  ),
);
const linking = new Set(
  'and of for the und für der die das et de du des la le y del di'.split(' '),
);

/** Longer names than this are looked at by their beginning. */
const maxCharacters = 80;
/** In shorter names a letter makes another name: *Ann* and *Anna*, *Marta* and *Maria*. */
const minLetters = 8;
/** From here on two letters may differ. */
const minLettersForTwo = 14;
const maxNames = 12;

/** An Arabic article that is written as one with its name: البرادعي, ElBaradei. */
const grownArticle = /(?<![\p{L}\p{M}])(?:ال(?=\p{L}{3})|(?:El|Al)(?=\p{Lu}\p{Ll}))/gu;

/** Names that are written without spaces are one word, wherever somebody puts one: 王毅, 王 毅. */
function wordsOf(name: string): string[] {
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.every((word) => unspaced.test(word)) && words.length > 1 ? [words.join('')] : words;
}

const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+$/u;

function partsOf(name: string): NameParts {
  const clipped = name.slice(0, maxCharacters);
  const plain = transliterated(clipped.replace(grownArticle, ' '));
  const all = wordsOf(plain);
  const telling = all.filter((word) => !titles.has(word));
  const words = telling.length > 0 ? telling : all;
  return {
    words,
    sorted: words.toSorted().join(' '),
    isForeign: isTransliterated(clipped),
    isCapitals: /^[\p{Lu}.]{2,8}$/u.test(name.trim()),
  };
}

function namesOf({ name, aliases }: Pick<Entry, 'name' | 'aliases'>): NameParts[] {
  return [name, ...aliases]
    .slice(0, maxNames)
    .map(partsOf)
    .filter(({ words }) => words.length > 0);
}

/** Under which an entry is found by those that may be the same: some ten a name. */
export function likenessKeys(entry: Entry): string[] {
  if (entry.confidential || (entry.unnamed && entry.article === null)) return [];
  const keys = namesOf(entry).flatMap((parts) =>
    entry.unnamed ? [`w${parts.sorted}`] : keysOf(parts),
  );
  // Descriptions of one article are compared with each other alone.
  const under = (key: string) => (entry.unnamed ? `${entry.article ?? ''}/${key}` : key);
  return [...new Set(keys)].map(under);
}

function keysOf(parts: NameParts): string[] {
  const { words, sorted, isCapitals } = parts;
  const compact = words.join('');
  const half = Math.floor(compact.length / 2);
  const halves =
    compact.length < minLetters
      ? []
      : [half - 1, half].flatMap((length) => [
          `b${compact.slice(0, length)}`,
          `e${compact.slice(-length)}`,
        ]);
  return [
    `w${sorted}`,
    `s${skeletonOf(parts)}`,
    ...halves,
    ...surnamesOf(words).map((surname) => `n${surname}`),
    ...(isCapitals ? [`a${compact}`] : abbreviationsOf(words).map((short) => `a${short}`)),
  ].filter((key) => key.length > 2);
}

/** The last word, and of two the first: some write it so. */
function surnamesOf(words: readonly string[]): string[] {
  const places = words.length === 2 ? [words[0], words[1]] : [words.at(-1)];
  return places.filter((word) => word !== undefined).filter((word) => word.length > 2);
}

function abbreviationsOf(words: readonly string[]): string[] {
  if (words.length < 3) return [];
  const initials = (some: readonly string[]) => some.map((word) => [...word][0] ?? '').join('');
  return [initials(words), initials(words.filter((word) => !linking.has(word)))];
}

function skeletonOf({ words }: NameParts): string {
  return words.map(consonants).filter(Boolean).toSorted().join(' ');
}

/** In what two entries are alike enough to ask whether they are one; null where they are not. */
export function likeness(one: Entry, other: Entry): Likeness | null {
  if (one.confidential || other.confidential || one.unnamed !== other.unnamed) return null;
  if (one.kind !== null && other.kind !== null && one.kind !== other.kind) return null;
  if (one.unnamed) return one.article === other.article && sharesWords(one, other) ? 'words' : null;
  const isPerson = [one.kind, other.kind].every((kind) => kind === null || kind === 'person');
  const found = namesOf(one).flatMap((a) =>
    namesOf(other).flatMap((b) => alikeIn(a, b, isPerson) ?? []),
  );
  return likenesses.find((each) => found.includes(each)) ?? null;
}

function sharesWords(one: Entry, other: Entry): boolean {
  const known = new Set(namesOf(one).map(({ sorted }) => sorted));
  return namesOf(other).some(({ sorted }) => known.has(sorted));
}

function alikeIn(a: NameParts, b: NameParts, isPerson: boolean): Likeness | null {
  if (a.sorted === b.sorted) return a.isForeign === b.isForeign ? 'words' : 'script';
  if (a.isForeign !== b.isForeign && isSameSkeleton(a, b)) return 'script';
  if (isSlip(a.words.join(''), b.words.join(''))) return 'letters';
  if (isAbbreviation(a, b) || isAbbreviation(b, a)) return 'abbreviation';
  if (!isPerson) return null;
  if (fitsByInitials(a.words, b.words)) return 'initials';
  return isSurnameOf(a.words, b.words) || isSurnameOf(b.words, a.words) ? 'surname' : null;
}

function isSameSkeleton(a: NameParts, b: NameParts): boolean {
  const skeleton = skeletonOf(a);
  return (
    a.words.length > 1 && skeleton.replaceAll(' ', '').length > 3 && skeleton === skeletonOf(b)
  );
}

function isAbbreviation(short: NameParts, long: NameParts): boolean {
  return short.isCapitals && abbreviationsOf(long.words).includes(short.words.join(''));
}

function isSurnameOf([only, ...more]: readonly string[], words: readonly string[]): boolean {
  return (
    only !== undefined &&
    more.length === 0 &&
    only.length > 2 &&
    words.length > 1 &&
    only === words.at(-1)
  );
}

/** *L. Hickey* and *Laura J. Hickey*: each word of the shorter is one of the longer, or begins it alone. */
function fitsByInitials(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const surname = long.at(-1) ?? '';
  if (short.length < 2 || short.at(-1) !== surname || surname.length < 3) return false;
  let at = 0;
  for (const word of short.slice(0, -1)) {
    const found = long.slice(at, -1).findIndex((each) => fits(word, each));
    if (found < 0) return false;
    at += found + 1;
  }
  return fits(short[0] ?? '', long[0] ?? '');
}

function fits(one: string, other: string): boolean {
  return one === other || (Math.min(one.length, other.length) === 1 && one[0] === other[0]);
}

/** Whether two long names are a letter apart, or two where they are longer yet. */
function isSlip(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  if (length < minLetters || /\p{N}/u.test(one + other)) return false;
  const most = length < minLettersForTwo ? 1 : 2;
  return isWithin(one, other, most);
}

/**
 * Whether one text becomes the other by at most so many letters put in, left out, changed, or taken
 * for their neighbours: the optimal string alignment distance, worked out near its diagonal alone.
 */
export function isWithin(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  const far = most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => (at <= most ? at : far));
  for (let i = 1; i <= one.length; i++) {
    const row = new Array<number>(other.length + 1).fill(far);
    if (i <= most) row[0] = i;
    const end = Math.min(other.length, i + most);
    for (let j = Math.max(1, i - most); j <= end; j++) row[j] = costAt(i, j);
    if (Math.min(...row) > most) return false;
    [before, last] = [last, row];

    function costAt(i: number, j: number): number {
      const isSame = one[i - 1] === other[j - 1];
      const costs = [
        (last[j] ?? far) + 1,
        (row[j - 1] ?? far) + 1,
        (last[j - 1] ?? far) + Number(!isSame),
      ];
      const isTurned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isTurned) costs.push((before[j - 2] ?? far) + 1);
      return Math.min(far, ...costs);
    }
  }
  return (last[other.length] ?? far) <= most;
}
