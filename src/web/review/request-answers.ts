import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ReviewRequest } from '../../domain/review/request.js';
import {
  type Answer,
  type People,
  personAnswer,
  personShape,
  stampAnswer,
  stampShape,
  textShape,
} from '../api/answers.js';
import { contributionAnswer, contributionShape } from './contribution-answers.js';

export const requestShape = contributionShape
  .extend({
    to: personShape,
    note: textShape,
    /** The day by which a verdict is wanted, as year-month-day. */
    due: textShape,
    /** When it was answered by a verdict, or withdrawn, and by whom. */
    closed: stampShape.nullable(),
  })
  .meta({ id: 'ReviewRequest' });

export function requestAnswer(
  request: ReviewRequest,
  annotation: Annotation,
  people: People,
): Answer<typeof requestShape> {
  const { to, note, due, closed } = request;
  return {
    ...contributionAnswer(request, annotation, people),
    to: personAnswer(to, people),
    note,
    due,
    closed: closed && stampAnswer(closed, people),
  };
}
