import { quorumOf, setQuorum } from '../desk/settings.js';
import { bodyOf } from './api-input.js';
import { settingsBody } from './api-review-bodies.js';
import type { Routes } from './routes.js';

/** What the desk has settled for itself, for programs. */
export function apiSettings(routes: Routes): void {
  routes.get('/api/settings', 'read', async ({ desk }, _req, res) => {
    res.json({ quorum: await quorumOf(desk) });
  });

  routes.put('/api/settings', 'change settings', async ({ desk, actor }, req, res) => {
    const { quorum } = bodyOf(settingsBody, req.body);
    await setQuorum(desk, actor, quorum);
    res.json({ quorum });
  });
}
