import { relationOf } from '../relations.js';

/*
 * The letters of chain notation: where names, arrows and brackets start and end in a line. Places
 * are zero-based UTF-16 offsets. No pattern here goes back over what it has passed.
 */

/** A part of the line: zero-based, half-open, in UTF-16 code units. */
export interface Stretch {
  start: number;
  end: number;
}

/** An arrow, with the text of its relation: that of a bare one is empty; or a plus, which has none. */
export interface Arrow extends Stretch {
  relation: string | null;
}

/** What a bare name can't hold. An arrow it can't hold either, where it would be read as one. */
export const special = /["()[\],#]/u;

// Marks of writing direction count as white space around names: an editor for right-to-left text
// puts them there, unseen.
const blank = String.raw`[\s\p{Bidi_Control}]`;
const blankOnly = new RegExp(blank, 'u');
const inArrow = String.raw`[^-–—>→"()\[\],#]`;
const relation = `(?!${blank})${inArrow}(?:${inArrow}*(?!${blank})${inArrow})?`;
const plus = String.raw`\+(?=${blank}|$)`;
const arrows = new RegExp(`(?<=^|${blank})(?:(?:[-–—]+(${relation}))?[-–—]*[>→]|(${plus}))`, 'gu');
const loosePlus = new RegExp(`(?<=^|${blank})${plus}`, 'u');
const headBeforeBlank = new RegExp(`[>→](?=${blank}|$)`, 'u');

export function isBlank(character: string): boolean {
  return blankOnly.test(character);
}

/** The first arrow or plus from a place on that has white space (or the line's start) before it. */
export function nextArrow(line: string, from: number): Arrow | null {
  arrows.lastIndex = from;
  const found = arrows.exec(line);
  if (!found) return null;
  const relation = found[2] ? null : (found[1] ?? '');
  return { start: found.index, end: arrows.lastIndex, relation };
}

/** Whether a name holds a plus that would be read as one between two holders. */
export function holdsPlus(name: string): boolean {
  return loosePlus.test(name);
}

/** Where an arrow stands in a name with white space after it, but none before; or null. */
export function strayHead(line: string, name: Stretch): number | null {
  const head = line.slice(name.start, name.end).search(headBeforeBlank);
  if (head < 0) return null;
  let at = name.start + head;
  while (at > name.start && '-–—'.includes(line.charAt(at - 1))) at--;
  return at;
}

/** Where a name ends in a dash and a relation, the torn half of an arrow (`-told ->`); or null. */
export function tornArrow(name: string): number | null {
  const dash = Math.max(...['-', '–', '—'].map((kind) => name.lastIndexOf(kind)));
  const tail = name.slice(dash + 1);
  if (dash < 0 || tidy(tail) === '' || relationOf(tail) === null) return null;
  return dash === 0 || isBlank(name.charAt(dash - 1)) ? dash : null;
}

/** A bare arrow that stands at a place, whatever is before it; or the empty string. */
export function arrowHead(line: string, at: number): string {
  return matchAt(/[-–—]*[>→]/uy, line, at);
}

/** The characters from a place on that can be an id. */
export function idAt(line: string, at: number): string {
  return matchAt(/[\w-]+/uy, line, at);
}

/** The characters from a place on that can stand in brackets or parentheses. */
export function enclosedAt(line: string, at: number): string {
  return matchAt(/[^()[\]"#>→]*/uy, line, at);
}

/** Where the name closes that opens with the quotation mark at `open`; `\"` does not close it. */
export function quoteEnd(line: string, open: number): number | null {
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === '"') return at;
    if (line[at] === '\\') at++;
  }
  return null;
}

/** The place of the first control character or half a surrogate pair; white space is neither. */
export function controlAt(line: string): number | null {
  const at = line.search(/(?!\s)[\p{Cc}\p{Cs}]/u);
  return at < 0 ? null : at;
}

export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (at < line.length && isBlank(line.charAt(at))) at++;
  return at;
}

/** A stretch without the white space at its ends. */
export function trimmed(line: string, { start, end }: Stretch): Stretch {
  const first = Math.min(skipBlanks(line, start), end);
  let last = end;
  while (last > first && isBlank(line.charAt(last - 1))) last--;
  return { start: first, end: last };
}

/** A name as it is kept: no outer white space, any run of white space inside is one space. */
export function tidy(text: string): string {
  const { start, end } = trimmed(text, { start: 0, end: text.length });
  return text.slice(start, end).replace(/\s+/gu, ' ');
}

function matchAt(sticky: RegExp, line: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(line)?.[0] ?? '';
}
