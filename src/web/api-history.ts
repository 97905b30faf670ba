import { listHistory } from '../desk/whole-history.js';
import { pageAsked } from './api-input.js';
import { eventAnswer } from './api-present.js';
import { textFields } from './form-fields.js';
import type { Routes } from './routes.js';

/** The history, for programs: the newest event first. */
export function apiHistory(routes: Routes): void {
  routes.get('/api/history', 'read', async ({ desk }, req, res) => {
    const asked = { ...textFields(req.query, 'subject', 'article'), ...pageAsked(req.query) };
    const { items, next, names } = await listHistory(desk, asked);
    res.json({ items: items.map((event) => eventAnswer(event, names)), next });
  });
}
