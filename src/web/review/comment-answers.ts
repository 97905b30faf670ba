import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Comment } from '../../domain/review/comments.js';
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

export const commentShape = contributionShape
  .extend({
    text: z.string(),
    /** The comment that began the conversation. */
    replyTo: textShape,
    mentions: z.array(personShape),
    /** Of the first comment: when its conversation was resolved, and by whom. */
    resolved: stampShape.nullable(),
  })
  .meta({ id: 'Comment' });

export function commentAnswer(
  comment: Comment,
  annotation: Annotation,
  people: People,
): Answer<typeof commentShape> {
  const { text, replyTo, mentions, resolved } = comment;
  return {
    ...contributionAnswer(comment, annotation, people),
    text,
    replyTo,
    mentions: mentions.map((id) => personAnswer(id, people)),
    resolved: resolved && stampAnswer(resolved, people),
  };
}
