import type { Response } from 'express';
import { annotationById } from '../desk/annotations.js';
import { articleById } from '../desk/articles.js';
import { judges } from '../desk/colleagues.js';
import { historyOf } from '../desk/history.js';
import { readingOf } from '../desk/reading.js';
import { Problem } from '../domain/problem.js';
import { viewerOf } from './article.js';
import type { Context } from './context.js';
import { annotationPage } from './present/annotation-page.js';
import type { Refused } from './present/refused.js';

/** Shows an annotation's own page; with a form of it that could not be taken, as it was filled in. */
export async function showAnnotation(
  context: Context,
  res: Response,
  id: string,
  refused: Refused | null = null,
): Promise<void> {
  const { desk } = context;
  const annotation = await annotationById(desk, id, { deleted: true });
  const reading = await readingOf(desk, await articleById(desk, annotation.article), [annotation]);
  const history = await historyOf(desk, annotation, reading);
  const placed = reading.annotations.find((each) => each.annotation.id === id);
  if (!placed) throw new Problem('not-found', 'There is no such annotation.');
  const more = { history, judges: await judges(desk), refused };
  const page = annotationPage(placed, reading, more, viewerOf(context));
  res.render('annotations/show', { page });
}
