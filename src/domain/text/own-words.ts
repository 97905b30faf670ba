import type { Span } from './span.js';

/**
 * The words of a text that are its writer's own, as numbers that are alike where the words are: by their
 * letters and figures, whatever their case. What stands in quotations is one 0 between the words around
 * it. The last bit says that it is a character of a script without spaces, which counts for half a word.
 */
export interface OwnWords {
  words: Int32Array;
  /** Where each begins and ends in the text (UTF-16). */
  starts: Int32Array;
  ends: Int32Array;
}

const unspaced =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const word = new RegExp(
  `[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+(?:['’](?:(?![${unspaced}])[\\p{L}\\p{M}])+)*`,
  'gu',
);
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const isPlain = /^[a-z\d]+$/u;

/** Between so many words others may have their turn. */
const wordsAtOnce = 1000;

/** The own words of a text, of which these stretches are quotations, in order. Yields between short pieces of work. */
export function* ownWords(
  text: string,
  quotations: readonly Span[],
): Generator<undefined, OwnWords> {
  const words: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let next = 0;
  for (const { index, 0: letters } of text.matchAll(word)) {
    while ((quotations[next]?.end ?? text.length) <= index) next += 1;
    const isQuoted = (quotations[next]?.start ?? text.length) <= index;
    if (isQuoted && (words.length === 0 || words.at(-1) === 0)) continue;
    words.push(isQuoted ? 0 : numberOf(letters));
    starts.push(index);
    ends.push(index + letters.length);
    if (words.length % wordsAtOnce === 0) yield;
  }
  return {
    words: Int32Array.from(words),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
  };
}

function numberOf(letters: string): number {
  const lower = letters.toLowerCase();
  const form = isPlain.test(lower) ? lower : lower.normalize('NFKC').replaceAll('’', "'");
  let hash = 0x811c9dc5;
  for (let at = 0; at < form.length; at += 1) {
    hash = Math.imul(hash ^ form.charCodeAt(at), 0x01000193);
  }
  return isUnspaced.test(form) ? hash | 1 : hash & ~1 || 2;
}

/** What a word counts for, in halves of words. */
export function halvesOf(own: number): number {
  if (own === 0) return 0;
  return own & 1 ? 1 : 2;
}
