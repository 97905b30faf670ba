import { directionOf } from '../../domain/text/direction.js';
import { showDate } from '../../domain/text/shown-dates.js';
import { isMapBehind, reportMapView } from '../html/report-map.js';
import { furtherFigures } from '../key-figures.js';
import type { Report, ReportedArticle } from '../report.js';
import { blindWords, leftOutWords, mapBehindWords, noNotesWords } from '../sentences.js';
import type { PdfArticle, PdfBlock } from './pdf-document.js';
import { keyParts } from './pdf-frame.js';
import { pdfLegend, pdfMap } from './pdf-map.js';
import { pdfNotes } from './pdf-notes.js';
import { pdfRecord } from './pdf-record.js';
import { pdfText } from './pdf-text.js';
import { isolated, ownWords, printable } from './printable.js';

/** All that is set of an article. It yields nothing, but often, so that others have their turn. */
export async function* pdfArticle(
  reported: ReportedArticle,
  { layOut, scopeWords, whole }: Report,
): AsyncGenerator<string, PdfArticle> {
  const { annotations, article, sourcing, summary } = reported;
  const map = await reportMapView(reported, layOut);
  const blocks = yield* inTurns(pdfText(reported));
  const passages = new Set(anchoredIn(blocks));
  return {
    kick: [article.publisher, article.byline, article.publishedAt && showDate(article.publishedAt)]
      .flatMap((part) => (part ? [isolated(part)] : []))
      .join(', '),
    heading: titleWords(reported),
    lead: sourcing.facts.length === 0 ? null : ownWords(sourcing.sentence, 'en'),
    key: keyParts(furtherFigures(summary)),
    said: saidOf(reported, whole ? [] : scopeWords, isMapBehind(map)),
    ...{ map: map && pdfMap(map), 'map-behind': isMapBehind(map) },
    legend:
      map &&
      pdfLegend(
        map,
        annotations.some(({ grade }) => grade !== null),
      ),
    blocks,
    notes: yield* inTurns(pdfNotes(annotations, passages)),
    record: yield* inTurns(pdfRecord(reported)),
  };
}

function* inTurns<T>(work: Generator<undefined, T>): Generator<string, T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield '';
  }
}

function titleWords({ article }: ReportedArticle): PdfArticle['heading'] {
  const words = ownWords(article.title, article.language);
  const direction = directionOf(article.language);
  return { ...words, rtl: direction === 'auto' ? words.rtl : direction === 'rtl' };
}

function saidOf(
  reported: ReportedArticle,
  scopeWords: readonly string[],
  isBehind: boolean,
): string[] {
  const { blind, leftOut } = reported;
  const noNotes = noNotesWords(reported) ?? [];
  return [...scopeWords, ...leftOutWords(leftOut), ...(blind ? [blindWords] : []), noNotes]
    .concat(isBehind ? mapBehindWords : [])
    .flat()
    .map(printable);
}

/** The annotations whose passages the text shows. */
function* anchoredIn(blocks: readonly PdfBlock[]): Generator<string> {
  for (const { pieces } of blocks)
    for (const { anchors } of pieces) for (const [, id] of anchors) yield id;
}
