import { paragraph, type StyledWords } from './runs.js';
import { colours, textWidth } from './styles.js';
import { element, endTag, joined, startTag, type Xml } from './xml.js';

/** A line of a cell: its words, and its style where that is not the table's own. */
export interface CellLine {
  words: readonly StyledWords[];
  style?: string;
  /** Where it is not that of its first letter. */
  rightToLeft?: boolean;
}
export type Cell = readonly CellLine[];

export type Row = readonly Cell[];

export interface Column {
  name: string;
  /** Its share of the text's width. */
  share: number;
}

/** Word lays long tables out anew from their first row: so many rows are enough for one. */
const maxRows = 400;

/** A table row by row, its heading repeated on each page, or several where it is long. */
export function* tables(
  title: string,
  columns: readonly Column[],
  rows: Iterable<Row>,
): Generator<Xml> {
  const widths = widthsOf(columns);
  let count = 0;
  for (const row of rows) {
    if (count >= maxRows) {
      yield tableEnd;
      count = 0;
    }
    if (count === 0) yield tableStart(title, columns, widths);
    count += 1;
    yield rowElement(row, widths);
  }
  if (count > 0) yield tableEnd;
}

function widthsOf(columns: readonly Column[]): number[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => Math.floor((share / whole) * textWidth));
}

function tableStart(title: string, columns: readonly Column[], widths: readonly number[]): Xml {
  const isHeaded = columns.some(({ name }) => name !== '');
  return joined([
    startTag('w:tbl'),
    element(
      'w:tblPr',
      null,
      element('w:tblStyle', { 'w:val': 'Record' }),
      element('w:tblW', { 'w:w': textWidth, 'w:type': 'dxa' }),
      element('w:tblLayout', { 'w:type': 'fixed' }),
      element('w:tblLook', { 'w:val': isHeaded ? '0020' : '0000', 'w:firstRow': Number(isHeaded) }),
      element('w:tblCaption', { 'w:val': title }),
    ),
    element('w:tblGrid', null, ...widths.map((width) => element('w:gridCol', { 'w:w': width }))),
    isHeaded && heading(columns, widths),
  ]);
}

/** Two tables that touch become one: a paragraph of next to no height is between them. */
const spacer = element(
  'w:pPr',
  null,
  element('w:spacing', { 'w:before': 0, 'w:after': 0, 'w:line': 60, 'w:lineRule': 'exact' }),
);
const tableEnd = joined([endTag('w:tbl'), element('w:p', null, spacer)]);

function heading(columns: readonly Column[], widths: readonly number[]): Xml {
  return element(
    'w:tr',
    null,
    element('w:trPr', null, element('w:cantSplit'), element('w:tblHeader')),
    ...columns.map(({ name }, place) =>
      cellElement(
        [{ words: [{ words: name, look: { color: colours.soft } }] }],
        widths[place] ?? 0,
      ),
    ),
  );
}

function rowElement(row: Row, widths: readonly number[]): Xml {
  const cells = row.map((cell, place) => cellElement(cell, widths[place] ?? 0));
  return element('w:tr', null, element('w:trPr', null, element('w:cantSplit')), cells);
}

function cellElement(lines: Cell, width: number): Xml {
  const shown = lines.length === 0 ? [{ words: [] }] : lines;
  return element(
    'w:tc',
    null,
    element('w:tcPr', null, element('w:tcW', { 'w:w': width, 'w:type': 'dxa' })),
    ...shown.map(({ style = 'Cell', words, ...direction }) =>
      paragraph({ style, ...direction }, words),
    ),
  );
}
