import type { StepBudget } from './step-budget.js';

/** What is smaller is an error of rounding. */
const tiny = 1e-7;

/** A multiply and an add are so much of a step; to go through rows and columns is more. */
const stepsOfSum = 1 / 24;
const stepsOfLine = 1 / 4;

/**
 * A packing in which things may be taken in part: as much as can be, while no group has more than one
 * in sum; and the price of each group, by which everything in it is paid for. Found by the simplex
 * method, from one table to the next. Both are near what they should be and not exact, and far from it
 * where the steps run out: who concludes anything from them has to mend them first.
 */
export function relaxed(
  groups: readonly (readonly number[])[],
  count: number,
  budget: StepBudget,
): { shares: Float64Array; prices: Float64Array } {
  const table = new Table(groups, count);
  while (table.improve()) if (!budget.take(Math.ceil(table.work))) break;
  return table;
}

/** A row for each group, a column for each thing; what stands at a row is in use, at a column it isn't. */
class Table {
  /** The steps of the last improvement. */
  work = 0;
  readonly #count: number;
  readonly #rows: Float64Array[];
  readonly #gains: Float64Array;
  readonly #atRow: number[];
  readonly #atColumn: number[];

  constructor(groups: readonly (readonly number[])[], count: number) {
    this.#count = count;
    this.#rows = groups.map((group, at) => rowOf(group, at, count));
    this.#gains = new Float64Array(count + 1).fill(1, 0, count);
    this.#atRow = groups.map((_, at) => count + at);
    this.#atColumn = Array.from({ length: count }, (_, at) => at);
  }

  /** Takes what gains most; false where nothing gains any more. */
  improve(): boolean {
    const column = this.#mostGaining();
    const at = this.#narrowest(column);
    const row = this.#rows[at];
    if (!row) return false;
    const pivot = row[column] ?? 1;
    row[column] = 1;
    const used: number[] = [];
    for (let other = 0; other < row.length; other += 1) {
      row[other] = (row[other] ?? 0) / pivot;
      if (Math.abs(row[other] ?? 0) < tiny) row[other] = 0;
      else if (other !== column) used.push(other);
    }
    this.work = (this.#rows.length + row.length) * stepsOfLine;
    for (const other of this.#rows) if (other !== row) this.#clear(other, row, column, used);
    this.#clear(this.#gains, row, column, used);
    const thing = this.#atColumn[column] ?? 0;
    this.#atColumn[column] = this.#atRow[at] ?? 0;
    this.#atRow[at] = thing;
    return true;
  }

  #mostGaining(): number {
    let [most, column] = [tiny, -1];
    for (let at = 0; at < this.#count; at += 1) {
      const gain = this.#gains[at] ?? 0;
      if (gain > most) [most, column] = [gain, at];
    }
    return column;
  }

  /** The row that has the least room for more of a column. */
  #narrowest(column: number): number {
    let [least, narrowest] = [Number.POSITIVE_INFINITY, -1];
    for (const [at, row] of this.#rows.entries()) {
      const share = row[column] ?? 0;
      if (share <= tiny) continue;
      const room = (row[this.#count] ?? 0) / share;
      if (room < least) [least, narrowest] = [room, at];
    }
    return narrowest;
  }

  #clear(line: Float64Array, row: Float64Array, column: number, used: readonly number[]): void {
    const share = line[column] ?? 0;
    if (share === 0) return;
    for (const at of used) line[at] = (line[at] ?? 0) - share * (row[at] ?? 0);
    line[column] = -share * (row[column] ?? 0);
    this.work += used.length * stepsOfSum;
  }

  /** How much is taken of each thing. */
  get shares(): Float64Array {
    const shares = new Float64Array(this.#count);
    for (const [at, thing] of this.#atRow.entries()) {
      if (thing < this.#count) shares[thing] = this.#rows[at]?.[this.#count] ?? 0;
    }
    return shares;
  }

  get prices(): Float64Array {
    const prices = new Float64Array(this.#rows.length);
    for (const [at, thing] of this.#atColumn.entries()) {
      if (thing >= this.#count) prices[thing - this.#count] = -(this.#gains[at] ?? 0);
    }
    return prices;
  }
}

/** Groups have a little more room than one, each another little: of equals one could go round in a circle. */
function rowOf(group: readonly number[], at: number, count: number): Float64Array {
  const row = new Float64Array(count + 1);
  for (const thing of group) row[thing] = 1;
  row[count] = 1 + (1 + ((at * 7919) % 1009)) * 1e-7;
  return row;
}
