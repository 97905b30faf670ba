import { relationOf } from '../relations.js';
import { toLeft, toRight } from './arrow-signs.js';

/*
 * The letters of chain notation: where names, arrows and brackets start and end in a line. Places
 * are zero-based UTF-16 offsets. No pattern here goes back over what it has passed.
 */

/** A part of the line: zero-based, half-open, in UTF-16 code units. */
export interface NotationSpan {
  start: number;
  end: number;
}

/** An arrow, with the text of its relation: that of a bare one is empty; or a plus, which has none. */
export interface Arrow extends NotationSpan {
  relation: string | null;
}

const wideSigns: readonly (readonly [sign: string, wide: RegExp])[] = [
  ['(', /[（﹙❨❪〔﹝]/gu],
  [')', /[）﹚❩❫〕﹞]/gu],
  ['[', /[［【]/gu],
  [']', /[］】]/gu],
  ['#', /[＃﹟]/gu],
  ['"', /＂/gu],
];
const wideSign = new RegExp(wideSigns.map(([, { source }]) => source).join('|'), 'u');

/**
 * A line with its brackets, # and straight quotation marks as any keyboard types them where they are as wide as a
 * letter, as Chinese and Japanese ones do. Each place stays what it was.
 */
export function withPlainSigns(line: string): string {
  if (!wideSign.test(line)) return line;
  return wideSigns.reduce((text, [sign, wide]) => text.replace(wide, sign), line);
}

/** What stands between words in parentheses, as any keyboard types it: for a class of characters, and as one. */
export const commas = ',;،؛，、；';
export const aComma = new RegExp(`[${commas}]`, 'u');

