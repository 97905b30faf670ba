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
/** Each is set by itself: so many take half a minute. */
const maxLines = 200_000;

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
  if (before) demandRoom({ annotations: before.summary.annotations, letters: 0, lines: 0 });
  const count = new OverallCount();
  const articles: PdfArticle[] = [];
  let [letters, lines] = [0, 0];
  for await (const reported of report.articles()) {
    count.add(reported);
    letters += reported.edition.text.length;
    lines += lineCount(reported.edition.text);
    demandRoom({ annotations: count.overall.summary.annotations, letters, lines });
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

interface Asked {
  annotations: number;
  letters: number;
  lines: number;
}

function demandRoom({ annotations, letters, lines }: Asked): void {
  if (annotations <= maxAnnotations && letters <= maxLetters && lines <= maxLines) return;
  const [most, characters, breaks] = [maxAnnotations, maxLetters, maxLines].map((each) =>
    each.toLocaleString('en'),
  );
  throw new Problem(
    'too-large',
    `A PDF document takes at most ${most} annotations, and ${characters} characters of text in ${breaks} lines. Choose fewer annotations, or single articles.`,
  );
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
