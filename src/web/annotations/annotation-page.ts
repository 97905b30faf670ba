import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { readingAt } from '../../desk/articles/article-reading.js';
import { newestEditionOf } from '../../desk/articles/articles.js';
import { historyOf } from '../../desk/history/history.js';
import { Pace } from '../../desk/pace.js';
import { everybody, judgesAmong } from '../../desk/people/colleagues.js';
import { Problem } from '../../domain/problem.js';
import type { RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import { viewerOf } from '../page/viewer.js';
import { annotationPage } from './annotation-page-view.js';

/** Shows an annotation's own page; with a form of it that could not be taken, as it was filled in. */
export async function showAnnotation(
  context: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { desk } = context;
  const annotation = await annotationById(desk, id, { deleted: true });
  const [text, people, history] = await Promise.all([
    newestEditionOf(desk, annotation.article),
    everybody(desk),
    historyOf(desk, annotation),
  ]);
  const reading = await readingAt(desk, text, [annotation], { people });
  const placed = reading.annotations.find((each) => each.annotation.id === id);
  if (!placed) throw new Problem('not-found', 'There is no such annotation.');
  // What a long chain was, was before and came to be takes as long to put into words as to draw.
  const pace = new Pace();
  const more = { history, judges: judgesAmong(people), refused };
  const page = annotationPage(placed, reading, more, viewerOf(context));
  await pace.giveWay();
  res.render('annotations/show', { page });
}
