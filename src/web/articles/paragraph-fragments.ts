import type { Response } from 'express';
import type { Span } from '../../domain/text/span.js';
import { renderToText } from '../http/responses.js';
import { type NumberedReading, paragraphsAt } from './text-view.js';

/** A paragraph of an edition's text as it is drawn now; `start` names the one that it replaces. */
interface ParagraphFragment {
  edition: number;
  start: number;
  html: string;
}

/** The paragraphs that hold a part of one of the spans. */
export function paragraphFragments(
  res: Response,
  reading: NumberedReading,
  spans: readonly Span[],
): Promise<ParagraphFragment[]> {
  return Promise.all(
    paragraphsAt(reading, spans).map(async (paragraph) => ({
      edition: reading.edition.number,
      start: paragraph.start,
      html: await renderToText(res, 'articles/paragraph', { paragraph }),
    })),
  );
}
