import type { Content } from '../annotations/annotation.js';
import { fieldsOf, partsDiffering, type Statement } from '../annotations/content-parts.js';
import type { Event } from '../history/event.js';
import type { Decision, Round } from '../rounds/round.js';
import type { Comment } from './comments.js';
import type { Proposal } from './proposal.js';
import type { ReviewRequest } from './request.js';
import type { Settlement } from './settlement.js';
import type { Verdict } from './verdict.js';

/*
 * What the history keeps of each step of reviewing. `review-sentences.ts` tells them; the two belong
 * together. The subject is the annotation, but of a round's and of the desk's own events.
 */

/** What happened, with the values before and after. */
export type EventContent = Pick<Event, 'action' | 'before' | 'after'>;

export function verdictGiven(verdict: Verdict, replaced: readonly Verdict[]): EventContent {
  const [action, before] =
    replaced.length === 0
      ? (['verdict.given', null] as const)
      : (['verdict.changed', { verdicts: replaced }] as const);
  return { action, before, after: { ...verdict } };
}

export function verdictWithdrawn(
  verdict: Verdict,
  restored: readonly Verdict[] = [],
): EventContent {
  const after = restored.length === 0 ? null : { verdicts: restored };
  return { action: 'verdict.withdrawn', before: { ...verdict }, after };
}

/**
 * What is proposed stands by itself, so that nobody takes it for what the annotation says.
 * `verdict` is the id of the one with which it was made.
 */
export function proposalMade(
  { id, reason, parts, content }: Proposal,
  verdict?: string,
): EventContent {
  const after = { proposal: id, reason, parts, proposed: some(content, parts), ...of(verdict) };
  return { action: 'proposal.made', before: null, after };
}

/** Told like a revision, with whose proposal it was. `before` is the annotation's earlier content. */
export function proposalAccepted(
  before: Content,
  after: Content,
  proposal: Proposal,
): EventContent {
  const changed = partsDiffering(before, after);
  const credit = { proposal: proposal.id, proposer: proposal.by, parts: changed };
  return {
    action: 'proposal.accepted',
    before: some(before, changed),
    after: { ...some(after, changed), ...credit },
  };
}

export function proposalDeclined({ id, by }: Proposal, reason: string): EventContent {
  const after = { proposal: id, proposer: by, reason };
  return { action: 'proposal.declined', before: null, after };
}

/** `verdict` is the id of the one that was undone, and the proposal with it. */
export function proposalWithdrawn({ id }: Proposal, verdict?: string): EventContent {
  return { action: 'proposal.withdrawn', before: null, after: { proposal: id, ...of(verdict) } };
}

function of(verdict: string | undefined): { verdict?: string } {
  return verdict === undefined ? {} : { verdict };
}

export function commentAdded({ id, text, replyTo, mentions }: Comment): EventContent {
  const after = { comment: id, text, replyTo, mentions };
  return { action: 'comment.added', before: null, after };
}

export function conversationResolved(comment: string): EventContent {
  return { action: 'comment.resolved', before: null, after: { comment } };
}

export function conversationReopened(comment: string): EventContent {
  return { action: 'comment.reopened', before: null, after: { comment } };
}

export function reviewRequested({ id, to, note, due }: ReviewRequest): EventContent {
  return { action: 'review.requested', before: null, after: { request: id, to, note, due } };
}

export function requestWithdrawn({ id, to }: ReviewRequest): EventContent {
  return { action: 'review.withdrawn', before: null, after: { request: id, to } };
}

export function disputeSettled(settlement: Settlement): EventContent {
  return { action: 'annotation.settled', before: null, after: { ...settlement } };
}

export function roundOpened({ people }: Round): EventContent {
  const after = { people: people.map(({ person }) => person) };
  return { action: 'round.opened', before: null, after };
}

export function handedIn(): EventContent {
  return { action: 'round.handed-in', before: null, after: null };
}

export function participantExcused(person: string): EventContent {
  return { action: 'round.excused', before: null, after: { person } };
}

export function roundEnded(): EventContent {
  return { action: 'round.ended', before: null, after: null };
}

export function roundDecided({ outcome, ids, kept }: Decision): EventContent {
  return { action: 'round.decided', before: null, after: { outcome, ids, kept } };
}

export function decisionUndone({ outcome, ids, kept }: Decision): EventContent {
  return { action: 'round.undecided', before: { outcome, ids, kept }, after: null };
}

export function quorumChanged(before: number, after: number): EventContent {
  return { action: 'settings.changed', before: { quorum: before }, after: { quorum: after } };
}

function some(content: Statement, parts: Proposal['parts']): Partial<Statement> {
  return Object.fromEntries(fieldsOf(parts).map((field) => [field, content[field]]));
}
