import fc from 'fast-check';
import { type Span, snap } from '../../../src/domain/text/span.js';
import { cleanText } from '../../../src/domain/text/text.js';

const sentences = [
  'The envoy said no. ',
  'The envoy said nothing. ',
  'They met twice.\n\n',
  '“Never,” she wrote… ',
  'قال المصدر إنه لم يحضر. ',
  'मंत्री ने क्षत्रिय सभा में कहा। ',
  '記者は否定した。',
  'Cafe\u0301 Zoe\u0308 ',
  '🇳🇱🇩🇪🇫🇷 ',
  '👩‍👩‍👧‍👦👍🏽 ',
  'ᄀ\u1161\u11a8',
  '\u0600 ',
  '\r\n',
  '\n \n',
  '\u00a0\t',
  'aa',
];

/** Texts as they are kept: mixed scripts and ends of lines, and sentences that repeat. */
export const someText = fc
  .array(fc.oneof(fc.constantFrom(...sentences), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 40,
  })
  .map((parts) => cleanText(parts.join('').replaceAll('\0', '')).text);

/** A text and a span of it that has been snapped. */
export const someSpan = fc
  .tuple(someText, fc.nat(), fc.integer({ min: 1, max: 60 }))
  .map(([text, at, length]) => ({ text, span: spanNear(text, at, length) }))
  .filter((chosen): chosen is { text: string; span: Span } => chosen.span !== null);

function spanNear(text: string, at: number, length: number): Span | null {
  const start = at % (text.length + 1);
  return snap(text, { start, end: Math.min(start + length, text.length) });
}
