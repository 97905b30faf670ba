import { notePresence, presenceInput } from '../../desk/live/presence.js';
import { parse } from '../../domain/parse.js';
import type { Routes } from '../http/routes.js';

/** Who has which annotation open, as the pages say on which they have it. */
export function presence(routes: Routes): void {
  routes.post('/presence', 'judge', async ({ desk, actor }, req, res) => {
    res.json({ here: await notePresence(desk, actor, parse(presenceInput, req.body)) });
  });
}
