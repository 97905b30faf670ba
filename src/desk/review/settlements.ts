import type { Annotation } from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import { disputeSettled, settlementUndone } from '../../domain/review/review-events.js';
import {
  type Settlement,
  type SettlementInput,
  settle,
  unsettle,
} from '../../domain/review/settlement.js';
import { demandSeen } from '../../domain/review/verdict.js';
import { demand } from '../../domain/rights.js';
import { changedSince } from '../annotations/undoing.js';
import type { Actor, Desk } from '../desk.js';
import { byQuorum } from '../people/settings.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { reviewing, revisionSeen } from './reviewing.js';

/**
 * Settles what is disputed: an editor's closing decision. `revision` is the one that was looked at,
 * the present one unless told. Throws *forbidden*, and *conflict* where nothing is disputed or the
 * annotation has moved on (`details.revision`).
 */
export async function settleDispute(
  desk: Desk,
  actor: Actor,
  id: string,
  {
    outcome,
    reason,
    revision,
    confirm,
  }: SettlementInput & WithConfirmation & { revision?: number | undefined },
): Promise<{ annotation: Annotation; settlement: Settlement }> {
  demand(actor, 'settle disputes');
  const seen = await revisionSeen(desk, id, revision);
  return reviewing(desk, actor, id, async (current, stamp) => {
    const before = current.settlement;
    if (before && desk.request !== null && isSame(before, { by: actor.id, outcome, reason })) {
      return { annotation: current, settlement: before, happened: [] };
    }
    demandSeen(current, seen);
    const settlement = { ...stamp, revision: seen, outcome, reason };
    const annotation = settle(current, settlement);
    await demandUnnamed(desk, actor, reason, confirm);
    return { annotation, settlement, happened: [disputeSettled(settlement)] };
  });
}

/**
 * Takes back one's own settlement: the dispute is open again. Throws *forbidden*, and *conflict* where
 * there is none any more, the annotation has been changed since, or somebody else settled.
 */
export async function undoSettlement(desk: Desk, actor: Actor, id: string): Promise<Annotation> {
  demand(actor, 'settle disputes');
  const { annotation } = await byQuorum(desk, (quorum) =>
    reviewing(desk, actor, id, (current) => {
      const { settlement, revision } = current;
      if (!settlement) throw new Problem('conflict', 'There is no settlement here any more.');
      if (settlement.by !== actor.id) {
        throw new Problem('conflict', 'Somebody else has settled it.');
      }
      if (settlement.revision !== revision) throw changedSince();
      return { annotation: unsettle(current, quorum), happened: [settlementUndone(settlement)] };
    }),
  );
  return annotation;
}

/** There is one settlement at a time: the same one sent again is known by what it says. */
function isSame(
  before: Settlement,
  { by, outcome, reason }: Pick<Settlement, 'by' | 'outcome' | 'reason'>,
): boolean {
  return before.by === by && before.outcome === outcome && before.reason === reason;
}
