import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import { printableAt } from '../../desk/articles/article-reading.js';
import { newestEditionOf } from '../../desk/articles/articles.js';
import { collected } from '../../desk/documents.js';
import { Pace } from '../../desk/pace.js';
import { everybody, judgesAmong } from '../../desk/people/colleagues.js';
import { namesOf } from '../../desk/people/names.js';
import { neighbours } from '../../desk/review/queue.js';
import { type QueueFilters, queueFilters } from '../../desk/review/queue-filters.js';
import { Problem } from '../../domain/problem.js';
import { drawnText } from '../articles/drawn-text.js';
import { maxKeptUnits } from '../forms/kept-pages.js';
import type { RefusedForm } from '../forms/sent-form.js';
import type { Context } from '../http/context.js';
import { sendPage } from '../http/long-page.js';
import { whenGone } from '../http/responses.js';
import { viewerOf } from '../page/viewer.js';
import { addressOf } from './queue-view.js';
import { reviewView } from './review-view.js';

/**
 * Shows an annotation beside its article, with its place in the queue that the filters ask for;
 * with a form of it that could not be taken, as it was filled in.
 */
export async function showReview(
  context: Context,
  res: Response,
  id: string,
  filters: QueueFilters,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { desk, actor } = context;
  const annotation = await annotationById(desk, id);
  const everyone = everybody(desk);
  const names = everyone.then((people) => namesOf(desk, people));
  const [text, people, position] = await Promise.all([
    newestEditionOf(desk, annotation.article),
    everyone,
    neighbours(desk, actor, id, filters, names),
  ]);
  const reading = await printableAt(desk, text, [annotation], { people });
  const [placed] = reading.annotations;
  if (!placed) throw new Problem('not-found', 'There is no such annotation.');
  const gone = whenGone(res);
  const { frame, parts } = drawnText(res, reading, () => true, new Pace(gone));
  const shown = { text: frame, position, filters, judges: judgesAmong(people), refused };
  const page = reviewView(placed, reading, shown, viewerOf(context));
  // What answers a form is kept for Back, where it is short enough to be.
  if (refused && reading.edition.text.length <= maxKeptUnits) {
    res.render('review/show', { page, gap: (await collected(parts)).join('') });
  } else await sendPage(res, { view: 'review/show', shown: { page }, parts: { gap: parts }, gone });
}

/** The queue from which a form was sent, by the path to which it returns; null where it was none. */
export function queueIn(back: string): QueueFilters | null {
  const { pathname, searchParams } = new URL(back || '/', 'http://here.invalid');
  const isQueue = pathname === '/review' || pathname.startsWith('/review/');
  const { data = null } = queueFilters.safeParse(Object.fromEntries(searchParams));
  return isQueue ? data : null;
}

/**
 * Where to return to an annotation that was left for the next of a queue: to its place there, or
 * else to the path to which its form returns.
 */
export function wayBack(id: string, back: string): string {
  const queue = queueIn(back);
  return queue ? addressOf(id, queue) : back;
}
