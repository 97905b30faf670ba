import type { Response } from 'express';
import { inPortions, type Pace } from '../../desk/pace.js';
import type { ArticleReading, PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { renderToText } from '../http/responses.js';
import { type TextView, textParts } from './text-view.js';

/** An edition's text without its paragraphs, which are drawn where the view leaves a gap for them. */
export type TextFrame = Omit<TextView, 'paragraphs'>;

/**
 * The text with its marks, as `textView` has it, its paragraphs drawn as markup at a pace: a text of
 * half a million lines takes seconds, in which nobody else waits.
 */
export function drawnText(
  res: Response,
  reading: ArticleReading,
  shown: (placed: PlacedAnnotation) => boolean,
  pace: Pace,
): { frame: TextFrame; parts: AsyncIterable<string> } {
  const { parts, ...frame } = textParts(reading, shown);
  async function* drawn(): AsyncGenerator<string> {
    for (const paragraphs of parts) yield renderToText(res, 'articles/paragraphs', { paragraphs });
  }
  return { frame, parts: inPortions(drawn(), pace) };
}
