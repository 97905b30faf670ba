/** The full stops of scripts, by letters that tell that a statement may end with them. */
const fullStops: readonly [RegExp, string][] = [
  [/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u, '。'],
  [/\p{sc=Deva}/u, '।'],
  [/\p{sc=Arab}/u, '۔'],
];

/** A statement, and how else it can read where a full stop alone makes the difference: it says the same. */
export function endedEitherWay(statement: string): string[] {
  const bare = /(?<![.。।۔])[.。।۔]$/u.test(statement) ? statement.slice(0, -1) : statement;
  const stops = fullStops.flatMap(([letters, stop]) => (letters.test(statement) ? [stop] : []));
  return [...new Set([statement, bare, ...['.', ...stops].map((stop) => bare + stop)])];
}
