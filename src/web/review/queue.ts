import type { RequestHandler } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import type { Desk } from '../../desk/desk.js';
import { queueFor, waitingSoon } from '../../desk/review/queue.js';
import { queueFilters } from '../../desk/review/queue-filters.js';
import { readQueue } from '../../desk/review/queue-reading.js';
import { visibleTo } from '../../desk/rounds/visibility.js';
import { parse } from '../../domain/parse.js';
import { reasonCodes } from '../../domain/review/queue.js';
import { pageAsked, pageQuery } from '../api/api-input.js';
import { textField } from '../forms/form-fields.js';
import { wantsJson } from '../http/bodies.js';
import type { Routes } from '../http/routes.js';
import { viewerOf } from '../page/viewer.js';
import { queueAnswer, queueShape } from './queue-answers.js';
import { queueView } from './queue-view.js';
import { showReview } from './review-page.js';

declare global {
  namespace Express {
    interface Request {
      /** How much waits to be reviewed by whoever asks for a page; null while it is still counted. */
      waiting?: number | null;
    }
  }
}

/** What waits for whoever asks: as a list, and one at a time beside its article. */
export function queue(routes: Routes): void {
  routes.get('/review', 'read', async (context, req, res) => {
    const { desk, actor } = context;
    const filters = parse(queueFilters, req.query);
    const after = textField(req.query, 'after') || null;
    const reading = await readQueue(desk, actor, filters, after);
    const page = queueView(reading, filters, after, viewerOf(context));
    res.render('review/index', { page });
  });

  routes.get('/review/:id', 'read', (context, req, res) =>
    showReview(context, res, req.params.id, parse(queueFilters, req.query)),
  );
  routes.ahead('/review/:id', (desk, { params }) => annotationById(desk, params.id));

  routes.get(
    '/api/review',
    {
      right: 'read',
      summary: 'What waits for whoever asks, the most urgent first, and why',
      query: {
        status:
          'unreviewed or disputed; agreed or settled: what is closed and was not reviewed by whoever asks.',
        article: 'Of an article, by its id.',
        person: 'Who annotated, by their id.',
        source: 'With a source in the chain, by its id.',
        confidence: 'low, moderate, high or none.',
        label: 'With this label, in capitals or not.',
        reason: `The most urgent reason: ${reasonCodes.join(', ')}.`,
        ...pageQuery,
      },
      answer: queueShape,
    },
    async ({ desk, actor }, req, res) => {
      const filters = parse(queueFilters, req.query);
      const page = await queueFor(desk, actor, filters, pageAsked(req.query));
      res.json(await queueAnswer(desk, page));
    },
  );
}

/**
 * Counts what waits for whoever asks for a page: it stands in the head of each. For the page that
 * answers a form it is counted once the form has done its work.
 */
export function countReviews(desk: Desk): RequestHandler {
  return async (req, res, next) => {
    const person = req.visitor?.person;
    if (!person || wantsJson(req)) return next();
    const count = async () => {
      req.waiting = await waitingSoon(await visibleTo(desk, person, req.rounds), person);
    };
    if (req.method !== 'POST') {
      await count();
      return next();
    }
    const render = res.render.bind(res);
    res.render = (view: string, shown?: unknown, done?: unknown) => {
      // A fragment has no head.
      if (typeof done === 'function') return render(view, shown as object, done as () => void);
      count().then(() => render(view, shown as object), next);
    };
    next();
  };
}
