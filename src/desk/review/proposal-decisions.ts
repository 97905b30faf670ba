import type { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { contentIn } from '../../domain/annotations/content.js';
import { isSame } from '../../domain/equality.js';
import { Problem } from '../../domain/problem.js';
import { hopSteps } from '../../domain/review/hop-steps.js';
import { isHopPart } from '../../domain/review/model.js';
import {
  acceptProposal as accept,
  type acceptanceInput,
  chosenParts,
  declineProposal as decline,
  openProposal,
  type Proposal,
  type ProposedPart,
  proposalStanding,
  reopenProposal as reopen,
  withdrawProposal as withdraw,
} from '../../domain/review/proposal.js';
import {
  proposalAccepted,
  proposalDeclined,
  proposalReopened,
  proposalWithdrawn,
} from '../../domain/review/review-events.js';
import { demand, demandToDo } from '../../domain/rights.js';
import { replace } from '../../store/store.js';
import { changedSince, lastChanges, undone } from '../annotations/undoing.js';
import type { Actor, Desk } from '../desk.js';
import { byQuorum } from '../people/settings.js';
import { demandReadyConfirmed } from '../register/confirmation.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { roundOfWork } from '../rounds/open-rounds.js';
import { reviewing } from './reviewing.js';

/** The annotation to which a proposal was made; throws *not-found*. */
export async function annotationWith(desk: Desk, proposal: string): Promise<Annotation> {
  const query = { key: proposal, limit: 1 };
  const { items } = await desk.store.find('annotations', 'proposal', query);
  if (items[0]) return items[0];
  throw new Problem('not-found', 'There is no such proposal.');
}

/**
 * Takes a proposal over, whole, in parts or hop by hop; credit stays with who made it. `revision` is the one
 * that was looked at. Throws *not-found*, *forbidden*, *invalid* for a part that is not proposed,
 * and *conflict* where it is decided, where what it changes has been changed since it was made
 * and that was not looked at (`details.moved`), and with `details.confirm` for what must be said yes to first.
 */
export async function acceptProposal(
  desk: Desk,
  actor: Actor,
  proposalId: string,
  { parts, revision, confirm }: z.output<typeof acceptanceInput> & WithConfirmation = {},
): Promise<Annotation> {
  demand(actor, 'annotate');
  const { id } = await annotationWith(desk, proposalId);
  const { annotation } = await reviewing(desk, actor, id, async (current, stamp) => {
    demandToDo(actor, 'decide on a proposal to it', current);
    const round = await roundOfWork(desk, actor, current.article);
    const again = { by: actor.id, parts, revision };
    if (await isAcceptedAlike(desk, current, proposalId, again)) {
      return { annotation: current, happened: [] };
    }
    const proposal = openProposal(current, proposalId);
    demandWholeClaim(current, proposal, parts);
    const annotation = accept(current, proposalId, { ...stamp, parts, seen: revision });
    await demandReadyConfirmed(desk, actor, current, annotation, confirm);
    const { hops } = chosenParts(current, proposal, parts);
    const happened = [proposalAccepted(current, annotation, proposal, hops)];
    return { annotation, happened, registering: round ? [replace('rounds', round)] : [] };
  });
  return annotation;
}

/** Whether it is the same acceptance that comes again: of the revision that the first one changed. */
async function isAcceptedAlike(
  desk: Desk,
  { id, proposals }: Annotation,
  proposalId: string,
  { by, parts, revision }: { by: string } & z.output<typeof acceptanceInput>,
): Promise<boolean> {
  const proposal = proposals.find((each) => each.id === proposalId);
  const outcome = proposal?.outcome;
  if (!proposal || outcome?.decision !== 'accepted' || outcome.by !== by) return false;
  if (revision === undefined || revision >= outcome.revision) return false;
  if (parts === undefined) return outcome.hops.length === 0;
  const hops = parts.filter(isHopPart);
  const taken = outcome.parts.filter((part) => part !== 'chain' || hops.length === 0);
  if (!taken.every((part) => parts.includes(part))) return false;
  if (hops.length === 0 || outcome.hops.length > 0)
    return isSame(hops.toSorted(), outcome.hops.toSorted());
  // All hops, one by one, are the chain: which they were, the chain before tells.
  const change = (await lastChanges(desk, id)).find(({ after }) => after?.proposal === proposalId);
  const { chain } = contentIn(change?.before);
  const steps = chain ? hopSteps(chain, proposal.content.chain) : [];
  return isSame(hops.toSorted(), steps.flatMap(({ part }) => part ?? []).toSorted());
}

/** Declines a proposal with a reason. Throws *not-found*, *forbidden*, *conflict* where decided. */
export async function declineProposal(
  desk: Desk,
  actor: Actor,
  proposalId: string,
  { reason, confirm }: { reason: string } & WithConfirmation,
): Promise<Annotation> {
  demand(actor, 'annotate');
  const { id } = await annotationWith(desk, proposalId);
  const { annotation } = await reviewing(desk, actor, id, async (current, stamp) => {
    demandToDo(actor, 'decide on a proposal to it', current);
    const isRepeated = isEndedAlike(current, proposalId, 'declined', { by: actor.id, reason });
    if (isRepeated) return { annotation: current, happened: [] };
    const proposal = openProposal(current, proposalId);
    const annotation = decline(current, proposalId, { ...stamp, reason });
    await demandUnnamed(desk, actor, reason, confirm);
    return { annotation, happened: [proposalDeclined(proposal, reason)] };
  });
  return annotation;
}

/** Takes one's own proposal back. Throws *not-found*, *forbidden*, *conflict* where decided. */
export async function withdrawProposal(
  desk: Desk,
  actor: Actor,
  proposalId: string,
): Promise<Annotation> {
  demand(actor, 'propose');
  const { id } = await annotationWith(desk, proposalId);
  const { annotation } = await reviewing(desk, actor, id, (current, stamp) => {
    const isRepeated = isEndedAlike(current, proposalId, 'withdrawn', { by: actor.id });
    if (isRepeated) return { annotation: current, happened: [] };
    const happened = [proposalWithdrawn(openProposal(current, proposalId))];
    return { annotation: withdraw(current, proposalId, stamp), happened };
  });
  return annotation;
}

/**
 * Takes back one's own decision on a proposal: it is open again, and what was taken over of it stands
 * as it did before. Sent twice, it is done once. Throws *not-found*, *forbidden*, and *conflict*
 * where the annotation has been changed since, or somebody else decided.
 */
export async function reopenProposal(
  desk: Desk,
  actor: Actor,
  proposalId: string,
): Promise<Annotation> {
  const { id } = await annotationWith(desk, proposalId);
  const changes = await lastChanges(desk, id);
  const { annotation } = await byQuorum(desk, (quorum) =>
    reviewing(desk, actor, id, async (current, stamp) => {
      const proposal = current.proposals.find((each) => each.id === proposalId);
      const outcome = proposal?.outcome;
      if (!proposal || !outcome) return { annotation: current, happened: [] };
      if (outcome.decision !== 'withdrawn')
        demandToDo(actor, 'decide on a proposal to it', current);
      if (outcome.by !== actor.id)
        throw new Problem('conflict', 'Somebody else has decided on it.');
      const reopened = proposalReopened(proposal);
      if (outcome.decision !== 'accepted') {
        return { annotation: reopen(current, proposalId), happened: [reopened] };
      }
      if (outcome.revision !== current.revision) throw changedSince();
      const step = await undone(desk, actor, current, { changes, stamp, quorum });
      const annotation = reopen(step.annotation, proposalId);
      return { ...step, annotation, happened: [...step.happened, reopened] };
    }),
  );
  return annotation;
}

/** Whether the same person ends a proposal once more as it was ended, in the same words. */
function isEndedAlike(
  { proposals }: Annotation,
  id: string,
  decision: 'declined' | 'withdrawn',
  { by, reason }: { by: string; reason?: string },
): boolean {
  const outcome = proposals.find((proposal) => proposal.id === id)?.outcome;
  if (outcome?.decision !== decision || outcome.by !== by) return false;
  return outcome.decision === 'withdrawn' || outcome.reason === reason;
}

/** A stance is one to a claim: taken over without it, it would be a stance to another. */
function demandWholeClaim(
  annotation: Annotation,
  proposal: Proposal,
  parts: readonly ProposedPart[] | undefined,
): void {
  const { open } = proposalStanding(annotation, proposal);
  if (!parts?.includes('stance') || parts.includes('claim') || !open.includes('claim')) return;
  throw Problem.field('parts', 'The stance is one to the proposed claim: take both over.');
}
