import { queueFilters } from '../../desk/review/queue-filters.js';
import { readQueue } from '../../desk/review/queue-reading.js';
import { parse } from '../../domain/parse.js';
import { viewerOf } from '../articles/article.js';
import { textField } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';
import { queueView } from './queue-view.js';
import { showReview } from './review-page.js';

/** What waits for whoever asks: as a list, and one at a time beside its article. */
export function review(routes: Routes): void {
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
}
