import { z } from 'zod';
import { type Annotation, statuses } from '../../domain/annotations/annotation.js';
import type { Comment } from '../../domain/review/comments.js';
import type { ReviewRequest } from '../../domain/review/request.js';
import { type Settlement, settlementOutcomes } from '../../domain/review/settlement.js';
import { type Verdict, verdictCodes } from '../../domain/review/verdict.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  stampAnswer,
  stampShape,
  textShape,
} from '../api/answers.js';

/** What all have that colleagues contribute to an annotation: verdicts, proposals, comments, requests. */
export const contributionShape = z.object({
  id: z.string(),
  annotation: z.string(),
  by: personShape,
  at: momentShape,
});

/** What all that somebody adds to an annotation has in common, in the API’s shape. */
export function contributionAnswer(
  { id, by, at }: { id: string; by: string; at: string },
  annotation: Pick<Annotation, 'id'>,
  people: People,
): Answer<typeof contributionShape> {
  return { id, annotation: annotation.id, by: personAnswer(by, people), at };
}

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

/** A comment in the API’s shape: people by id and name, and what it replies to. */
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

/** A request for a review in the API’s shape; `closed` is null while it waits. */
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

/** How a dispute was settled, in the API’s shape. */
export function settlementAnswer(
  { outcome, reason, revision, by, at }: Settlement,
  people: People,
): Answer<typeof settlementShape> {
  return { outcome, reason, revision, by: personAnswer(by, people), at };
}

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

/** A verdict in the API’s shape; `current` says whether it is on the revision that stands. */
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
