import { bandFromLanes, type Lane, lanePx, lanesOf, lineWidthPx } from '../geometry.js';
import type { AcyclicMap, LaidEdge } from '../layers.js';
import type { MapNode } from '../source-map.js';

/*
 * How a map that stands upright is arranged. Each node has a row. Everything that goes on to one
 * node runs down to it in one trunk, in a column of its own; what joins it on the way comes in at its
 * side, the later the further out, so that nothing in it crosses.
 */

/** All that leads to one node. */
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
  edge: LaidEdge | null;
}

export interface Arrangement {
  rows: readonly MapNode[];
  rowOf: ReadonlyMap<string, number>;
  /** By node, the column in which it stands. */
  columnOf: ReadonlyMap<string, number>;
  trunks: ReadonlyMap<string, Trunk>;
  columns: number;
}

/** In which column each node stands and each trunk runs down, by the rows of the nodes. */
export function arrangeColumns(map: AcyclicMap, rows: readonly MapNode[]): Arrangement {
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
  const joining = (map.into.get(to) ?? []).map((edge) => ({
    edge,
    row: rowOf.get(edge.start) ?? 0,
    side: Math.sign((columnOf.get(edge.start) ?? 0) - column),
  }));
  const ordered = joining.toSorted(
    (one, other) => one.side - other.side || (one.side < 0 ? -1 : 1) * (one.row - other.row),
  );
  const strands = ordered.flatMap(({ edge }) => edge.strands);
  if (strands.length >= bandFromLanes) {
    const { lanes, thickness } = lanesOf(strands);
    const slots = lanes.map((lane) => ({ lane, at: lane.offset, edge: null }));
    return { to, column, slots, thickness };
  }
  const slots = ordered.flatMap(({ edge }) =>
    lanesOf(edge.strands).lanes.map((lane) => ({ lane, at: 0, edge })),
  );
  const thickness = Math.max(0, (slots.length - 1) * lanePx + lineWidthPx);
  for (const [place, slot] of slots.entries()) slot.at = (place - (slots.length - 1) / 2) * lanePx;
  return { to, column, slots, thickness };
}
