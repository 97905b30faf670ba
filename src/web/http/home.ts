import type { Routes } from './routes.js';
import { seeOther } from './see-other.js';

/** The way in leads to the articles. */
export function home(routes: Routes): void {
  routes.get('/', 'read', (_context, _req, res) => seeOther(res, '/articles'));
}
