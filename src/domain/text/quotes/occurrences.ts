/** Enough of a pattern to tell most places apart; comparing it anywhere is a small, fixed cost. */
const headUnits = 32;

/**
 * The offsets at which a pattern stands in a text and is accepted, overlapping ones included, in
 * ascending order; no more than `maxPlaces`. The empty pattern stands nowhere. Takes time in proportion
 * to the text and the pattern, whatever they repeat. Yields between short pieces of work, for those who let
 * others have their turn.
 */
export function* seekOccurrences(
  text: string,
  pattern: string,
  maxPlaces: number,
  accept: (at: number) => boolean = () => true,
): Generator<undefined, number[]> {
  const found: number[] = [];
  for (const at of placesOf(text, pattern)) {
    if (at === undefined) yield;
    else if (found.length >= maxPlaces) break;
    else if (accept(at)) found.push(at);
  }
  return found;
}

/** In UTF-16 units that are compared, or places that are looked at: less than a millisecond's work. */
const maxUnitsAtOnce = 2 ** 15;
const maxPlacesAtOnce = 2 ** 9;

/** By the pattern's head, until comparing the rest has cost as much as reading the text once. */
function* placesOf(text: string, pattern: string): Generator<number | undefined> {
  if (pattern === '') return;
  const head = pattern.slice(0, headUnits);
  let compared = 0;
  let looked = 0;
  for (let at = text.indexOf(head); at !== -1; at = text.indexOf(head, at + 1)) {
    if (compared > text.length) {
      yield* placesFrom(at, text, pattern);
      return;
    }
    if (head === pattern || text.startsWith(pattern, at)) yield at;
    compared += pattern.length - head.length;
    looked += 1;
    if (looked % maxPlacesAtOnce === 0) yield undefined;
  }
}

/** The places from an offset on, never looking at a unit of the text again (Knuth, Morris, Pratt). */
function* placesFrom(offset: number, text: string, pattern: string): Generator<number | undefined> {
  const borders = bordersOf(pattern);
  let matched = 0;
  for (let at = offset; at < text.length; at += 1) {
    matched = extended(pattern, borders, matched, text.charCodeAt(at));
    if (matched === pattern.length) yield at + 1 - matched;
    if (at % maxUnitsAtOnce === 0) yield undefined;
  }
}

/** For each beginning of the pattern, the length of the longest shorter one with which it ends. */
function bordersOf(pattern: string): Uint32Array {
  const borders = new Uint32Array(pattern.length + 1);
  let matched = 0;
  for (let at = 1; at < pattern.length; at += 1) {
    matched = extended(pattern, borders, matched, pattern.charCodeAt(at));
    borders[at + 1] = matched;
  }
  return borders;
}

/** How much of the pattern's beginning is matched once one more unit has been read. */
function extended(pattern: string, borders: Uint32Array, matched: number, unit: number): number {
  let length = matched === pattern.length ? (borders[matched] ?? 0) : matched;
  while (length > 0 && pattern.charCodeAt(length) !== unit) length = borders[length] ?? 0;
  return pattern.charCodeAt(length) === unit ? length + 1 : length;
}
