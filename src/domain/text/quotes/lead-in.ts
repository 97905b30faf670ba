import type { Span } from '../span.js';
import { isSpaceUnit } from '../white-space.js';

/*
 * What a passage says may stand before its line, or at its beginning: a line that leads to another or to a list (“The
 * Morning Ledger wrote:”), the heading of a table's column, or the speaker's name in a conversation that was written down;
 * or behind its paragraph, where who is quoted signs.
 */

/** A longer line leads to nothing by its colon alone. */
const leadingUnits = 200;

/** Further back from a sentence its line is not looked at, nor further from a line the beginning of its list or table. */
const reachUnits = 1000;

/** No more blank lines are looked beyond. */
const blankUnits = 8;

/** A name of up to four words, and perhaps who that is, with a colon behind; in letters that know no capitals any words. */
const speaker =
  /^[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’-]*(?:\s[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’-]*){0,3}(?:\s?\([^()\n]{1,40}\))?[:：]/u;

/** The same, but that any sign beyond ASCII will do for a letter: whatever does not begin so is told sooner. */
const likeSpeaker =
  /^[A-Z\u0080-\uffff][\w.'\u0080-\uffff-]*(?:\s[A-Z\u0080-\uffff][\w.'\u0080-\uffff-]*){0,3}(?:\s?\([^()\n]{1,40}\))?[:：]/;

/**
 * The words that lead to the sentence which begins at a place, or to its list; of a table's row those that head the columns
 * in which a passage stands. Null where none do.
 */
export function leadInTo(text: string, at: number, passage: Span): Span | null {
  const start = lineStart(text, at);
  if (start === null) return null;
  const line = lineAt(text, start);
  if (isRow(line)) return headingOver(text, start, passage);
  if (isItem(line)) {
    const first = firstBefore(text, start, (other) => isItem(other) || /^\s/u.test(other));
    return first === null ? null : lineLeadingTo(text, first, 'list');
  }
  const beginning = text.slice(start, Math.min(at, start + leadingUnits));
  const name = likeSpeaker.test(beginning) ? speaker.exec(beginning)?.[0] : undefined;
  if (name !== undefined) return { start, end: start + name.length };
  return lineLeadingTo(text, start, 'line');
}

/** Whether the line of a place is an item of a list or a row of a table: no sentence goes on beyond it. */
export function isListed(text: string, at: number): boolean {
  const start = lineStart(text, at);
  if (start === null) return false;
  const line = lineAt(text, start);
  return isRow(line) || isItem(line);
}

/** A dash, perhaps behind the sign of a block quotation, and who is quoted. */
const signature = /^>?[^\S\n]*[—―–][^\S\n]*(?=[\p{Lu}\p{Lo}])/u;

/** Right behind a quotation, also the name alone of whoever signs, and who that is: “Tom Beale, water company”. */
const bareSignature =
  /^>?[^\S\n]*(?=\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){1,3}, \p{L})/u;

/** Nobody signs with more. */
const signedUnits = 100;

/**
 * Who signed the quotation in which a passage stands, in a line of their own right behind its paragraph or the lines of its
 * block: “— Tom Beale, water company”, and behind a quotation without a dash, too. Null where nobody did, as where dashes stand
 * before the items of a list.
 */
export function signatureUnder(text: string, { start, end }: Span): Span | null {
  const most = Math.min(text.length, end + reachUnits);
  let at = nextLine(text, end, most);
  if (at === null) return null;
  // Most lines are told by their first sign.
  const isBehindMarks = endsQuotation(text, at);
  if (!isBehindMarks && !'>—―–'.includes(text.charAt(at))) return null;
  const own = lineStart(text, start);
  if (own === null || isItem(lineAt(text, own))) return null;
  let behind = lineAt(text, at);
  while (at !== null && text.charAt(own) === '>' && isQuotedOn(behind)) {
    at = nextLine(text, at, most);
    behind = lineAt(text, at ?? most);
  }
  const isBare = isBehindMarks || (text.charAt(own) === '>' && behind.startsWith('>'));
  const sign = (signature.exec(behind) ?? (isBare ? bareSignature.exec(behind) : null))?.[0];
  if (at === null || sign === undefined || behind.length > signedUnits) return null;
  if (/[.:;,!?…]$/u.test(behind.trimEnd()) || /[:：]\s*$/u.test(text.slice(end, at))) return null;
  const next = nextLine(text, at, most);
  if (next !== null && isItem(lineAt(text, next).replace(/^>/u, ''))) return null;
  return { start: at + sign.length, end: at + behind.length };
}

/** Whether what stands before a place ends with a mark of quotation, and perhaps a full stop. */
function endsQuotation(text: string, place: number): boolean {
  let at = place - 1;
  while (isSpaceUnit(text.charCodeAt(at))) at -= 1;
  if ('.,'.includes(text.charAt(at))) at -= 1;
  return '"”»’“'.includes(text.charAt(at) || ' ');
}

/** Whether a block quotation goes on in a line that nobody signs. */
function isQuotedOn(line: string): boolean {
  return line.startsWith('>') && !signature.test(line) && !bareSignature.test(line);
}

