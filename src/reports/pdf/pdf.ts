import { Problem } from '../../domain/problem.js';
import type { Format } from '../format.js';
import { hasChanged, OverallCount, overallOf } from '../overall.js';
import type { Report } from '../report.js';
import { changedWords } from '../sentences.js';
import { pdfArticle } from './pdf-article.js';
import type { PdfArticle, PdfDocument } from './pdf-document.js';
import { frameOf, titleOf } from './pdf-frame.js';

/** What one document takes: more would need much memory, and nobody reads so many pages. */
const maxAnnotations = 5000;
const maxLetters = 4_000_000;

const sentBytes = 64 * 1024;

/** A document to print and to send, set by Typst: it is whole before its first piece is there. */
export const pdf: Format = {
  label: 'PDF',
  purpose: 'pages to print and to send',
  mediaType: 'application/pdf',
  extension: 'pdf',
  recordOnly: null,
  async *write(report) {
    const document = yield* documentOf(report);
    const { pdf: bytes, said } = await report.typeset(document);
    for (const sentence of said) report.tell(sentence);
    for (let at = 0; at < bytes.length; at += sentBytes) yield bytes.subarray(at, at + sentBytes);
  },
};

/** Everything that is set; it yields nothing, but often, so that others have their turn. */
async function* documentOf(report: Report): AsyncGenerator<string, PdfDocument> {
  const before = report.whole ? await overallOf(report) : null;
  if (before) demandRoom(before.summary.annotations, 0);
  const count = new OverallCount();
  const articles: PdfArticle[] = [];
  let letters = 0;
  for await (const reported of report.articles()) {
    count.add(reported);
    letters += reported.edition.text.length;
    demandRoom(count.overall.summary.annotations, letters);
    articles.push(yield* pdfArticle(reported, report));
  }
  const { overall } = count;
  return {
    ...frameOf(report, before ?? overall, articles),
    title: titleOf(report),
    articles,
    last: before && hasChanged(before, overall) ? [changedWords] : [],
    ...{ close: false, unset: [], within: '' },
  };
}

function demandRoom(annotations: number, letters: number): void {
  if (annotations <= maxAnnotations && letters <= maxLetters) return;
  throw new Problem(
    'too-large',
    `A PDF document takes at most ${maxAnnotations.toLocaleString('en')} annotations and ${maxLetters.toLocaleString('en')} characters of text. Choose fewer annotations, or single articles.`,
  );
}
