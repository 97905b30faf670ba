import type { Format, Table } from '../format.js';
import type { CsvRows } from '../report-scope.js';
import { annotationColumns } from './annotation-rows.js';
import { rowOf, tableHead } from './csv-cells.js';
import { hopColumns } from './hop-rows.js';
import { SourceUses, sourceColumns } from './source-rows.js';

/**
 * A table (RFC 4180: CRLF, double quotes doubled), the first row naming the columns: what a person
 * looks for first, then the rest. Positions are in code points, times in UTC; what is not known is an
 * empty cell. A cell that holds several things, verdicts for instance, has a line for each.
 */
export const csvTables: Readonly<Record<CsvRows, Table>> = {
  annotations: {
    purpose: 'a row for each annotation',
    async *write({ articles }) {
      yield tableHead(annotationColumns);
      for await (const article of articles()) {
        for (const entry of article.annotations) yield rowOf(annotationColumns, { article, entry });
      }
    },
  },
  hops: {
    purpose: 'a row for each holder of a hop, and for each gap',
    async *write({ articles, identifiers }) {
      yield tableHead(hopColumns);
      for await (const article of articles()) {
        for (const entry of article.annotations) {
          const about = { article, entry, identifiers };
          for (const drawnHop of entry.drawnHops) yield rowOf(hopColumns, { ...about, drawnHop });
        }
      }
    },
  },
  sources: {
    purpose: 'a row for each source that stands in a chain',
    async *write({ articles, identifiers }) {
      yield tableHead(sourceColumns);
      const uses = new SourceUses();
      for await (const article of articles()) uses.add(article);
      for (const row of uses.rows(identifiers)) yield rowOf(sourceColumns, row);
    },
  },
};

/** A spreadsheet's file; its rows are annotations, unless the report's scope asks for others. */
export const csv: Format = {
  label: 'CSV',
  purpose: 'for a spreadsheet, a row for each annotation',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  recordOnly: null,
  isData: true,
  tables: csvTables,
  write: (report) => csvTables[report.scope.rows ?? 'annotations'].write(report),
};
