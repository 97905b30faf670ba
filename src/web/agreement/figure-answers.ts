import { z } from 'zod';
import { type Figure, measures, topics } from '../../domain/agreement/agreement.js';
import { wordsFor } from '../../domain/agreement/agreement-words.js';
import type { Answer } from '../api/answers.js';

/** How a figure is answered. */
export const figureShape = z
  .object({
    measure: z.enum(measures.map(({ code }) => code)),
    about: z.enum(topics.map(({ code }) => code)),
    /** At most 1; null where data don't suffice. */
    value: z.number().nullable(),
    units: z.int(),
    observers: z.int(),
    /** Within which it lies with 95 % confidence. */
    interval: z.tuple([z.number(), z.number()]).nullable(),
    /** What the figure means, in a sentence or two. */
    words: z.string(),
  })
  .meta({ id: 'AgreementFigure' });

/** A figure of agreement in the API’s shape, with the sentence that people read. */
export function figureAnswer(figure: Figure): Answer<typeof figureShape> {
  return { ...figure, words: wordsFor(figure) };
}
