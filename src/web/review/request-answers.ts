import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { ReviewRequest } from '../../domain/review/request.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  stampAnswer,
  stampShape,
  textShape,
} from '../http/answers.js';

export const requestShape = z
  .object({
    id: z.string(),
    annotation: z.string(),
    by: personShape,
    at: momentShape,
    to: personShape,
    note: textShape,
    /** The day by which a verdict is wanted, as year-month-day. */
    due: textShape,
    /** When it was answered by a verdict, or withdrawn, and by whom. */
    closed: stampShape.nullable(),
  })
  .meta({ id: 'ReviewRequest' });

export function requestAnswer(
  { id, by, at, to, note, due, closed }: ReviewRequest,
  annotation: Annotation,
  people: People,
): Answer<typeof requestShape> {
  return {
    id,
    annotation: annotation.id,
    by: personAnswer(by, people),
    at,
    to: personAnswer(to, people),
    note,
    due,
    closed: closed && stampAnswer(closed, people),
  };
}
