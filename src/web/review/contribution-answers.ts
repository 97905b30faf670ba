import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
} from '../api/answers.js';

/** What all have that colleagues contribute to an annotation: verdicts, proposals, comments, requests. */
export const contributionShape = z.object({
  id: z.string(),
  annotation: z.string(),
  by: personShape,
  at: momentShape,
});

export function contributionAnswer(
  { id, by, at }: { id: string; by: string; at: string },
  annotation: Pick<Annotation, 'id'>,
  people: People,
): Answer<typeof contributionShape> {
  return { id, annotation: annotation.id, by: personAnswer(by, people), at };
}
