import type { Annotation } from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import {
  ask,
  type RequestInput,
  type ReviewRequest,
  reopenRequest as reopen,
  withdrawRequest as withdraw,
} from '../../domain/review/request.js';
import {
  requestReopened,
  requestWithdrawn,
  reviewRequested,
} from '../../domain/review/review-events.js';
import { demand, demandToDo, may } from '../../domain/rights.js';
import { type Actor, type Desk, idOfMade } from '../desk.js';
import { enabledPerson } from '../people/people.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { reviewing } from './reviewing.js';

/**
 * Asks a colleague, by their id, to judge an annotation. Throws *invalid* for somebody who can't,
 * *conflict* for somebody who has been asked already.
 */
export async function askForReview(
  desk: Desk,
  actor: Actor,
  id: string,
  { to, note, due, confirm }: RequestInput & WithConfirmation,
): Promise<{ annotation: Annotation; request: ReviewRequest }> {
  demand(actor, 'ask for reviews');
  await demandReviewer(desk, actor, to);
  return reviewing(desk, actor, id, async (current, stamp) => {
    const made = idOfMade(desk, 'request');
    const before = current.requests.find((each) => each.id === made);
    if (before) return { annotation: current, request: before, happened: [] };
    const request = { id: made, ...stamp, to, note, due, closed: null };
    const annotation = ask(current, request);
    await demandUnnamed(desk, actor, note, confirm);
    return { annotation, request, happened: [reviewRequested(request)] };
  });
}

/** Takes a request back: who asked, and who was asked. Throws *not-found*, *forbidden*. */
export async function withdrawRequest(
  desk: Desk,
  actor: Actor,
  id: string,
  requestId: string,
): Promise<Annotation> {
  demand(actor, 'ask for reviews');
  const { annotation } = await reviewing(desk, actor, id, (current, stamp) => {
    const annotation = withdraw(current, requestId, stamp);
    const request = requestOf(current, actor, requestId);
    return { annotation, happened: [requestWithdrawn(request)] };
  });
  return annotation;
}

/** Takes back that a request was withdrawn. Throws *not-found*, *forbidden*, *conflict*. */
export async function reopenRequest(
  desk: Desk,
  actor: Actor,
  id: string,
  requestId: string,
): Promise<Annotation> {
  demand(actor, 'ask for reviews');
  const { annotation } = await reviewing(desk, actor, id, async (current) => {
    const annotation = reopen(current, requestId);
    const request = requestOf(current, actor, requestId);
    await demandReviewer(desk, { ...actor, id: request.by }, request.to);
    return { annotation, happened: [requestReopened(request)] };
  });
  return annotation;
}

async function demandReviewer(desk: Desk, actor: Actor, to: string): Promise<void> {
  if (to === actor.id) throw Problem.field('to', 'Ask a colleague: you can review it as it is.');
  const person = await enabledPerson(desk, to);
  if (!person) throw Problem.field('to', 'There is nobody of this id to ask.');
  if (may(person, 'judge')) return;
  throw Problem.field('to', `${person.name} reads only: ask somebody who annotates.`);
}

function requestOf({ requests }: Annotation, actor: Actor, id: string): ReviewRequest {
  const request = requests.find((each) => each.id === id);
  if (!request) throw new Error('The request that was withdrawn is not there.');
  demandToDo(actor, 'take back the request', request);
  return request;
}
