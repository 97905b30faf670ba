import type { Response } from 'express';
import { z } from 'zod';
import { annotationById } from '../../desk/annotations/annotations.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import { settleDispute, undoSettlement } from '../../desk/review/settlements.js';
import { parse } from '../../domain/parse.js';
import { settlementInput } from '../../domain/review/settlement.js';
import { orCurrent } from '../annotations/annotation-answers.js';
import { sendMade } from '../api/answers.js';
import { textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import type { Routes } from '../http/routes.js';
import { undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { formAnchor } from './form-anchors.js';
import { settledShape, settlementAnswer } from './review-answers.js';
import { answerReviewed, backIn, reviewWork, revisionIn } from './review-forms.js';

const settlementBody = settlementInput.extend({
  ...confirmField,
  /** The revision that was looked at. */
  revision: z.int().min(1).optional(),
});

/** An editor settles a dispute. */
export function settlements(routes: Routes): void {
  routes.post('/annotations/:id/settlement', 'settle disputes', async (context, req, res) => {
    const { id } = req.params;
    const at = formAnchor.settlement;
    await reviewWork(context, req, res, { id, at }, async () => {
      const sent = textFields(req.body, 'outcome', 'reason');
      const input = parse(settlementInput, sent);
      const beside = { revision: revisionIn(req), confirm: confirmedIn(req.body) };
      const { desk, actor } = context;
      const { annotation } = await settleDispute(desk, actor, id, { ...input, ...beside });
      answerReviewed(req, res, {
        annotation,
        message: 'The dispute is settled.',
        undo: undoBy(withQuery(`/annotations/${id}/settlement/withdrawal`, { back: backIn(req) })),
        at,
      });
    });
  });

  const withdrawal = '/annotations/:id/settlement/withdrawal';
  routes.post(withdrawal, 'settle disputes', async (context, req, res) => {
    const { id } = req.params;
    const at = formAnchor.settlement;
    await reviewWork(context, req, res, { id, at }, async () => {
      const annotation = await undoSettlement(context.desk, context.actor, id);
      answerReviewed(req, res, { annotation, message: 'Settlement undone.', at });
    });
  });
  forPrograms(routes);
}

function forPrograms(routes: Routes): void {
  routes.post(
    '/api/annotations/:id/settlement',
    {
      right: 'settle disputes',
      summary: 'Settles a dispute; the annotation’s own answer bears it',
      body: settlementBody,
      answer: settledShape,
      makes: true,
      again: async ({ desk }, { id = '' }, res) => {
        const annotation = await annotationById(desk, id);
        const { settlement } = annotation;
        if (settlement === null) return sendMade(res, `/api/annotations/${id}`, { id });
        await sendSettled(desk, res, { annotation, settlement });
      },
      conflict:
        'There is no dispute, the revision has moved on (`current`), or something is to be said yes to first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      await sendSettled(
        desk,
        res,
        await orCurrent(desk, id, () => settleDispute(desk, actor, id, body)),
      );
    },
  );
}

async function sendSettled(
  desk: Desk,
  res: Response,
  { annotation: { id, status }, settlement }: Awaited<ReturnType<typeof settleDispute>>,
): Promise<void> {
  const answer = settlementAnswer(settlement, await peopleNames(desk));
  sendMade(res, `/api/annotations/${id}`, { ...answer, annotation: id, status });
}
