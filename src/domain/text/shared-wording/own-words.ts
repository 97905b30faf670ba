import type { Span } from '../span.js';

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

/** In UTF-16 units: between parts of a text that are so long others may have their turn. */
const partUnits = 4096;

/** The words of a text with their places; between its parts one without letters. */
function* lettersIn(text: string): Generator<{ index: number; letters: string }> {
  for (let from = 0; from < text.length; ) {
    const to = endOfPart(text, from + partUnits);
    for (const { index, 0: letters } of text.slice(from, to).matchAll(word)) {
      yield { index: from + index, letters };
    }
    from = to;
    yield { index: from, letters: '' };
  }
}

/** The next white space, where one is near: what is longer than a part is no word. */
function endOfPart(text: string, from: number): number {
  const near = text.slice(from, from + partUnits);
  const space = near.search(/\s|[\p{sc=Han}\p{sc=Thai}]/u);
  if (space >= 0) return from + space;
  // Half a pair would be no letter.
  const end = from + near.length;
  return /[\uDC00-\uDFFF]/u.test(text.charAt(end)) ? end + 1 : end;
}

/** The own words of a text, of which these stretches are quotations, in order. Yields between short pieces of work. */
export function* ownWords(
  text: string,
  quotations: readonly Span[],
): Generator<undefined, OwnWords> {
  const words: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let next = 0;
  for (const { index, letters } of lettersIn(text)) {
    if (letters === '') {
      yield;
      continue;
    }
    while ((quotations[next]?.end ?? text.length) <= index) next += 1;
    const isQuoted = (quotations[next]?.start ?? text.length) <= index;
    if (isQuoted && (words.length === 0 || words.at(-1) === 0)) continue;
    words.push(isQuoted ? 0 : numberOf(letters));
    starts.push(index);
    ends.push(index + letters.length);
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
