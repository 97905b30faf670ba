import { withoutControls } from '../../domain/text/text.js';

type Cell = string | number | boolean | null;

/** The columns of a table, in their order: what each says of a row, by its name. */
export type Columns<R> = Readonly<Record<string, (row: R) => Cell>>;

/**
 * How a table begins: with the names of its columns, and a byte-order mark before them. Without one
 * Excel reads UTF-8 as the machine's old code page and spoils every name beyond ASCII, and every
 * other program in use knows to skip it.
 */
export function tableHead<R>(columns: Columns<R>): string {
  return `\uFEFF${line(Object.keys(columns))}`;
}

/** A row as a line. */
export function rowOf<R>(columns: Columns<R>, row: R): string {
  return line(Object.values(columns).map((cell) => cell(row)));
}

/** Several things in one cell, a line each; null for none. */
export function lines(things: readonly string[]): string | null {
  return things.length === 0 ? null : things.join('\n');
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

/**
 * What a spreadsheet takes for a formula, in its ASCII and full-width forms, and a tab or return
 * that would hide one; with any apostrophes before it, so that defusing can be undone.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u;
/**
 * Where a cell begins within ours for a program that reads with `;` or tabs: it takes no quotes but
 * those at the beginning of what it takes for a cell.
 */
const innerBeginning = /[;\t\r\n]['"\s;]*/gu;

/** What a cell takes in Excel, in UTF-16 code units; there what is longer runs on into the next rows. */
const maxUnits = 32_767;
const cut = ' … (cut: a cell takes 32,767 characters)';

function fitting(words: string): string {
  if (words.length <= maxUnits) return words;
  return words.slice(0, maxUnits - cut.length).replace(/[\ud800-\udbff]$/u, '') + cut;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const defused = (formula.test(cell) ? `'${cell}` : cell).replace(
    innerBeginning,
    (run, at: number, whole: string) =>
      formula.test(whole.charAt(at + run.length)) ? `${run}'` : run,
  );
  const fits = fitting(withoutControls(defused));
  return /["\r\n,;\t]|^\s|\s$/u.test(fits) ? `"${fits.replaceAll('"', '""')}"` : fits;
}
