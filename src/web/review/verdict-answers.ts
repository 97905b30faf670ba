import { z } from 'zod';
import { type Annotation, statuses } from '../../domain/annotations/annotation.js';
import { type Verdict, verdictCodes } from '../../domain/review/verdict.js';
import { type Answer, type People, textShape } from '../api/answers.js';
import { contributionAnswer, contributionShape } from './contribution-answers.js';

export const verdictShape = contributionShape
  .extend({
    /** The one that was judged. */
    revision: z.int(),
    verdict: z.enum(verdictCodes),
    on: z.string(),
    comment: textShape,
    /** Whether the revision that was judged is the present one. */
    current: z.boolean(),
    /** Of the annotation, now. */
    status: z.enum(statuses),
  })
  .meta({ id: 'Verdict' });

export function verdictAnswer(
  given: Verdict,
  annotation: Annotation,
  people: People,
): Answer<typeof verdictShape> {
  const { revision, verdict, on, comment } = given;
  return {
    ...contributionAnswer(given, annotation, people),
    revision,
    verdict,
    on,
    comment,
    current: revision === annotation.revision,
    status: annotation.status,
  };
}
