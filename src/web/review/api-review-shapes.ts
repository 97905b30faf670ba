import { z } from 'zod';
import { statuses } from '../../domain/annotations/annotation.js';
import { contentParts } from '../../domain/annotations/content-parts.js';
import { reasonCodes } from '../../domain/review/queue.js';
import { verdictCodes } from '../../domain/review/verdict.js';
import {
  annotationShape,
  moment,
  person,
  savedAnnotationShape,
  settlementShape,
} from '../api-shapes.js';

/* What the API answers about reviewing: see api-shapes.ts. */

const parts = z.array(z.enum(contentParts));
const stamp = z.object({ by: person, at: moment });

export const verdictShape = z.object({
  id: z.string(),
  annotation: z.string(),
  /** The one that was judged. */
  revision: z.int(),
  verdict: z.enum(verdictCodes),
  on: z.string(),
  comment: z.string().nullable(),
  by: person,
  at: moment,
  /** Whether the revision that was judged is the present one. */
  current: z.boolean(),
  /** Of the annotation, now. */
  status: z.enum(statuses),
});

export const proposalShape = annotationShape
  .pick({
    edition: true,
    target: true,
    chain: true,
    confidence: true,
    credibility: true,
    claim: true,
    stance: true,
  })
  .extend({
    id: z.string(),
    annotation: z.string(),
    /** The one to which it is an alternative. */
    revision: z.int(),
    by: person,
    at: moment,
    reason: z.string(),
    /** What is proposed; the rest is as the annotation had it. */
    parts,
    /** What of that the annotation has changed since, and still has otherwise. */
    moved: parts,
    outcome: z
      .object({
        decision: z.enum(['accepted', 'declined', 'withdrawn']),
        /** What was taken over, and the revision that this made. */
        parts: parts.optional(),
        revision: z.int().optional(),
        reason: z.string().optional(),
        by: person,
        at: moment,
      })
      .nullable(),
  });
export const madeProposalShape = proposalShape.extend(
  savedAnnotationShape.pick({ warnings: true, newSources: true }).shape,
);

export const commentShape = z.object({
  id: z.string(),
  annotation: z.string(),
  text: z.string(),
  /** The comment that began the conversation. */
  replyTo: z.string().nullable(),
  by: person,
  at: moment,
  mentions: z.array(person),
  /** Of the first comment: when its conversation was resolved, and by whom. */
  resolved: stamp.nullable(),
});

export const settledShape = settlementShape.extend({
  annotation: z.string(),
  status: z.enum(statuses),
});

export const requestShape = z.object({
  id: z.string(),
  annotation: z.string(),
  by: person,
  at: moment,
  to: person,
  note: z.string().nullable(),
  /** The day by which a verdict is wanted, as year-month-day. */
  due: z.string().nullable(),
  /** When it was answered by a verdict, or withdrawn, and by whom. */
  closed: stamp.nullable(),
});

export const settingsShape = z.object({
  /** How many colleagues must agree with an annotation for it to be agreed. */
  quorum: z.int(),
});

/** Why something waits for whoever asks; `by` and `at` say who brought it about, and when. */
const reasonShape = z.object({
  code: z.enum(reasonCodes),
  words: z.string(),
  by: person.nullable(),
  at: moment.nullable(),
  due: z.string().nullable(),
});
export const queueShape = z.object({
  items: z.array(annotationShape.extend({ reasons: z.array(reasonShape) })),
  next: z.string().nullable(),
  total: z.int(),
  /** How many there are of each reason, each annotation under its most urgent. */
  counts: z.object(Object.fromEntries(reasonCodes.map((code) => [code, z.int()]))),
});
