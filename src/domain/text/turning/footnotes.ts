import type { Span } from '../span.js';
import { surroundingsOf } from './surroundings.js';
import { denialIn } from './taken-back.js';
import { turningIn } from './turning-words.js';

/* What a note below a text says of a sentence that has its mark: “rose by 11 %*”, and in a line of its own “* Withdrawn since”. */

/** How a line begins that is such a note, its mark first. */
const beginning = /^(\*{1,3}|†|‡|\[\d{1,2}\]|[¹²³⁴-⁹]{1,2})[ \t]?(?=[^\s\d*|-])/u;

/** A longer line is no note. */
const noteUnits = 300;

/**
 * Tells of a span of the older text whether the note to its sentence takes it back now, or no longer does: why, as a plain
 * sentence, or null.
 */
export function footnotesOn(
  { was, now }: { was: string; now: string },
  language: string | null,
): (span: Span) => string | null {
  const readings = turningIn(language);
  const [older, newer] = [notesIn(was), notesIn(now)];
  const turned = [...new Set([...older.keys(), ...newer.keys()])].flatMap((mark) => {
    const [one = '', other = ''] = [older.get(mark), newer.get(mark)];
    if (one === other) return [];
    const come = denialIn(other, [one], readings, language);
    const gone = denialIn(one, [other], readings, language);
    if (come !== undefined) return { mark, reason: `The note to it says now: “${other}”` };
    return gone === undefined ? [] : { mark, reason: `The note to it no longer says: “${one}”` };
  });
  if (turned.length === 0) return () => null;
  return (span) => {
    const { before, after } = surroundingsOf(was, span);
    const sentence = before + was.slice(span.start, span.end) + after;
    return turned.find(({ mark }) => bears(sentence, mark))?.reason ?? null;
  };
}

/** Whether a mark stands in a sentence behind a word or its sign, and no other right behind it. */
function bears(sentence: string, mark: string): boolean {
  let at = sentence.indexOf(mark);
  while (at !== -1) {
    const [before, after] = [sentence.charAt(at - 1), sentence.charAt(at + mark.length)];
    const isOwn = before !== mark.charAt(0) && after !== mark.charAt(0);
    if (isOwn && /[^\s]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
    at = sentence.indexOf(mark, at + 1);
  }
  return false;
}

const signs = new Set([...'*†‡[¹²³⁴⁵⁶⁷⁸⁹'].map((sign) => sign.charCodeAt(0)));

/** The notes of a text by their marks, of like marks the first. */
function notesIn(text: string): Map<string, string> {
  const notes = new Map<string, string>();
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (!signs.has(text.charCodeAt(at + 1))) continue;
    const [line = ''] = text.slice(at + 1, at + 2 + noteUnits).split('\n');
    const [start = '', mark = ''] = beginning.exec(line) ?? [];
    if (mark && line.length <= noteUnits && !notes.has(mark))
      notes.set(mark, line.slice(start.length));
  }
  return notes;
}
