import type { Routes } from './routes.js';

/** The way in leads to the articles. */
export function home(routes: Routes): void {
  routes.get('/', 'read', (_context, _req, res) => res.redirect(303, '/articles'));
}
