import { queueFilters } from '../desk/queue-filters.js';
import { readQueue } from '../desk/queue-reading.js';
import { parse } from '../domain/parse.js';
import { viewerOf } from './article.js';
import { textField } from './form-fields.js';
import { queueView } from './present/queue.js';
import { showReview } from './review-page.js';
import type { Routes } from './routes.js';

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
