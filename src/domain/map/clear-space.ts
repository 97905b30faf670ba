import type { Box, DrawnLine, Point } from './geometry.js';

const cellPx = 64;

/** What is drawn already, by the squares in which it lies, so that words find where nothing is. */
export class ClearSpace {
  readonly #cells = new Map<string, ((box: Box) => boolean)[]>();

  /** Keeps words off a box. */
  addBox(box: Box): void {
    this.#add(box, (other) => overlap(box, other));
  }

  /** Keeps words off a line. */
  addLine({ points, width }: Pick<DrawnLine, 'points' | 'width'>): void {
    for (const [at, to] of points.entries()) {
      const from = points[at - 1];
      if (!from) continue;
      const half = width / 2;
      const box = grown(between(from, to), half);
      this.#add(box, (other) => crosses(from, to, grown(other, half)));
    }
  }

  isClear(box: Box): boolean {
    for (const key of cellsOf(box)) {
      if (this.#cells.get(key)?.some((touches) => touches(box))) return false;
    }
    return true;
  }

  #add(box: Box, touches: (other: Box) => boolean): void {
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(touches);
      else this.#cells.set(key, [touches]);
    }
  }
}

function* cellsOf({ x, y, width, height }: Box): Generator<string> {
  for (let column = Math.floor(x / cellPx); column * cellPx <= x + width; column += 1) {
    for (let row = Math.floor(y / cellPx); row * cellPx <= y + height; row += 1) {
      yield `${column} ${row}`;
    }
  }
}

/** Whether two boxes cover a point in common; to touch is not to overlap. */
export function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** A box with so many pixels more on each side. */
export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function between(one: Point, other: Point): Box {
  return {
    x: Math.min(one.x, other.x),
    y: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

/** Whether lines run on one another for a while, even at their edges, so that nobody can tell them apart. */
export function runTogether(lines: readonly Pick<DrawnLine, 'points' | 'width'>[]): boolean {
  const runs = lines.flatMap(({ points, width }, line) =>
    points.flatMap((end, at) => {
      const start = points[at - 1];
      if (!start) return [];
      if (Math.abs(start.y - end.y) < 0.1)
        return [{ line, width, axis: 0, at: end.y, ...ends(start.x, end.x) }];
      if (Math.abs(start.x - end.x) < 0.1)
        return [{ line, width, axis: 1, at: end.x, ...ends(start.y, end.y) }];
      return [];
    }),
  );
  const widest = Math.max(0, ...lines.map(({ width }) => width));
  const ordered = runs.toSorted((one, other) => one.axis - other.axis || one.at - other.at);
  return ordered.some((run, index) => {
    for (let next = index + 1; next < ordered.length; next += 1) {
      const other = ordered[next];
      if (!other || other.axis !== run.axis || other.at - run.at >= widest) return false;
      const areClose = other.at - run.at < (run.width + other.width) / 2;
      const shared = Math.min(run.to, other.to) - Math.max(run.from, other.from);
      if (areClose && other.line !== run.line && shared > mostSharedPx) return true;
    }
    return false;
  });
}

/** Lines that only meet, or cross, share less. */
const mostSharedPx = 12;

function ends(one: number, other: number) {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** Whether a straight line comes into a box (Liang and Barsky's clipping). */
export function crosses(from: Point, to: Point, { x, y, width, height }: Box): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const) {
    if (step === 0 && room <= 0) return false;
    if (step === 0) continue;
    if (step < 0) start = Math.max(start, room / step);
    else end = Math.min(end, room / step);
  }
  return start < end;
}
