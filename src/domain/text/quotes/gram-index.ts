import { countBelow } from '../../binary-search.js';
import { seekOccurrences } from './occurrences.js';

/** Units of one stretch. Of two words in a row one such stays whole where one letter of seven is changed. */
export const gramUnits = 6;

/** A stretch that stands in more places than this is not rare. */
const maxRare = 512;

/** At most this many stretches of a pattern are looked up for the rarest. */
const maxLookedUp = 24;

/** In UTF-16 units: between parts of a text that are so long others may have their turn. */
const partUnits = 4096;

/**
 * Where each stretch of a few units stands in a text. Made in time and room in proportion to the text, eight
 * bytes a unit; the places under one stretch ascend, so that those near another are found by halves.
 */
export class GramIndex {
  readonly #text: string;
  readonly #shift: number;
  /** By hash, where its places begin in the list of all. */
  readonly #starts: Int32Array;
  readonly #places: Int32Array;

  private constructor(text: string) {
    const count = Math.max(0, text.length - gramUnits + 1);
    const bits = Math.min(22, Math.max(8, Math.ceil(Math.log2(count + 1))));
    this.#text = text;
    this.#shift = 32 - bits;
    this.#starts = new Int32Array(2 ** bits + 1);
    this.#places = new Int32Array(count);
  }

  /** Yields between short pieces of work. */
  static *of(text: string): Generator<undefined, GramIndex> {
    const index = new GramIndex(text);
    yield* index.#fill();
    return index;
  }

  /** The places at which the stretch may stand that begins there in a pattern; a few others may be among them. */
  under(pattern: string, at: number): Int32Array {
    const hash = this.#hashAt(pattern, at);
    return this.#places.subarray(this.#starts[hash], this.#starts[hash + 1]);
  }

  /**
   * Where a pattern stands and is accepted, as `seekOccurrences` tells it: by the rarest of its stretches, of
   * some that are spread over it; where none is rare, the text is read through.
   */
  *occurrences(
    pattern: string,
    maxPlaces: number,
    accept: (at: number) => boolean,
  ): Generator<undefined, number[]> {
    const rarest = this.#rarestOf(pattern);
    if (!rarest || rarest.places.length > maxRare)
      return yield* seekOccurrences(this.#text, pattern, maxPlaces, accept);
    const found: number[] = [];
    for (const place of rarest.places) {
      const at = place - rarest.at;
      if (found.length < maxPlaces && this.#text.startsWith(pattern, at) && at >= 0 && accept(at))
        found.push(at);
    }
    return found;
  }

  #rarestOf(pattern: string): { at: number; places: Int32Array } | null {
    let rarest: { at: number; places: Int32Array } | null = null;
    const last = pattern.length - gramUnits;
    for (let at = 0; at <= last; at += Math.max(1, Math.floor(last / maxLookedUp))) {
      const places = this.under(pattern, at);
      if (!rarest || places.length < rarest.places.length) rarest = { at, places };
      if (places.length === 0) break;
    }
    return rarest;
  }

  /** Those of ascending places that are nearest to one, no more than `most`. */
  static nearest(places: Int32Array, place: number, most: number): Int32Array {
    let first = countBelow(places, place);
    let last = first;
    while (last - first < most && last - first < places.length) {
      const before = first > 0 ? place - (places[first - 1] ?? 0) : Number.POSITIVE_INFINITY;
      const after = last < places.length ? (places[last] ?? 0) - place : Number.POSITIVE_INFINITY;
      if (before < after) first -= 1;
      else last += 1;
    }
    return places.subarray(first, last);
  }

  *#fill(): Generator<undefined> {
    const count = this.#places.length;
    const next = new Int32Array(this.#starts.length);
    for (let at = 0; at < count; at += 1) {
      const hash = this.#hashAt(this.#text, at) + 1;
      next[hash] = (next[hash] ?? 0) + 1;
      if (at % partUnits === 0) yield;
    }
    for (let hash = 1; hash < next.length; hash += 1) {
      next[hash] = (next[hash] ?? 0) + (next[hash - 1] ?? 0);
    }
    this.#starts.set(next);
    for (let at = 0; at < count; at += 1) {
      const hash = this.#hashAt(this.#text, at);
      const slot = next[hash] ?? 0;
      this.#places[slot] = at;
      next[hash] = slot + 1;
      if (at % partUnits === 0) yield;
    }
  }

  #hashAt(text: string, at: number): number {
    let hash = 0;
    for (let step = 0; step < gramUnits; step += 1) {
      hash = Math.imul(hash, 0x01000193) + text.charCodeAt(at + step);
    }
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift;
  }
}
