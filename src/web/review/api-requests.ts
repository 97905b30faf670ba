import { annotationById } from '../../desk/annotations/annotations.js';
import { peopleNames } from '../../desk/people/people.js';
import { askForReview, withdrawRequest } from '../../desk/review/requests.js';
import { bodyOf, pageOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { requestBody } from './api-review-bodies.js';
import { requestAnswer } from './review-answers.js';

/** Who was asked by name to judge an annotation, for programs. */
export function apiRequests(routes: Routes): void {
  routes.get('/api/annotations/:id/requests', 'read', async ({ desk }, req, res) => {
    const annotation = await annotationById(desk, req.params.id);
    const { items, next } = pageOf(annotation.requests, req.query);
    const people = await peopleNames(desk);
    res.json({ items: items.map((request) => requestAnswer(request, annotation, people)), next });
  });

  routes.post(
    '/api/annotations/:id/requests',
    'ask for reviews',
    async ({ desk, actor }, req, res) => {
      const asked = bodyOf(requestBody, req.body);
      const { annotation, request } = await askForReview(desk, actor, req.params.id, asked);
      res.status(201).json(requestAnswer(request, annotation, await peopleNames(desk)));
    },
  );

  routes.delete(
    '/api/annotations/:id/requests/:request',
    'ask for reviews',
    async ({ desk, actor }, req, res) => {
      await withdrawRequest(desk, actor, req.params.id, req.params.request);
      res.status(204).end();
    },
  );
}
