import type { DrawnMark, Point } from './geometry.js';

/** A mark is so wide, with the hair that parts it from another. */
const markPx = 14;
/** Where on a line a mark may stand instead, the nearest first, as shares of its length. */
const moves = [0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36];

/** A straight part of a line, what share of it is before the mark, and how an arrow is turned there. */
export interface MarkRun {
  from: Point;
  to: Point;
  share: number;
  turn: DrawnMark['turn'];
}

/** Puts marks on lines so that none stands on another, or as far from others as there is room. */
export class MarkPlacer {
  readonly marks: DrawnMark[] = [];

  /** Takes the first of some runs that has room. */
  place(runs: readonly MarkRun[], { kind, level }: Pick<DrawnMark, 'kind' | 'level'>): void {
    const places = runs.flatMap(placesOn);
    const rooms = places.map((place) => Math.min(...this.marks.map((each) => apart(each, place))));
    const free = rooms.findIndex((room) => room >= markPx);
    const place = places[free >= 0 ? free : rooms.indexOf(Math.max(...rooms))];
    if (place) this.marks.push({ ...place, kind, level, turn: kind === 'arrow' ? place.turn : 0 });
  }
}

function placesOn({ from, to, share, turn }: MarkRun) {
  return moves
    .map((move) => share + move)
    .filter((at) => at > 0.05 && at < 0.95)
    .map((at) => ({ x: from.x + (to.x - from.x) * at, y: from.y + (to.y - from.y) * at, turn }));
}

function apart(one: Point, other: Point): number {
  return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));
}
