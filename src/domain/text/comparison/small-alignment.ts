import type { EqualRun, RegionPair } from './anchors.js';

/*
 * The table of two stretches, of the fewest edits from each beginning of the one to each of the other, is
 * worked out 32 lines at once: neighbours in it differ by one at most, so that a bit says it all (Myers 1999,
 * Hyyrö 2003).
 */

const wordBits = 32;

/** Room for one comparison after the other: a long text has thousands of short stretches. */
interface Tables {
  /** By unit of the newer stretch and line: whether it stands there in the older one. */
  places: Int32Array;
  /** By column and line: whether there are no more edits than one line and one column before. */
  diagonals: Int32Array;
  /** By column and line: whether there is one edit more than one line before. */
  rises: Int32Array;
  /** By line, of the column that is worked out: whether there is one edit less than one line before. */
  falls: Int32Array;
}

/** More room than for so many words of bits is not kept from one comparison to the next. */
const keptWords = 2 ** 14;

let kept: Tables = tablesFor(2 ** 10, 2 ** 10);

/** The number of each unit of the newer stretch, 0 of all others; those of the last one are taken back. */
const numbers = new Uint16Array(2 ** 16);

function tablesFor(placeWords: number, stepWords: number): Tables {
  return {
    places: new Int32Array(placeWords),
    diagonals: new Int32Array(stepWords),
    rises: new Int32Array(stepWords),
    falls: new Int32Array(placeWords),
  };
}

/** Tables with room enough; whoever takes them is done with them before anybody else comes. */
function roomyTables(placeWords: number, stepWords: number): Tables {
  if (kept.places.length >= placeWords && kept.diagonals.length >= stepWords) return kept;
  const roomy = tablesFor(
    Math.max(kept.places.length, 2 ** Math.ceil(Math.log2(placeWords))),
    Math.max(kept.diagonals.length, 2 ** Math.ceil(Math.log2(stepWords))),
  );
  if (Math.max(placeWords, stepWords) <= keptWords) kept = roomy;
  return roomy;
}

/**
 * The runs that two short stretches of texts, given by their units, have in common when one is turned into
 * the other with the fewest units inserted, deleted or replaced (Wagner and Fischer 1974), the last first. Takes time
 * and memory in proportion to the product of their lengths, for 32 units of the older at once.
 */
export function fewestEdits(was: Uint16Array, now: Uint16Array, region: RegionPair): EqualRun[] {
  const lines = region.was.end - region.was.start;
  const columns = region.now.end - region.now.start;
  const words = Math.ceil(lines / wordBits);
  const tables = roomyTables((columns + 1) * words, columns * words);
  numberUnits(now, region.now.start, region.now.end);
  fillPlaces(tables.places, was, region, words);
  fillSteps(tables, words, now, region.now.start, region.now.end);
  takeBack(now, region.now.start, region.now.end);
  return runsBack(tables, was, now, region);
}

/** Units that stand in the older stretch alone need no room: it may be long where the newer one is short. */
function numberUnits(now: Uint16Array, start: number, end: number): void {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const unit = now[at] as number;
    if (numbers[unit] !== 0) continue;
    count += 1;
    numbers[unit] = count;
  }
}

function takeBack(now: Uint16Array, start: number, end: number): void {
  for (let at = start; at < end; at += 1) numbers[now[at] as number] = 0;
}

function fillPlaces(places: Int32Array, was: Uint16Array, region: RegionPair, words: number): void {
  const { start, end } = region.was;
  places.fill(0, 0, (region.now.end - region.now.start + 1) * words);
  for (let line = 0; line < end - start; line += 1) {
    const number = numbers[was[start + line] as number] as number;
    if (number === 0) continue;
    const at = number * words + (line >>> 5);
    places[at] = (places[at] as number) | (1 << (line & 31));
  }
}

/** Works out the steps of all columns, one after the other. */
function fillSteps(
  { places, diagonals, rises, falls }: Tables,
  words: number,
  now: Uint16Array,
  start: number,
  end: number,
): void {
  falls.fill(0, 0, words);
  for (let column = 0; column < end - start; column += 1) {
    const first = (numbers[now[start + column] as number] as number) * words;
    const at = column * words;
    // Above the first line each column has one edit more than the one before.
    let moreAbove = 1;
    let fewerAbove = 0;
    for (let word = 0; word < words; word += 1) {
      const rise = column === 0 ? -1 : (rises[at - words + word] as number);
      const fall = falls[word] as number;
      const same = (places[first + word] as number) | fewerAbove;
      const diagonal = (((same & rise) + rise) ^ rise) | same | fall;
      const more = fall | ~(diagonal | rise);
      const fewer = diagonal & rise;
      const moreBeside = (more << 1) | moreAbove;
      const fewerBeside = (fewer << 1) | fewerAbove;
      moreAbove = more >>> 31;
      fewerAbove = fewer >>> 31;
      diagonals[at + word] = diagonal;
      rises[at + word] = fewerBeside | ~(diagonal | moreBeside);
      falls[word] = moreBeside & diagonal;
    }
  }
}

/** Goes back from the ends of both stretches by the cheapest steps; of several, older units go first. */
function runsBack(
  { diagonals, rises }: Tables,
  was: Uint16Array,
  now: Uint16Array,
  region: RegionPair,
): EqualRun[] {
  const words = Math.ceil((region.was.end - region.was.start) / wordBits);
  const runs: EqualRun[] = [];
  let line = region.was.end - region.was.start - 1;
  let column = region.now.end - region.now.start - 1;
  let last: EqualRun | null = null;
  while (line >= 0 && column >= 0) {
    const atWas = region.was.start + line;
    const atNow = region.now.start + column;
    const bits = column * words + (line >>> 5);
    if (was[atWas] === now[atNow]) {
      if (last && last.was === atWas + 1 && last.now === atNow + 1) {
        last.was -= 1;
        last.now -= 1;
        last.length += 1;
      } else {
        last = { length: 1, was: atWas, now: atNow };
        runs.push(last);
      }
      line -= 1;
      column -= 1;
    } else if ((((diagonals[bits] as number) >>> (line & 31)) & 1) === 0) {
      line -= 1;
      column -= 1;
    } else if ((((rises[bits] as number) >>> (line & 31)) & 1) === 1) line -= 1;
    else column -= 1;
  }
  return runs;
}
