import { z } from 'zod';
import { type Annotation, demandPresent, type Stamp } from '../annotations/annotation.js';
import { authorsOf } from '../annotations/content-parts.js';
import { isDate } from '../articles/written-date.js';
import { optionalWords } from '../fields.js';
import { Problem } from '../problem.js';
import type { ReviewRequest } from './model.js';

export type { ReviewRequest } from './model.js';

/** What is sent to ask a colleague for a verdict. */
export const requestInput = z.object({
  to: z.string('Say whom you ask.').trim().min(1, 'Say whom you ask.').max(60),
  note: optionalWords(1000),
  due: z
    .string()
    .nullish()
    .transform((text) => text?.trim() || null)
    .refine(
      (text) => text === null || (text.length === 10 && isDate(text)),
      'Give the day as year-month-day, such as 2026-03-20.',
    ),
});
export type RequestInput = z.output<typeof requestInput>;

/**
 * Asks a colleague. Throws *invalid* for somebody who wrote a part of the annotation, *conflict* for
 * somebody who has been asked already.
 */
export function ask(annotation: Annotation, request: ReviewRequest): Annotation {
  demandPresent(annotation);
  if (authorsOf(annotation).includes(request.to)) {
    throw Problem.field('to', 'Nobody reviews what they wrote themselves: ask somebody else.');
  }
  if (openRequests(annotation).some(({ to }) => to === request.to)) {
    throw new Problem('conflict', 'They have been asked already, and have not answered yet.');
  }
  return { ...annotation, requests: [...annotation.requests, request] };
}

/** Takes a request back. Throws *not-found* where it is not there or is closed. */
export function withdrawRequest(annotation: Annotation, id: string, closed: Stamp): Annotation {
  demandPresent(annotation);
  if (!openRequests(annotation).some((request) => request.id === id)) {
    throw new Problem('not-found', 'This request has been answered or withdrawn.');
  }
  return closing(annotation, (request) => request.id === id, closed);
}

/**
 * Asks once more what was taken back. Throws *not-found* where it is not there, *conflict* where
 * they have been asked anew or wrote a part of the annotation since.
 */
export function reopenRequest(annotation: Annotation, id: string): Annotation {
  demandPresent(annotation);
  const request = annotation.requests.find((each) => each.id === id);
  if (!request) throw new Problem('not-found', 'There is no such request.');
  if (authorsOf(annotation).includes(request.to)) {
    throw new Problem('conflict', 'They wrote a part of the annotation since.');
  }
  if (openRequests(annotation).some(({ to }) => to === request.to)) {
    throw new Problem('conflict', 'They have been asked again.');
  }
  const requests = annotation.requests.map((each) =>
    each === request ? { ...each, closed: null } : each,
  );
  return { ...annotation, requests };
}

/** The annotation with what somebody was asked for answered. */
export function answerRequests(annotation: Annotation, { at, by }: Stamp): Annotation {
  return closing(annotation, ({ to }) => to === by, { at, by });
}

/** The annotation with what a verdict had answered open again, unless it has been asked anew. */
export function reopenRequests(annotation: Annotation, { at, by }: Stamp): Annotation {
  if (openRequests(annotation).some(({ to }) => to === by)) return annotation;
  const requests = annotation.requests.map((request) =>
    request.to === by && request.closed?.by === by && request.closed.at === at
      ? { ...request, closed: null }
      : request,
  );
  return { ...annotation, requests };
}

/** The requests that wait for an answer. */
export function openRequests({ requests }: Pick<Annotation, 'requests'>): ReviewRequest[] {
  return requests.filter(({ closed }) => closed === null);
}

function closing(
  annotation: Annotation,
  concerns: (request: ReviewRequest) => boolean,
  closed: Stamp,
): Annotation {
  const requests = annotation.requests.map((request) =>
    request.closed === null && concerns(request) ? { ...request, closed } : request,
  );
  return { ...annotation, requests };
}
