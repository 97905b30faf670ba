import { z } from 'zod';
import { type Annotation, demandPresent } from '../annotations/annotation.js';
import { neededWords } from '../fields.js';
import { Problem } from '../problem.js';
import { demandTheirs } from '../rights.js';
import { type Settlement, settlementOutcomes } from './model.js';
import { withStatus } from './status.js';

export { type Settlement, type SettlementOutcome, settlementOutcomes } from './model.js';

const outcomeCodes = settlementOutcomes.map(({ code }) => code);

/** What is sent to settle a dispute. */
export const settlementInput = z.object({
  outcome: z.enum(outcomeCodes, 'Choose how it ends: upheld, amended or withdrawn.'),
  reason: neededWords(5000, 'Give the reason of the decision.'),
});
export type SettlementInput = z.output<typeof settlementInput>;

/**
 * Settles what is disputed. The verdicts stay as they are. Who made the annotation can only concede.
 * Throws *conflict* where nothing is disputed, *forbidden* for a creator who upholds or amends.
 */
export function settle(
  annotation: Annotation,
  settlement: Omit<Settlement, 'revision'>,
): Annotation {
  demandPresent(annotation);
  if (annotation.status !== 'disputed') {
    throw new Problem('conflict', 'There is no open dispute to settle here.');
  }
  if (settlement.outcome !== 'withdrawn') {
    demandTheirs(settlement.by, 'uphold or amend it', annotation);
  }
  const { revision } = annotation;
  // A settlement closes the revision whatever the quorum.
  return withStatus({ ...annotation, settlement: { ...settlement, revision } }, 1);
}

/** Takes a settlement back: the dispute is open again. */
export function unsettle(annotation: Annotation, quorum: number): Annotation {
  demandPresent(annotation);
  return withStatus({ ...annotation, settlement: null }, quorum);
}

/** Whether the desk no longer stands by an annotation as it is. */
export function isWithdrawn({
  settlement,
  revision,
}: Pick<Annotation, 'settlement' | 'revision'>): boolean {
  return settlement?.revision === revision && settlement.outcome === 'withdrawn';
}
