import { notePresence, presenceInput } from '../desk/presence.js';
import { parse } from '../domain/parse.js';
import type { Routes } from './routes.js';

/** Who has which annotation at hand, said by the pages on which they have it. */
export function presence(routes: Routes): void {
  routes.post('/presence', 'judge', async ({ desk, actor }, req, res) => {
    res.json({ here: await notePresence(desk, actor, parse(presenceInput, req.body)) });
  });
}
