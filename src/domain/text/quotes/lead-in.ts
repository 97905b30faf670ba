import type { Span } from '../span.js';
import { isSpaceUnit } from '../white-space.js';

/*
 * Who says a passage may stand before its line, or at its beginning, with a colon behind: a line that leads to
 * another (“The Morning Ledger wrote:”), or the speaker's name in a conversation that was written down.
 */

/** A longer line leads to nothing by its colon alone. */
const leadingUnits = 200;

/** Further back from a sentence its line is not looked at. */
const reachUnits = 1000;

/** No more blank lines are looked beyond. */
const blankUnits = 8;

/** A name of up to four words, and perhaps who that is, with a colon behind; in letters that know no capitals any words. */
const speaker =
  /^[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’-]*(?:\s[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’-]*){0,3}(?:\s?\([^()\n]{1,40}\))?[:：]/u;

/** The words with a colon that lead to the sentence which begins at a place; null where none do. */
export function leadInTo(text: string, at: number): Span | null {
  const from = Math.max(0, at - reachUnits);
  const start = text.slice(from, at).lastIndexOf('\n') + 1 + from;
  if (start === from && from > 0) return null;
  const name = speaker.exec(text.slice(start, Math.min(at, start + leadingUnits)))?.[0];
  if (name !== undefined) return { start, end: start + name.length };
  return lineLeadingTo(text, start);
}

function lineLeadingTo(text: string, place: number): Span | null {
  const least = Math.max(0, place - blankUnits);
  let end = place;
  while (end > least && isSpaceUnit(text.charCodeAt(end - 1))) end -= 1;
  if (end === place || !/[:：]/u.test(text.charAt(end - 1))) return null;
  const from = Math.max(0, end - leadingUnits);
  const start = text.slice(from, end).lastIndexOf('\n') + 1 + from;
  return start === from && from > 0 ? null : { start, end };
}
