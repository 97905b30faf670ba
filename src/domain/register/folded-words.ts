import { fold, searchFolds } from '../text/folds.js';
import { drawnLetter } from '../text/look-alikes.js';

/** In UTF-16 units, or characters: to read this many for names takes some milliseconds. */
export const unitsAtOnce = 20_000;

/** A text as it is folded; a character may come to nothing, or to eighteen letters. */
export interface FoldedWords {
  text: string;
  /** Of each character where it begins in the text as it was given, and in the folded one; ascending. */
  origins: number[];
  places: number[];
}

/** Whether a text has letters of the Latin alphabet alone: then none of another passes for one. */
export function isPlain(text: string): boolean {
  return !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]|[\u{1D400}-\u{1D7FF}]/u.test(
    text,
  );
}

/**
 * A text as small letters without accents, with one space between its words: marks, signs and what
 * can't be seen are left out. As it is drawn, letters that look like Latin ones are those.
 */
export function* foldWords(text: string, asDrawn: boolean): Generator<undefined, FoldedWords> {
  const [origins, places]: [number[], number[]] = [[], []];
  let [folded, isSpaced] = ['', true];
  for (let at = 0; at < text.length; ) {
    if ((origins.length + 1) % unitsAtOnce === 0) yield;
    const encoded = text[at] === '%' ? encodedAt(text, at) : null;
    const character = encoded?.character ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    origins.push(at);
    places.push(folded.length);
    at += encoded?.length ?? character.length;
    const letters = foldCharacter(character, asDrawn);
    if (letters === '') continue;
    folded += isSpaced && letters.startsWith(' ') ? letters.slice(1) : letters;
    isSpaced = folded === '' || letters.endsWith(' ');
  }
  return { text: folded, origins, places };
}

const encodedCharacter =
  /%(?:[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3})/iuy;

/** A character as web addresses write it, in bytes of UTF-8. */
function encodedAt(text: string, at: number): { character: string; length: number } | null {
  encodedCharacter.lastIndex = at;
  const [written] = encodedCharacter.exec(text) ?? [];
  if (written === undefined) return null;
  try {
    return { character: decodeURIComponent(written), length: written.length };
  } catch {
    return null;
  }
}

/** What may stand within a name is a space; any other sign parts what is before it from what is behind. */
function betweenWords(signs: string): string {
  return /^[\s\p{Pd}\p{Pc}.,'’‘´`·•&/+]+$/u.test(signs) ? ' ' : '|';
}

/** More characters than any text of people has; what is beyond is worked out each time. */
const maxKnown = 20_000;
const known = { asWritten: new Map<string, string>(), asDrawn: new Map<string, string>() };

function foldCharacter(character: string, asDrawn: boolean): string {
  const before = known[asDrawn ? 'asDrawn' : 'asWritten'];
  const seen = before.get(character);
  if (seen !== undefined) return seen;
  const folded = foldLetters((asDrawn ? drawnLetter(character) : null) ?? character);
  if (before.size < maxKnown) before.set(character, folded);
  return folded;
}

function foldLetters(letters: string): string {
  if (/^[\p{M}\p{Default_Ignorable_Code_Point}]$/u.test(letters)) return fold(letters, searchFolds);
  return fold(letters, searchFolds).replace(/[^\p{L}\p{N}\p{M}]+/gu, betweenWords) || ' ';
}
