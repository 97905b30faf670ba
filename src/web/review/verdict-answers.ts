import { z } from 'zod';
import { type Annotation, statuses } from '../../domain/annotations/annotation.js';
import { type Verdict, verdictCodes } from '../../domain/review/verdict.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  textShape,
} from '../http/answers.js';

export const verdictShape = z
  .object({
    id: z.string(),
    annotation: z.string(),
    /** The one that was judged. */
    revision: z.int(),
    verdict: z.enum(verdictCodes),
    on: z.string(),
    comment: textShape,
    by: personShape,
    at: momentShape,
    /** Whether the revision that was judged is the present one. */
    current: z.boolean(),
    /** Of the annotation, now. */
    status: z.enum(statuses),
  })
  .meta({ id: 'Verdict' });

export function verdictAnswer(
  { id, revision, verdict, on, comment, by, at }: Verdict,
  annotation: Annotation,
  people: People,
): Answer<typeof verdictShape> {
  return {
    id,
    annotation: annotation.id,
    revision,
    verdict,
    on,
    comment,
    by: personAnswer(by, people),
    at,
    current: revision === annotation.revision,
    status: annotation.status,
  };
}
