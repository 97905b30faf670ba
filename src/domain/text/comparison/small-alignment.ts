import type { Region, Run } from './anchors.js';

const diagonal = 0;
const fromWas = 1;
const fromNow = 2;

/** Room for the tables of one comparison after the other: a long text has ten thousand short stretches. */
interface Tables {
  steps: Uint8Array;
  above: Uint32Array;
  row: Uint32Array;
}

/** More room than for so many pairs is not kept from one comparison to the next. */
const keptPairs = 2 ** 16;

let kept = tablesFor(2 ** 12, 2 ** 8);

function tablesFor(pairs: number, width: number): Tables {
  return {
    steps: new Uint8Array(pairs),
    above: new Uint32Array(width),
    row: new Uint32Array(width),
  };
}

/** Tables with room enough; whoever takes them is done with them before anybody else comes. */
function roomyTables(pairs: number, width: number): Tables {
  if (kept.steps.length >= pairs && kept.row.length >= width) return kept;
  const roomy = tablesFor(2 ** Math.ceil(Math.log2(pairs)), 2 ** Math.ceil(Math.log2(width)));
  if (pairs <= keptPairs) kept = roomy;
  return roomy;
}

/** So many edits are tried at first. */
const fewEdits = 8;

/**
 * The runs that two short stretches have in common when one is turned into the other with the fewest
 * units inserted, deleted or replaced (Wagner and Fischer 1974). Takes time in proportion to their length
 * and to the edits (Ukkonen 1985), at most to the product of their lengths; memory to that.
 */
export function fewestEdits(was: string, now: string, region: Region): Run[] {
  const width = region.now.end - region.now.start + 1;
  let line = region.was.end - region.was.start;
  const tables = roomyTables((line + 1) * width, width);
  const most = Math.max(line, width - 1);
  let limit = Math.abs(line - width + 1) + fewEdits;
  while (!fillSteps(was, now, region, { ...tables, limit: Math.min(limit, most) })) limit *= 2;
  const { steps } = tables;
  const runs: Run[] = [];
  let column = width - 1;
  while (line > 0 && column > 0) {
    const step = steps[line * width + column];
    if (step !== fromNow) line -= 1;
    if (step !== fromWas) column -= 1;
    if (step !== diagonal) continue;
    const at = { was: region.was.start + line, now: region.now.start + column };
    if (was.charCodeAt(at.was) !== now.charCodeAt(at.now)) continue;
    const last = runs.at(-1);
    if (last && last.was === at.was + 1 && last.now === at.now + 1) {
      last.was -= 1;
      last.now -= 1;
      last.length += 1;
    } else runs.push({ ...at, length: 1 });
  }
  return runs.reverse();
}

/**
 * For each pair of beginnings the last step of the cheapest way to it, but for those that only ways of more
 * edits than the limit lead to. Answers whether that many are enough.
 */
function fillSteps(
  was: string,
  now: string,
  region: Region,
  { steps, limit, ...rows }: Tables & { limit: number },
): boolean {
  const lines = region.was.end - region.was.start;
  const width = region.now.end - region.now.start + 1;
  const over = limit + 1;
  let { above, row } = rows;
  for (let column = 0; column < width && column <= over; column += 1) {
    steps[column] = fromNow;
    above[column] = column;
  }
  for (let line = 1; line <= lines; line += 1) {
    const first = Math.max(1, line - limit);
    const last = Math.min(width - 1, line + limit);
    const unit = was.charCodeAt(region.was.start + line - 1);
    let corner = above[first - 1] ?? over;
    let left = first === 1 ? line : over;
    row[first - 1] = left;
    steps[line * width] = fromWas;
    for (let column = first; column <= last; column += 1) {
      const same = unit === now.charCodeAt(region.now.start + column - 1);
      const across = corner + (same ? 0 : 1);
      corner = above[column] ?? over;
      let step = diagonal;
      let least = across;
      if (corner + 1 < least) {
        least = corner + 1;
        step = fromWas;
      }
      if (left + 1 < least) {
        least = left + 1;
        step = fromNow;
      }
      left = least;
      row[column] = least;
      steps[line * width + column] = step;
    }
    // The next row looks one column further than this one went.
    if (last + 1 < width) row[last + 1] = over;
    [above, row] = [row, above];
  }
  return (above[width - 1] ?? over) <= limit;
}
