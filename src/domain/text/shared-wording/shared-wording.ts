import { halvesOf } from './own-words.js';

/*
 * Passages that two texts share, found by winnowing (Schleimer, Wilkerson and Aiken, 2003): of every
 * four shingles of five words that follow each other one is a fingerprint, so that of eight words that
 * are alike in two texts at least one is a fingerprint of both.
 */

const shingleWords = 5;
const windowShingles = 4;

/** Shorter passages are found in any two texts. */
const minSharedWords = shingleWords + windowShingles - 1;

/** A fingerprint of a text, and at which of its own words it begins. */
interface Fingerprint {
  print: number;
  at: number;
}

/** After this many shingles others may have their turn. */
const shinglesAtOnce = 4096;

/** The fingerprints of a text's own words, in order. Yields between short pieces of work. */
export function* fingerprintsOf(words: Int32Array): Generator<undefined, Fingerprint[]> {
  const shingles = yield* shinglesOf(words);
  const found: Fingerprint[] = [];
  let chosen = -1;
  for (let end = windowShingles; end <= shingles.length; end += 1) {
    if (end % shinglesAtOnce === 0) yield;
    const least = leastOf(shingles, end - windowShingles, end);
    if (least === null || least === chosen) continue;
    chosen = least;
    found.push({ print: shingles[least] ?? 0, at: least });
  }
  return found;
}

/**
 * Every shingle of a text's own words, one for each word with the four behind it: held against fingerprints,
 * they find shorter runs too. 0 where a quotation stands between them. Yields between short pieces of work.
 */
export function* shinglesOf(words: Int32Array): Generator<undefined, Int32Array> {
  const shingles = new Int32Array(Math.max(0, words.length - shingleWords + 1));
  for (let at = 0; at < shingles.length; at += 1) {
    if (at % shinglesAtOnce === 0) yield;
    shingles[at] = shingleAt(words, at);
  }
  return shingles;
}

function shingleAt(words: Int32Array, at: number): number {
  let print = 0x9e3779b9;
  for (let n = at; n < at + shingleWords; n += 1) {
    const own = words[n] ?? 0;
    if (own === 0) return 0;
    print = Math.imul((print ^ own) + Math.imul(print, 0x85ebca6b), 0xc2b2ae35);
    print ^= print >>> 15;
  }
  return print;
}

/** The place of the least shingle of a window, the last of equals; null where one of them is none. */
function leastOf(shingles: Int32Array, start: number, end: number): number | null {
  let least = start;
  for (let at = start; at < end; at += 1) {
    const shingle = shingles[at] ?? 0;
    if (shingle === 0) return null;
    if (shingle <= (shingles[least] ?? 0)) least = at;
  }
  return least;
}

/** Stretches of own words of two texts that read nearly alike, by the numbers of their words. */
export interface SharedStretch {
  here: { start: number; end: number };
  there: { start: number; end: number };
  /** How many are alike in both, in halves of words. */
  halves: number;
}

/** The own words of a text with all their shingles. */
export interface ShingledWords {
  words: Int32Array;
  shingles: Int32Array;
}

/** The own words of a text with their fingerprints. */
export interface FingerprintedWords {
  words: Int32Array;
  prints: readonly Fingerprint[];
}

/** Two texts that share more passages than this are one text. */
const maxStretches = 500;

/** Words that repeat themselves on and on would be held against each other one by one. */
const maxAlike = 8;

/**
 * The passages of eight words or more that two texts share, in the order of the first; a word or two may
 * be another, be missing or be more between them. None of the first lies in two of them. In time that
 * grows with both texts, however often they repeat themselves. Yields between short pieces of work.
 */
export function* sharedStretches(
  here: ShingledWords,
  there: FingerprintedWords,
): Generator<undefined, SharedStretch[]> {
  const places = yield* placesOf(here.shingles, there.prints);
  const found: SharedStretch[] = [];
  for (const { print, at } of there.prints) {
    for (const own of places.get(print) ?? []) {
      if (found.length >= maxStretches) return apart(found);
      if (found.some((each) => isIn(each.here, own) && isIn(each.there, at))) continue;
      const stretch = grown(here.words, there.words, own, at);
      if (stretch && stretch.halves >= 2 * minSharedWords) found.push(stretch);
      yield;
    }
    yield;
  }
  return apart(found);
}

