import { searchWords } from '../search/search-words.js';

/*
 * Which claims say nearly the same: suggested while one is typed and never taken for one. Words count
 * as search has them, whatever their order; those that nearly every sentence has do not.
 */

const commonWords = new Set(
  'a an and are as at be been by for from had has have in is it its of on or that the their this to was were which will with would der die das und den von zu im la le les de des et el los y en'.split(
    ' ',
  ),
);

/** Words alike up to their endings are one: hold, holds, holding; agreement, agreements. */
const stemOf = (word: string): string => {
  const letters = [...word];
  return letters.slice(0, letters.length > 7 ? 6 : 4).join('');
};

/** Half of the words of both; or nearly all of what was typed, while one is typing. */
const minShared = 0.5;
const minContained = 0.75;

function stems(text: string): Set<string> {
  const words = searchWords(text).filter((word) => !commonWords.has(word));
  return new Set(words.map(stemOf));
}

/** The statements that say nearly what was typed, the closest first; linear in all of their words. */
export function alikeStatements<S extends { statement: string }>(
  typed: string,
  statements: readonly S[],
  limit: number,
): S[] {
  const asked = stems(typed);
  if (asked.size === 0) return [];
  return statements
    .map((each) => ({ each, score: likeness(asked, stems(each.statement)) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ each }) => each);
}

/** From 0, nothing that tells, to 1: the same words. */
function likeness(asked: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of asked) if (other.has(stem)) shared += 1;
  const ofBoth = (2 * shared) / (asked.size + other.size);
  const isWithin = shared >= 2 && shared / asked.size >= minContained;
  return ofBoth >= minShared || isWithin ? ofBoth : 0;
}
