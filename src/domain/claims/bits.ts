/* Sets of small numbers, 32 to a word. */

/** A set of the numbers from 0 to 32 times its length; what takes two sets wants them of one length. */
export type Bits = Uint32Array;

/** An empty set with room for the numbers below `size`. */
export function bitsOf(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** Puts a number in; without effect where it is there. */
export function add(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** Takes a number out; without effect where it is not there. */
export function remove(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31));
}

/** Whether a number is in the set. */
export function has(bits: Bits, at: number): boolean {
  return ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

/** Puts in what others have. */
export function unite(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) | (others[word] ?? 0);
  }
}

/** Leaves only what others have, too. */
export function intersect(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) & (others[word] ?? 0);
  }
}

/** Takes out what others have. */
export function subtract(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) & ~(others[word] ?? 0);
  }
}

/** A new set of what is in both; they have room for as many numbers each. */
export function both(one: Bits, other: Bits): Bits {
  const bits = one.slice();
  intersect(bits, other);
  return bits;
}

/** A new set of what is in one and not in the other. */
export function without(one: Bits, other: Bits): Bits {
  const bits = one.slice();
  subtract(bits, other);
  return bits;
}

/** Whether everything in the set is in the other, too. */
export function isWithin(bits: Bits, others: Bits): boolean {
  for (let word = 0; word < bits.length; word += 1) {
    if (((bits[word] ?? 0) & ~(others[word] ?? 0)) !== 0) return false;
  }
  return true;
}

/** How many numbers are in both. */
export function sizeOfBoth(one: Bits, other: Bits): number {
  let size = 0;
  for (let word = 0; word < one.length; word += 1) {
    size += ones((one[word] ?? 0) & (other[word] ?? 0));
  }
  return size;
}

/** How many bits of a word are set. */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The least of them that is no less than `from`; -1 where there is none. */
export function next(bits: Bits, from: number): number {
  let word = from >>> 5;
  let left = (bits[word] ?? 0) & (-1 << (from & 31));
  while (left === 0) {
    word += 1;
    if (word >= bits.length) return -1;
    left = bits[word] ?? 0;
  }
  return word * 32 + 31 - Math.clz32(left & -left);
}

/** One after the other from the least on; those that are taken out meanwhile are passed over. */
export function* each(bits: Bits): Generator<number> {
  for (let at = next(bits, 0); at !== -1; at = next(bits, at + 1)) yield at;
}
