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

/**
 * The runs that two short stretches have in common when one is turned into the other with the fewest
 * units inserted, deleted or replaced (Wagner and Fischer 1974). Takes time and memory in proportion
 * to the product of their lengths.
 */
export function fewestEdits(was: string, now: string, region: Region): Run[] {
  const width = region.now.end - region.now.start + 1;
  let line = region.was.end - region.was.start;
  const steps = stepsOf(was, now, region, roomyTables((line + 1) * width, width));
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

/** For each pair of beginnings the last step of the cheapest way to it. */
function stepsOf(was: string, now: string, region: Region, tables: Tables): Uint8Array {
  const lines = region.was.end - region.was.start;
  const width = region.now.end - region.now.start + 1;
  let { above, row } = tables;
  const { steps } = tables;
  for (let column = 0; column < width; column += 1) {
    steps[column] = fromNow;
    above[column] = column;
  }
  for (let line = 1; line <= lines; line += 1) {
    row[0] = line;
    steps[line * width] = fromWas;
    const unit = was.charCodeAt(region.was.start + line - 1);
    let corner = above[0] ?? 0;
    let left = line;
    for (let column = 1; column < width; column += 1) {
      const same = unit === now.charCodeAt(region.now.start + column - 1);
      const across = corner + (same ? 0 : 1);
      corner = above[column] ?? 0;
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
    [above, row] = [row, above];
  }
  return steps;
}
