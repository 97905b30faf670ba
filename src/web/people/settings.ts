import type { Response } from 'express';
import { z } from 'zod';
import { quorumOf, setQuorum } from '../../desk/people/settings.js';
import { maxQuorum } from '../../domain/people/settings.js';
import { redirectWith } from '../http/flash.js';
import { textField } from '../http/form-fields.js';
import { type Faults, formWork } from '../http/problems.js';
import type { Routes } from '../http/routes.js';

const quorum = `Give a whole number from 1 to ${maxQuorum}.`;
/** A program's numbers are numbers; a form's, which the desk reads, are text. */
const settingsBody = z.object({
  quorum: z.int(quorum).min(1, quorum).max(maxQuorum, quorum),
});

const settingsShape = z
  .object({
    /** How many colleagues must agree with an annotation for it to be agreed. */
    quorum: z.int(),
  })
  .meta({ id: 'Settings' });

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

  routes.get(
    '/api/settings',
    { right: 'read', summary: 'What the desk has settled for itself', answer: settingsShape },
    async ({ desk }, _req, res) => {
      res.json({ quorum: await quorumOf(desk) });
    },
  );

  routes.put(
    '/api/settings',
    {
      right: 'change settings',
      summary: 'Changes that; every annotation then has the status that follows',
      body: settingsBody,
      answer: settingsShape,
    },
    async ({ desk, actor, body: { quorum } }, _req, res) => {
      await setQuorum(desk, actor, quorum);
      res.json({ quorum });
    },
  );
}

function changesOf(restated: number): string {
  if (restated === 0) return 'No annotation has another status by it.';
  if (restated === 1) return 'One annotation has another status by it.';
  return `${restated} annotations have another status by it.`;
}

function show(res: Response, quorum: string, faults: Faults | null = null): void {
  res.render('people/settings', { settings: { quorum, maxQuorum }, faults });
}