/** Where the next line begins that is not blank. */
function nextLine(text: string, from: number, most: number): number | null {
  let at = text.slice(from, most).indexOf('\n');
  if (at === -1) return null;
  at += from + 1;
  const least = at;
  while (at < most && at < least + blankUnits && isSpaceUnit(text.charCodeAt(at))) at += 1;
  return at < most ? at : null;
}

function lineStart(text: string, at: number): number | null {
  const from = Math.max(0, at - reachUnits);
  const start = text.slice(from, at).lastIndexOf('\n') + 1 + from;
  return start === from && from > 0 ? null : start;
}

function lineAt(text: string, start: number): string {
  const line = text.slice(start, start + leadingUnits);
  const end = line.indexOf('\n');
  return end === -1 ? line : line.slice(0, end);
}

/** What parts the cells of a row: tabs, strokes, or blanks, of which two may stand in a sentence by a slip, in no longer line. */
function partingIn(line: string): RegExp | null {
  if (line.includes('\t')) return /\t/gu;
  if (line.startsWith('|')) return / *\| */gu;
  if (line.length === leadingUnits) return null;
  if (line.includes(' | ')) return / *\| */gu;
  return line.includes('   ') && /\S {3,}\S/u.test(line) ? / {3,}/gu : null;
}

function isRow(line: string): boolean {
  return partingIn(line) !== null;
}

/** From where to where each cell of a row reaches. */
function cellsOf(line: string): Span[] {
  const parting = partingIn(line);
  let end = 0;
  const cells = [...(parting ? line.matchAll(parting) : [])].map(({ index, 0: { length } }) => {
    const cell = { start: end, end: index };
    end = index + length;
    return cell;
  });
  return [...cells, { start: end, end: line.length }];
}

/** A sign, as items of lists have before them. */
const bullet = /^[^\S\n]*[•·●○▪■◦‣–—*-]\s/u;

/** A number or a letter as items have; a capital with a full stop is a name's. */
const numbering =
  /^[^\S\n]*(?:\(?(?:\p{N}{1,3}|\p{L}|[ivxl]{2,5})\)|(?:\p{N}{1,3}|[\p{Ll}\p{Lo}]|[ivxl]{2,5}|[IVXL]{2,5})\.)\s/u;

/** So few signs that end like it; whatever has none is told so sooner. */
const fewSigns = /^[^\S\n]*\(?(?:[A-Za-z]|[ivxl]{2,5}|[IVXL]{2,5}|[^\sA-Za-z]{1,6})[).]\s/;

/** What marks a line as an item of a list, with the blank behind it; empty where nothing does. */
function markerOf(line: string): string {
  const sign = bullet.exec(line)?.[0];
  if (sign !== undefined) return sign;
  return fewSigns.test(line) ? (numbering.exec(line)?.[0] ?? '') : '';
}

function isItem(line: string): boolean {
  return markerOf(line) !== '';
}

/** The beginning of a line without what marks it as an item of a list. */
export function unmarked(line: string): string {
  return line.slice(markerOf(line).length);
}

/** Where the first of the lines begins that stand right before one and are all of a kind; null where that is too far. */
function firstBefore(text: string, start: number, isOne: (line: string) => boolean): number | null {
  const least = Math.max(0, start - reachUnits);
  let first = start;
  for (;;) {
    let end = first;
    while (end > least && isSpaceUnit(text.charCodeAt(end - 1))) end -= 1;
    const from = Math.max(least, text.lastIndexOf('\n', end - 1) + 1);
    if (end === least) return least === 0 ? first : null;
    if (!isOne(lineAt(text, from))) return first;
    first = from;
  }
}

/** What heads a passage's columns in the first row of its table, if that is no row like others. */
function headingOver(text: string, start: number, passage: Span): Span | null {
  const first = firstBefore(text, start, isRow);
  if (first === null || first === start) return null;
  const line = lineAt(text, first);
  const heads = cellsOf(line);
  const isFigure = (cell: string) => /^\P{L}*\p{N}/u.test(cell) && !year.test(cell);
  if (heads.slice(1).some((head) => isFigure(line.slice(head.start, head.end)))) return null;
  const own = cellsOf(lineAt(text, start));
  const column = (place: number) => own.findLastIndex((cell) => start + cell.start <= place);
  const [from, to] = [heads[column(passage.start)], heads[column(passage.end)] ?? heads.at(-1)];
  return from && to ? { start: first + from.start, end: first + to.end } : null;
}

const year = /^\s*(?:19|20)\d\d\s*$/u;

/** A heading that leads to a list without a colon is no longer. */
const headingUnits = 80;

function lineLeadingTo(text: string, place: number, to: 'line' | 'list'): Span | null {
  const least = Math.max(0, place - blankUnits);
  let end = place;
  while (end > least && isSpaceUnit(text.charCodeAt(end - 1))) end -= 1;
  if (end === place) return null;
  const from = Math.max(0, end - leadingUnits);
  const start = text.slice(from, end).lastIndexOf('\n') + 1 + from;
  if (start === from && from > 0) return null;
  const last = text.charAt(end - 1);
  const leads = /[:：]/u.test(last);
  if (to === 'line') return leads ? { start, end } : null;
  // What it says of its items is right beside each.
  if (leads) return { start, end: end - 1 };
  return end - start <= headingUnits && !/[.!?…,;]/u.test(last) ? { start, end } : null;
}
