import { settleDispute } from '../../desk/review/settlements.js';
import { parse } from '../../domain/parse.js';
import { settlementInput } from '../../domain/review/settlement.js';
import { textField } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';
import { answerReviewed, confirmedIn, reviewWork, revisionIn, wordsIn } from './review-forms.js';

/** The form by which an editor settles a dispute. */
export function settlements(routes: Routes): void {
  routes.post('/annotations/:id/settlement', 'settle disputes', async (context, req, res) => {
    const { id } = req.params;
    await reviewWork(context, req, res, { id, form: 'settlement', about: '' }, async () => {
      const sent = { outcome: textField(req.body, 'outcome'), reason: wordsIn(req, 'reason') };
      const input = parse(settlementInput, sent);
      const beside = { revision: revisionIn(req), confirm: confirmedIn(req) };
      const { desk, actor } = context;
      const { annotation } = await settleDispute(desk, actor, id, { ...input, ...beside });
      answerReviewed(req, res, {
        annotation,
        message: 'The dispute is settled.',
        at: 'settlement',
      });
    });
  });
}
