import { quotationsIn } from '../shared-wording/quotations.js';
import type { Span } from '../span.js';
import { finished } from './close-matches.js';

/*
 * What a passage says depends on its sentence, and inside a quotation on who is quoted: so much of
 * the text is its surroundings, never more than its own paragraph.
 */

/** Further from a passage than this nothing is looked at. */
const reachUnits = 1000;

/** What stands before and after a span in its sentence, or around its quotation. */
export interface Surroundings {
  before: string;
  after: string;
  /** Whether it stands between quotation marks that it does not hold itself. */
  quoted: boolean;
  /** On which sides no more is known than this, though the sentence goes on. */
  cut?: { before: boolean; after: boolean };
}

/** The surroundings of a span; takes time in proportion to its paragraph, bounded. */
export function surroundingsOf(text: string, span: Span): Surroundings {
  const line = lineAround(text, span);
  const quotation = quotationAround(text, span, line);
  const whole = sentenceAround(text, quotation ?? span, line);
  return {
    before: text.slice(whole.start, span.start),
    after: text.slice(span.end, whole.end),
    quoted: quotation !== null,
  };
}

function lineAround(text: string, span: Span): Span {
  const start = Math.max(0, span.start - reachUnits);
  const end = Math.min(text.length, span.end + reachUnits);
  const before = text.slice(start, span.start).lastIndexOf('\n');
  const after = text.slice(span.end, end).indexOf('\n');
  return {
    start: before === -1 ? start : start + before + 1,
    end: after === -1 ? end : span.end + after,
  };
}

/** The quotation in which a span stands, its marks included; null outside any. */
function quotationAround(text: string, span: Span, line: Span): Span | null {
  const words = text.slice(line.start, line.end);
  for (const { start, end } of finished(quotationsIn(words))) {
    const quotation = { start: line.start + start, end: line.start + end };
    if (quotation.start < span.start && span.start < quotation.end)
      return { start: quotation.start, end: Math.max(span.end, quotation.end) };
  }
  return null;
}

function sentenceAround(text: string, span: Span, line: Span): Span {
  let start = span.start;
  while (start > line.start && !endsSentence(text, start - 1)) start -= 1;
  let end = span.end;
  while (end < line.end && !(end > span.start && endsSentence(text, end - 1))) end += 1;
  return { start, end };
}

const abbreviations =
  /(?:^|[^\p{L}'’])(?:\p{L}|Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Lt|Sgt|Sen|Rep|Gov|vs|Jr|Sr|Hr|Fr|bzw|z\.B|cf|approx|ca)$/iu;

/** Those of a number: “no.” ends a sentence as a word does elsewhere. */
const numbering = /(?:^|[^\p{L}])(?:No|Nr|Nos|Art|p|pp)$/iu;

/** Whether a sentence ends with the unit at a place, the space behind it counted to neither. */
function endsSentence(text: string, at: number): boolean {
  const unit = text.charAt(at);
  if (unit > '\u2fff') return /[。！？]/u.test(unit);
  if (!/\s/u.test(unit)) return false;
  const before = text.slice(Math.max(0, at - 12), at);
  const mark = /([.!?…؟۔।॥])["”“’»)\]]*$/u.exec(before);
  if (!mark) return false;
  if (mark[1] !== '.') return true;
  if (/\p{Ll}/u.test(text.charAt(at + 1))) return false;
  const word = before.slice(0, mark.index);
  if (numbering.test(word)) return !/\p{N}/u.test(text.charAt(at + 1));
  return !abbreviations.test(word);
}
