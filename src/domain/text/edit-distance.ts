/**
 * The fewest units to insert, delete or replace that turn one text into the other (Levenshtein),
 * or Infinity when that takes more than the limit. Only the band of the table that the limit leaves
 * open is worked out (Ukkonen 1985), so a low limit is quick on long texts too.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const [from, to] = withoutCommonEnds(one, other);
  if (Math.abs(from.length - to.length) > limit) return Number.POSITIVE_INFINITY;
  const over = limit + 1;
  let above = Uint32Array.from({ length: to.length + 1 }, (_, column) => Math.min(column, over));
  let row = new Uint32Array(to.length + 1).fill(over);
  for (let line = 1; line <= from.length; line += 1) {
    const least = fillRow(row, above, { from, to, line, limit });
    if (least > limit) return Number.POSITIVE_INFINITY;
    [above, row] = [row, above];
  }
  const edits = above[to.length] ?? over;
  return edits > limit ? Number.POSITIVE_INFINITY : edits;
}

/** Works out one row of the table within the band, and answers the least number in it. */
function fillRow(
  row: Uint32Array,
  above: Uint32Array,
  { from, to, line, limit }: { from: string; to: string; line: number; limit: number },
): number {
  const over = limit + 1;
  const first = Math.max(1, line - limit);
  const last = Math.min(to.length, line + limit);
  const unit = from.charCodeAt(line - 1);
  let left = first === 1 ? Math.min(line, over) : over;
  let corner = above[first - 1] ?? over;
  let least = left;
  row[first - 1] = left;
  for (let column = first; column <= last; column += 1) {
    const top = above[column] ?? over;
    const same = unit === to.charCodeAt(column - 1);
    left = same ? corner : 1 + Math.min(corner, top, left);
    corner = top;
    row[column] = left;
    if (left < least) least = left;
  }
  // The next row looks one column further than this one went.
  if (last < to.length) row[last + 1] = over;
  return least;
}

function withoutCommonEnds(one: string, other: string): [string, string] {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one.charCodeAt(head) === other.charCodeAt(head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)
  ) {
    tail += 1;
  }
  return [one.slice(head, one.length - tail), other.slice(head, other.length - tail)];
}
