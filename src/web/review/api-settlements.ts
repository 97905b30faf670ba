import { peopleNames } from '../../desk/people/people.js';
import { settleDispute } from '../../desk/review/settlements.js';
import { orCurrent } from '../annotations/annotation-answers.js';
import { settlementAnswer } from '../api-answers.js';
import { bodyOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { settlementBody } from './api-review-bodies.js';

/** The settling of disputes, for programs. An annotation's own answer bears its settlement. */
export function apiSettlements(routes: Routes): void {
  routes.post(
    '/api/annotations/:id/settlement',
    'settle disputes',
    async ({ desk, actor }, req, res) => {
      const { id } = req.params;
      const { annotation, settlement } = await orCurrent(desk, id, () =>
        settleDispute(desk, actor, id, bodyOf(settlementBody, req.body)),
      );
      const answer = settlementAnswer(settlement, await peopleNames(desk));
      res.status(201).json({ ...answer, annotation: id, status: annotation.status });
    },
  );
}
