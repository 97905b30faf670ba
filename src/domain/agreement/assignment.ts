/**
 * Gives each row a column of its own so that the total weight is greatest, by shortest augmenting
 * paths (Jonker and Volgenant 1987, doi:10.1007/BF02278710), in the time of rows² × columns. In:
 * weights of at least 0, row by row, with no more rows than columns. Out: the column of each row.
 */
export function assignment(weights: readonly (readonly number[])[]): number[] {
  const columns = weights[0]?.length ?? 0;
  const state: State = {
    weights,
    prices: new Array<number>(columns).fill(0),
    rowOf: new Array<number | null>(columns).fill(null),
    columnOf: [],
  };
  for (const row of weights.keys()) place(state, row);
  return state.columnOf;
}

interface State {
  weights: readonly (readonly number[])[];
  /** What a column costs so far: how much the rows want it beyond their other choices. */
  prices: number[];
  rowOf: (number | null)[];
  columnOf: number[];
}

/** The way by which a row comes to a column that nobody holds, moving other rows on. */
interface Path {
  end: number;
  /** The columns that were reached before the end, and how far each was. */
  passed: number[];
  distances: number[];
  /** The row by which each column was reached. */
  via: number[];
}

function place(state: State, row: number): void {
  const { end, passed, distances, via } = shortestPath(state, row);
  for (const column of passed) {
    state.prices[column] = at(state.prices, column) + at(distances, end) - at(distances, column);
  }
  let column: number | undefined = end;
  while (column !== undefined) {
    const mover = at(via, column);
    const left: number | undefined = mover === row ? undefined : state.columnOf[mover];
    state.rowOf[column] = mover;
    state.columnOf[mover] = column;
    column = left;
  }
}

function shortestPath(state: State, row: number): Path {
  const distances = state.prices.map((_, column) => cost(state, row, column));
  const via = state.prices.map(() => row);
  const open = new Set(state.prices.keys());
  const passed: number[] = [];
  for (;;) {
    const nearest = nearestOf(open, distances);
    const holder = state.rowOf[nearest] ?? null;
    if (holder === null) return { end: nearest, passed, distances, via };
    open.delete(nearest);
    passed.push(nearest);
    const sofar = at(distances, nearest) - cost(state, holder, nearest);
    for (const column of open) {
      const distance = sofar + cost(state, holder, column);
      if (distance >= at(distances, column)) continue;
      distances[column] = distance;
      via[column] = holder;
    }
  }
}

function cost({ weights, prices }: State, row: number, column: number): number {
  return at(prices, column) - (weights[row]?.[column] ?? 0);
}

function nearestOf(open: ReadonlySet<number>, distances: readonly number[]): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const column of open) {
    if (at(distances, column) >= least) continue;
    nearest = column;
    least = at(distances, column);
  }
  return nearest;
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
