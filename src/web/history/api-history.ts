import { listHistory } from '../../desk/history/whole-history.js';
import { eventAnswer } from '../api-answers.js';
import { pageAsked } from '../http/api-input.js';
import { textFields } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';

/** The history, for programs: the newest event first. */
export function apiHistory(routes: Routes): void {
  routes.get('/api/history', 'read', async ({ desk }, req, res) => {
    const asked = { ...textFields(req.query, 'subject', 'article'), ...pageAsked(req.query) };
    const { items, next, names } = await listHistory(desk, asked);
    res.json({ items: items.map((event) => eventAnswer(event, names)), next });
  });
}
