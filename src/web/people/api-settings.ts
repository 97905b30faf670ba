import { quorumOf, setQuorum } from '../../desk/people/settings.js';
import { bodyOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { settingsBody } from '../review/api-review-bodies.js';

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
