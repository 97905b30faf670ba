import type { Span } from './span.js';

/*
 * Bins of a text, by which spans are found that overlap a stretch of it: each span lies in the
 * smallest bin that holds it whole, and a stretch is overlapped by spans of those bins alone that it
 * touches. The scheme is the one by which genome browsers find features (UCSC, Kent et al. 2002).
 */

/** The widths of the bins in UTF-16 code units, the smallest first; above them is the whole text. */
const widths = [10, 13, 16, 19].map((bits) => 2 ** bits);

/** The name of the smallest bin that holds a span. */
export function binOf({ start, end }: Span): string {
  const last = Math.max(start, end - 1);
  const width = widths.find((each) => Math.floor(start / each) === Math.floor(last / each));
  return width === undefined ? 'whole' : nameOf(width, Math.floor(start / width));
}

/** The names of the bins in which all spans lie that overlap one, the smallest bins first. */
export function binsOver({ start, end }: Span): string[] {
  const last = Math.max(start, end - 1);
  const bins = widths.flatMap((width) => {
    const first = Math.floor(start / width);
    const count = Math.floor(last / width) - first + 1;
    return Array.from({ length: count }, (_, at) => nameOf(width, first + at));
  });
  return [...bins, 'whole'];
}

function nameOf(width: number, number: number): string {
  return `${width}.${number}`;
}
