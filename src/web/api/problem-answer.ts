import { z } from 'zod';
import { question } from '../../desk/register/questions.js';
import { contentParts } from '../../domain/annotations/content-parts.js';
import { problemCodes } from '../../domain/problem.js';
import { sourceKinds } from '../../domain/register/source.js';
import { annotationShape } from '../annotations/annotation-answers.js';
import type { ApiDetail } from '../http/problems.js';

const candidateSource = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(sourceKinds).nullable(),
});

/** What a caller needs to go on. */
const details = {
  /** Where the passage that was sent stands. */
  candidates: z
    .array(
      z.object({
        start: z.int(),
        end: z.int(),
        before: z.string(),
        exact: z.string(),
        after: z.string(),
      }),
    )
    .optional(),
  /** By each name that is not clear, the entries of the register that bear it. */
  sources: z.array(z.object({ name: z.string(), candidates: z.array(candidateSource) })).optional(),
  /** What must be said yes to first: sent again, the codes stand as `confirm`. */
  confirm: z.array(question).optional(),
  /** The annotation as it stands by now, and its revision. */
  current: annotationShape.optional(),
  revision: z.int().optional(),
  /** The number of the newest edition, where what was sent was compared with another. */
  edition: z.int().optional(),
  /** What of a proposal was changed since. */
  moved: z.array(z.enum(contentParts)).optional(),
  /** In seconds, as the header Retry-After has it. */
  retryAfter: z.int().optional(),
} satisfies Record<ApiDetail, z.ZodType>;

/** A problem, as RFC 9457 has it; what a caller needs to go on stands beside the standard fields. */
export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** What is wrong with each field that was sent. */
    /** Of a fault whose place is known, where it stands in the field's text, in code points. */
    errors: z.array(
      z.object({
        field: z.string(),
        message: z.string(),
        start: z.int().optional(),
        end: z.int().optional(),
      }),
    ),
    /** Absent where the fault is the desk's own. */
    code: z.enum(problemCodes).optional(),
    /** The number under which a fault of the desk's own was written down. */
    id: z.string().optional(),
    ...details,
  })
  .meta({ id: 'Problem' });

/** What says that something was saved where it can't be shown. */
export const savedUnseenShape = z
  .object({ saved: z.literal(true), detail: z.string() })
  .meta({ id: 'SavedUnseen' });
