import { z } from 'zod';
import { statuses } from '../../domain/annotations/annotation.js';
import { type Settlement, settlementOutcomes } from '../../domain/review/settlement.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
} from '../api/answers.js';

/** A settlement closes the revision that it names. */
export const settlementShape = z
  .object({
    outcome: z.enum(settlementOutcomes.map(({ code }) => code)),
    reason: z.string(),
    revision: z.int(),
    by: personShape,
    at: momentShape,
  })
  .meta({ id: 'Settlement' });
/** What is answered to whoever settles a dispute. */
export const settledShape = settlementShape.extend({
  annotation: z.string(),
  status: z.enum(statuses),
});

export function settlementAnswer(
  { outcome, reason, revision, by, at }: Settlement,
  people: People,
): Answer<typeof settlementShape> {
  return { outcome, reason, revision, by: personAnswer(by, people), at };
}
