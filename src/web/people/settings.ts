import type { Response } from 'express';
import { quorumOf, setQuorum } from '../../desk/people/settings.js';
import { largestQuorum } from '../../domain/people/settings.js';
import { redirectWith } from '../http/flash.js';
import { textField } from '../http/form-fields.js';
import { type Faults, formWork } from '../http/problems.js';
import type { Routes } from '../http/routes.js';

/** What the desk has settled for itself, for its admins. */
export function settings(routes: Routes): void {
  routes.get('/settings', 'change settings', async ({ desk }, _req, res) => {
    show(res, String(await quorumOf(desk)));
  });

  routes.post('/settings', 'change settings', async ({ desk, actor }, req, res) => {
    const typed = textField(req.body, 'quorum');
    await formWork(
      res,
      async () => {
        const { restated } = await setQuorum(desk, actor, typed.trim());
        redirectWith(req, res, '/settings', { message: `Saved. ${changesOf(restated)}` });
      },
      (faults) => show(res, typed, faults),
    );
  });
}

function changesOf(restated: number): string {
  if (restated === 0) return 'No annotation has another status by it.';
  if (restated === 1) return 'One annotation has another status by it.';
  return `${restated} annotations have another status by it.`;
}

function show(res: Response, quorum: string, faults: Faults | null = null): void {
  res.render('people/settings', { settings: { quorum, largestQuorum }, faults });
}
