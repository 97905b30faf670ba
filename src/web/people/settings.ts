import type { Response } from 'express';
import { z } from 'zod';
import type { Desk } from '../../desk/desk.js';
import { quorumOf, setQuorum } from '../../desk/people/settings.js';
import { maxQuorum, quorumWanted } from '../../domain/people/settings.js';
import { countedFirst } from '../../domain/text/wording.js';
import { textField } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';

/** A program's numbers are numbers; a form's, which the desk reads, are text. */
const settingsBody = z.object({
  quorum: z.int(quorumWanted).min(1, quorumWanted).max(maxQuorum, quorumWanted),
});

const settingsShape = z
  .object({
    /** How many colleagues must agree with an annotation for it to be agreed. */
    quorum: z.int(),
  })
  .meta({ id: 'Settings' });

/** What the desk has settled for itself, for its admins. */
export function settings(routes: Routes): void {
  routes.get('/settings', 'change settings', ({ desk }, _req, res) => show(desk, res));

  routes.post('/settings', 'change settings', async ({ desk, actor }, req, res) => {
    const typed = textField(req.body, 'quorum');
    await formWork(
      req,
      res,
      async () => {
        const subject = { kind: 'desk' as const, id: 'desk' };
        const set = () => setQuorum(desk, actor, typed.trim());
        const { done, undo } = await undoable({ desk, actor }, subject, set);
        const message = `Saved. ${changesOf(done.restated)}`;
        redirectWith(req, res, '/settings', { message, undo });
      },
      (refused) => show(desk, res, refused),
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
  return `${countedFirst(restated, 'annotation has', 'annotations have')} another status by it.`;
}

async function show(desk: Desk, res: Response, refused: RefusedForm | null = null): Promise<void> {
  const settings = { quorum: await quorumOf(desk), maxQuorum };
  res.render('people/settings', { settings, refused });
}
