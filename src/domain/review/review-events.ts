import type { Content } from '../annotations/annotation.js';
import { fieldsOf, partsDiffering } from '../annotations/content-parts.js';
import type { HappenedTo } from '../history/written-event.js';
import type { Decision, Round } from '../rounds/round.js';
import { valuesOf } from '../values.js';
import type { Comment } from './comments.js';
import type { HopPart, Proposal } from './proposal.js';
import type { ReviewRequest } from './request.js';
import type { Settlement } from './settlement.js';
import type { Verdict } from './verdict.js';

/*
 * What the history keeps of each step of reviewing. `review-sentences.ts` tells them; the two belong
 * together. The subject is the annotation, but of a round's and of the desk's own events.
 */

/** `replaced` are the earlier verdicts of the same person on the same parts, which it takes the place of. */
export function verdictGiven(
  verdict: Verdict,
  replaced: readonly Verdict[],
  mark: { undoing: true } | null = null,
): HappenedTo['annotation'] {
  const after = { ...verdict, ...mark };
  return replaced.length === 0
    ? { action: 'verdict.given', before: null, after }
    : { action: 'verdict.changed', before: { verdicts: replaced }, after };
}

/** `restored` are the verdicts that count again, since it is no longer in their place. */
export function verdictWithdrawn(
  verdict: Verdict,
  restored: readonly Verdict[] = [],
): HappenedTo['annotation'] {
  const after = restored.length === 0 ? null : { verdicts: restored };
  return { action: 'verdict.withdrawn', before: verdict, after };
}

/**
 * What is proposed stands by itself, so that nobody takes it for what the annotation says.
 * `verdict` is the id of the one with which it was made.
 */
export function proposalMade(
  { id, reason, parts, content }: Proposal,
  verdict?: string,
): HappenedTo['annotation'] {
  const after = {
    proposal: id,
    reason,
    parts,
    proposed: valuesOf(content, fieldsOf(parts)),
    ...of(verdict),
  };
  return { action: 'proposal.made', before: null, after };
}

/**
 * Told like a revision, with whose proposal it was, and which hops of its chain were taken over by
 * themselves. `before` is the annotation's earlier content.
 */
export function proposalAccepted(
  before: Content,
  after: Content,
  { id, by }: Proposal,
  hops: readonly HopPart[] = [],
): HappenedTo['annotation'] {
  const parts = partsDiffering(before, after);
  const changed = fieldsOf(parts);
  const byHop = hops.length > 0 && { hops: [...hops] };
  const credit = { proposal: id, proposer: by, parts, ...byHop };
  return {
    action: 'proposal.accepted',
    before: valuesOf(before, changed),
    after: { ...valuesOf(after, changed), ...credit },
  };
}

/** With whose proposal it was, and the reason that its author is told. */
export function proposalDeclined({ id, by }: Proposal, reason: string): HappenedTo['annotation'] {
  const after = { proposal: id, proposer: by, reason };
  return { action: 'proposal.declined', before: null, after };
}

/** `verdict` is the id of the one that was undone, and the proposal with it. */
export function proposalWithdrawn({ id }: Proposal, verdict?: string): HappenedTo['annotation'] {
  return { action: 'proposal.withdrawn', before: null, after: { proposal: id, ...of(verdict) } };
}

/** It had been declined, and is open again. */
export function proposalReopened({ id, by }: Proposal): HappenedTo['annotation'] {
  return { action: 'proposal.reopened', before: null, after: { proposal: id, proposer: by } };
}

function of(verdict: string | undefined): { verdict?: string } {
  return verdict === undefined ? {} : { verdict };
}

/** With its text: the event is what keeps it once it is withdrawn. */
export function commentAdded({ id, text, replyTo, mentions }: Comment): HappenedTo['annotation'] {
  const after = { comment: id, text, replyTo, mentions };
  return { action: 'comment.added', before: null, after };
}

/** `comment` is the id of the one that began the conversation. */
export function conversationResolved(
  comment: string,
  mark: { undoing: true } | null = null,
): HappenedTo['annotation'] {
  return { action: 'comment.resolved', before: null, after: { comment, ...mark } };
}

/** `comment` is the id of the one that began the conversation. */
export function conversationReopened(comment: string): HappenedTo['annotation'] {
  return { action: 'comment.reopened', before: null, after: { comment } };
}

/** What was said stays in the event that added it. */
export function commentWithdrawn(comment: string): HappenedTo['annotation'] {
  return { action: 'comment.withdrawn', before: null, after: { comment } };
}

/** Who is asked is in `after`, with the note and the day by which it is wanted. */
export function reviewRequested({ id, to, note, due }: ReviewRequest): HappenedTo['annotation'] {
  return { action: 'review.requested', before: null, after: { request: id, to, note, due } };
}

/** Who had asked for a review does so no more. */
export function requestWithdrawn({ id, to }: ReviewRequest): HappenedTo['annotation'] {
  return { action: 'review.withdrawn', before: null, after: { request: id, to } };
}

/** It had been withdrawn, and stands again. */
export function requestReopened({ id, to }: ReviewRequest): HappenedTo['annotation'] {
  return { action: 'review.reopened', before: null, after: { request: id, to } };
}

/** A dispute was settled; the outcome with its reason is in `after`. */
export function disputeSettled(settlement: Settlement): HappenedTo['annotation'] {
  return { action: 'annotation.settled', before: null, after: settlement };
}

/** The outcome that no longer stands is in `before`. */
export function settlementUndone({ outcome }: Settlement): HappenedTo['annotation'] {
  return { action: 'annotation.reopened', before: { outcome }, after: null };
}

/** A round began; the ids of those who take part are in `after`. */
export function roundOpened({ people }: Round): HappenedTo['round'] {
  const after = { people: people.map(({ person }) => person) };
  return { action: 'round.opened', before: null, after };
}

/** Of the round that the actor takes part in. */
export function handedIn(): HappenedTo['round'] {
  return { action: 'round.handed-in', before: null, after: null };
}

/** `person` is the id of the one who need not hand in any more. */
export function participantExcused(person: string): HappenedTo['round'] {
  return { action: 'round.excused', before: null, after: { person } };
}

/** Somebody ended a round, with or without all handed in. */
export function roundEnded(): HappenedTo['round'] {
  return { action: 'round.ended', before: null, after: null };
}

/** With the ids of all annotations that it is about, and of the one that stands for them; null where none was kept. */
export function roundDecided({ outcome, ids, kept }: Decision): HappenedTo['round'] {
  return { action: 'round.decided', before: null, after: { outcome, ids, kept } };
}

/** The decision that no longer stands is in `before`. */
export function decisionUndone({ outcome, ids, kept }: Decision): HappenedTo['round'] {
  return { action: 'round.undecided', before: { outcome, ids, kept }, after: null };
}

/** `before` and `after` are how many verdicts an annotation needs. */
export function quorumChanged(before: number, after: number): HappenedTo['desk'] {
  return { action: 'settings.changed', before: { quorum: before }, after: { quorum: after } };
}
