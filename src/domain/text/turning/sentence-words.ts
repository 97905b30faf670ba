import { isSpaceUnit } from '../white-space.js';

/**
 * The words of a sentence with what joins their parts, and of the signs those that say something, such as
 * a minus. They are read unit by unit: a pattern of so many classes takes long even to be made.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    const end = kind === letter ? wordEnd(text, at) : at + widthAt(text, at);
    if (kind === letter || kind >= sign || (kind === dash && isMinus(text, at)))
      words.push(text.slice(at, end));
    at = end;
  }
  return words;
}

function wordEnd(text: string, start: number): number {
  let end = start;
  for (;;) {
    while (end < text.length && isInWord(kindAt(text, end))) end += widthAt(text, end);
    if (end + 1 >= text.length || kindAt(text, end) !== joint) return end;
    if (!isInWord(kindAt(text, end + 1))) return end;
    end += 1;
  }
}

/** Whether a dash stands before a figure or at the end, and behind no word. */
function isMinus(text: string, at: number): boolean {
  if (at > 0) {
    const before = text.charCodeAt(at - 1);
    if (before !== parenthesis && !isSpaceUnit(before)) return false;
  }
  return at + 1 === text.length || /^[\p{N}\p{Sc}]/u.test(text.slice(at + 1, at + 3));
}

const parenthesis = 0x28;

function isInWord(kind: number): boolean {
  return kind === letter || kind === han;
}

/** What a unit is to words. */
const unknown = 0;
const other = 1;
const letter = 2;
const joint = 3;
const dash = 4;
const sign = 5;
/** A word where none goes on before it, else a letter of that. */
const han = 6;

/** By unit. Halves of pairs stay unknown. */
const kinds = new Uint8Array(2 ** 16);
kinds.fill(other, 0x20, 0x7f);
// Marks of punctuation, arrows and signs of mathematics, of which some are told below.
kinds.fill(other, 0x2010, 0x2028);
kinds.fill(other, 0x2190, 0x2460);
// Letters of Latin scripts, whose two signs are told below.
kinds.fill(letter, 0xc0, 0x250);
const known: readonly [string, number][] = [
  ['0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', letter],
  ["'’.,", joint],
  ['?？؟%<>≤≥≈±~−$£¥€', sign],
  ['-–', dash],
  ['\t\n\u00a0 “”„‘«»—…·×÷', other],
];
for (const [units, kind] of known)
  for (let at = 0; at < units.length; at += 1) kinds[units.charCodeAt(at)] = kind;

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const kind = kinds[unit] as number;
  return kind === unknown ? kindBeyond(text, at, unit) : kind;
}

/** What is not known yet is asked of the patterns, once for each unit. */
function kindBeyond(text: string, at: number, unit: number): number {
  const character = String.fromCodePoint(text.codePointAt(at) ?? unit);
  const isLetter = /[\p{L}\p{M}\p{N}]/u.test(character);
  let kind = isLetter ? letter : other;
  if (/[\p{sc=Han}\p{Sc}]/u.test(character)) kind = isLetter ? han : sign;
  if (!isSurrogate(unit)) kinds[unit] = kind;
  return kind;
}

function widthAt(text: string, at: number): number {
  return isSurrogate(text.charCodeAt(at)) && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}
