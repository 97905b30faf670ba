import { finished } from '../finished.js';
import { fold as foldTo, invisible, searchFolds } from '../text/folds.js';

/** One word of a text in the form under which it is found, and where in the text it stands. */
interface FoundWord {
  word: string;
  /** UTF-16, half-open; several words may come from one place. */
  start: number;
  end: number;
  /** The words before it say as much: to look for it as well finds no other text. */
  implied: boolean;
}

/** What can't be seen stands within a word and changes nothing. */
const runs = new RegExp(`(?!${invisible})[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}${invisible}]*`, 'gu');

/**
 * Scripts that are written without spaces between words, and how many characters make a window.
 * Dictionaries cut such a text into words differently with every context and every version of
 * Unicode's tables; windows that overlap find any stretch of it, on any machine.
 */
const ideographs = '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}';
const letters = '\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}';
const parts = new RegExp(
  `(?<ideographs>[${ideographs}]+)|(?<letters>[${letters}]+)|[^${ideographs}${letters}]+`,
  'gu',
);
const windows = { ideographs: 2, letters: 3 };

/** A letter with what is set on it; the last two are the half-width voicing marks of kana. */
const characters = /\P{M}[\p{M}\uFF9E\uFF9F]*/gu;

/** Longer than any word that people look for: what is longer is found by its beginning. */
const maxWordCharacters = 60;

/**
 * The words by which a text is found, each once: the same for a text and for what is typed to find
 * it. Case, accents, points and the way in which letters are composed do not count; what is neither
 * a letter nor a digit parts words. Where a script puts no spaces, each character begins a word.
 */
export function searchWords(text: string): string[] {
  return finished(searchWordsInTurns(text));
}

/** This many words come between two yields: less than a millisecond's work. */
const wordsAtOnce = 500;

/** The same, for those who let others have their turn: it yields between short pieces of work. */
export function* searchWordsInTurns(text: string): Generator<undefined, string[]> {
  const words = new Set<string>();
  // What stands between two signs is the same words wherever it stands.
  const known = new Set<string>();
  let read = 0;
  for (const { 0: run } of text.matchAll(runs)) {
    read += 1;
    if (read % wordsAtOnce === 0) yield;
    if (known.has(run)) continue;
    if (run.length <= maxWordCharacters) known.add(run);
    for (const { word } of wordsOf(run, 0)) {
      words.add(word);
      read += 1;
      if (read % wordsAtOnce === 0) yield;
    }
  }
  return [...words];
}

/** Whoever pastes more than a paragraph finds by its beginning. In UTF-16 code units. */
const maxQueryUnits = 1000;

/** Those of the words that were typed by which a text is found: the others say nothing more. */
export function queryWords(query: string): string[] {
  const found = wordsIn(query.slice(0, maxQueryUnits));
  const words = new Set([...found].flatMap(({ word, implied }) => (implied ? [] : word)));
  const sorted = [...words].sort();
  const begun = new Set(sorted.filter((word, at) => sorted[at + 1]?.startsWith(word)));
  return [...words].filter((word) => !begun.has(word));
}

/** Tells of any number of texts whether each word of the query is the beginning of one of theirs, as a search has it. */
export function holding(query: string): (text: string) => boolean {
  const asked = queryWords(query);
  return (text) => {
    const words = searchWords(text);
    return asked.length > 0 && asked.every((start) => words.some((word) => word.startsWith(start)));
  };
}

/** The words of a text with their places, in the order of the text. */
export function* wordsIn(text: string): Generator<FoundWord> {
  for (const { 0: run, index } of text.matchAll(runs)) yield* wordsOf(run, index);
}

function* wordsOf(run: string, index: number): Generator<FoundWord> {
  if (/^[a-z0-9]+$/iu.test(run)) {
    yield wordAt(run.slice(0, maxFoldedUnits).toLowerCase(), index, run.length);
  } else yield* wordsOfRun(run, index);
}

function* wordsOfRun(run: string, offset: number): Generator<FoundWord> {
  for (const { 0: part, index, groups } of run.matchAll(parts)) {
    const at = offset + index;
    if (groups?.ideographs) yield* windowsOf(part, at, windows.ideographs);
    else if (groups?.letters) yield* windowsOf(part, at, windows.letters);
    else yield* wordsOfPart(part, at);
  }
}

/** Whatever is folded leaves enough of so many for a word that is found by its beginning. */
const maxFoldedUnits = 1000;

/** One word nearly always; "½" comes apart as it is folded. */
function* wordsOfPart(part: string, at: number): Generator<FoundWord> {
  const beginning = part.slice(0, maxFoldedUnits).toWellFormed();
  for (const [word] of fold(beginning).matchAll(runs)) yield wordAt(word, at, part.length);
}

/** Every stretch of so many characters, and the shorter ones at the end. */
function* windowsOf(part: string, at: number, size: number): Generator<FoundWord> {
  let window: FoundWord[] = [];
  let place = 0;
  const found = (implied: boolean) => {
    const word = window.map(({ word }) => word).join('');
    const { start = at } = window[0] ?? {};
    place += 1;
    return { word, start, end: window.at(-1)?.end ?? start, implied };
  };
  for (const character of foldedCharacters(part, at)) {
    window.push(character);
    if (window.length < size) continue;
    yield found(false);
    window = window.slice(1);
  }
  for (; window.length > 0; window = window.slice(1)) yield found(place > 0);
}

/** What a letter leaves to the one before it, as the Thai am does once it is folded, goes there. */
function* foldedCharacters(part: string, at: number): Generator<FoundWord> {
  let last: FoundWord | null = null;
  for (const { 0: character, index } of part.matchAll(characters)) {
    const { marks, rest } = foldedCharacter(character);
    if (last) last.word += marks;
    if (rest === '') continue;
    if (last) yield last;
    last = wordAt(rest, at + index, character.length);
  }
  if (last) yield last;
}

interface FoldedCharacter {
  marks: string;
  rest: string;
}

/** A text has some thousand different characters, each many times. */
const foldedCharacterOf = new Map<string, FoldedCharacter>();
const maxKnownCharacters = 20_000;

function foldedCharacter(character: string): FoldedCharacter {
  const known = foldedCharacterOf.get(character);
  if (known) return known;
  const [, marks = '', rest = ''] =
    /^(\p{M}*)(.*)$/su.exec(fold(character.slice(0, maxFoldedUnits).toWellFormed())) ?? [];
  if (foldedCharacterOf.size >= maxKnownCharacters) foldedCharacterOf.clear();
  if (character.length <= maxWordCharacters) foldedCharacterOf.set(character, { marks, rest });
  return { marks, rest };
}

function wordAt(word: string, start: number, length: number): FoundWord {
  const shown =
    word.length > maxWordCharacters ? [...word].slice(0, maxWordCharacters).join('') : word;
  return { word: shown, start, end: start + length, implied: false };
}

function fold(text: string): string {
  return foldTo(text, searchFolds);
}
