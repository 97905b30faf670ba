import type { Alignment } from '../../domain/text/comparison/alignment.js';
import type { EqualRun } from '../../domain/text/comparison/anchors.js';

/**
 * An alignment as a thread sends it: a long text has tens of thousands of runs, and to copy so many objects from thread to
 * thread takes as long as to compare the texts.
 */
export interface PackedAlignment extends Omit<Alignment, 'runs'> {
  /** Of each run its length and where it begins in either text. */
  runs: Int32Array<ArrayBuffer>;
}

/** What is sent; its numbers may be handed over instead of copied. */
export function packed({ runs, ...others }: Alignment): PackedAlignment {
  const numbers = new Int32Array(3 * runs.length);
  let at = 0;
  for (const { length, was, now } of runs) {
    numbers[at] = length;
    numbers[at + 1] = was;
    numbers[at + 2] = now;
    at += 3;
  }
  return { ...others, runs: numbers };
}

/** The alignment again as it was before it was packed. */
export function unpacked({ runs: numbers, ...others }: PackedAlignment): Alignment {
  const runs: EqualRun[] = [];
  for (let at = 0; at < numbers.length; at += 3) {
    const [length, was, now] = [numbers[at], numbers[at + 1], numbers[at + 2]];
    runs.push({ length: length as number, was: was as number, now: now as number });
  }
  return { ...others, runs };
}