/** Where in a text the fingerprints of another stand. */
function* placesOf(
  shingles: Int32Array,
  prints: readonly Fingerprint[],
): Generator<undefined, Map<number, number[]>> {
  const places = new Map<number, number[]>();
  for (const [n, { print }] of prints.entries()) {
    if (n % shinglesAtOnce === 0) yield;
    places.set(print, []);
  }
  for (let at = 0; at < shingles.length; at += 1) {
    if (at % shinglesAtOnce === 0) yield;
    const before = shingles[at] === 0 ? undefined : places.get(shingles[at] ?? 0);
    if (before && before.length < maxAlike) before.push(at);
  }
  return places;
}

function isIn({ start, end }: { start: number; end: number }, at: number): boolean {
  return start <= at && at < end;
}

/** The stretch around two places at which five words are alike; null where they only seemed to be. */
function grown(here: Int32Array, there: Int32Array, own: number, at: number): SharedStretch | null {
  for (let n = 0; n < shingleWords; n += 1) {
    if (here[own + n] !== there[at + n]) return null;
  }
  const on = walk(here, there, own, at, 1);
  const back = walk(here, there, own - 1, at - 1, -1);
  return {
    here: { start: own - back.here, end: own + on.here },
    there: { start: at - back.there, end: at + on.there },
    halves: on.halves + back.halves,
  };
}

/** At most this many words may be other ones between those that are alike, and at least so many as follow must be alike behind them. */
const maxOtherWords = 2;
const minAgainWords = 3;

/** How far two texts go on alike from two places, in one direction. */
function walk(here: Int32Array, there: Int32Array, own: number, at: number, step: 1 | -1) {
  const gone = { here: 0, there: 0, halves: 0 };
  let [a, b] = [own, at];
  let halves = 0;
  const isAlike = (x: number, y: number) => (here[x] ?? 0) !== 0 && here[x] === there[y];
  for (;;) {
    while (isAlike(a, b)) {
      halves += halvesOf(here[a] ?? 0);
      a += step;
      b += step;
    }
    Object.assign(gone, { here: Math.abs(a - own), there: Math.abs(b - at), halves });
    const gap = gapAt(here, there, a, b, step, isAlike);
    if (!gap) return gone;
    a += gap[0] * step;
    b += gap[1] * step;
  }
}

const gaps = [...Array(maxOtherWords + 1).keys()]
  .flatMap((one) =>
    [...Array(maxOtherWords + 1).keys()].map((other): [number, number] => [one, other]),
  )
  .filter(([one, other]) => one + other > 0)
  .sort(([a, b], [c, d]) => a + b - c - d);

function gapAt(
  here: Int32Array,
  there: Int32Array,
  a: number,
  b: number,
  step: 1 | -1,
  isAlike: (x: number, y: number) => boolean,
): [number, number] | null {
  for (const [one, other] of gaps) {
    if (crossesQuotation(here, a, one, step) || crossesQuotation(there, b, other, step)) continue;
    let again = 0;
    while (again < minAgainWords && isAlike(a + (one + again) * step, b + (other + again) * step)) {
      again += 1;
    }
    if (again === minAgainWords) return [one, other];
  }
  return null;
}

function crossesQuotation(words: Int32Array, from: number, count: number, step: 1 | -1): boolean {
  for (let n = 0; n < count; n += 1) if ((words[from + n * step] ?? 0) === 0) return true;
  return false;
}

/** The longest first; of those that lie over each other in the first text, no other. */
function apart(found: SharedStretch[]): SharedStretch[] {
  const kept: SharedStretch[] = [];
  for (const stretch of found.sort((one, other) => other.halves - one.halves)) {
    const { start, end } = stretch.here;
    if (!kept.some(({ here }) => here.start < end && start < here.end)) kept.push(stretch);
  }
  return kept.sort((one, other) => one.here.start - other.here.start);
}
