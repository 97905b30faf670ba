import { annotationById } from '../../desk/annotations/annotations.js';
import { peopleNames } from '../../desk/people/people.js';
import { giveVerdict, withdrawVerdict } from '../../desk/review/verdicts.js';
import { orCurrent } from '../annotations/annotation-answers.js';
import { bodyOf, pageOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { verdictBody } from './api-review-bodies.js';
import { verdictAnswer } from './review-answers.js';

/** Verdicts on an annotation, for programs. */
export function apiVerdicts(routes: Routes): void {
  routes.get('/api/annotations/:id/verdicts', 'read', async ({ desk }, req, res) => {
    const annotation = await annotationById(desk, req.params.id);
    const { items, next } = pageOf(annotation.verdicts, req.query);
    const people = await peopleNames(desk);
    res.json({ items: items.map((verdict) => verdictAnswer(verdict, annotation, people)), next });
  });

  routes.post('/api/annotations/:id/verdicts', 'judge', async ({ desk, actor }, req, res) => {
    const { id } = req.params;
    const { annotation, verdict } = await orCurrent(desk, id, () =>
      giveVerdict(desk, actor, id, bodyOf(verdictBody, req.body)),
    );
    res.status(201).json(verdictAnswer(verdict, annotation, await peopleNames(desk)));
  });

  routes.delete(
    '/api/annotations/:id/verdicts/:verdict',
    'judge',
    async ({ desk, actor }, req, res) => {
      await withdrawVerdict(desk, actor, req.params.id, req.params.verdict);
      res.status(204).end();
    },
  );
}
