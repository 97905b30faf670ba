import type { Span } from './span.js';

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The segmenter takes, for each word, as long as the whole text that it was given is. */
const readAtOnceUnits = 1024;

/**
 * How many words a text has (UAX #29). Where a line is longer than what is read at once, words of
 * scripts without spaces may be told apart otherwise than in the whole line. Yields between short
 * pieces of work.
 */
export function* countWords(
  text: string,
  readAtOnce = readAtOnceUnits,
): Generator<undefined, number> {
  let count = 0;
  let from = 0;
  let size = readAtOnce;
  while (from < text.length) {
    const part = partFrom(text, from, size);
    const { found, end } = wordsIn(text, part, size > readAtOnce);
    count += found;
    // Where not even one word was read to its end, more has to be read at once.
    size = end === from ? 2 * size : readAtOnce;
    from = end;
    yield;
  }
  return count;
}

/** Up to the last line break within reach, which no word reaches over, if there is one. */
function partFrom(text: string, from: number, size: number): Span {
  if (from + size >= text.length) return { start: from, end: text.length };
  // In the text itself it would be looked for to its beginning, from each part of an endless line.
  const lineBreak = text.slice(from, from + size).lastIndexOf('\n');
  return { start: from, end: lineBreak === -1 ? from + size : from + lineBreak + 1 };
}

/** The words that a part surely has, or the first of them, and where what is not sure begins. */
function wordsIn(text: string, { start, end }: Span, firstOnly: boolean) {
  const isWhole = end === text.length || text[end - 1] === '\n';
  // A word can go on two segments later ("can", "'", "t"), and half a pair is a segment of its own.
  const coming: Intl.SegmentData[] = [];
  let found = 0;
  for (const segment of words.segment(text.slice(start, end))) {
    coming.push(segment);
    if (coming.length <= 3) continue;
    found += Number(coming.shift()?.isWordLike);
    if (firstOnly) return { found, end: start + (coming[0]?.index ?? 0) };
  }
  if (!isWhole) return { found, end: start + (coming[0]?.index ?? 0) };
  return { found: found + coming.filter(({ isWordLike }) => isWordLike).length, end };
}
