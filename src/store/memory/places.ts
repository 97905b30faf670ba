import { firstWhere } from '../../domain/binary-search.js';
import { compareText } from '../code-point-order.js';
import type { IndexPlace } from '../cursor.js';

/** How many places stand in one piece: few enough to make room between them in no time. */
const maxPlaces = 512;

/**
 * Places of documents, in order: by their sort values, then by ids, both by code point. Those that
 * were appended out of order are brought into it when they are first asked for: no start waits.
 */
export class Places {
  /**
   * One piece behind the other, none empty. In each stand the sort value and the id of each place
   * in turn: an object apiece would take three times the memory.
   */
  #pieces: string[][];
  #inOrder = true;

  /** A list that begins with something takes a tenth of one that is empty and grows. */
  constructor(first?: IndexPlace) {
    this.#pieces = first ? [[first.sort, first.id]] : [];
  }

  get count(): number {
    return this.#pieces.reduce((sum, piece) => sum + piece.length / 2, 0);
  }

  /** Takes in a place, one of many. */
  append({ sort, id }: IndexPlace): void {
    const piece = this.#pieces.at(-1);
    if (piece && comparePlaces(lastOf(piece), { sort, id }) > 0) this.#inOrder = false;
    if (piece && piece.length < 2 * maxPlaces) piece.push(sort, id);
    else this.#pieces.push([sort, id]);
  }

  add(place: IndexPlace): void {
    const at = this.#inOrder ? this.#pieceOf(isFrom(place)) : this.#pieces.length;
    const piece = this.#pieces[at];
    if (!piece) {
      this.append(place);
      return;
    }
    piece.splice(2 * firstIn(piece, isFrom(place)), 0, place.sort, place.id);
    if (piece.length > 2 * maxPlaces) this.#pieces.splice(at + 1, 0, piece.splice(maxPlaces));
  }

  /** Takes out a place, if it is there. */
  remove(place: IndexPlace): void {
    this.#demandOrder();
    const at = this.#pieceOf(isFrom(place));
    const piece = this.#pieces[at] ?? [];
    const n = firstIn(piece, isFrom(place));
    if (2 * n === piece.length || comparePlaces(placeIn(piece, n), place) !== 0) return;
    piece.splice(2 * n, 2);
    if (piece.length === 0) this.#pieces.splice(at, 1);
  }

  /** How many there are before a place. */
  before(place: IndexPlace): number {
    return this.firstWhere(isFrom(place));
  }

  /** How many there are before the first that meets a condition, as all behind that one do. */
  firstWhere(meets: Condition): number {
    this.#demandOrder();
    const at = this.#pieceOf(meets);
    const before = this.#pieces.slice(0, at).reduce((sum, piece) => sum + piece.length / 2, 0);
    return before + firstIn(this.#pieces[at] ?? [], meets);
  }

  /** Those from one number to another, counted from 0, the last not included. */
  slice(from: number, to: number): IndexPlace[] {
    this.#demandOrder();
    const found: IndexPlace[] = [];
    let passed = 0;
    for (const piece of this.#pieces) {
      const count = piece.length / 2;
      const end = Math.min(count, to - passed);
      for (let n = Math.max(0, from - passed); n < end; n++) found.push(placeIn(piece, n));
      passed += count;
    }
    return found;
  }

  /** The number of the first piece that holds a place which meets the condition. */
  #pieceOf(meets: Condition): number {
    return firstWhere(this.#pieces.length, (at) => meets(lastOf(this.#pieces[at] ?? [])));
  }

  #demandOrder(): void {
    if (this.#inOrder) return;
    this.#inOrder = true;
    const sorted = this.slice(0, this.count).sort(comparePlaces);
    this.#pieces = [];
    for (const place of sorted) this.append(place);
  }
}

type Condition = (place: IndexPlace) => boolean;

function isFrom(place: IndexPlace): Condition {
  return (other) => comparePlaces(other, place) >= 0;
}

function placeIn(piece: readonly string[], n: number): IndexPlace {
  return { sort: piece[2 * n] ?? '', id: piece[2 * n + 1] ?? '' };
}

function lastOf(piece: readonly string[]): IndexPlace {
  return placeIn(piece, piece.length / 2 - 1);
}

function firstIn(piece: readonly string[], meets: Condition): number {
  return firstWhere(piece.length / 2, (n) => meets(placeIn(piece, n)));
}

/** The order of an index: by sort value, then by id, both by code point. */
export function comparePlaces(one: IndexPlace, other: IndexPlace): number {
  return compareText(one.sort, other.sort) || compareText(one.id, other.id);
}
