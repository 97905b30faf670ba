import { fold as foldTo, invisible, searchFolds } from '../text/folds.js';

/** One word of a text in the form under which it is found, and where in the text it stands. */
export interface FoundWord {
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
  const words = new Set<string>();
  for (const { word } of wordsIn(text)) words.add(word);
  return [...words];
}

/** Those of the words that were typed by which a text is found: the others say nothing more. */
export function queryWords(query: string): string[] {
  const words = new Set([...wordsIn(query)].flatMap(({ word, implied }) => (implied ? [] : word)));
  return [...words].filter(
    (word) => ![...words].some((other) => other !== word && other.startsWith(word)),
  );
}

/** Whether each word of the query is the beginning of a word of the text, as a search has it. */
export function holds(text: string, query: string): boolean {
  const words = searchWords(text);
  const asked = queryWords(query);
  return asked.length > 0 && asked.every((start) => words.some((word) => word.startsWith(start)));
}

/** The words of a text with their places, in the order of the text. */
export function* wordsIn(text: string): Generator<FoundWord> {
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (/^[a-z0-9]+$/iu.test(run)) yield wordAt(run.toLowerCase(), index, run.length);
    else yield* wordsOfRun(run, index);
  }
}

function* wordsOfRun(run: string, offset: number): Generator<FoundWord> {
  for (const { 0: part, index, groups } of run.matchAll(parts)) {
    const at = offset + index;
    if (groups?.ideographs) yield* windowsOf(part, at, windows.ideographs);
    else if (groups?.letters) yield* windowsOf(part, at, windows.letters);
    else yield* wordsOfPart(part, at);
  }
}

/** One word nearly always; "½" comes apart as it is folded. */
function* wordsOfPart(part: string, at: number): Generator<FoundWord> {
  for (const [word] of fold(part).matchAll(runs)) yield wordAt(word, at, part.length);
}

/** Every stretch of so many characters, and the shorter ones at the end. */
function* windowsOf(part: string, at: number, size: number): Generator<FoundWord> {
  const all = foldedCharacters(part, at);
  for (const [place, { start }] of all.entries()) {
    const window = all.slice(place, place + size);
    const word = window.map(({ word }) => word).join('');
    const end = window.at(-1)?.end ?? start;
    yield { word, start, end, implied: place > 0 && window.length < size };
  }
}

/** What a letter leaves to the one before it, as the Thai am does once it is folded, goes there. */
function foldedCharacters(part: string, at: number): FoundWord[] {
  const all: FoundWord[] = [];
  for (const { 0: character, index } of part.matchAll(characters)) {
    const [, marks = '', rest = ''] = /^(\p{M}*)(.*)$/su.exec(fold(character)) ?? [];
    const last = all.at(-1);
    if (last) last.word += marks;
    if (rest !== '') all.push(wordAt(rest, at + index, character.length));
  }
  return all;
}

function wordAt(word: string, start: number, length: number): FoundWord {
  const shown =
    word.length > maxWordCharacters ? [...word].slice(0, maxWordCharacters).join('') : word;
  return { word: shown, start, end: start + length, implied: false };
}

function fold(text: string): string {
  return foldTo(text, searchFolds);
}
