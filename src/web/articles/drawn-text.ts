import type { Response } from 'express';
import { Pace } from '../../desk/pace.js';
import type { ArticleReading, PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { rendered } from '../http/responses.js';
import { type TextView, textParts } from './text-view.js';

/** An edition's text with its paragraphs as markup. */
export interface DrawnText extends Omit<TextView, 'paragraphs'> {
  html: string;
}

/**
 * The text with its marks, as `textView` has it, drawn at a pace: a text of half a million lines takes
 * seconds, in which nobody else waits.
 */
export async function drawnText(
  res: Response,
  reading: ArticleReading,
  shown: (placed: PlacedAnnotation) => boolean,
): Promise<DrawnText> {
  const { parts, ...frame } = textParts(reading, shown);
  const pace = new Pace();
  const drawn: string[] = [];
  for (const paragraphs of parts) {
    drawn.push(await rendered(res, 'articles/paragraphs', { paragraphs }));
    await pace.giveWay();
  }
  return { ...frame, html: drawn.join('') };
}
