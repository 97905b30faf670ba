import { annotationById } from '../../desk/annotations/annotations.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import { askForReview, withdrawRequest } from '../../desk/review/requests.js';
import { parse } from '../../domain/parse.js';
import { requestInput } from '../../domain/review/request.js';
import { listShape, oneOf, sendMade } from '../api/answers.js';
import { pageOf, pageQuery } from '../api/api-input.js';
import { textFields } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { undoable } from '../history/undoing.js';
import type { Routes } from '../http/routes.js';
import { undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { formAnchor } from './form-anchors.js';
import { requestAnswer, requestShape } from './review-answers.js';
import { answerReviewed, backIn, reviewWork } from './review-forms.js';

const at = formAnchor.request;

/** A colleague is asked for a verdict, and is asked no longer. */
export function requests(routes: Routes): void {
  routes.post('/annotations/:id/requests', 'ask for reviews', async (context, req, res) => {
    const { id } = req.params;
    await reviewWork(context, req, res, { id, at }, async () => {
      const { desk, actor } = context;
      const sent = textFields(req.body, 'to', 'due', 'note');
      const asked = { ...parse(requestInput, sent), confirm: confirmedIn(req.body) };
      const { annotation, request } = await askForReview(desk, actor, id, asked);
      const undo = undoBy(
        withQuery(`/annotations/${id}/requests/${request.id}/withdrawal`, { back: backIn(req) }),
      );
      answerReviewed(req, res, { annotation, message: 'Your colleague is asked.', undo, at });
    });
  });

  const withdrawal = '/annotations/:id/requests/:request/withdrawal';
  routes.post(withdrawal, 'ask for reviews', async (context, req, res) => {
    const { id, request } = req.params;
    await reviewWork(context, req, res, { id, at }, async () => {
      const withdraw = () => withdrawRequest(context.desk, context.actor, id, request);
      const subject = { kind: 'annotation' as const, id };
      const { done, undo } = await undoable(context, subject, withdraw, backIn(req));
      const flash = { message: 'The request is withdrawn.', undo };
      answerReviewed(req, res, { annotation: done, ...flash, at });
    });
  });
  forPrograms(routes);
  oneForPrograms(routes);
}

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/requests',
    {
      right: 'read',
      summary: 'Who was asked to review an annotation, the earliest first',
      query: pageQuery,
      answer: listShape(requestShape),
    },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      const { items, next } = pageOf(annotation.requests, req.query);
      const people = await peopleNames(desk);
      res.json({ items: items.map((request) => requestAnswer(request, annotation, people)), next });
    },
  );

  routes.post(
    '/api/annotations/:id/requests',
    {
      right: 'ask for reviews',
      summary: 'Asks a colleague to review an annotation',
      body: requestInput.extend(confirmField),
      answer: requestShape,
      makes: true,
      conflict: 'They were asked already, or something is to be said yes to first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      const { annotation, request } = await askForReview(desk, actor, id, body);
      const answer = requestAnswer(request, annotation, await peopleNames(desk));
      sendMade(res, `/api/annotations/${id}/requests/${request.id}`, answer);
    },
  );
}

function oneForPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/requests/:request',
    { right: 'read', summary: 'Such a request', answer: requestShape },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      const request = oneOf(annotation.requests, req.params.request, 'request');
      res.json(requestAnswer(request, annotation, await peopleNames(desk)));
    },
  );

  routes.delete(
    '/api/annotations/:id/requests/:request',
    { right: 'ask for reviews', summary: 'Takes such a request back' },
    async ({ desk, actor }, req, res) => {
      await withdrawRequest(desk, actor, req.params.id, req.params.request);
      res.status(204).end();
    },
  );
}
