import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Comment } from '../../domain/review/comments.js';
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

export const commentShape = z
  .object({
    id: z.string(),
    annotation: z.string(),
    text: z.string(),
    /** The comment that began the conversation. */
    replyTo: textShape,
    by: personShape,
    at: momentShape,
    mentions: z.array(personShape),
    /** Of the first comment: when its conversation was resolved, and by whom. */
    resolved: stampShape.nullable(),
  })
  .meta({ id: 'Comment' });

export function commentAnswer(
  { id, text, replyTo, by, at, mentions, resolved }: Comment,
  annotation: Annotation,
  people: People,
): Answer<typeof commentShape> {
  return {
    id,
    annotation: annotation.id,
    text,
    replyTo,
    by: personAnswer(by, people),
    at,
    mentions: mentions.map((id) => personAnswer(id, people)),
    resolved: resolved && stampAnswer(resolved, people),
  };
}
