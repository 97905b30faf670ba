import { suggestColleagues } from '../../desk/people/colleagues.js';
import { textField } from '../forms/form-fields.js';
import type { Routes } from '../http/routes.js';

/** Whom a mention may mean, for the page's script while one is typed. */
export function colleagueSuggestions(routes: Routes): void {
  routes.get('/people/suggestions', 'comment', async ({ desk }, req, res) => {
    res.json({ items: await suggestColleagues(desk, textField(req.query, 'q')) });
  });
}
