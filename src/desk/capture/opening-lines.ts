import type { LooseBlock } from '../../domain/articles/text-block.js';
import { readWrittenDate } from '../../domain/articles/written-date.js';
import type { FieldCandidates } from './described.js';

/** A byline and a line of date stand above the text; what comes further down tells of something else. */
const maxBlocks = 8;
const maxBylineUnits = 80;
const maxDateUnits = 40;

/** What the first lines of a text say of it, where the page's markup says nothing: who wrote it, and when. */
export function saidInLines(
  blocks: readonly LooseBlock[],
): Pick<FieldCandidates, 'byline' | 'publishedAt'> {
  const lines = blocks
    .filter(({ kind }) => kind === 'paragraph')
    .slice(0, maxBlocks)
    .flatMap(({ text }) => text.slice(0, maxBylineUnits * 4).split('\n'));
  return {
    byline: found(lines.filter(isByline), 'its byline'),
    publishedAt: found(lines.filter(mayBeDate), 'its line of date'),
  };
}

function found(values: readonly string[], from: string) {
  return values.map((value) => ({ value, from }));
}

const opening = /^(?:by|von|par|por|af|av|بقلم|تحریر)\s*:?\s+(?=[\p{Lu}\p{Lo}])/iu;
const joining = /^(?:and|und|et|y|og|och|&)$/u;

/** "By" and names, not "By Friday nobody had called": every word of a name begins with a capital. */
function isByline(line: string): boolean {
  if (line.length > maxBylineUnits || !opening.test(line)) return false;
  const words = line.replace(opening, '').split(/\s+/u);
  return (
    words.length <= 8 &&
    !/[.!?:;,]$/u.test(line) &&
    words.every((word) => joining.test(word) || /^[\p{Lu}\p{Lo}]/u.test(word))
  );
}

/**
 * A year alone, as a heading of dates has it, is none, nor is a short sentence with some number; of what
 * may be one and can't be read it is said so.
 */
function mayBeDate(line: string): boolean {
  if (line.length > maxDateUnits || /^\s*\p{Nd}{1,4}\s*$/u.test(line)) return false;
  return (
    readWrittenDate(line).kind !== 'none' || (yearOrFigures.test(line) && !/[.!?…”"]$/u.test(line))
  );
}

const yearOrFigures = /(?<![\p{Nd}-])\p{Nd}{4}(?![\p{Nd}-])|\p{Nd}[./-]\p{Nd}{1,2}[./-]\p{Nd}/u;
