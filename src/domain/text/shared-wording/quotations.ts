import type { Span } from '../span.js';

/** What closes each mark that opens a quotation, in whatever language. */
const closers: Record<string, string> = {
  '“': '”“',
  '„': '“”',
  '‟': '”',
  '”': '”',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '「': '」',
  '『': '』',
  '"': '"',
  '‘': '’',
  '‚': '‘’',
};

/** One that opens nothing unless it is closed in its paragraph: a stray mark, or an inch. */
const mustClose = new Set(['"', '‘', '‚', '”', '»']);

const marks = /[“„‟”«»‹「『"‘‚]/gu;

const anyMark = new RegExp(marks.source, 'u');

/** Whether any mark stands in a text that opens a quotation. */
export function mayQuote(text: string): boolean {
  return anyMark.test(text);
}

/** In UTF-16 units: between parts of a text that are so long others may have their turn. */
const partUnits = 4096;

/**
 * Where somebody else's words stand in a text, by its quotation marks (UTF-16): the marks included, in
 * order, none inside another. A quotation that its paragraph leaves open goes to the paragraph's end, as
 * the press has it of those over several paragraphs. Yields between short pieces of work.
 */
export function* quotationsIn(text: string): Generator<undefined, Span[]> {
  const found: Span[] = [];
  let line: Line = { end: 0, unclosed: new Map() };
  let told = 0;
  for (const open of marksIn(text)) {
    if (open === null) {
      yield;
      continue;
    }
    if (open < told) continue;
    if (open >= line.end) line = { end: lineEnd(text, open), unclosed: new Map() };
    const end = endOf(text, open, line);
    if (end === null) continue;
    found.push({ start: open, end });
    told = end;
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Where marks stand that open quotations; null between the parts of a text. */
function* marksIn(text: string): Generator<number | null> {
  for (let from = 0; from < text.length; from += partUnits) {
    for (const { index } of text.slice(from, from + partUnits).matchAll(marks)) yield from + index;
    yield null;
  }
}

interface Line {
  end: number;
  /** Up to where nothing closes a mark, since that was looked for from an earlier one. */
  unclosed: Map<string, number>;
}

function endOf(text: string, open: number, { end, unclosed }: Line): number | null {
  const mark = text[open] ?? '';
  if (isInWord(text, open)) return null;
  const closing = isMirrored(text, open) ? '”“' : (closers[mark] ?? '');
  const last = Math.min(end - 1, open + maxLookUnits);
  for (let at = Math.max(open + 1, unclosed.get(mark) ?? 0); at <= last; at += 1) {
    const isClosing = closing.includes(text[at] ?? ' ');
    if (isClosing && !(text[at] === '’' && isBeforeLetter(text, at))) return at + 1;
  }
  unclosed.set(mark, last + 1);
  return mustClose.has(mark) ? null : end;
}

/** Whether a mark opens as in Urdu, from right to left: “ would close it. */
function isMirrored(text: string, open: number): boolean {
  return text[open] === '”' && /\p{sc=Arab}/u.test(text[open + 1] ?? '');
}

/** In UTF-16 units: so far the end of a quotation is looked for, since a line may be a whole book. */
const maxLookUnits = 5000;

/** An apostrophe, or a mark behind a word: it opens nothing. */
function isInWord(line: string, at: number): boolean {
  return /[‘”"’]/u.test(line[at] ?? '') && at > 0 && /[\p{L}\p{N}]/u.test(line[at - 1] ?? '');
}

function isBeforeLetter(line: string, at: number): boolean {
  return /\p{L}/u.test(line[at + 1] ?? '');
}