/** What a bare name can't hold; an arrow and a plus that stands alone it can't hold either. */
export const special = /["()[\]#]/u;

// Marks of writing direction and spaces without width count as white space around names: an editor
// for right-to-left text and a web page put them there, unseen.
const blank = String.raw`[\s\p{Bidi_Control}\u200b\u2060]`;
const blankOnly = new RegExp(blank, 'u');
const alone = `(?=${blank}|$)`;

// A variation selector makes an arrow an emoji.
const head = toRight;
const variant = String.raw`[\ufe0e\ufe0f]?`;
const shaft = String.raw`\-‐‑‒–—―−⁃⸺⸻﹘﹣－─━═=＝~～〜`;

const inArrow = String.raw`[^${shaft}${head}"()\[\],#]`;
const relation = `(?!${blank})${inArrow}(?:${inArrow}*(?!${blank})${inArrow})?`;
// As wide as a letter, as Chinese and Japanese keyboards type it.
const plus = `[+＋]${alone}`;
// A quotation mark that points to the right is an arrow where it stands by itself.
const headOfArrow = `(?:(?:[${head}]${variant})+|[»›❯❱]${alone})`;
const arrows = new RegExp(
  `(?<=^|${blank})(?:(?:[${shaft}]+(${relation}))?[${shaft}]*${headOfArrow}|(${plus}))`,
  'gu',
);
const bareArrow = new RegExp(`[${shaft}]*(?:[${head}]${variant})+`, 'uy');
const inBrackets = new RegExp(`[^()[\\]"#${head}]*`, 'uy');
const lastDash = new RegExp(`[${shaft}](?=[^${shaft}]*$)`, 'u');
const headless = new RegExp(`(?<=^|${blank})[${shaft}]+(${relation})[${shaft}]+${alone}`, 'gu');
const dashAtEnd = new RegExp(`(?<=${blank})[${shaft}]+$`, 'u');
const isShaft = new RegExp(`[${shaft}]`, 'u');
const anyHead = new RegExp(`[${head}]`, 'u');
const gap = /^[?؟？﹖]$/u;
const toTheLeft = new RegExp(
  `[${toLeft}]|[<＜﹤][${shaft}]|(?<=^|${blank})(?:[<＜﹤]+|([«‹❮❰]))${alone}`,
  'gu',
);

/** Whether a character is white space. */
export function isBlank(character: string): boolean {
  return blankOnly.test(character);
}

/** The first arrow or plus from a place on that has white space (or the line's start) before it. */
export function nextArrow(line: string, from: number): Arrow | null {
  arrows.lastIndex = from;
  for (let found = arrows.exec(line); found; found = arrows.exec(line)) {
    if (closesQuotation(line, from, found.index)) continue;
    const relation = found[2] ? null : (found[1] ?? '');
    return { start: found.index, end: arrows.lastIndex, relation };
  }
  return null;
}

const closings: ReadonlyMap<string, string> = new Map([
  ['«', '»'],
  ['‹', '›'],
  ['❮', '❯'],
  ['❰', '❱'],
]);

/** Whether the quotation mark at a place closes what was opened since `from`: `« Le Port » > B`. */
function closesQuotation(line: string, from: number, at: number): boolean {
  return [...closings].some(([opens, closes]) => {
    if (line[at] !== closes) return false;
    const open = line.lastIndexOf(opens, at);
    return open >= from && line.indexOf(closes, open) === at;
  });
}

/** Letters, figures and the marks between them: what nearly all names are made of, and no arrow is. */
const plain = /^[\p{L}\p{M}\p{N} .,:;'’&/]+$/u;

/** Whether a bare name is the question mark of a gap, as any keyboard types it. */
export function isGapSign(name: string): boolean {
  return gap.test(name);
}

/** Whether a bare name would be read as another, or as an arrow or a gap. */
export function isMisread(name: string): boolean {
  if (plain.test(name)) return false;
  if (name === '' || isGapSign(name) || anyHead.test(name)) return true;
  if (special.test(withPlainSigns(name))) return true;
  if (nextArrow(name, 0) !== null) return true;
  return arrowToLeft(name) !== null || tornArrow(name) !== null;
}

/** Where in a name an arrow stands that touches a letter; or null. */
export function arrowWithin(name: string): number | null {
  let at = name.search(anyHead);
  if (at < 0) return null;
  while (at > 0 && isShaft.test(name.charAt(at - 1))) at--;
  return at;
}

/** Where in a name an arrow to the left stands, or one that points both ways; or null. */
export function arrowToLeft(name: string): number | null {
  const lastClosing = new Map(
    [...closings].map(([opens, closes]) => [opens, name.lastIndexOf(closes)]),
  );
  for (const { index, 1: opens } of name.matchAll(toTheLeft)) {
    if (opens === undefined || index > (lastClosing.get(opens) ?? -1)) return index;
  }
  return null;
}

/**
 * Where a name holds a part of an arrow: a dash and a relation at its end (`-told ->`), a relation
 * between dashes (`-told- B`), or, before an arrow, a dash that stands alone (`- >`); or null.
 */
export function tornArrow(name: string, isBeforeArrow = true): number | null {
  return (
    relationAtEnd(name) ?? relationWithoutHead(name) ?? (isBeforeArrow ? loneDash(name) : null)
  );
}

function relationAtEnd(name: string): number | null {
  const dash = name.search(lastDash);
  const tail = name.slice(dash + 1);
  if (dash < 0 || tidy(tail) === '' || relationOf(tail) === null) return null;
  return dash === 0 || isBlank(name.charAt(dash - 1)) ? dash : null;
}

function relationWithoutHead(name: string): number | null {
  for (const { index, 1: between = '' } of name.matchAll(headless)) {
    if (relationOf(between) !== null) return index;
  }
  return null;
}

function loneDash(name: string): number | null {
  const at = name.search(dashAtEnd);
  return at < 0 ? null : at;
}

/** A bare arrow that stands at a place, whatever is before it; or the empty string. */
export function arrowHead(line: string, at: number): string {
  return matchAt(bareArrow, line, at);
}

/** The characters from a place on that can be an id. */
export function idAt(line: string, at: number): string {
  return matchAt(/[\w-]+/uy, line, at);
}

/** The characters from a place on that can stand in brackets or parentheses. */
export function enclosedAt(line: string, at: number): string {
  return matchAt(inBrackets, line, at);
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

/** Where white space ends that begins at a place of a line, in UTF-16 code units. */
export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (at < line.length && isBlank(line.charAt(at))) at++;
  return at;
}

/** A stretch without the white space at its ends. */
export function trimmed(line: string, { start, end }: NotationSpan): NotationSpan {
  const first = Math.min(skipBlanks(line, start), end);
  let last = end;
  while (last > first && isBlank(line.charAt(last - 1))) last--;
  return { start: first, end: last };
}

const isTidy = new RegExp(String.raw`^(?!${blank})\S+(?: \S+)*(?<!${blank})$`, 'u');

/** A name as it is kept: no outer white space, any run of white space inside is one space. */
export function tidy(text: string): string {
  if (isTidy.test(text)) return text;
  const { start, end } = trimmed(text, { start: 0, end: text.length });
  return text.slice(start, end).replace(/\s+/gu, ' ');
}

function matchAt(sticky: RegExp, line: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(line)?.[0] ?? '';
}
