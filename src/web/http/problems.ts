import type { Response } from 'express';
import type { Problem, ProblemCode } from '../../domain/problem.js';

/** What each problem is called on paper, and its HTTP status. */
const statuses: Record<ProblemCode, { status: number; title: string }> = {
  unreadable: { status: 400, title: 'Unreadable' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  gone: { status: 410, title: 'Gone' },
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

/** What a caller needs to go on, by its name in a problem's details; the API's description has each. */
const apiDetails = [
  ...(['candidates', 'sources', 'confirm', 'current', 'revision', 'edition'] as const),
  ...(['moved', 'retryAfter'] as const),
];
export type ApiDetail = (typeof apiDetails)[number];

/** What the scripts of our own pages are told besides. */
const formDetails = ['conflict', 'changes'];

const answeredDetails: readonly string[] = [...apiDetails, ...formDetails];

/**
 * A problem as RFC 9457 has it; what a caller needs to go on stands beside the standard fields. What the
 * program notes in it for itself, as the document that a commit met, is not told.
 */
function problemDocument(problem: Problem): Record<string, unknown> {
  const details = Object.entries(problem.details);
  return {
    ...Object.fromEntries(details.filter(([name]) => answeredDetails.includes(name))),
    type: 'about:blank',
    title: titleOf(problem),
    status: statusOf(problem),
    code: problem.code,
    detail: problem.message,
    errors: problem.fields,
  };
}

/** Sets the status of an answer, and the header that belongs to it. */
export function setStatus(res: Response, problem: Problem): void {
  res.status(statusOf(problem));
  const { retryAfter } = problem.details;
  if (typeof retryAfter === 'number') res.set('Retry-After', String(retryAfter));
}

/** What stands in a problem's details under a name: a list of these, or nothing. */
export function listIn<T>(details: Problem['details'], name: string): readonly T[] {
  const list = details[name];
  return Array.isArray(list) ? list : [];
}

/** Answers with a problem as `application/problem+json`. */
export function sendProblem(res: Response, problem: Problem): void {
  if (problem.code === 'unauthenticated') res.set('WWW-Authenticate', 'Bearer');
  setStatus(res, problem);
  res.type('application/problem+json').send(JSON.stringify(problemDocument(problem)));
}
