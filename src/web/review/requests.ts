import { askForReview, withdrawRequest } from '../../desk/review/requests.js';
import { parse } from '../../domain/parse.js';
import { requestInput } from '../../domain/review/request.js';
import { textFields } from '../http/form-fields.js';
import type { Routes } from '../http/routes.js';
import { answerReviewed, confirmedIn, reviewWork, wordsIn } from './review-forms.js';

/** The forms by which a colleague is asked for a verdict, and is asked no longer. */
export function requests(routes: Routes): void {
  routes.post('/annotations/:id/requests', 'ask for reviews', async (context, req, res) => {
    const { id } = req.params;
    await reviewWork(context, req, res, { id, form: 'request', about: '' }, async () => {
      const { desk, actor } = context;
      const sent = { ...textFields(req.body, 'to', 'due'), note: wordsIn(req, 'note') };
      const asked = { ...parse(requestInput, sent), confirm: confirmedIn(req) };
      const { annotation } = await askForReview(desk, actor, id, asked);
      answerReviewed(req, res, { annotation, message: 'Your colleague is asked.', at: 'requests' });
    });
  });

  const withdrawal = '/annotations/:id/requests/:request/withdrawal';
  routes.post(withdrawal, 'ask for reviews', async (context, req, res) => {
    const { id, request } = req.params;
    await reviewWork(context, req, res, { id, form: 'request', about: '' }, async () => {
      const annotation = await withdrawRequest(context.desk, context.actor, id, request);
      answerReviewed(req, res, {
        annotation,
        message: 'The request is withdrawn.',
        at: 'requests',
      });
    });
  });
}
