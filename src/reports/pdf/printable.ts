import { isolatedName, rightToLeftLetter } from '../../domain/text/direction.js';
import { clusterAt, clustersIn } from '../../domain/text/span.js';

/*
 * Words as they are set on paper. Whatever people typed is set as it is; only what has no place on paper
 * is left out: control characters, halves of letters, and signs that turn the direction of what follows.
 */

/** Somebody's words and the direction in which they are written. */
export interface DirectedWords {
  words: string;
  rtl: boolean;
  /** The primary part of their language's tag, for the shapes of letters; null where it is not known. */
  lang: string | null;
}

/** More letters than this without a place to break a line at are no word of any language. */
const maxWordLetters = 40;
const brokenAfterLetters = 20;
const breakingPlace = '\u200b';

/**
 * No letter bears more signs in any language (UAX #15, stream-safe text). Setting one takes time as the square
 * of its marks, 95 seconds for 40,000, and a conjunct of some hundred letters ends what sets it.
 */
const maxSigns = 31;
const manySigns = new RegExp(`.{${maxSigns}}(?=.)`, 'gsu');
const markAlone = /\u200b(?=\p{M})/gu;

/** Bears marks that have no letter; without it they would go on to the letter before. */
const dottedCircle = '\u25cc';

/** A text as it is set: with places to break lines at in what would run out of the column. */
export function printable(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\t/gu, '    ')
    .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}/gu, '')
    .replace(/[^\s\u200b\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}-]{41,}/gu, broken);
}

/** Of a text that is made ready at once, in UTF-16 code units: a millisecond of the slowest script. */
const pieceUnits = 1024;
const upToLastPlace = /^.*[\s\u200b\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}-]/su;

/** The same of a text of any length: it yields between pieces, which end where a line may be broken. */
export function* printableInPieces(text: string): Generator<undefined, string> {
  let [made, from] = ['', 0];
  while (text.length - from > pieceUnits) {
    const read = text.slice(from, from + pieceUnits).replace(/[\ud800-\udbff]$/, '');
    const whole = upToLastPlace.exec(read)?.[0];
    // The last letter may go on behind it; a single one is parted anyway.
    const piece = whole ?? read.slice(0, clusterAt(read, read.length - 1).start || read.length);
    made += printable(piece);
    from += piece.length;
    if (!whole)
      made += /^\p{M}/u.test(text.slice(from)) ? breakingPlace + dottedCircle : breakingPlace;
    yield;
  }
  return made + printable(text.slice(from));
}

function broken(word: string): string {
  const clusters = [...clustersIn(word)];
  const every = clusters.length > maxWordLetters ? brokenAfterLetters : maxWordLetters;
  const parts: string[] = [];
  for (let at = 0; at < clusters.length; at += every) {
    parts.push(
      clusters
        .slice(at, at + every)
        .map(parted)
        .join(''),
    );
  }
  return parts.join(breakingPlace);
}

/** A letter with more signs than any language writes, in parts: nothing of it is lost, and each is set by itself. */
function parted(cluster: string): string {
  if (cluster.length <= maxSigns) return cluster;
  return cluster
    .replace(manySigns, `$&${breakingPlace}`)
    .replace(markAlone, `${breakingPlace}${dottedCircle}`);
}

/** Words in the direction of their first letter. */
export function ownWords(text: string, language: string | null = null): DirectedWords {
  return { words: printable(text), rtl: startsRightToLeft(text), lang: languageCode(language) };
}

/** A name among words of another direction: it keeps its own, and turns nothing beside it about. */
export function isolated(name: string): string {
  return isolatedName(printable(name));
}

/** A sentence of a line with others: what in it is of another direction turns nothing behind it about. */
export function closed(sentence: string): string {
  const words = printable(sentence);
  return rightToLeftLetter.test(words) ? `\u2066${words}\u2069` : words;
}

/** Whether the first letter of a text is of a script that runs from right to left. */
function startsRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && rightToLeftLetter.test(letter);
}

/** The primary part of a language's tag: "en" of "en-GB"; null for what is none. */
export function languageCode(language: string | null): string | null {
  return /^[a-z]{2,3}(?=-|$)/iu.exec(language ?? '')?.[0].toLowerCase() ?? null;
}
