import type { Response } from 'express';
import { Problem, type ProblemCode } from '../../domain/problem.js';
import { isFaultAfterSave } from './request-store.js';

/** What each problem is called on paper, and its HTTP status. */
const statuses: Record<ProblemCode, { status: number; title: string }> = {
  unreadable: { status: 400, title: 'Unreadable' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict' },
  ambiguous: { status: 409, title: 'Ambiguous' },
  stale: { status: 412, title: 'Changed meanwhile' },
  'too-large': { status: 413, title: 'Too large' },
  unsupported: { status: 415, title: 'Not supported' },
  invalid: { status: 422, title: 'Not valid' },
  'precondition-required': { status: 428, title: 'Precondition required' },
  'too-many': { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Unavailable' },
};

/** The HTTP status of a problem. */
export function statusOf(problem: Problem): number {
  return statuses[problem.code].status;
}

/** A problem in two words, for the head of a page. */
export function titleOf(problem: Problem): string {
  return statuses[problem.code].title;
}

/** A problem as RFC 9457 has it; what a caller needs to go on stands beside the standard fields. */
function problemDocument(problem: Problem): Record<string, unknown> {
  return {
    ...problem.details,
    type: 'about:blank',
    title: titleOf(problem),
    status: statusOf(problem),
    code: problem.code,
    detail: problem.message,
    errors: problem.fields,
  };
}

/** Sets the status of an answer, and the header that belongs to it. */
function setStatus(res: Response, problem: Problem): void {
  res.status(statusOf(problem));
  const { retryAfter } = problem.details;
  if (typeof retryAfter === 'number') res.set('Retry-After', String(retryAfter));
}

/** Answers with a problem as `application/problem+json`. */
export function sendProblem(res: Response, problem: Problem): void {
  if (problem.code === 'unauthenticated') res.set('WWW-Authenticate', 'Bearer');
  setStatus(res, problem);
  res.type('application/problem+json').send(JSON.stringify(problemDocument(problem)));
}

/** What a form shows of a problem: one sentence, and the faults by the name of their field. */
export interface Faults {
  message: string;
  of: Readonly<Record<string, string>>;
}

export function faultsOf(problem: Problem): Faults {
  const of = Object.fromEntries(
    [...problem.fields].reverse().map(({ field, message }) => [field, message]),
  );
  return { message: problem.message, of };
}

/**
 * Does the work of a form. A problem with what was sent goes to `again`, which shows the form once
 * more with everything that was typed; the status is set already. Every other error is thrown on, and
 * so is what went wrong once everything was saved.
 */
export async function formWork(
  res: Response,
  work: () => Promise<void>,
  again: (faults: Faults, problem: Problem) => Promise<void> | void,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'forbidden' || error.code === 'not-found')
      throw error;
    if (isFaultAfterSave(res, error)) throw error;
    setStatus(res, error);
    await again(faultsOf(error), error);
  }
}
