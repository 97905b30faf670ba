import type { Span } from '../span.js';
import { foldedWord } from './lexicon.js';

/** Words that became others, or went, or came, by their places. */
export interface ChangedWords {
  was: Span;
  now: Span;
}

/** Where two runs of words differ, by their longest common subsequence. */
export function changedWords(was: readonly string[], now: readonly string[]): ChangedWords[] {
  let same = 0;
  while (same < was.length && same < now.length && was[same] === now[same]) same += 1;
  if (same === was.length && same === now.length) return [];
  const numbers = new Map<string, number>();
  const older = numbered(was.slice(same), numbers);
  const newer = numbered(now.slice(same), numbers);
  const changes: ChangedWords[] = [];
  const common = commonLengths(older, newer);
  const width = newer.length + 1;
  let line = 0;
  let column = 0;
  while (line < older.length || column < newer.length) {
    const from = { line, column };
    while (line < older.length || column < newer.length) {
      const isWithin = line < older.length && column < newer.length;
      if (isWithin && older[line] === newer[column]) break;
      const at = line * width + column;
      const takesOlder =
        column === newer.length ||
        (line < older.length && (common[at + width] as number) >= (common[at + 1] as number));
      if (takesOlder) line += 1;
      else column += 1;
    }
    if (line > from.line || column > from.column) {
      changes.push({
        was: { start: same + from.line, end: same + line },
        now: { start: same + from.column, end: same + column },
      });
    }
    line += 1;
    column += 1;
  }
  return changes;
}

/** Words as numbers: those that are one, as names are compared, have the same. */
function numbered(words: readonly string[], numbers: Map<string, number>): Uint16Array {
  const all = new Uint16Array(words.length);
  for (let at = 0; at < all.length; at += 1) {
    const word = foldedWord(words[at] as string);
    const number = numbers.get(word) ?? numbers.size;
    if (number === numbers.size) numbers.set(word, number);
    all[at] = number;
  }
  return all;
}

/** By line and column: how many words in their order the two have in common from there on. */
function commonLengths(older: Uint16Array, newer: Uint16Array): Uint16Array {
  const width = newer.length + 1;
  const common = new Uint16Array((older.length + 1) * width);
  for (let line = older.length - 1; line >= 0; line -= 1) {
    for (let column = newer.length - 1; column >= 0; column -= 1) {
      const at = line * width + column;
      common[at] =
        older[line] === newer[column]
          ? (common[at + width + 1] as number) + 1
          : Math.max(common[at + width] as number, common[at + 1] as number);
    }
  }
  return common;
}
