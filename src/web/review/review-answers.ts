import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import type { Reading } from '../../domain/articles/article-reading.js';
import type { Comment } from '../../domain/review/comments.js';
import {
  type Proposal,
  type ProposalOutcome,
  proposalStanding,
} from '../../domain/review/proposal.js';
import type { ReviewRequest } from '../../domain/review/request.js';
import type { Verdict } from '../../domain/review/verdict.js';
import type { CodePointIndex } from '../../domain/text/span.js';
import { type Answer, type People, person, statementAnswer } from '../api-answers.js';
import type {
  commentShape,
  proposalShape,
  requestShape,
  verdictShape,
} from './api-review-shapes.js';

/* What was said in reviewing an annotation, as programs are answered. */

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
    by: person(by, people),
    at,
    current: revision === annotation.revision,
    status: annotation.status,
  };
}

/** A proposal; `index` counts the code points of the edition of which its passage is. */
export function proposalAnswer(
  proposal: Proposal,
  annotation: Annotation,
  reading: Reading,
  index: CodePointIndex,
): Answer<typeof proposalShape> {
  const { id, revision, by, at, reason, parts, content, outcome } = proposal;
  return {
    id,
    annotation: annotation.id,
    revision,
    by: person(by, reading.people),
    at,
    reason,
    parts,
    ...statementAnswer(content, reading, index),
    moved: proposalStanding(annotation, proposal).moved,
    outcome: outcome && outcomeAnswer(outcome, reading.people),
  };
}

function outcomeAnswer({ by, ...outcome }: ProposalOutcome, people: People) {
  return { ...outcome, by: person(by, people) };
}

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
    by: person(by, people),
    at,
    mentions: mentions.map((id) => person(id, people)),
    resolved: resolved && stampAnswer(resolved, people),
  };
}

export function requestAnswer(
  { id, by, at, to, note, due, closed }: ReviewRequest,
  annotation: Annotation,
  people: People,
): Answer<typeof requestShape> {
  return {
    id,
    annotation: annotation.id,
    by: person(by, people),
    at,
    to: person(to, people),
    note,
    due,
    closed: closed && stampAnswer(closed, people),
  };
}

function stampAnswer({ by, at }: Stamp, people: People) {
  return { by: person(by, people), at };
}
