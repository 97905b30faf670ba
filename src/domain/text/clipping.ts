import { clusterAt, type Span } from './span.js';
import { isSpaceUnit } from './white-space.js';

/*
 * Where a text is cut that there is no room for: between words, in writing with spaces and without, and
 * never within a letter or sign as it is read. All places are in UTF-16 code units.
 */

/** A longer word is cut, and writing without spaces between the words that a dictionary finds in it. */
const longestWordUnits = 24;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The first place from `at` on where a part of a text may begin; `latest` where there is none before. */
export function wordStart(text: string, at: number, latest = text.length): number {
  if (at <= 0) return 0;
  const near = text.slice(at - 1, Math.min(latest, at + longestWordUnits));
  const space = /\s+(?=\S)/u.exec(near);
  if (space) return clusterNear(text, at - 1 + space.index + space[0].length).end;
  const next = wordBreaks(text, at).find((place) => place >= at);
  return clusterNear(text, Math.min(latest, next ?? at)).end;
}

/** The last place up to `at` where a part of a text may end; `earliest` where there is none behind. */
export function wordEnd(text: string, at: number, earliest = 0): number {
  if (at >= text.length) return text.length;
  const from = Math.max(earliest, at - longestWordUnits);
  const space = /(?<=\S)\s+\S*$/u.exec(text.slice(from, at + 1));
  if (space) return clusterNear(text, from + space.index).start;
  const last = wordBreaks(text, at).findLast((place) => place <= at);
  return clusterNear(text, Math.max(earliest, last ?? at)).start;
}

/** The beginning of a text, with an ellipsis where it is cut. */
export function beginningOf(text: string, units: number, ellipsis = ' …'): string {
  return text.length <= units ? text : `${text.slice(0, wordEnd(text, units))}${ellipsis}`;
}

/** The end of a text, with an ellipsis where it is cut. */
export function endingOf(text: string, units: number): string {
  return text.length <= units ? text : `…\u00A0${text.slice(wordStart(text, text.length - units))}`;
}

/** The breaks between words around a place, but for those that lie too far off to be the next. */
function wordBreaks(text: string, at: number): number[] {
  const from = clusterNear(text, Math.max(0, at - longestWordUnits)).start;
  const to = clusterNear(text, Math.min(text.length, at + longestWordUnits)).end;
  const found = Array.from(words.segment(text.slice(from, to)), ({ index }) => from + index);
  // What is cut out begins within a word, maybe; that is no break.
  return found.slice(1).filter((place) => !isSpaceUnit(text.charCodeAt(place)));
}

/** Nobody reads a letter with so many marks: it may be cut, since a million of them would be gone through for each cut. */
const farUnits = 1000;

/** The grapheme cluster that the offset would cut, as far as it is near; empty where it cuts none. */
function clusterNear(text: string, offset: number): Span {
  const from = Math.max(0, offset - farUnits);
  const { start, end } = clusterAt(text.slice(from, offset + farUnits), offset - from);
  return { start: from + start, end: from + end };
}
