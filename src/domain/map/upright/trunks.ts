import { bandFromLanes, type Lane, lanePx, lanesOf, lineWidthPx } from '../geometry.js';
import type { AcyclicMap, LaidStretch } from '../layers.js';
import type { Station } from '../source-map.js';

/*
 * How a map that stands upright is arranged. Each station has a row. Everything that goes on to one
 * station runs down to it in one trunk, in a column of its own; what joins it on the way comes in at its
 * side, the later the further out, so that nothing in it crosses.
 */

/** All that leads to one station. */
interface Trunk {
  to: string;
  column: number;
  /** Its lanes, each in its place across the column, from the column's middle. */
  slots: TrunkSlot[];
  thickness: number;
}

export interface TrunkSlot {
  lane: Lane;
  at: number;
  /** Whose lane it is; null in a band, which has one for each level and kind. */
  stretch: LaidStretch | null;
}

export interface Arrangement {
  rows: readonly Station[];
  rowOf: ReadonlyMap<string, number>;
  /** By station, the column in which it stands. */
  columnOf: ReadonlyMap<string, number>;
  trunks: ReadonlyMap<string, Trunk>;
  columns: number;
}

/** In which column each station stands and each trunk runs down, by the rows of the stations. */
export function arrangeColumns(map: AcyclicMap, rows: readonly Station[]): Arrangement {
  const rowOf = new Map(rows.map(({ id }, row) => [id, row]));
  const columns = new Columns();
  const columnOf = new Map<string, number>();
  const trunkColumn = new Map<string, number>();
  for (const [row, { id }] of rows.entries()) {
    const near = (map.outOf.get(id) ?? []).flatMap(({ end }) => trunkColumn.get(end) ?? []);
    const own = trunkColumn.get(id) ?? columns.take(near[0] ?? 0, row, row);
    columnOf.set(id, own);
    columns.free(own, row);
    const opened = (map.outOf.get(id) ?? [])
      .filter(({ end }) => !trunkColumn.has(end))
      .toSorted((one, other) => other.strands.length - one.strands.length);
    for (const { end } of opened) {
      const until = rowOf.get(end) ?? row;
      trunkColumn.set(end, columns.take(own, row, until));
    }
  }
  const trunks = new Map(
    [...trunkColumn].map(([to, column]) => [to, trunkOf(to, column, { map, rowOf, columnOf })]),
  );
  return { rows, rowOf, columnOf, trunks, columns: columns.count };
}

/** Which columns are taken down to which row. */
class Columns {
  readonly #until: number[] = [];

  get count(): number {
    return this.#until.length;
  }

  /** The free column that is nearest, from a row down to another. */
  take(near: number, from: number, until: number): number {
    const free = this.#until.flatMap((end, column) => (end <= from ? [column] : []));
    const nearest = free.toSorted((one, other) => Math.abs(one - near) - Math.abs(other - near))[0];
    const column = nearest ?? this.#until.length;
    this.#until[column] = Math.max(until, from + 0.5);
    return column;
  }

  free(column: number, row: number): void {
    this.#until[column] = row;
  }
}

interface Placing {
  map: AcyclicMap;
  rowOf: ReadonlyMap<string, number>;
  columnOf: ReadonlyMap<string, number>;
}

function trunkOf(to: string, column: number, { map, rowOf, columnOf }: Placing): Trunk {
  const joining = (map.into.get(to) ?? []).map((stretch) => ({
    stretch,
    row: rowOf.get(stretch.start) ?? 0,
    side: Math.sign((columnOf.get(stretch.start) ?? 0) - column),
  }));
  const ordered = joining.toSorted(
    (one, other) => one.side - other.side || (one.side < 0 ? -1 : 1) * (one.row - other.row),
  );
  const strands = ordered.flatMap(({ stretch }) => stretch.strands);
  if (strands.length >= bandFromLanes) {
    const { lanes, thickness } = lanesOf(strands);
    const slots = lanes.map((lane) => ({ lane, at: lane.offset, stretch: null }));
    return { to, column, slots, thickness };
  }
  const slots = ordered.flatMap(({ stretch }) =>
    lanesOf(stretch.strands).lanes.map((lane) => ({ lane, at: 0, stretch })),
  );
  const thickness = Math.max(0, (slots.length - 1) * lanePx + lineWidthPx);
  for (const [place, slot] of slots.entries()) slot.at = (place - (slots.length - 1) / 2) * lanePx;
  return { to, column, slots, thickness };
}
