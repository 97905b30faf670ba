import type { Routes } from './routes.js';

/** `/healthz` answers 200 when the store does. */
export function health(routes: Routes): void {
  routes.get('/healthz', 'anyone', async ({ desk }, _req, res) => {
    await desk.store.count('people', 'all', '');
    res.json({ status: 'ok' });
  });
}
