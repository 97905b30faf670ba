import type { Span } from '../../domain/text/span.js';

/*
 * Words and sentences (UAX #29) around an offset. Neither reaches over a line break, so that only
 * one line of the text is ever looked at.
 */

const wordBreaks = new Intl.Segmenter(undefined, { granularity: 'word' });
const sentenceBreaks = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** The first word that ends after an offset, on this line or a later one; null after the last. */
export function wordFrom(text: string, offset: number): Span | null {
  for (let line = lineAt(text, offset); line; line = lineAfter(text, line)) {
    const segments = wordBreaks.segment(text.slice(line.start, line.end));
    let at = segments.containing(Math.max(offset - line.start, 0));
    while (at && !at.isWordLike) at = segments.containing(at.index + at.segment.length);
    if (at) return placed(line, at);
  }
  return null;
}

/** The last word that starts before an offset; null before the first. */
export function wordBefore(text: string, offset: number): Span | null {
  for (let line = lineAt(text, offset); line; line = lineBefore(text, line)) {
    const segments = wordBreaks.segment(text.slice(line.start, line.end));
    let at = segments.containing(Math.min(offset, line.end) - line.start - 1);
    while (at && !at.isWordLike) at = segments.containing(at.index - 1);
    if (at) return placed(line, at);
  }
  return null;
}

/** The sentence around an offset, without the white space after it. */
export function sentenceAt(text: string, offset: number): Span | null {
  const line = lineAt(text, offset);
  const at =
    line &&
    sentenceBreaks.segment(text.slice(line.start, line.end)).containing(offset - line.start);
  if (!line || !at) return null;
  const start = line.start + at.index;
  return { start, end: start + at.segment.trimEnd().length };
}

function placed(line: Span, { index, segment }: Intl.SegmentData): Span {
  const start = line.start + index;
  return { start, end: start + segment.length };
}

function lineAt(text: string, offset: number): Span | null {
  if (offset < 0 || offset > text.length) return null;
  const lineBreak = text.indexOf('\n', offset);
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return { start, end: lineBreak < 0 ? text.length : lineBreak };
}

function lineAfter(text: string, { end }: Span): Span | null {
  return end < text.length ? lineAt(text, end + 1) : null;
}

function lineBefore(text: string, { start }: Span): Span | null {
  return start > 0 ? lineAt(text, start - 1) : null;
}
