/*
 * Stretches are compared from where words begin: that is a sixth of all places, and what is the same
 * from there on is the same in both texts. Scripts without blanks between words begin one everywhere.
 */

/** A text as it is compared, read once; the lists may be longer than the text asks for. */
export interface IndexedText {
  text: string;
  /** Its UTF-16 units. */
  units: Uint16Array;
  /** The hash of each of its beginnings, by which that of any stretch is told. */
  hashes: Int32Array;
  /** Where words begin, in ascending order. */
  starts: Int32Array;
  /** How many words begin before each block of the text, and in all of it. */
  startsByBlock: Int32Array;
  count: number;
}

/** A block has ten words. */
const blockBits = 6;
const blockUnits = 2 ** blockBits;

const multiplier = 0x01000193;

/** No stretch is longer that is hashed. */
const maxHashedUnits = 64;

/** By how much the hash of what comes first weighs, so many units on. */
const powers = new Int32Array(maxHashedUnits + 1).fill(1);
for (let units = 1; units <= maxHashedUnits; units += 1)
  powers[units] = Math.imul(powers[units - 1] as number, multiplier);

type Lists = Omit<IndexedText, 'text' | 'count'>;

function listsFor(units: number): Lists {
  return {
    units: new Uint16Array(units),
    hashes: new Int32Array(units + 1),
    starts: new Int32Array(units),
    startsByBlock: new Int32Array((units >>> blockBits) + 1),
  };
}

/** The lists of shorter texts are kept: whoever looks for quotes compares thousands of them. */
const keptUnits = 2 ** 12;
const kept = { was: listsFor(keptUnits), now: listsFor(keptUnits) };

/** Reads two texts; whoever does is done with them before anybody else compares any. */
export function indexedPair(was: string, now: string): { was: IndexedText; now: IndexedText } {
  return {
    was: read(was, was.length <= keptUnits ? kept.was : listsFor(was.length)),
    now: read(now, now.length <= keptUnits ? kept.now : listsFor(now.length)),
  };
}

/** Reads a text, in time and room in proportion to it. */
export function indexed(text: string): IndexedText {
  return read(text, listsFor(text.length));
}

function read(text: string, lists: Lists): IndexedText {
  lists.hashes[0] = 0;
  let count = 0;
  for (let block = 0; block < text.length; block += blockUnits) {
    lists.startsByBlock[block >>> blockBits] = count;
    count = readBlock(text, lists, block, count);
  }
  return { text, ...lists, count };
}

/**
 * Reads a block before which so many words begin, and tells how many do before the next. It is done by itself, since the
 * engine makes a function quick that is called often, and one with a long loop only until that ends.
 */
function readBlock(
  text: string,
  { units, hashes, starts }: Lists,
  block: number,
  begun: number,
): number {
  const end = Math.min(text.length, block + blockUnits);
  let hash = hashes[block] as number;
  let before = block === 0 ? 0 : text.charCodeAt(block - 1);
  let count = begun;
  for (let at = block; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    units[at] = unit;
    hash = (Math.imul(hash, multiplier) + unit) | 0;
    hashes[at + 1] = hash;
    if (partsWords(before)) {
      starts[count] = at;
      count += 1;
    }
    before = unit;
  }
  return count;
}

/** How many words begin before a place. */
export function startsBefore(
  { text, starts, startsByBlock, count }: IndexedText,
  place: number,
): number {
  if (place <= 0) return 0;
  if (place >= text.length) return count;
  let index = startsByBlock[place >>> blockBits] as number;
  while (index < count && (starts[index] as number) < place) index += 1;
  return index;
}

/** Whether a unit, which is 0 before the first, is no letter or digit of a script that parts its words. */
function partsWords(unit: number): boolean {
  return unit < 0x30 || unit >= 0x2e80 || (unit >= 0x2000 && unit < 0x2070);
}

/** The hash of so many units of a text from a place on (Rabin and Karp). */
export function hashAt({ hashes }: IndexedText, at: number, units: number): number {
  const before = Math.imul(hashes[at] as number, powers[units] as number);
  return ((hashes[at + units] as number) - before) | 0;
}
