import type { Span } from './span.js';

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

/**
 * Where somebody else's words stand in a text, by its quotation marks (UTF-16): the marks included, in
 * order, none inside another. A quotation that its paragraph leaves open goes to the paragraph's end, as
 * the press has it of those over several paragraphs.
 */
export function quotationsIn(text: string): Span[] {
  const found: Span[] = [];
  for (const { index: start, 0: line } of text.matchAll(/[^\n]+/gu)) {
    let from = 0;
    for (;;) {
      marks.lastIndex = from;
      const open = marks.exec(line);
      if (!open) break;
      const end = endOf(line, open.index);
      if (end !== null) found.push({ start: start + open.index, end: start + end });
      from = end ?? open.index + 1;
    }
  }
  return found;
}

function endOf(line: string, open: number): number | null {
  const mark = line[open] ?? '';
  if (isInWord(line, open)) return null;
  const closing = closers[mark] ?? '';
  for (let at = open + 1; at < line.length && at - open <= maxLookUnits; at += 1) {
    if (closing.includes(line[at] ?? ' ') && !(line[at] === '’' && isBeforeLetter(line, at)))
      return at + 1;
  }
  return mustClose.has(mark) ? null : line.length;
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
