/** More columns or rows than a table of figures spans at once. */
const maxSpan = 200;

/** Which columns of a table's next row are taken by cells of rows above. */
export class TableColumns {
  readonly #rowsLeft: number[] = [];
  #column = 0;

  startRow(): void {
    this.#column = 0;
  }

  /** How many columns before this cell are taken: it stands behind them. */
  before(cell: Element): number {
    let taken = 0;
    while ((this.#rowsLeft[this.#column] ?? 0) > 0) {
      this.#rowsLeft[this.#column] = (this.#rowsLeft[this.#column] ?? 0) - 1;
      this.#column += 1;
      taken += 1;
    }
    const [columns, rows] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
    for (let each = 0; each < columns; each += 1) this.#rowsLeft[this.#column + each] = rows - 1;
    this.#column += columns;
    return taken;
  }
}

/** How many columns a cell takes. */
export function columnsOf(cell: Element): number {
  return spanOf(cell, 'colspan');
}

function spanOf(cell: Element, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  return span >= 1 ? Math.min(span, maxSpan) : 1;
}
