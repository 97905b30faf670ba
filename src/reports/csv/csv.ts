import { type DrawnHop, locatorWords } from '../../domain/chain/drawn-hops.js';
import type { Format } from '../format.js';
import type { Identifiers } from '../identifiers.js';
import type { ReportedAnnotation, ReportedArticle } from '../report.js';
import { lines, proposalLine, verdictLine, verdictsOnHop } from './csv-review.js';

type Cell = string | number | boolean | null;

interface Row {
  identifiers: Identifiers;
  article: ReportedArticle;
  entry: ReportedAnnotation;
  drawnHop: DrawnHop;
}

const columns: Record<string, (row: Row) => Cell> = {
  article: ({ article }) => article.iri,
  title: ({ article }) => article.article.title,
  publisher: ({ article }) => article.article.publisher,
  url: ({ article }) => article.article.url,
  published: ({ article }) => article.article.publishedAt,
  number: ({ entry }) => entry.number,
  annotation: ({ entry }) => entry.iri,
  edition: ({ entry }) => entry.annotation.edition,
  placement: ({ entry }) => entry.placement.kind,
  quote: ({ entry }) => entry.annotation.target.exact,
  start: ({ entry }) => entry.position.start,
  end: ({ entry }) => entry.position.end,
  hop: ({ drawnHop }) => drawnHop.hop,
  holder: ({ drawnHop }) => drawnHop.holder,
  hops: ({ entry }) => entry.chain.hops,
  source: ({ drawnHop }) => drawnHop.name,
  'source id': ({ identifiers, drawnHop }) =>
    drawnHop.source === null ? null : identifiers.source(drawnHop.source),
  kind: ({ drawnHop }) => drawnHop.kind,
  unnamed: ({ drawnHop }) => drawnHop.unnamed,
  confidential: ({ drawnHop }) => drawnHop.confidential,
  'described as': ({ drawnHop }) => drawnHop.as,
  'first-hand': ({ drawnHop }) => drawnHop.firstHand,
  'relation to next': ({ drawnHop }) => drawnHop.relation,
  basis: ({ drawnHop }) => drawnHop.basis,
  terms: ({ drawnHop }) => drawnHop.terms,
  check: ({ drawnHop }) => drawnHop.check,
  reliability: ({ drawnHop }) => drawnHop.reliability,
  'reliability in words': ({ drawnHop }) => drawnHop.words,
  'rated at': ({ drawnHop }) => drawnHop.ratedAt,
  'rating reason': ({ drawnHop }) => drawnHop.reason,
  'reliability today': ({ drawnHop }) => drawnHop.today,
  'evidence url': ({ drawnHop }) => lines(drawnHop.evidence.flatMap(({ url }) => url ?? [])),
  'evidence excerpt': ({ drawnHop }) =>
    lines(drawnHop.evidence.flatMap(({ excerpt }) => excerpt ?? [])),
  'evidence retrieved at': ({ drawnHop }) =>
    lines(drawnHop.evidence.flatMap(({ retrievedAt }) => retrievedAt ?? [])),
  'evidence file': ({ drawnHop }) =>
    lines(drawnHop.evidence.flatMap(({ file }) => file?.name ?? [])),
  'evidence place': ({ drawnHop }) =>
    lines(drawnHop.evidence.flatMap((piece) => locatorWords(piece) || [])),
  confidence: ({ entry }) => entry.annotation.confidence,
  credibility: ({ entry }) => entry.annotation.credibility,
  'credibility in words': ({ entry }) => entry.credibility?.words ?? null,
  grade: ({ entry }) => entry.grade,
  'weakest hop': ({ entry }) => entry.chain.weakest?.hop ?? null,
  chain: ({ entry }) => entry.notation,
  claim: ({ entry }) => entry.claim?.statement ?? null,
  stance: ({ entry }) => entry.annotation.stance,
  'claim state': ({ entry }) => entry.claim?.state ?? null,
  'claim sources': ({ entry }) => entry.bearing?.sentence ?? null,
  'claim sources at least': ({ entry }) => entry.bearing?.atLeast ?? null,
  'claim sources at most': ({ entry }) => entry.bearing?.atMost ?? null,
  note: ({ entry }) => entry.annotation.note,
  status: ({ entry }) => entry.annotation.status,
  revision: ({ entry }) => entry.annotation.revision,
  creator: ({ entry }) => entry.creator,
  created: ({ entry }) => entry.annotation.created,
  modified: ({ entry }) => entry.annotation.modified,
  contributors: ({ entry }) => lines(entry.review.contributors),
  verdicts: ({ entry }) => lines(entry.review.verdicts.map(verdictLine)),
  'verdicts on hop': ({ entry, drawnHop }) =>
    lines(verdictsOnHop(entry.annotation, entry.review, drawnHop).map(verdictLine)),
  proposals: ({ entry }) => lines(entry.review.proposals.map(proposalLine)),
  settlement: ({ entry }) => entry.review.settlement?.settlement.outcome ?? null,
  'settlement reason': ({ entry }) => entry.review.settlement?.reason ?? null,
  'settled by': ({ entry }) => entry.review.settlement?.by ?? null,
  'settled at': ({ entry }) => entry.review.settlement?.at ?? null,
  'settled revision': ({ entry }) => entry.review.settlement?.settlement.revision ?? null,
  'claim warnings': ({ entry }) => lines(entry.claimWarnings),
  'sourcing warnings': ({ entry }) => lines(entry.warnings),
};

/**
 * A table with a row for each holder of a hop, and one for a gap (RFC 4180: CRLF, double quotes doubled), the first row naming the
 * columns. Positions are in code points, times in UTC; what is not known is an empty cell. A cell
 * that holds several things, verdicts for instance, has a line for each.
 *
 * It begins with a byte-order mark: without one Excel reads UTF-8 as the machine's old code page
 * and spoils every name beyond ASCII, and every other program in use knows to skip it.
 */
export const csv: Format = {
  label: 'CSV',
  purpose: 'for a spreadsheet, a row per holder',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  recordOnly: null,
  async *write({ articles, identifiers }) {
    yield `\uFEFF${line(Object.keys(columns))}`;
    for await (const article of articles()) {
      for (const entry of article.annotations) {
        const rows = entry.drawnHops.map((drawnHop) => ({ identifiers, article, entry, drawnHop }));
        yield rows.map(rowLine).join('');
      }
    }
  },
};

function rowLine(row: Row): string {
  return line(Object.values(columns).map((cell) => cell(row)));
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
 * Where a cell begins amid ours for a program that reads with `;` or tabs: it takes no quotes but
 * those at the beginning of what it takes for a cell.
 */
const innerBeginning = /[;\t\r\n]['"\s;]*/gu;

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const defused = (formula.test(cell) ? `'${cell}` : cell).replace(
    innerBeginning,
    (run, at: number, whole: string) =>
      formula.test(whole.charAt(at + run.length)) ? `${run}'` : run,
  );
  return /["\r\n,;\t]|^\s|\s$/u.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
