import { z } from 'zod';
import { agreementOf } from '../../desk/agreement/agreement.js';
import { type Figure, measures, topics } from '../../domain/agreement/agreement.js';
import { wordsFor } from '../../domain/agreement/agreement-words.js';
import type { Routes } from '../http/routes.js';
import { agreementAsked } from './agreement-query.js';

/** How a figure is answered. */
export const figureShape = z.object({
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
});

/** How far colleagues agree, for programs. */
export function apiAgreement(routes: Routes): void {
  routes.get('/api/agreement', 'read', async ({ desk, actor }, req, res) => {
    const { figures } = await agreementOf(desk, actor, agreementAsked(req.query));
    res.json({ items: figures.map(answer), next: null });
  });
}

function answer(figure: Figure): z.output<typeof figureShape> {
  return { ...figure, words: wordsFor(figure) };
}
