import { z } from 'zod';
import { type Claim, claimStates, stances } from '../../domain/claims/claim.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
} from '../http/answers.js';

export const claimShape = z
  .object({
    id: z.string(),
    version: z.int(),
    statement: z.string(),
    state: z.enum(claimStates),
    /** How many annotations name it. */
    annotations: z.int(),
    creator: personShape,
    created: momentShape,
  })
  .meta({ id: 'Claim' });
export const claimWithAnnotationsShape = claimShape
  .extend({
    annotations: z.array(
      z.object({ id: z.string(), article: z.string(), stance: z.enum(stances).nullable() }),
    ),
  })
  .meta({ id: 'ClaimWithAnnotations' });

export function claimAnswer(
  { id, version, statement, state, creator, created }: Claim,
  annotations: number,
  people: People,
): Answer<typeof claimShape> {
  return {
    id,
    version,
    statement,
    state,
    annotations,
    creator: personAnswer(creator, people),
    created,
  };
}
