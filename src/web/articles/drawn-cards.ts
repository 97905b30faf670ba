import type { Response } from 'express';
import { inPortions, type Pace } from '../../desk/pace.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import { cardView } from '../annotations/card-view.js';
import { renderToText } from '../http/responses.js';
import type { Viewer } from '../page/viewer.js';
import type { NumberedAnnotation } from './article-page-view.js';

/** This many cards are drawn at once, in about a millisecond. */
const cardsAtOnce = 8;

/** The cards of annotations, drawn as markup at a pace. */
export function drawnCards(
  res: Response,
  reading: ArticleReading,
  annotations: readonly NumberedAnnotation[],
  viewer: Viewer,
  pace: Pace,
): AsyncIterable<string> {
  async function* drawn(): AsyncGenerator<string> {
    for (let from = 0; from < annotations.length; from += cardsAtOnce) {
      const cards = annotations
        .slice(from, from + cardsAtOnce)
        .map(({ placed, number }) => cardView(placed, number, reading, viewer));
      yield renderToText(res, 'annotations/cards', { cards });
    }
  }
  return inPortions(drawn(), pace);
}
